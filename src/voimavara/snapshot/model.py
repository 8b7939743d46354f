"""What a snapshot holds: everything that pages, reports and the API show, and nothing else.

Texts are in all languages, numbers in the unit that stands beside them. A share is a number from 0 to 1
whose unit is `1` and whose `shown_in` is `%`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import (
    InstanceOf,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)
from pydantic.json_schema import SkipJsonSchema

from voimavara.core.language import Language, Text
from voimavara.core.origin import Origin
from voimavara.figures.series import Breakdown, Measured, Series, measured
from voimavara.programme.models.programme import City, Decision, State
from voimavara.snapshot.frozen import BESIDE, Columns, Frozen, When
from voimavara.snapshot.lineage import CoverageView, HandbookEntry, LoadView, RejectedView, RowsView
from voimavara.verdicts.verdict import Judgement


class MeasureView(Frozen):
    """One measure: its formula in words and in SQL; its figures, in total and broken down, are columns."""

    indicator: str
    id: str
    name: Text
    unit: str
    shown_in: str
    decimals: int
    formula: str
    formula_version: str
    formula_text: Text
    sql: str
    growth: bool = False  # a change since an earlier period: written with its sign
    figures: SkipJsonSchema[InstanceOf[Measured]] = BESIDE(Measured())

    @field_validator("figures", mode="wrap")
    @classmethod
    def _find_figures(
        cls, given: object, handler: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> Measured:
        columns: Columns | None = info.context
        found: Measured = handler(given)
        return measured(columns.figures, info.data["indicator"], info.data["id"]) if columns else found

    @property
    def total(self) -> Series | None:
        """The series of the whole city; None where parts are never added together."""
        return self.figures.total

    @property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """The figures by each set of dimensions."""
        return self.figures.breakdowns


# --- verdicts ---------------------------------------------------------------------------------------------


class VerdictView(Frozen):
    """A verdict on the indicator or on one place of it."""

    judgement: Judgement
    reason: Text
    detail: Text = Text()
    period: When | None = None
    place: dict[str, str] = {}
    value: float | None = None
    level: float | None = None
    margin: float | None = None
    parts: tuple[VerdictView, ...] = ()
    counts: dict[str, int] = {}
    asked: float | None = None  # before a deadline: what the straight line asks for by now
    by: date | None = None


class TargetView(Frozen):
    """A target in words, with the levels to draw: one or two for all time, or by period."""

    kind: str
    text: Text
    level: float | None = None
    upper: float | None = None
    by: date | None = None
    path: dict[When, float] = {}  # the line towards a deadline, by period
    what_history_says: Text = Text()


# --- peers ------------------------------------------------------------------------------------------------


class PeerView(Frozen):
    """One municipality: its index by year (first year of the window = 100) and its growth over the window."""

    code: str
    name: Text
    amounts: dict[When, float]
    index: dict[When, float]
    growth: float
    own: bool = False


class PeersView(Frozen):
    """The comparison with peers over one window, on the borders of its last year."""

    name: Text
    definition: Text
    window: When
    borders: int
    own_growth: float
    median_growth: float
    interval: tuple[float, float]
    rank: int
    of: int
    judgement: Judgement
    median_index: dict[When, float]
    left_out: tuple[str, ...] = ()
    members: tuple[PeerView, ...]


# --- the programme ----------------------------------------------------------------------------------------


class MovedView(Frozen):
    """What a means should do to an indicator, and what happened since the means began."""

    indicator: str
    direction: Literal["up", "down"]
    where: dict[str, tuple[str, ...]] = {}  # the places that it should move; all of them where empty
    before: float | None = None
    after: float | None = None
    moved: Literal["as_meant", "other_way", "not", "unsure", "unknown"] = "unknown"


class MeansView(Frozen):
    """One means of a goal."""

    id: str
    number: int
    name: Text
    owner: Text
    begins: str
    ends: str
    state: State
    overdue: bool = False
    cost: str = ""
    evidence: Text = Text()
    origin: Origin = Origin.OWN
    moves: tuple[MovedView, ...] = ()


class GoalView(Frozen):
    """One goal, with its means and the ids of its indicators."""

    id: str
    code: str
    name: Text
    statement: Text
    means: tuple[MeansView, ...]
    indicators: tuple[str, ...]


class BreakView(Frozen):
    """A break in a series: from this period on it is another series."""

    at: str
    text: Text
    where: dict[str, tuple[str, ...]] = {}  # the places that break; all of them where empty


class IndicatorView(Frozen):
    """An indicator with all that its page shows."""

    id: str
    code: str
    goal: str
    addition: bool
    name: Text
    why: Text
    definition: Text
    notes: Text
    owner: str
    owner_name: Text
    authored_by: str
    checked_by: str
    next_review: str
    period_kind: str
    next_due: date | None
    next_round: date | None
    better: Literal["higher", "lower", "neither"]
    origin: Origin | None
    main: MeasureView
    beside: tuple[MeasureView, ...] = ()
    target: TargetView
    verdict: VerdictView
    peers: tuple[PeersView, ...] = ()
    breaks: tuple[BreakView, ...] = ()
    questions: tuple[Text, ...] = ()
    datasets: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    rows: tuple[RowsView, ...] = ()


class Snapshot(Frozen):
    """Everything frozen at once. `id` is the hash of its inputs and figures (`canonical.identity`)."""

    id: str = ""
    version: int = 2
    as_of: date
    round: date | None
    title: Text
    city: City
    decision: Decision
    principle: Text
    values: tuple[Text, ...]
    audiences: tuple[Text, ...]
    contact: Text
    example_note: Text = Text()
    languages: tuple[Language, ...]
    owners: dict[str, Text]
    goals: tuple[GoalView, ...]
    indicators: tuple[IndicatorView, ...]
    coverage: CoverageView
    loads: tuple[LoadView, ...]
    rejected: tuple[RejectedView, ...]
    labels: dict[str, dict[str, Text]]
    dimension_names: dict[str, Text]
    handbook: tuple[HandbookEntry, ...]
    programme_fingerprint: str
    columns: SkipJsonSchema[InstanceOf[Columns]] = BESIDE(Columns())

    @field_validator("columns", mode="wrap")
    @classmethod
    def _find_columns(
        cls, given: object, handler: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> Columns:
        found: Columns = info.context or handler(given)
        return found
