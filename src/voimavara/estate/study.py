"""Candidates for a single figure of the whole city, by sector and as the city's own actions change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from voimavara.estate.condition.backlog import backlog, backlog_share
from voimavara.estate.space.running_costs import cost_per_m2
from voimavara.estate.space.vacancy import vacancy

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

ARRAYS = (
    "area", "mean_area", "cost", "floor", "occupied", "used", "replacement", "technical", "threshold",
)  # fmt: skip
GIVEN_UP = 0.05  # of the area, the emptiest first
REPAIRED = 0.01  # of the replacement value, the worst first


@dataclass(frozen=True)
class Ground:
    """Buildings in arrays: area (m²), running cost (€ in twelve months), floor area and what of it is
    occupied (m²), R and V (€); NaN is unknown.

    `mean_area` is the area in use on average over the twelve months, `used` the share of each that is used.
    """

    names: tuple[str, ...]
    sectors: tuple[str, ...]
    area: Floats
    mean_area: Floats
    cost: Floats
    floor: Floats
    occupied: Floats
    used: Floats
    replacement: Floats
    technical: Floats
    threshold: Floats
    htv: Mapping[str, float]
    inhabitants: float | None

    def of(self, keep: Mask) -> Ground:
        """Some of the buildings, by a mask; people stay as they are."""
        picked = {what: getattr(self, what)[keep] for what in ARRAYS}
        names = tuple(name for name, kept in zip(self.names, keep, strict=True) if kept)
        sectors = tuple(name for name, kept in zip(self.sectors, keep, strict=True) if kept)
        return replace(self, names=names, sectors=sectors, **picked)

    def sector(self, name: str) -> Ground:
        """One sector's buildings and person-years; inhabitants are the whole city's and of no sector."""
        own = self.of(np.array([sector == name for sector in self.sectors]))
        return replace(own, htv={name: self.htv[name]} if name in self.htv else {}, inhabitants=None)

    def after_actions(self) -> Ground:
        """What is left when the emptiest twentieth of the area is given up and the worst is repaired.

        Of what stands empty already `used` is not known: the action is about space in use.
        """
        order = np.argsort(np.nan_to_num(self.used, nan=1.0), kind="stable")
        gone = np.cumsum(self.area[order]) <= GIVEN_UP * self.area.sum()
        keep = np.ones(self.area.size, bool)
        keep[order[gone]] = False
        left = self.of(keep)
        money = REPAIRED * float(np.nansum(left.replacement))
        technical = left.technical.copy()
        short = np.nan_to_num(backlog(left.replacement, technical, left.threshold))
        for row in np.argsort(left.technical / left.replacement, kind="stable"):
            spent = min(float(short[row]), money)
            technical[row] += spent
            money -= spent
        return replace(left, technical=technical)


@dataclass(frozen=True)
class StudyMeasure:
    """A measure of the city or a sector; higher is worse. `datasets` are what it is computed from."""

    id: str
    unit: str
    value: Callable[[Ground], float]
    datasets: tuple[str, ...]
    known: Callable[[Ground], Mask]


def _people(ground: Ground) -> float:
    return sum(ground.htv.values()) or np.nan


def _citizens(ground: Ground) -> float:
    return ground.inhabitants or np.nan


def _cost(ground: Ground) -> float:
    """What all of it costs; unknown where the cost of some building is."""
    return float(ground.cost.sum())


def _area(ground: Ground) -> float:
    return float(ground.area.sum())


def _cost_per_m2(ground: Ground) -> float:
    return cost_per_m2(ground.cost, ground.mean_area)


def _backlog_share(ground: Ground) -> float:
    short = backlog(ground.replacement, ground.technical, ground.threshold)
    return backlog_share(short, ground.replacement)


def _vacancy(ground: Ground) -> float:
    return vacancy(ground.floor, ground.occupied)


def _all(ground: Ground) -> Mask:
    return np.ones(ground.area.size, dtype=np.bool_)


def _costed(ground: Ground) -> Mask:
    return np.asarray(~np.isnan(ground.cost))


def _staffed(ground: Ground) -> Mask:
    return np.array([sector in ground.htv for sector in ground.sectors], dtype=np.bool_)


def _staffed_and_costed(ground: Ground) -> Mask:
    return _staffed(ground) & _costed(ground)


def _valued(ground: Ground) -> Mask:
    return np.asarray(~np.isnan(ground.technical))


def _measured(ground: Ground) -> Mask:
    return np.asarray(~np.isnan(ground.occupied))


COSTS, STAFF, REGISTER, PEOPLE = "property_costs", "person_years", "buildings", "population"
CANDIDATES = (
    StudyMeasure("cost_per_m2", "EUR/m2", _cost_per_m2, (COSTS,), _costed),
    StudyMeasure("m2_per_htv", "m2/htv", lambda g: _area(g) / _people(g), (REGISTER, STAFF), _staffed),
    StudyMeasure(
        "cost_per_htv", "EUR/htv", lambda g: _cost(g) / _people(g), (COSTS, STAFF), _staffed_and_costed
    ),
    StudyMeasure(
        "m2_per_inhabitant", "m2/person", lambda g: _area(g) / _citizens(g), (REGISTER, PEOPLE), _all
    ),
    StudyMeasure(
        "cost_per_inhabitant", "EUR/person", lambda g: _cost(g) / _citizens(g), (COSTS, PEOPLE), _costed
    ),
    StudyMeasure("backlog_share", "%", _backlog_share, ("building_values",), _valued),
    StudyMeasure("vacancy", "%", _vacancy, ("space_occupancy",), _measured),
)


@dataclass(frozen=True)
class MeasureCompared:
    """A candidate by the study's criteria; shares from 0 to 1, None where the data cannot tell.

    `value` is the city's newest figure. `response` is how far (of the figure) it improves when the city acts,
    `after` the figure then. `agreement` is the mean rank correlation with the others over the sectors.
    """

    candidate: StudyMeasure
    value: float | None
    after: float | None
    coverage: float
    days: float | None
    response: float | None
    agreement: float | None


def compared(ground: Ground, days: Callable[[tuple[str, ...]], float | None]) -> tuple[MeasureCompared, ...]:
    """Every candidate by every criterion; `days` tells how late the slowest of some datasets comes."""
    sectors = sorted(set(ground.sectors))
    by_sector = np.array([[_value(one, ground.sector(name)) for name in sectors] for one in CANDIDATES])
    agreements = _agreements(by_sector)
    after = ground.after_actions()
    found = []
    for number, one in enumerate(CANDIDATES):
        now, then = _value(one, ground), _value(one, after)
        found.append(
            MeasureCompared(
                candidate=one,
                value=_known(now),
                after=_known(then),
                coverage=float(ground.area[one.known(ground)].sum() / ground.area.sum()),
                days=days(one.datasets),
                response=_known((now - then) / now) if now else None,
                agreement=_known(agreements[number]),
            )
        )
    return tuple(found)


def _value(one: StudyMeasure, ground: Ground) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(one.value(ground)) if ground.area.size else float("nan")


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _agreements(values: Floats) -> Floats:
    """The mean Spearman correlation of each row with the others, over the columns that both know."""
    count = len(values)
    found = np.full(count, np.nan)
    for row in range(count):
        pairs = [spearman(values[row], values[other]) for other in range(count) if other != row]
        known = [pair for pair in pairs if not np.isnan(pair)]
        if known:
            found[row] = float(np.mean(known))
    return found


def spearman(one: Floats, other: Floats) -> float:
    """Spearman's rank correlation over what both know; NaN for fewer than three, or where one never differs.

    >>> spearman(np.array([1.0, 2.0, 3.0]), np.array([10.0, 20.0, 25.0]))
    1.0
    """
    both = ~(np.isnan(one) | np.isnan(other))
    if both.sum() < 3:
        return float("nan")
    ranks = [_ranks(values[both]) for values in (one, other)]
    centred = [rank - rank.mean() for rank in ranks]
    scale = float(np.sqrt((centred[0] ** 2).sum() * (centred[1] ** 2).sum()))
    return round(float(centred[0] @ centred[1]) / scale, 12) if scale else float("nan")


def _ranks(values: Floats) -> Floats:
    """Ranks from 1; equal values share the mean of theirs."""
    _, position, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[position], dtype=np.float64)
