"""What a snapshot holds: everything that pages, reports and the API show, and nothing else.

Texts are in all languages, numbers in the unit that stands beside them. A share is a number from 0 to 1
whose unit is `1` and whose `shown_in` is `%`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from voimavara.core.language import Language, Text
from voimavara.core.origin import Origin
from voimavara.programme.models.programme import City, Decision, State
from voimavara.verdicts.verdict import Judgement


class Frozen(BaseModel):
    """Never changes once made."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


# --- figures ---------------------------------------------------------------------------------------------


class FigureView(Frozen):
    """One figure; where `value` is None, `missing` says why (a Reason), `missing_detail` what is lacking."""

    period: str
    place: dict[str, str] = {}
    value: float | None
    missing: str | None = None
    missing_detail: str = ""
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = None
    interval: tuple[float, float] | None = None
    origin: Origin | None = None
    open_rows: int = 0
    missing_keys: tuple[str, ...] = ()
    unnamed_keys: int = 0  # keys that stand for persons: counted, never named
    loads: tuple[str, ...] = ()


class Series(Frozen):
    """The figures of one place over the periods, oldest first."""

    place: dict[str, str] = {}
    figures: tuple[FigureView, ...]

    @property
    def latest(self) -> FigureView | None:
        """The newest figure."""
        return self.figures[-1] if self.figures else None

    @property
    def last_known(self) -> FigureView | None:
        """The newest figure that has a value."""
        return next((figure for figure in reversed(self.figures) if figure.value is not None), None)


class Breakdown(Frozen):
    """A measure by one or more dimensions, one series a place."""

    dimensions: tuple[str, ...]
    series: tuple[Series, ...]


class MeasureView(Frozen):
    """One measure: its formula in words and in SQL, its figures in total and broken down."""

    id: str
    name: Text
    unit: str
    shown_in: str
    decimals: int
    formula: str
    formula_version: str
    formula_text: Text
    sql: str
    total: Series | None
    growth: bool = False  # a change since an earlier period: written with its sign
    breakdowns: tuple[Breakdown, ...] = ()


# --- verdicts ---------------------------------------------------------------------------------------------


class VerdictView(Frozen):
    """A verdict on the indicator or on one place of it."""

    judgement: Judgement
    reason: Text
    detail: Text = Text()
    period: str | None = None
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
    path: dict[str, float] = {}  # the line towards a deadline, by period
    what_history_says: Text = Text()


# --- peers ------------------------------------------------------------------------------------------------


class PeerView(Frozen):
    """One municipality: its index by year (first year of the window = 100) and its growth over the window."""

    code: str
    name: Text
    amounts: dict[str, float]
    index: dict[str, float]
    growth: float
    own: bool = False


class PeersView(Frozen):
    """The comparison with peers over one window, on the borders of its last year."""

    name: Text
    definition: Text
    window: str
    borders: int
    own_growth: float
    median_growth: float
    interval: tuple[float, float]
    rank: int
    of: int
    judgement: Judgement
    median_index: dict[str, float]
    left_out: tuple[str, ...] = ()
    members: tuple[PeerView, ...]


# --- lineage ----------------------------------------------------------------------------------------------


class RowView(Frozen):
    """One source row behind a figure; `mended_in` names the file in which it was corrected, if it was."""

    load: str
    file: str
    line: int
    cells: tuple[str, ...]
    mended_in: str = ""


class RowsView(Frozen):
    """The rows behind an indicator's newest figure, for one dataset; counts only where it is personal.

    `words` say by column what the codes in its cells are called.
    """

    dataset: str
    period: str
    personal: bool
    count: int
    columns: tuple[str, ...] = ()
    rows: tuple[RowView, ...] = ()
    words: dict[str, dict[str, Text]] = {}


class LoadView(Frozen):
    """One load, without the time it was loaded; `file` is empty for personal datasets."""

    id: str
    dataset: str
    dataset_name: Text
    source: str
    source_name: Text
    publisher: Text
    file: str
    received: date
    origin: Origin
    owner: str
    rows_read: int
    rows_accepted: int
    rows_set_aside: int
    rows_open: int
    rows_dropped: int
    covers: str | None
    mends: str | None = None
    in_use: bool = True
    personal: bool = False


class RejectedView(Frozen):
    """A row set aside and not yet mended; `file` and `got` are empty for personal datasets."""

    load: str
    source_name: Text
    file: str
    line: int
    column: str
    got: str
    expected: Text


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


class CoverageCell(Frozen):
    """Whether an indicator's figure of a round came: in time, late, due and not come, or not due."""

    indicator: str
    round: date
    period: str | None
    due: date | None
    received: date | None
    state: Literal["in_time", "came_late", "late", "not_due"]
    owner: str = ""


class CoverageView(Frozen):
    """Indicators × rounds, the next round too; the coverage indicator itself has no cells."""

    rounds: tuple[date, ...]
    cells: tuple[CoverageCell, ...]


class HandbookEntry(Frozen):
    """One thing explained: a formula, a dataset's contract, a parameter or a word."""

    id: str
    kind: Literal["indicator", "formula", "dataset", "parameter", "term"]
    name: Text
    definition: Text
    formula_text: Text = Text()
    unit: str = ""
    version: str = ""
    source: Text = Text()
    history: tuple[tuple[str, str, Text], ...] = ()
    values: dict[str, float] = {}
    classes: tuple[tuple[Text, dict[str, float]], ...] = ()  # of a parameter by class: each with its values
    columns: tuple[tuple[str, Text, Text], ...] = ()  # id, name, what it holds
    used_by: tuple[str, ...] = ()


class Snapshot(Frozen):
    """Everything frozen at once. `id` is the hash of its inputs and figures (`canonical.identity`)."""

    id: str = ""
    version: int = 1
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
