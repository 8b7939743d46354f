"""From the text of a cell to its typed value, as the mapping and the contract say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.message import Message
from voimavara.programme.models.contract import Column, Contract
from voimavara.programme.models.source import ColumnMapping
from voimavara.sources.rows import expectations
from voimavara.sources.rows.known import Known
from voimavara.sources.rows.numbers import NumberReader
from voimavara.sources.rows.table import Lines
from voimavara.sources.rows.times import TimeReader
from voimavara.warehouse.columns import arrow_type

Value = str | int | bool | float | Decimal | date | datetime
Words = Callable[[str], Value | Message]

_YES = frozenset({"yes", "y", "true", "1", "x", "kyllä", "k", "on", "tosi", "ja", "j", "sant"})
_NO = frozenset({"no", "n", "false", "0", "ei", "e", "epätosi", "nej", "falskt"})
_CODE = re.compile(r"(?:KU)?(\d{1,3})")


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the cells of one column: `read` says what a cell means, `read_all` the same of many at once."""

    column: Column
    mapping: ColumnMapping
    words: Words
    numbers: NumberReader | None = field(default=None)

    def read(self, text: str) -> Value | Message | None:
        """The cell's value, None where it is empty and may be, or what was expected instead."""
        word = text.strip()
        if word and self.mapping.values:
            translated = self.mapping.values.get(word)
            if translated is None and self.mapping.otherwise == "set aside":
                return expectations.word_of_mapping(self.mapping.values)
            word = word if translated is None else translated
        if not word:
            word = self.mapping.empty or ""
        if not word:
            return expectations.A_VALUE if self.column.required else None
        return self.words(word)

    def read_all(self, texts: pa.Array) -> tuple[pa.Array, Lines]:
        """The values of the cells (null where empty or faulty), and the places of the faulty ones."""
        kind = arrow_type(self.column)
        if self.numbers is None or self.mapping.values or not pa.types.is_decimal(kind):
            return self._by_distinct(texts, kind)
        values, unsure = self.numbers.fast(texts)
        if len(unsure) == 0:
            return values, unsure
        others, faulty = self._by_distinct(texts.take(pa.array(unsure)), kind)
        mask = np.zeros(len(texts), dtype=bool)
        mask[unsure] = True
        return pc.replace_with_mask(values, pa.array(mask), others), unsure[faulty]

    def _by_distinct(self, texts: pa.Array, kind: pa.DataType) -> tuple[pa.Array, Lines]:
        """Each different text is read once: columns of ids, months and words have few."""
        encoded = pc.dictionary_encode(texts)
        read = [self.read(text) for text in encoded.dictionary.to_pylist()]
        good = [None if isinstance(value, Message) else self._stored(value) for value in read]
        bad = np.array([isinstance(value, Message) for value in read], dtype=bool)
        indices = encoded.indices
        values = pa.array(good, kind).take(indices)
        return values, np.flatnonzero(bad[indices.to_numpy()]) if bad.any() else np.empty(0, np.int64)

    def _stored(self, value: Value | None) -> Value | None:
        return float(value) if isinstance(value, Decimal) and self.column.is_ == "share" else value


def cell_reader(
    column: Column,
    mapping: ColumnMapping,
    received: date,
    choices: frozenset[str],
    known: Known,
    referred: Contract | None,
    point: str | None = None,
) -> CellReader:
    """The reader for a column of the contract.

    `choices` are the words allowed in a column of choices, `referred` is the contract of the dataset whose
    ids the column holds, `point` the decimal sign where the mapping names one.
    """
    if column.type in ("integer", "number", "money"):
        numbers = NumberReader(column, mapping.unit or column.measured_in, point)
        return CellReader(column, mapping, numbers.read, numbers)
    if column.type in ("month", "year", "date", "datetime"):
        return CellReader(column, mapping, TimeReader(column, received, mapping.as_).read)
    if column.type == "choice":
        return CellReader(column, mapping, _choice(choices))
    if column.type == "yes_no":
        return CellReader(column, mapping, _yes_no)
    if column.type == "municipality":
        return CellReader(column, mapping, _municipality(known.municipalities))
    if column.type == "id" and referred is not None and isinstance(column.of, str) and column.of in known.ids:
        return CellReader(column, mapping, _reference(column.of, known, referred))
    return CellReader(column, mapping, str)


def _choice(choices: frozenset[str]) -> Words:
    return lambda word: word if word in choices else expectations.one_of(sorted(choices))


def _yes_no(word: str) -> bool | Message:
    folded = word.casefold()
    if folded in _YES or folded in _NO:
        return folded in _YES
    return expectations.YES_OR_NO


def _municipality(known: frozenset[str] | None) -> Words:
    def read(word: str) -> str | Message:
        match = _CODE.fullmatch(word)
        if match is None:
            return expectations.A_MUNICIPALITY_CODE
        code = match[1].zfill(3)
        return code if known is None or code in known else expectations.A_KNOWN_MUNICIPALITY

    return read


def _reference(dataset: str, known: Known, referred: Contract) -> Words:
    ids, waiting = known.ids[dataset], known.waiting.get(dataset, frozenset())

    def read(word: str) -> str | Message:
        if word in ids:
            return word
        return (
            expectations.mended_id(referred.name) if word in waiting else expectations.known_id(referred.name)
        )

    return read
