"""Figures as columns of one Arrow table: what a run computes, a snapshot stores and pages read slices of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.missing import Missing, Reason
from voimavara.core.origin import Origin, weakest
from voimavara.core.periods import Period
from voimavara.core.units import Unit
from voimavara.figures.figure import Figure, Incomplete, Where

WORD = pa.dictionary(pa.int32(), pa.string())
# A place is written as the JSON list of its values, in the order of `dimensions`; loads are joined by `;`.
SCHEMA = pa.schema(
    [
        ("indicator", WORD),
        ("measure", WORD),
        ("dimensions", WORD),
        ("place", WORD),
        ("first", pa.int32()),  # the period: months since the year 0, and how many
        ("months", pa.int32()),
        ("value", pa.float64()),
        ("missing", WORD),
        ("detail", WORD),
        ("unit", WORD),
        ("formula_version", WORD),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("n", pa.int64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("origin", WORD),
        ("loads", WORD),
        ("open_rows", pa.int64()),  # what is incomplete; all zero where nothing is
        ("rows", pa.int64()),
        ("tolerance", pa.float64()),
        ("missing_keys", WORD),
        ("unnamed_keys", pa.int64()),
    ]
)


@dataclass(frozen=True, eq=False)
class Figures:
    """Figures in the order of indicator, measure, dimensions, place and period, as the columns of SCHEMA.

    Two are equal that say the same, however their words are numbered.
    """

    table: pa.Table

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> Figures:
        """The figures as columns."""
        rows = [_row(figure) for figure in figures]
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(SCHEMA)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
        return cls.joined([pa.Table.from_arrays(arrays, schema=SCHEMA)])

    @classmethod
    def joined(cls, tables: Sequence[pa.Table]) -> Figures:
        """The rows of the tables together, in order."""
        table = pa.concat_tables(tables) if tables else SCHEMA.empty_table()
        return cls(_in_order(table.unify_dictionaries().combine_chunks()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Figures) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[Figure]:
        return self.within(range(len(self)))

    def within(self, rows: range) -> Iterator[Figure]:
        """The figures of some rows that follow each other."""
        part = self.table.slice(rows.start, len(rows))
        return map(_figure, *(column.to_pylist() for column in part.columns))

    def at(self, rows: Any) -> Iterator[Figure]:
        """The figures of some rows, by their numbers."""
        return iter(Figures(self.table.take(pa.array(rows, pa.int64()))))

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that have figures."""
        return tuple(dict.fromkeys(indicator for indicator, _, _ in self.runs))

    @cached_property
    def runs(self) -> Mapping[tuple[str, str, tuple[str, ...]], range]:
        """The rows of each measure by each set of dimensions: indicator, measure, dimensions."""
        names = ("indicator", "measure", "dimensions")
        starts = self.starts(range(len(self)), names)
        words = zip(
            *(self.table[name].take(pa.array(starts, pa.int64())).to_pylist() for name in names), strict=True
        )
        return {
            (indicator, measure, _dimensions(dimensions)): range(start, end)
            for (indicator, measure, dimensions), (start, end) in zip(
                words, pairwise([*starts, len(self)]), strict=True
            )
        }

    def starts(self, rows: range, names: Sequence[str]) -> list[int]:
        """The rows at which any of the columns of words changes, the first row included."""
        if not rows:
            return []
        change = np.zeros(len(rows) - 1, bool)
        for name in names:
            codes = codes_of(self.table[name])[rows.start : rows.stop]
            change |= codes[1:] != codes[:-1]
        return [rows.start, *(np.flatnonzero(change) + rows.start + 1).tolist()]

    def shown(self, periods: Mapping[tuple[str, str], Iterable[Period]]) -> Figures:
        """Those of the periods that people see, by indicator and measure."""
        first, months = (self.table[name].to_numpy() for name in ("first", "months"))
        keep = np.zeros(len(self), bool)
        for (indicator, measure, _), rows in self.runs.items():
            part = slice(rows.start, rows.stop)
            for period in periods.get((indicator, measure), ()):
                keep[part] |= (first[part] == period.first) & (months[part] == period.months)
        return self if keep.all() else Figures(self.table.filter(pa.array(keep)).combine_chunks())

    @property
    def places(self) -> set[Where]:
        """Every place at which any figure stands."""
        names = ("dimensions", "place")
        dimensions, places = (self.table[name] for name in names)
        size = len(words_of(places))
        codes = codes_of(dimensions).astype(np.int64) * size + codes_of(places)
        words = [words_of(column) for column in (dimensions, places)]
        return {place_in(words[0][code // size], words[1][code % size]) for code in np.unique(codes).tolist()}

    def loads(self, indicator: str) -> tuple[str, ...]:
        """The loads behind any of the indicator's figures, in order."""
        sets = self._words(indicator, "loads")
        return tuple(sorted({load for words in sets for load in _loads(words)}))

    def origin(self, indicator: str) -> Origin | None:
        """The weakest origin of the indicator's figures."""
        return weakest(Origin(word) for word in self._words(indicator, "origin"))

    def _words(self, indicator: str, column: str) -> set[str]:
        """The words that stand in the column for the indicator."""
        words: set[str] = set()
        for (name, _, _), rows in self.runs.items():
            if name == indicator:
                part = self.table[column].slice(rows.start, len(rows)).unique().to_pylist()
                words.update(word for word in part if word)
        return words

    @cached_property
    def digest(self) -> str:
        """The hash of all that the columns say, whatever library wrote them, and on which machine."""
        told = sha256()
        for name, column in zip(self.table.column_names, self.table.columns, strict=True):
            told.update(f"{name} {len(self)}\n".encode())
            for part in _content(column):
                told.update(part)
        return told.hexdigest()


def codes_of(column: pa.ChunkedArray) -> Any:
    """The number of each row's word in the column's dictionary; −1 where there is none."""
    chunk = column.chunk(0) if column.num_chunks else pa.array([], WORD)
    return chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False)


def words_of(column: pa.ChunkedArray) -> list[str]:
    """The column's dictionary."""
    words: list[str] = column.chunk(0).dictionary.to_pylist() if column.num_chunks else []
    return words


def _in_order(table: pa.Table) -> pa.Table:
    """The rows in their one order; the same table where they have it already."""
    if not table.num_rows:
        return table
    series = np.zeros(table.num_rows, np.int64)
    for name, key in (
        ("indicator", str),
        ("measure", str),
        ("dimensions", json.loads),
        ("place", json.loads),
    ):
        series = series * max(len(words_of(table[name])), 1) + _rank(table[name], key)
    first, months = (table[name].to_numpy().astype(np.int64) for name in ("first", "months"))
    time = (first + months << 32) + first
    same = series[1:] == series[:-1]
    if ((series[1:] > series[:-1]) | (same & (time[1:] >= time[:-1]))).all():
        return table
    return table.take(pa.array(np.lexsort([time, series]))).combine_chunks()


def _rank(column: pa.ChunkedArray, key: Any) -> Any:
    """The place of each row's word among all words, in the order of the key."""
    words = words_of(column)
    rank = np.empty(len(words), np.int32)
    rank[sorted(range(len(words)), key=lambda number: key(words[number]))] = np.arange(len(words))
    return rank[codes_of(column)]


def _content(column: pa.ChunkedArray) -> Iterator[bytes]:
    """What the column says, as bytes that depend on nothing else: words by their order, not their codes."""
    if pa.types.is_dictionary(column.type):
        words, codes = words_of(column), codes_of(column)
        used = np.unique(codes[codes >= 0]) if len(codes) else codes
        ordered = sorted(used.tolist(), key=words.__getitem__)
        number = np.full(len(words) + 1, -1, "<i4")  # the last one stands for no word
        number[ordered] = np.arange(len(ordered))
        yield json.dumps([words[code] for code in ordered], ensure_ascii=False).encode()
        yield number[codes].tobytes()
        return
    kind = "<f8" if pa.types.is_floating(column.type) else "<i8"
    yield np.packbits(column.is_valid().to_numpy()).tobytes()
    yield pc.fill_null(column, 0).to_numpy().astype(kind).tobytes()


def _row(figure: Figure) -> tuple[Any, ...]:
    missing = figure.missing
    incomplete = figure.incomplete or Incomplete()
    low, high = figure.interval or (None, None)
    return (
        figure.indicator,
        figure.measure,
        words_together(name for name, _ in figure.place),
        words_together(value for _, value in figure.place),
        figure.period.first,
        figure.period.months,
        figure.known,
        missing and missing.reason.value,
        missing and missing.detail,
        str(figure.unit),
        figure.formula_version,
        figure.numerator,
        figure.denominator,
        figure.n,
        low,
        high,
        figure.origin or "",
        ";".join(sorted(figure.loads)),
        incomplete.open_rows,
        incomplete.rows,
        incomplete.tolerance,
        words_together(incomplete.missing_keys),
        incomplete.unnamed_keys,
    )


def words_together(words: Iterable[str]) -> str:
    """The words as one, whatever signs are in them."""
    return json.dumps(list(words), ensure_ascii=False)


def _figure(
    indicator: str,
    measure: str,
    dimensions: str,
    place: str,
    first: int,
    months: int,
    value: float | None,
    missing: str | None,
    detail: str | None,
    unit: str,
    version: str,
    numerator: float | None,
    denominator: float | None,
    n: int | None,
    low: float | None,
    high: float | None,
    origin: str,
    loads: str,
    open_rows: int,
    rows: int,
    tolerance: float,
    missing_keys: str,
    unnamed_keys: int,
) -> Figure:
    """The figure of a row, from the values of SCHEMA's columns."""
    incomplete = None
    if open_rows or unnamed_keys or missing_keys != "[]":
        keys = tuple(json.loads(missing_keys))
        incomplete = Incomplete(open_rows, rows, tolerance, keys, unnamed_keys)
    return Figure(
        indicator,
        _period(first, months),
        _value(value, missing, detail),
        _unit(unit),
        version,
        measure,
        place_in(dimensions, place),
        numerator,
        denominator,
        n,
        None if low is None or high is None else (low, high),
        _loads(loads),
        Origin(origin) if origin else None,
        incomplete,
    )


def _value(value: float | None, missing: str | None, detail: str | None) -> float | Missing:
    return Missing(Reason(missing or Reason.NO_DATA), detail or "") if value is None else value


@lru_cache(maxsize=65536)
def place_in(dimensions: str, place: str) -> Where:
    """The place that the words of the two columns name."""
    return tuple(zip(json.loads(dimensions), json.loads(place), strict=True))


@lru_cache(maxsize=4096)
def _period(first: int, months: int) -> Period:
    return Period(first, months)


@lru_cache(maxsize=1024)
def _unit(word: str) -> Unit:
    return Unit.parse(word)


@lru_cache(maxsize=4096)
def _loads(word: str) -> tuple[str, ...]:
    return tuple(word.split(";")) if word else ()


@lru_cache(maxsize=1024)
def _dimensions(word: str) -> tuple[str, ...]:
    return tuple(json.loads(word))


NO_FIGURES = Figures.joined([])
