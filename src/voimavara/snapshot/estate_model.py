"""What a snapshot of the estate holds: all that its pages show, as plain data.

It is made by `voimavara simulate`, `plan` and `space` beside the snapshot of the programme, and kept in the
same way: named by the hash of its content, never changed. Money is in euros at `price_level`; conditions and
shares are numbers from 0 to 1; years are calendar years; texts are in all languages.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from voimavara.core.language import Text
from voimavara.core.origin import Origin
from voimavara.snapshot.estate_plan import FollowingView, Kind, PlanView, WholeAgainstPartsView
from voimavara.snapshot.model import Frozen
from voimavara.verdicts.verdict import Judgement

Subject = Literal["condition", "works", "consumption", "needs", "use", "costs", "networks"]


class RemarkView(Text):
    """What had to be left out or taken for granted, what to do about it, and which answers it concerns."""

    about: tuple[Subject, ...] = ()


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


class PathView(Frozen):
    """One scenario's future under one policy: yearly medians with a band that holds `level` of its runs.

    `met` is the share of runs in which the scenario's figures meet the programme's targets, by indicator;
    figures that follow from the assumptions alone, without chance, are not in it. `backlog` stands in prices
    of today, `spending` in money of today, of which the same works take more where building becomes dearer.
    """

    scenario: str
    name: Text
    policy: str
    years: tuple[int, ...]
    backlog: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    spending: tuple[float, ...]
    condition: tuple[float, ...]
    runs: int
    seed: int
    level: float = 0.9
    assumptions: tuple[Text, ...] = ()  # a sentence each
    verdicts: dict[str, Judgement] = {}
    met: dict[str, float] = {}
    judged_in: int | None = None
    figures: dict[str, float] = {}  # those judged, in the indicators' own units
    present_value: float | None = None  # of the spending, at the scenario's interest
    space_surplus: dict[str, float] = {}  # m² by service in the year judged


class WaveView(Frozen):
    """One renewal wave ahead: its peak year and how far it rises above the steady state."""

    year: int
    spending: float
    above: float


class ThousandYearsView(Frozen):
    """What keeps the stock for a thousand years, the waves ahead, and this year's spending against it.

    `settled` is the need a year in the long run; `sustainable` is more where much is `overdue` or comes at
    once, and is needed until the year `until`.
    """

    years: tuple[int, ...]
    need: tuple[float, ...]
    sustainable: float
    this_year: float | None
    settled: float
    overdue: float
    until: int
    waves: tuple[WaveView, ...]
    sentence: Text
    assumed: Text = Text()  # how much of it rests on what is not known


class SpaceNeedView(Frozen):
    """Need for space of one service in one district: present space, need by year, surplus (or shortage)."""

    service: str
    name: Text
    district: str
    years: tuple[int, ...]
    need: tuple[float, ...]
    space: tuple[float, ...]
    parameter: str
    rule: Text = Text()  # the same in words
    assumed: Text = Text()


class CandidateView(Frozen):
    """A building that could be given up: its criteria as shares of the whole score."""

    object: str
    name: Text
    score: float
    shares: dict[str, float]
    barred: Text = Text()
    sentence: Text
    known: float = 1.0  # the weight of the criteria that are known
    places: tuple[int, int] | None = None  # the best and the worst when a weight is halved or doubled


class NetworkView(Frozen):
    """A network of service points proven best, or an alternative close to it."""

    service: str
    name: Text
    open: tuple[str, ...]
    cost: float
    above: float
    proven: bool
    assumed: tuple[str, ...] = ()  # those open whose number of places follows from their area
    complete: bool = True  # whether no other network is as close to the best as those shown


class UtilisationView(Frozen):
    """The four measures of use of one building, over twelve months."""

    object: str
    name: Text
    booked_of_open: float | None
    occupied_of_open: float | None
    people_of_capacity: float | None
    used_of_week: float | None


class PerPersonView(Frozen):
    """Area and vacant area (m²) and running cost (euros of twelve months) for one person."""

    area: float
    vacant: float | None = None
    cost: float | None = None


class SpaceUseView(Frozen):
    """Space of the city (`whole`), a sector or a service; `per` person_years, users, inhabitants if known."""

    dimension: str
    value: str
    name: Text
    area: float
    vacant: float | None
    vacancy: float | None
    cost: float | None
    cost_per_m2: float | None
    per: dict[str, PerPersonView] = {}


class ConsumptionView(Frozen):
    """A building's meters (heat, electricity in kWh, water in m³): twelve months, per m², and month by month.

    `normalised` is heat as it would have been in normal weather, of the building against itself: it compares
    with no other building. None is not known. `reliable` tells which meters have a usable baseline.
    """

    object: str
    name: Text
    period: str
    totals: dict[str, float | None]
    per_m2: dict[str, float | None]
    normalised: float | None = None
    normalised_per_m2: float | None = None
    comparable: dict[str, float] = {}  # kWh/m² beside other buildings of the `locality`, of the `country`
    hot_water: float | None = None
    weather_ratio: float | None = None
    locality: str = ""
    reference: str = ""
    assumed: tuple[str, ...] = ()
    first_month: str = ""
    months: dict[str, tuple[float | None, ...]] = {}
    reliable: dict[str, bool] = {}


class AbnormalView(Frozen):
    """Abnormal consumption: since when, how much, and what it has cost."""

    object: str
    name: Text
    meter: str
    since: str
    until: str = ""
    ongoing: bool = True
    amount: float
    unit: str
    cost: float | None  # None where no price is known
    sentence: Text


class StudyRowView(Frozen):
    """One candidate for a single figure of the whole city, by the study's criteria."""

    measure: str
    name: Text
    unit: str
    value: float | None = None  # the city's newest
    coverage: float
    timeliness_days: float | None
    response: float | None
    agreement: float | None
    misleads: Text


