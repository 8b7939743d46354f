"""What every kind of target answers: how it judges, how it is told, what it needs, what is wrong with it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from voimavara.core.errors import Problem
from voimavara.core.language import Text
from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.figures.figure import Where
from voimavara.programme.calendar import Schedule
from voimavara.programme.draft import Draft
from voimavara.programme.models.indicator import Indicator
from voimavara.programme.models.target import Peers, Target
from voimavara.verdicts.case import Case
from voimavara.verdicts.hindrances import missing
from voimavara.verdicts.verdict import NO_TEXT, Verdict

Better = Literal["higher", "lower", "neither"]


@dataclass(frozen=True, slots=True)
class TargetInWords:
    """What a target says, and where its lines lie; `path` is the straight line up to a deadline."""

    kind: str
    text: Text
    level: float | None = None
    upper: float | None = None
    by: date | None = None
    path: dict[Period, float] = field(default_factory=dict)
    what_history_says: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class TargetNeeds:
    """What a target is judged by beside the figures of its indicator.

    `peers` are those whose growth is compared, `starts` the date column of each item's own start, `prices`
    the parameter that is the price index.
    """

    peers: Peers | None = None
    starts: str | None = None
    prices: str | None = None


NOTHING = TargetNeeds()


class TargetKind(ABC):
    """A kind of target; what most kinds have in common is answered here.

    `chart` names the chart that shows it best, beside the figures over time.
    """

    chart: Literal["", "cohort"] = ""

    @abstractmethod
    def judge(self, case: Case, place: Where) -> Verdict:
        """The verdict on one place whose data are not late."""

    @abstractmethod
    def describe(self, case: Case, verdict: Verdict) -> TargetInWords:
        """The target in words; a level that comes from figures is the one that the verdict used."""

    def better(self, target: Target) -> Better:
        """Which figures it asks for."""
        return "neither"

    def needs(self, target: Target) -> TargetNeeds:
        """What it is judged by beside the figures of its indicator."""
        return NOTHING

    def periods(self, indicator: Indicator, schedule: Schedule, period: Period) -> tuple[Period, ...]:
        """The periods that it rests on beside the one that is judged."""
        return ()

    def places(self, case: Case) -> tuple[Where, ...]:
        """The places that get a verdict of their own: the whole city, or each value that it speaks of."""
        apart = case.indicator.apart
        return case.places(apart) if apart else ((),)

    def without_places(self, case: Case) -> Verdict:
        """The verdict where no place can be judged."""
        return missing(case, Missing(Reason.NO_DATA), case.period)

    def has_ended(self, case: Case, place: Where) -> bool:
        """Whether the place's series is over, so that nobody can change the verdict on it any more."""
        return False

    def questions(self, target: Target) -> tuple[Text, ...]:
        """What is still to be decided about the level; with a question there is no judging."""
        return ()

    def check(self, draft: Draft, name: str, indicator: Indicator) -> Iterator[Problem]:
        """What is wrong with the target of the indicator, which is of this kind."""
        yield from ()
