"""Many figures as one Arrow table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from voimavara.core.missing import Reason
from voimavara.core.origin import weakest
from voimavara.figures.windows import CODE, REASONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from voimavara.figures.block import Block
    from voimavara.figures.facts import Ints
    from voimavara.figures.figure import Where
    from voimavara.warehouse.load import Load

WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("indicator", WORD),
        ("measure", WORD),
        ("formula_version", WORD),
        ("unit", WORD),
        ("period", WORD),
        ("place", WORD),
        ("value", pa.float64()),
        ("missing", WORD),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("n", pa.int64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("origin", WORD),
        ("loads", WORD),
    ]
)


# Words that have been written for places and loads.
Memo = dict[Any, Any]


def figures_table(block: Block, memo: Memo) -> pa.Table:
    """One row a figure, by period, request and place: its value, or why it is missing, and what is behind it.

    `place` is written `sector=education`, several joined by `;`; `loads` are ids joined by `;`.
    Tables that are written with one memo write the words they share once.
    """
    size = (len(block.periods), len(block.requests), len(block.places))
    period, request, place = np.nonzero(block.shown.T.reshape(size))
    cells = (request * size[2] + place) * size[0] + period
    reason = block.reason.ravel()[cells]
    absent, hidden = reason > 0, reason == CODE[Reason.HIDDEN]
    sets = block.loads.index.ravel()[cells]
    low, high = block.interval or (None, None)
    columns = [
        _words(request, [each.indicator for each in block.requests]),
        _words(request, [each.measure for each in block.requests]),
        _words(request, [each.version for each in block.requests]),
        _words(np.zeros_like(request), [str(block.unit)]),
        _words(period, [str(each) for each in block.periods]),
        _words(place, _once(memo, block.places, _place_words)),
        _numbers(block.value, cells, absent),
        _words(reason, [str(each) for each in REASONS], ~absent),
        _numbers(block.numerator, cells, absent),
        _numbers(block.denominator, cells, absent),
        pa.array(block.n.ravel()[cells], pa.int64(), mask=hidden),
        _numbers(low, cells, absent),
        _numbers(high, cells, absent),
        _words(sets, _once(memo, block.loads.sets, _origin_words)),
        _words(sets, _once(memo, block.loads.sets, _load_words)),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _place_words(places: Sequence[Where]) -> list[str]:
    return [";".join(f"{name}={value}" for name, value in place) for place in places]


def _origin_words(sets: Sequence[Sequence[Load]]) -> list[str]:
    return [str(weakest(load.origin for load in loads) or "") for loads in sets]


def _load_words(sets: Sequence[Sequence[Load]]) -> list[str]:
    return [";".join(sorted({load.id for load in loads})) for loads in sets]


def _once(memo: Memo, things: Any, write: Callable[[Any], list[str]]) -> Any:
    """The words for the things, written once for all blocks that share them."""
    key = (write, id(things))
    if key not in memo:
        memo[key] = (things, pa.array(write(things), pa.string()))  # kept, so that the id stays theirs
    return memo[key][1]


def _words(number: Ints, words: Any, mask: Ints | None = None) -> Any:
    indices = pa.array(number.astype(np.int32), pa.int32(), mask=mask)
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string()))


def _numbers(values: Ints | None, cells: Ints, absent: Ints) -> Any:
    if values is None:
        return pa.nulls(len(cells), pa.float64())
    numbers = values.ravel()[cells].astype(float, copy=False)
    return pa.array(numbers, pa.float64(), mask=absent if absent.any() else None)
