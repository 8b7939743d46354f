"""Finished figures, kept so that a new load asks only for those again that it can change.

A load can change the figures of periods that end after the first month it speaks of, and no earlier ones. The
others stay, and the later ones are computed from the loads that speak of their months. That goes for
requests whose rows all speak of a month or year of their own; any others are computed as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from voimavara.figures.facts import Ints
from voimavara.figures.material import Material
from voimavara.figures.parts import parts_of
from voimavara.figures.request import Request
from voimavara.figures.table import SCHEMA, Memo, figures_table
from voimavara.programme.models.formula import GrowthFormula

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voimavara.figures.block import Block
    from voimavara.figures.figure import Where
    from voimavara.programme.models.contract import Contract
    from voimavara.warehouse.load import Load
    from voimavara.warehouse.selection import Selection, UsedLoad

ALWAYS = -1  # before every month

# What computes the figures of a request from all that the material holds.
Compute = Callable[[Material, tuple[Request, ...]], Sequence["Block"]]


@dataclass(frozen=True)
class Layer:
    """The figures of one block; `shown` tells by row and period where there is one."""

    requests: tuple[Request, ...]
    places: tuple[Where, ...]
    shown: Ints
    figures: pa.Table


@dataclass(frozen=True)
class Finished:
    """The figures of requests that are alike.

    `datasets` are those they rest on, None where no figure can stay when one of them changes.
    """

    requests: tuple[Request, ...]
    datasets: frozenset[str] | None
    layers: tuple[Layer, ...]

    @property
    def name(self) -> tuple[str, ...]:
        """By which they are found again."""
        return _name(self.requests)


@dataclass
class KeptFigures:
    """The figures of each request as they were computed last, and from which selection."""

    _selection: Selection | None = None
    _finished: dict[tuple[str, ...], Finished] = field(default_factory=dict)

    def table(self, material: Material, groups: Iterable[tuple[Request, ...]], compute: Compute) -> pa.Table:
        """The figures of all groups of alike requests, those that can't have changed from memory."""
        refresh = _Refresh(material, self._selection, compute)
        found = []
        for group in groups:
            earlier = self._finished.get(_name(group))
            going_on = refresh.continued(earlier) if earlier and earlier.requests == group else None
            found.append(going_on or refresh.whole(group))
        self._selection = material.selection
        self._finished = {each.name: each for each in found}
        tables = [layer.figures for each in found for layer in each.layers]
        return pa.concat_tables(tables) if tables else SCHEMA.empty_table()


def _name(requests: Sequence[Request]) -> tuple[str, ...]:
    return tuple(word for each in requests for word in (each.indicator, each.measure, *each.dimensions))


class _Refresh:
    """Brings figures up to date from one selection to another."""

    def __init__(self, material: Material, before: Selection | None, compute: Compute) -> None:
        self._material = material
        self._before = before
        self._compute = compute
        self._changes: dict[str, int | None] = {}
        self._recent: dict[int, Material] = {}
        self._memo: Memo = {}

    def whole(self, requests: tuple[Request, ...]) -> Finished:
        """The figures of the requests, all of them computed."""
        blocks = self._compute(self._material, requests)
        layers = tuple(
            Layer(block.requests, block.places, block.shown, figures_table(block, self._memo))
            for block in blocks
        )
        return Finished(requests, _datasets_by_month(self._material, requests[0]), layers)

    def continued(self, earlier: Finished) -> Finished | None:
        """The figures as of now; None where they have to be computed as a whole."""
        if self._before is None or earlier.datasets is None:
            return None
        changes = [month for name in earlier.datasets if (month := self._changed_from(name)) is not None]
        if not changes:
            return earlier
        periods = earlier.requests[0].periods
        kept = sum(period.end <= min(changes) for period in periods)
        if kept == len(periods):
            return earlier
        return self._with_newest(earlier, kept) if kept else None

    def _with_newest(self, earlier: Finished, kept: int) -> Finished | None:
        periods = earlier.requests[0].periods[kept:]
        newest = tuple(replace(request, periods=periods) for request in earlier.requests)
        blocks = self._compute(self._since(min(period.first for period in periods)), newest)
        rows = [(block.requests, block.places) for block in blocks]
        before = [
            (tuple(replace(each, periods=periods) for each in layer.requests), layer.places)
            for layer in earlier.layers
        ]
        if rows != before:  # a place that has no rows any more is still to be told of
            return None
        layers = tuple(map(self._longer, earlier.layers, blocks))
        return replace(earlier, layers=layers)

    def _longer(self, layer: Layer, newest: Block) -> Layer:
        """The layer with the newest periods in place of those it had."""
        kept = layer.shown.shape[1] - len(newest.periods)
        newest = replace(newest, shown=newest.shown | layer.shown[:, kept - 1 : kept])
        old = layer.figures.slice(0, int(layer.shown[:, :kept].sum()))
        return replace(
            layer,
            shown=np.concatenate([layer.shown[:, :kept], newest.shown], axis=1),
            figures=pa.concat_tables([old, figures_table(newest, self._memo)]),
        )

    def _changed_from(self, dataset: str) -> int | None:
        """The first month of which loads speak that count otherwise than before; None where none do."""
        if self._before is None:
            return ALWAYS
        if dataset not in self._changes:
            before, now = (_counting(state.of(dataset)) for state in (self._before, self._material.selection))
            firsts = [_first(used.load) for used in before ^ now]
            self._changes[dataset] = min(firsts, default=None)
        return self._changes[dataset]

    def _since(self, month: int) -> Material:
        """The same material without loads that only speak of earlier months."""
        if month not in self._recent:
            whole = self._material
            datasets = {
                name: tuple(used for used in loads if not _ends_before(used.load, month))
                if _has_months(whole.programme.contracts[name])
                else loads
                for name, loads in whole.selection.datasets.items()
            }
            selection = replace(whole.selection, datasets=datasets)
            self._recent[month] = Material(whole.programme, selection, whole.cubes, whole.needs)
        return self._recent[month]


def _datasets_by_month(material: Material, request: Request) -> frozenset[str] | None:
    """The datasets of a request whose figures rest on their own months and earlier ones only.

    None for any other request, and for one whose periods are not in order. Nor do whole years go with parts
    of years: beside these, a mean of years is taken by month.
    """
    parts = parts_of(request.formula, request.dimensions).all
    ends = [period.end for period in request.periods]
    alike = len({period.first % 12 == 0 == period.months % 12 for period in request.periods}) == 1
    if isinstance(request.formula, GrowthFormula) or not alike or ends != sorted(ends):
        return None
    by_month = all(_has_months(material.programme.contracts[part.dataset]) and not part.lag for part in parts)
    if not by_month or material.registers(parts, request.dimensions):
        return None
    return frozenset(part.dataset for part in parts)


def _has_months(contract: Contract) -> bool:
    return isinstance(contract.period, str) and contract.derived is None


def _counting(loads: Iterable[UsedLoad]) -> frozenset[UsedLoad]:
    """The loads without their files: these may be joined, which changes no row."""
    return frozenset(replace(used, files=()) for used in loads)


def _first(load: Load) -> int:
    known = [*load.periods[:1], *([load.covers] if load.covers else [])]
    return min((period.first for period in known), default=ALWAYS)


def _ends_before(load: Load, month: int) -> bool:
    known = [*load.periods[-1:], *([load.covers] if load.covers else [])]
    return bool(known) and all(period.end <= month for period in known)