class StudyView(Frozen):
    """One figure for the whole city? The candidates compared, and a recommendation with its reasons."""

    question: Text
    rows: tuple[StudyRowView, ...]
    recommendation: Text
    reasons: tuple[Text, ...]


class EstateSnapshot(Frozen):
    """Everything about the estate, frozen at once. `id` is the hash of all the rest."""

    id: str = ""
    version: int = 1
    as_of: date
    programme_snapshot: str
    price_level: str
    labels: dict[str, dict[str, Text]]
    bases: dict[str, BasisView]
    objects: tuple[ObjectView, ...]
    sums: tuple[SumView, ...]
    methods: tuple[MethodView, ...] = ()
    street_methods: tuple[StreetMethodView, ...] = ()
    breaks: tuple[Text, ...] = ()  # from when on figures are another series than before
    funding: FundingView | None = None
    differences: tuple[DifferenceView, ...] = ()
    pipe_range: dict[str, float] = {}
    paths: tuple[PathView, ...] = ()
    plan: PlanView | None = None
    plan_refused: Text = Text()  # why there can be no plan as it is asked for
    whole_against_parts: WholeAgainstPartsView | None = None
    following: FollowingView | None = None
    thousand_years: ThousandYearsView | None = None
    space_needs: tuple[SpaceNeedView, ...] = ()
    candidates: tuple[CandidateView, ...] = ()
    networks: tuple[NetworkView, ...] = ()
    utilisation: tuple[UtilisationView, ...] = ()
    space_use: tuple[SpaceUseView, ...] = ()
    space_costs: Text = Text()  # which months and buildings the costs of space_use are of
    abnormal: tuple[AbnormalView, ...] = ()
    consumption: tuple[ConsumptionView, ...] = ()
    study: StudyView | None = None
    border: tuple[tuple[float, float], ...] = ()
    condition_limits: tuple[float, float, float] = (0.85, 0.75, 0.6)  # from here on good, fair, weak
    remarks: tuple[RemarkView, ...] = ()
    inputs: str = ""  # the hash of all that it was made from
    origin: Origin | None = None  # of what the city holds
    origin_of_use: Origin | None = None  # of how it is used, by whom, and what that costs
