"""Figures of earlier runs on disk, so that a new load asks only for those again that it can change.

A load can change the figures of periods that end after the first month it speaks of, and no earlier ones. The
others stay, and the later ones are computed from the loads that speak of their months. That goes for
requests whose rows all speak of a month or year of their own; any others stay as a whole or not at all.

A kept file is named by the definitions and by the code that computed it, and says on which loads it rests: it
may be deleted at any time, and one that can't be read is made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import feather

from voimavara.core.periods import Period
from voimavara.figures.block import Block, Memo, block_columns
from voimavara.figures.columns import SCHEMA, words_together
from voimavara.figures.fingerprints import Fingerprints, State
from voimavara.figures.kept_files import put_if_possible
from voimavara.figures.material import Material
from voimavara.figures.parts import parts_of
from voimavara.figures.request import Request
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.formula import GrowthFormula
from voimavara.warehouse.load import Load
from voimavara.warehouse.selection import Selection

_STATE = b"voimavara"

# What computes the figures of alike requests from all that the material holds.
Compute = Callable[[Material, tuple[Request, ...]], Sequence[Block]]


@dataclass(frozen=True)
class Kept:
    """The figures of alike requests as they were computed last: for which periods, from what."""

    figures: pa.Table
    periods: tuple[Period, ...]
    state: State


@dataclass
class KeptFigures:
    """Computes the figures of groups of alike requests, from the folder as far as it still holds."""

    folder: Path | None
    compute: Compute
    fingerprints: Fingerprints
    _memo: Memo = field(default_factory=dict, repr=False)

    def of(self, material: Material, group: tuple[Request, ...]) -> pa.Table:
        """The figures of the group."""
        state = self.fingerprints.state(material.selection, group)
        path = self.folder and self.folder / f"{self.fingerprints.of(group)}.figures"
        earlier = _read(path) if path else None
        if earlier and earlier.periods == group[0].periods and earlier.state == state:
            return earlier.figures
        figures = earlier and self._continued(material, group, earlier, state)
        if figures is None:
            figures = self._tables(self.compute(material, group))
        if path:
            _write(path, Kept(figures, group[0].periods, state))
        return figures

    def _tables(self, blocks: Iterable[Block]) -> pa.Table:
        tables = [block_columns(block, self._memo) for block in blocks]
        return pa.concat_tables(tables) if tables else SCHEMA.empty_table()

    def _continued(
        self, material: Material, group: tuple[Request, ...], earlier: Kept, state: State
    ) -> pa.Table | None:
        """The figures with the newest periods computed anew; None where all have to be computed."""
        if not _is_by_month(material, group[0]):
            return None
        periods, change = group[0].periods, _first_change(earlier.state, state)
        stay = 0
        for period, before in zip(periods, earlier.periods, strict=False):
            if period != before or period.end > change:
                break
            stay += 1
        if stay == 0:
            return None
        old = earlier.figures.filter(_of_periods(earlier.figures, periods[:stay]))
        if stay == len(periods):
            return old
        newest = tuple(replace(request, periods=periods[stay:]) for request in group)
        since = _since(material, min(period.first for period in periods[stay:]))
        known = _places_at(old, periods[stay - 1])
        blocks = [_with_known(block, known) for block in self.compute(since, newest)]
        if any(known.values()):  # a place without rows since is still to be told of: the blocks lack it
            return None
        return pa.concat_tables([old, self._tables(blocks)])


def _of_periods(figures: pa.Table, periods: Sequence[Period]) -> pa.Array:
    first, months = (figures[name].to_numpy() for name in ("first", "months"))
    known = {(period.first, period.months) for period in periods}
    return pa.array(
        np.fromiter((pair in known for pair in zip(first.tolist(), months.tolist(), strict=True)), bool)
    )


# The places that had a figure, by indicator, measure and dimensions.
Known = dict[tuple[str, str, str], set[str]]


def _places_at(figures: pa.Table, period: Period) -> Known:
    """The places that have a figure in the period, by request."""
    at = pc.and_(pc.equal(figures["first"], period.first), pc.equal(figures["months"], period.months))
    rows = figures.select(["indicator", "measure", "dimensions", "place"]).filter(at)
    known: Known = {}
    for *key, place in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        known.setdefault(tuple(key), set()).add(place)
    return known


def _with_known(block: Block, known: Known) -> Block:
    """The block that also shows the places that had a figure before; takes them from those that are known."""
    size = len(block.places)
    words = [words_together(value for _, value in place) for place in block.places]
    shown = block.shown.copy()
    for number, request in enumerate(block.requests):
        key = (request.indicator, request.measure, words_together(request.dimensions))
        before = known.get(key, set())
        there = np.fromiter((word in before for word in words), bool, size)
        shown[number * size : (number + 1) * size] |= there[:, np.newaxis]
        before.difference_update(words)
    return replace(block, shown=shown)


def _first_change(before: State, now: State) -> int:
    """The first month of which anything speaks that counts otherwise than before."""
    changed = [
        month
        for name in before.keys() | now.keys()
        for _, month in set(before.get(name, ())) ^ set(now.get(name, ()))
    ]
    return min(changed, default=np.iinfo(np.int32).max)


def _is_by_month(material: Material, request: Request) -> bool:
    """Whether the figures of a period rest on its own months only.

    Not with a register, and not where the periods are out of order, nor with whole years beside parts of
    years: beside these, a mean of years is taken by month.
    """
    parts = parts_of(request.formula, request.dimensions).all
    ends = [period.end for period in request.periods]
    alike = len({period.first % 12 == 0 == period.months % 12 for period in request.periods}) == 1
    if isinstance(request.formula, GrowthFormula) or not alike or ends != sorted(ends):
        return False
    by_month = all(_has_months(material.programme.contracts[part.dataset]) and not part.lag for part in parts)
    return by_month and not material.registers(parts, request.dimensions)


def _has_months(contract: Contract) -> bool:
    return isinstance(contract.period, str) and contract.derived is None


def _since(whole: Material, month: int) -> Material:
    """The same material without loads that only speak of earlier months."""
    datasets = {
        name: tuple(used for used in loads if not _ends_before(used.load, month))
        if _has_months(whole.programme.contracts[name])
        else loads
        for name, loads in whole.selection.datasets.items()
    }
    selection: Selection = replace(whole.selection, datasets=datasets)
    return whole.narrowed(selection)


def _ends_before(load: Load, month: int) -> bool:
    known = [*load.periods[-1:], *([load.covers] if load.covers else [])]
    return bool(known) and all(period.end <= month for period in known)


def _read(path: Path) -> Kept | None:
    """What the file keeps; None where there is none, or it can't be read."""
    try:
        figures = feather.read_table(path, memory_map=False)
        told = json.loads((figures.schema.metadata or {})[_STATE])
        periods = tuple(Period(*each) for each in told["periods"])
        state = {name: [tuple(each) for each in counting] for name, counting in told["state"].items()}
    except (OSError, KeyError, ValueError, pa.ArrowException):
        return None
    return Kept(figures.replace_schema_metadata(None), periods, state)


def _write(path: Path, kept: Kept) -> None:
    told = {"periods": [(each.first, each.months) for each in kept.periods], "state": kept.state}
    table = kept.figures.unify_dictionaries().replace_schema_metadata({_STATE: json.dumps(told)})
    put_if_possible(path, lambda part: feather.write_feather(table, part, compression="lz4"))
