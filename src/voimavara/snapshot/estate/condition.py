"""What a snapshot of the estate holds of what the city has: objects, sums, methods, sources that differ."""

from __future__ import annotations

from typing import Literal

from voimavara.core.language import Text
from voimavara.core.origin import Origin
from voimavara.snapshot.estate.plan import Kind
from voimavara.snapshot.frozen import Frozen


class BasisView(Frozen):
    """What a figure of condition rests on; figures of different bases are not one series."""

    method: str
    definition: Text
    threshold: float | None = None
    price_level: str
    source: Text = Text()


class PartView(Frozen):
    """One part of a building: its age and life, and its present share of its value."""

    id: str
    name: Text
    installed: int | None
    life: int | None
    share: float
    condition: float | None
    assumed: tuple[str, ...] = ()


class EventView(Frozen):
    """A repair done or planned, or an inspection, of an object."""

    year: int
    what: Literal["repair_done", "repair_planned", "inspection"]
    text: Text
    cost: float | None = None
    condition: float | None = None
    inspector: Text = Text()


class ForecastView(Frozen):
    """The condition of one object by year when nothing is done, and under the plan."""

    years: tuple[int, ...]
    untouched: tuple[float, ...]
    planned: tuple[float, ...] = ()


class ObjectView(Frozen):
    """One object of the portfolio. `line` is its shape as (longitude, latitude) points: one, or more."""

    id: str
    kind: Kind
    name: Text
    object_class: str
    district: str = ""
    sector: str = ""
    line: tuple[tuple[float, float], ...] = ()
    quantity: float | None = None
    unit: str = ""
    built: int | None = None
    replacement: float | None = None
    condition: float | None = None
    backlog: float | None = None
    liability: float | None = None
    improvement_need: float | None = None
    backlog_by_parts: float | None = None
    condition_by_parts: float | None = None
    method: Literal["measured", "modelled", "hybrid", "by_value", "by_parts"] | None = None
    flags: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    parts: tuple[PartView, ...] = ()
    events: tuple[EventView, ...] = ()
    forecast: ForecastView | None = None
    origin: Origin | None = None


class SumView(Frozen):
    """The portfolio added up: `dimension` is whole, kind, class, district or sector; whole has no value."""

    dimension: str
    value: str
    name: Text
    objects: int
    replacement: float
    condition: float | None
    backlog: float
    liability: float
    improvement_need: float | None = None
    fci: float | None = None
    fci_band: str = ""
    unknown: int = 0  # objects without a value, in no other sum
    assumed: int = 0  # objects of which something is assumed


class MethodView(Frozen):
    """Buildings added up by one method; those `of` which parts are known can be compared by both."""

    method: Literal["by_value", "by_parts"]
    of: Literal["all", "with_parts"]
    objects: int
    replacement: float
    condition: float | None
    backlog: float


class StreetMethodView(Frozen):
    """Streets or green areas added up by one method; `unknown` are those that it can't tell, in no sum."""

    kind: Kind
    method: str  # measured, modelled, hybrid
    objects: int
    unknown: int
    replacement: float
    condition: float | None
    backlog: float


class BridgeStepView(Frozen):
    """What leads from one backlog to another: prices, other values, inspections, works done; in euros."""

    what: Literal["restated", "others", "inspections", "works"]
    euros: float


class BridgeView(Frozen):
    """From the backlog of buildings that a reporter states for a year to the one shown; steps add up to it.

    `stated` is in the prices of its year, as the reporter's indicator has it.
    """

    reporter: Text
    year: int
    stated: float
    steps: tuple[BridgeStepView, ...]
    total: float


class FundingView(Frozen):
    """Euros a year that keep the condition of buildings and clear their backlog in so many years."""

    euros: float
    years: int
    wear: float  # share of the replacement value that wears in a year


class DifferenceView(Frozen):
    """Two sources that disagree about an object; `chosen` is the one used, by `rule`."""

    object: str
    name: Text
    field: str
    values: dict[str, str]
    chosen: str
    rule: Text
