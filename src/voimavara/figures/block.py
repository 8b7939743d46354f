"""The figures of alike requests as arrays by place and period."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from voimavara.core.missing import Missing, Reason
from voimavara.core.origin import weakest
from voimavara.figures.figure import Figure, Incomplete, Where
from voimavara.figures.loads import LoadSets
from voimavara.figures.windows import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voimavara.core.periods import Period
    from voimavara.core.units import Unit
    from voimavara.figures.facts import Ints
    from voimavara.figures.request import Request


@dataclass(frozen=True)
class Block:
    """Figures of requests; every array has for each of them a row a place, and a column for each period.

    Where `reason` is 0 there is a value. `shown` is false where a place does not exist in a period.
    `unit` is the unit of the values; `people` is how many persons a figure about persons is about.
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
    numbers: Mapping[str, Ints] = field(default_factory=dict)
    open_rows: Mapping[int, Incomplete] = field(default_factory=dict)
    missing_keys: Mapping[tuple[int, int], Incomplete] = field(default_factory=dict)
    explained: Callable[[int, int], Missing] = field(default=lambda _place, _period: Missing(Reason.NO_DATA))

    @property
    def periods(self) -> tuple[Period, ...]:
        """Those that every request asks for."""
        return self.requests[0].periods

    def split(self) -> list[Block]:
        """A block for each request."""
        if len(self.requests) == 1:
            return [self]
        size = len(self.places)
        return [
            self._rows(request, slice(first, first + size))
            for request, first in zip(self.requests, range(0, size * len(self.requests), size), strict=True)
        ]

    def _rows(self, request: Request, rows: slice) -> Block:
        def cut(cells: Ints | None) -> Any:
            return None if cells is None else cells[rows]

        return replace(
            self,
            requests=(request,),
            value=cut(self.value),
            reason=cut(self.reason),
            shown=cut(self.shown),
            n=cut(self.n),
            loads=LoadSets(cut(self.loads.index), self.loads.sets),
            numerator=cut(self.numerator),
            denominator=cut(self.denominator),
            people=cut(self.people),
            interval=self.interval and (cut(self.interval[0]), cut(self.interval[1])),
            numbers={name: cut(cells) for name, cells in self.numbers.items()},
            explained=lambda row, period: self.explained(rows.start + row, period),
        )

    def figures(self) -> Iterator[Figure]:
        """Each of them with everything that is needed to trust it, by request, place and period."""
        for row, column in zip(*(axis.tolist() for axis in np.nonzero(self.shown)), strict=True):
            yield self._figure(row, column)

    def _figure(self, row: int, period: int) -> Figure:
        request, place = self.requests[row // len(self.places)], row % len(self.places)
        value = self.value_at(row, period)
        hidden = isinstance(value, Missing) and value.reason is Reason.HIDDEN
        loads = self.loads.at(row, period)
        told: dict[str, Any] = {}
        if not hidden:
            told["n"] = int(self.n[row, period])
        if not isinstance(value, Missing):
            told["numerator"] = float(self.numerator[row, period])
            if self.denominator is not None:
                told["denominator"] = float(self.denominator[row, period])
            if self.interval is not None:
                told["interval"] = tuple(float(end[row, period]) for end in self.interval)
            told["numbers"] = {name: float(cells[row, period]) for name, cells in self.numbers.items()}
        return Figure(
            request.indicator,
            request.periods[period],
            value,
            self.unit,
            request.version,
            request.measure,
            self.places[place],
            loads=tuple(sorted({load.id for load in loads})),
            origin=weakest(load.origin for load in loads),
            incomplete=self._incomplete(row, period),
            **told,
        )

    def value_at(self, row: int, period: int) -> float | Missing:
        """The value, or why there is none."""
        reason = REASONS[self.reason[row, period]]
        if reason is None:
            return float(self.value[row, period])
        if reason in (Reason.ZERO_DENOMINATOR, Reason.HIDDEN):
            return Missing(reason)
        return self.explained(row, period)

    def _incomplete(self, row: int, period: int) -> Incomplete | None:
        rows = self.open_rows.get(period, Incomplete())
        keys = self.missing_keys.get((row, period), Incomplete())
        if not keys.lacking and not rows.open_rows:
            return None
        return replace(rows, missing_keys=keys.missing_keys, unnamed_keys=keys.unnamed_keys)
