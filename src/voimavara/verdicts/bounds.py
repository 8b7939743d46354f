"""Where a value stands against a level or a range, by its interval where it comes from a sample."""

from __future__ import annotations

from dataclasses import dataclass

from voimavara.core.noise import above
from voimavara.verdicts.verdict import Judgement

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bound:
    """A level that a value must reach, or (with `highest`) must not exceed; the level itself passes.

    >>> Bound(0.8).judge(0.8), Bound(0.8).judge(0.82, (0.74, 0.88)), Bound(14.5, highest=True).judge(14.6)
    (<Judgement.MET: 'met'>, <Judgement.INCONCLUSIVE: 'inconclusive'>, <Judgement.NOT_MET: 'not_met'>)
    """

    level: float
    highest: bool = False

    def margin(self, value: float) -> float:
        """How far the value is on the good side."""
        return above(self.level, value) if self.highest else above(value, self.level)

    def judge(self, value: float, interval: Interval | None = None) -> Judgement:
        """Met, not met, or inconclusive where the level lies inside the interval."""
        low, high = interval or (value, value)
        worst, best = (high, low) if self.highest else (low, high)
        if self.margin(worst) >= 0:
            return Judgement.MET
        return Judgement.NOT_MET if self.margin(best) < 0 else Judgement.INCONCLUSIVE


@dataclass(frozen=True, slots=True)
class Range:
    """A range that a value must stay in, its ends included."""

    low: float
    high: float

    def margin(self, value: float) -> float:
        """How far the value is from the nearer end, on the good side."""
        return min(above(value, self.low), above(self.high, value))

    def nearer(self, value: float) -> float:
        """The end of the range that the value is nearer to."""
        return self.low if value - self.low < self.high - value else self.high

    def judge(self, value: float, interval: Interval | None = None) -> Judgement:
        """Met, not met, or inconclusive where an end of the range lies inside the interval."""
        low, high = interval or (value, value)
        if min(self.margin(low), self.margin(high)) >= 0:
            return Judgement.MET
        outside = above(self.low, high) > 0 or above(low, self.high) > 0
        return Judgement.NOT_MET if outside else Judgement.INCONCLUSIVE
