"""The figures of alike requests as arrays by place and period, and as columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from voimavara.core.missing import Missing, Reason
from voimavara.core.origin import weakest
from voimavara.core.periods import Period
from voimavara.core.units import Unit
from voimavara.figures.columns import SCHEMA, words_together
from voimavara.figures.facts import Ints
from voimavara.figures.figure import Incomplete, Where
from voimavara.figures.loads import LoadSets
from voimavara.figures.request import Request
from voimavara.figures.windows import REASONS
from voimavara.warehouse.load import Load

_COMPLETE = Incomplete()
# Reasons that say all there is to say; of the others the block explains what is lacking.
_PLAIN = (Reason.ZERO_DENOMINATOR, Reason.HIDDEN)

# Arrow arrays of words that several blocks share, by what they were written from.
Memo = dict[Any, Any]


@dataclass(frozen=True)
class Block:
    """Figures of requests; every array has for each of them a row a place, and a column for each period.

    Where `reason` is 0 there is a value. `shown` is false where a place does not exist in a period.
    `unit` is the unit of the values; `people` is how many persons a figure about persons is about.
    `open_rows` tells by period, `missing_keys` by row and period what could still change a figure.
    """

    requests: tuple[Request, ...]
    unit: Unit
    places: tuple[Where, ...]
    value: Ints
    reason: Ints
    shown: Ints
    n: Ints
    loads: LoadSets
    numerator: Ints
    denominator: Ints | None = None
    people: Ints | None = None
    interval: tuple[Ints, Ints] | None = None
    open_rows: Mapping[int, Incomplete] = field(default_factory=dict)
    missing_keys: Mapping[tuple[int, int], Incomplete] = field(default_factory=dict)
    explained: Callable[[int, int], Missing] = field(default=lambda _place, _period: Missing(Reason.NO_DATA))

    @property
    def periods(self) -> tuple[Period, ...]:
        """Those that every request asks for."""
        return self.requests[0].periods

    def why(self, row: int, period: int) -> Missing:
        """Why there is no value."""
        reason = Reason(REASONS[self.reason[row, period]])
        return Missing(reason) if reason in _PLAIN else self.explained(row, period)


def block_columns(block: Block, memo: Memo) -> pa.Table:
    """One row a figure, by request, place and period: its value, or why it is missing, and what is behind it.

    Tables that are written with one memo write the words they share once.
    """
    row, period = np.nonzero(block.shown)
    request, place = np.divmod(row, max(len(block.places), 1))
    reason = block.reason[row, period]
    absent = reason > 0
    hidden = reason == REASONS.index(Reason.HIDDEN)
    sets = block.loads.index[row, period]
    low, high = block.interval or (None, None)
    one = np.zeros_like(request)

    def numbers(cells: Ints | None) -> Any:
        if cells is None:
            return pa.nulls(len(row), pa.float64())
        values = cells[row, period].astype(float, copy=False)
        return pa.array(values, pa.float64(), mask=absent if absent.any() else None)

    requests = block.requests
    columns = [
        _words(request, [each.indicator for each in requests]),
        _words(request, [each.measure for each in requests]),
        _words(one, [words_together(requests[0].dimensions)]),
        _words(place, _once(memo, block.places, _place_words)),
        pa.array(np.array([each.first for each in block.periods], np.int32)[period]),
        pa.array(np.array([each.months for each in block.periods], np.int32)[period]),
        numbers(block.value),
        *_missing(block, row, period),
        _words(one, [str(block.unit)]),
        _words(request, [each.version for each in requests]),
        numbers(block.numerator),
        numbers(block.denominator),
        pa.array(block.n[row, period], pa.int64(), mask=hidden),
        numbers(low),
        numbers(high),
        _words(sets, _once(memo, block.loads.sets, _origin_words)),
        _words(sets, _once(memo, block.loads.sets, _load_words)),
        *_incomplete(block, row, period),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _missing(block: Block, row: Ints, period: Ints) -> list[Any]:
    """The columns of reasons and of what is lacking."""
    absent = np.flatnonzero(block.reason[row, period])
    found = [block.why(*cell) for cell in zip(row[absent].tolist(), period[absent].tolist(), strict=True)]
    return [
        _sparse(len(row), absent, words)
        for words in ([one.reason.value for one in found], [one.detail for one in found])
    ]


def _sparse(length: int, at: Ints, words: Sequence[str]) -> Any:
    """A column of words that has them in a few rows only."""
    known = {word: number for number, word in enumerate(dict.fromkeys(words))}
    codes = np.full(length, -1, np.int32)
    codes[at] = [known[word] for word in words]
    return _words(codes, list(known), codes < 0)


def _incomplete(block: Block, row: Ints, period: Ints) -> list[Any]:
    """The columns of what could still change a figure."""
    by_period = [block.open_rows.get(number, _COMPLETE) for number in range(len(block.periods))]
    keys = [words_together(())] * len(row)
    unnamed = np.zeros(len(row), np.int64)
    if block.missing_keys:
        for number, cell in enumerate(zip(row.tolist(), period.tolist(), strict=True)):
            if found := block.missing_keys.get(cell):
                keys[number] = words_together(found.missing_keys)
                unnamed[number] = found.unnamed_keys
    return [
        pa.array(np.array([each.open_rows for each in by_period], np.int64)[period]),
        pa.array(np.array([each.rows for each in by_period], np.int64)[period]),
        pa.array(np.array([each.tolerance for each in by_period], float)[period]),
        pa.array(keys, pa.string()).dictionary_encode(),
        pa.array(unnamed),
    ]


def _place_words(places: Sequence[Where]) -> list[str]:
    return [words_together(value for _, value in place) for place in places]


def _origin_words(sets: Sequence[Sequence[Load]]) -> list[str]:
    return [weakest(load.origin for load in loads) or "" for loads in sets]


def _load_words(sets: Sequence[Sequence[Load]]) -> list[str]:
    return [";".join(sorted({load.id for load in loads})) for loads in sets]


def _once(memo: Memo, things: Any, write: Callable[[Any], Sequence[str]]) -> Any:
    """The words for the things, written once for all blocks that share them."""
    key = (write, id(things))
    if key not in memo:
        memo[key] = (things, pa.array(write(things), pa.string()))  # kept, so that the id stays theirs
    return memo[key][1]


def _words(number: Ints, words: Any, mask: Ints | None = None) -> Any:
    indices = pa.array(number.astype(np.int32), pa.int32(), mask=mask)
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string()))
