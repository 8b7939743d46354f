"""What a snapshot of the estate holds of its futures: scenarios, and a thousand years."""

from __future__ import annotations

from voimavara.core.language import Text
from voimavara.snapshot.frozen import Frozen
from voimavara.verdicts.verdict import Judgement


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
