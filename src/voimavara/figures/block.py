"""The figures of one request as arrays by place and period."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from voimavara.core.missing import Missing, Reason
from voimavara.core.origin import weakest
from voimavara.figures.figure import Figure, Incomplete, Where
from voimavara.figures.windows import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voimavara.core.units import Unit
    from voimavara.figures.facts import Ints
    from voimavara.figures.loads import LoadSets
    from voimavara.figures.request import Request


@dataclass(frozen=True)
class Block:
    """Figures of a request; every array has a row for each place and a column for each period.

    Where `reason` is 0 there is a value. `shown` is false where a place does not exist in a period.
    `unit` is the unit of the values; `people` is how many persons a figure about persons is about.
    """

    request: Request
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

    def figures(self) -> Iterator[Figure]:
        """Each of them with everything that is needed to trust it, by place and then by period."""
        for place in range(len(self.places)):
            for period in range(len(self.request.periods)):
                if self.shown[place, period]:
                    yield self._figure(place, period)

    def _figure(self, place: int, period: int) -> Figure:
        value = self.value_at(place, period)
        hidden = isinstance(value, Missing) and value.reason is Reason.HIDDEN
        loads = self.loads.at(place, period)
        told: dict[str, Any] = {}
        if not hidden:
            told["n"] = int(self.n[place, period])
        if not isinstance(value, Missing):
            told["numerator"] = float(self.numerator[place, period])
            if self.denominator is not None:
                told["denominator"] = float(self.denominator[place, period])
            if self.interval is not None:
                told["interval"] = tuple(float(end[place, period]) for end in self.interval)
            told["numbers"] = {name: float(cells[place, period]) for name, cells in self.numbers.items()}
        return Figure(
            self.request.indicator,
            self.request.periods[period],
            value,
            self.unit,
            self.request.version,
            self.request.measure,
            self.places[place],
            loads=tuple(sorted({load.id for load in loads})),
            origin=weakest(load.origin for load in loads),
            incomplete=self._incomplete(place, period),
            **told,
        )

    def value_at(self, place: int, period: int) -> float | Missing:
        """The value, or why there is none."""
        reason = REASONS[self.reason[place, period]]
        if reason is None:
            return float(self.value[place, period])
        if reason in (Reason.ZERO_DENOMINATOR, Reason.HIDDEN):
            return Missing(reason)
        return self.explained(place, period)

    def _incomplete(self, place: int, period: int) -> Incomplete | None:
        rows = self.open_rows.get(period, Incomplete())
        keys = self.missing_keys.get((place, period), Incomplete())
        if not keys.lacking and not rows.open_rows:
            return None
        return replace(rows, missing_keys=keys.missing_keys, unnamed_keys=keys.unnamed_keys)
