"""Every meter of a portfolio against its own baseline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voimavara.core.errors import NOTHING
from voimavara.core.message import Message
from voimavara.core.periods import Period
from voimavara.estate.consumption.abnormal import Abnormal, AbnormalRule, find_abnormal
from voimavara.estate.consumption.baseline import LEAST_MONTHS, fit_baseline, too_little
from voimavara.estate.consumption.degree_days import DegreeDays
from voimavara.estate.consumption.meters import Meter, MeterSeries
from voimavara.estate.consumption.quality import Quality, QualityLimits


@dataclass(frozen=True)
class Watch:
    """What was learnt and judged, and by which parameters; `prices` are euros per unit of each meter."""

    learnt: Period
    judged: Period
    limits: QualityLimits
    prices: Mapping[Meter, float]
    rule: AbnormalRule
    least_months: int = LEAST_MONTHS


@dataclass(frozen=True)
class Watched:
    """A building's meter: the quality of its baseline, whether that suffices, and the abnormal runs.

    Without enough readings to learn from there is no quality and `why_not` says so. What a baseline of
    insufficient quality finds is a hint at most.
    """

    building: str
    meter: Meter
    quality: Quality | None
    reliable: bool
    abnormal: tuple[Abnormal, ...]
    why_not: Message = NOTHING

    @property
    def cost(self) -> float:
        """What the abnormal use has cost in all, in euros, where a price is known."""
        return sum(one.cost or 0.0 for one in self.abnormal)


def watched(
    series: Iterable[MeterSeries], watch: Watch, degree_days: DegreeDays | None
) -> tuple[Watched, ...]:
    """Each meter judged; the costliest first. Heat alone follows degree days.

    Raises UserError for missing degree days.
    """
    found = [_watched(one, watch, degree_days if one.meter is Meter.HEAT else None) for one in series]
    return tuple(sorted(found, key=lambda one: (-one.cost, one.building, one.meter)))


def _watched(series: MeterSeries, watch: Watch, degree_days: DegreeDays | None) -> Watched:
    if why := too_little(series, watch.learnt, watch.least_months):
        return Watched(series.building, series.meter, None, False, (), why)
    baseline = fit_baseline(series, watch.learnt, degree_days, watch.least_months)
    price = watch.prices.get(series.meter)
    abnormal = find_abnormal(series, baseline, watch.judged, degree_days, price, watch.rule)
    reliable = baseline.quality.meets(watch.limits)
    return Watched(series.building, series.meter, baseline.quality, reliable, abnormal)
