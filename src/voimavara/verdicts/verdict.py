"""A verdict on an indicator: a word, how far from the target, and why, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.figures.figure import Where

NO_TEXT = Text()


class Judgement(StrEnum):
    """Every verdict there is."""

    MET = "met"
    ON_TRACK = "on_track"
    OFF_TRACK = "off_track"
    NOT_MET = "not_met"
    INCONCLUSIVE = "inconclusive"
    INCOMPLETE = "incomplete"
    MISSING = "missing"
    LATE = "late"
    UNDECIDED = "undecided"


# Of several dimension values the worst counts, in this order.
WORST_FIRST = (
    Judgement.NOT_MET,
    Judgement.OFF_TRACK,
    Judgement.LATE,
    Judgement.MISSING,
    Judgement.INCOMPLETE,
    Judgement.INCONCLUSIVE,
    Judgement.ON_TRACK,
    Judgement.MET,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of an indicator, or of one place of it, against its target.

    `margin` is how far the figure is on the good side of the target (negative: short of it), in the
    figure's unit. `level` is the level it was judged by. `reason` is one sentence with the numbers in it;
    `detail` may add a second. `parts` are the verdicts of the dimension values, `counts` how many of each.
    Before a deadline `by`, `asked` is what the straight line asks for by now.
    """

    judgement: Judgement
    reason: Text
    period: Period | None = None
    place: Where = ()
    value: float | None = None
    level: float | None = None
    margin: float | None = None
    detail: Text = NO_TEXT
    parts: tuple[Verdict, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    asked: float | None = None
    by: date | None = None
