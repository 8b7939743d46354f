"""Use a day as it follows degree days and the time of the year."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from voimavara.estate.consumption.robust import RobustFit, huber_loss, robust_fit, spread
from voimavara.estate.consumption.scatter import scatter_of

Floats = npt.NDArray[np.float64]

MONTHS = 12
CHANGE_POINTS = (0.0, 0.5, 1.0, 2.0, 3.0, 4.5, 6.0)  # °C·d a day below which nothing is heated
SHRINKAGE = (
    1e4,
    30.0,
    10.0,
    3.0,
    1.0,
    0.3,
    0.1,
    0.01,
    0.001,
)  # of the months' own effects: from none to free
WORTH = 0.85  # a freer fit has to predict this much better than a simpler one


@dataclass(frozen=True)
class DailyFit:
    """A fit (base, slope if any, twelve months) and the change point of its degree days (°C·d a day)."""

    change_point: float
    fit: RobustFit


@dataclass(frozen=True)
class DailyUse:
    """Months' use a day, their days, degree days a day, the month (0-11) and how much each month tells.

    Degree days are None where use is not said to follow them; `importance` is on average 1.
    """

    daily: Floats
    days: Floats
    need: Floats | None
    calendar: npt.NDArray[np.int64]
    importance: Floats

    @classmethod
    def of(
        cls, amounts: Floats, days: Floats, need: Floats | None, calendar: npt.NDArray[np.int64]
    ) -> DailyUse:
        """From months' amounts; where months of large use scatter more, each of their units tells less."""
        even = cls(amounts / days, days, need, calendar, days / days.mean())
        first = even.fitted(0.0, SHRINKAGE[0])
        fitted = np.maximum(0.0, first.fitted * days)
        scatter = scatter_of(even.left_out(first) * days, fitted, np.ones(days.size, dtype=np.bool_))
        if scatter.size == 0:
            return even
        importance = (days / scatter.deviation(fitted)) ** 2
        return replace(even, importance=importance / importance.mean())

    def best(self) -> DailyFit:
        """The change point and freedom of the months that predict a month left out best."""
        first = self.fitted(0.0, SHRINKAGE[0])
        scale = spread((self.daily - first.fitted) * np.sqrt(self.importance), first.parameters)
        if scale <= np.finfo(float).eps * self.daily.max():
            return DailyFit(0.0, first)
        point = 0.0
        if self.need is not None:
            points = [at for at in CHANGE_POINTS if 2 * (self.need > at).sum() >= self.need.size]
            point = self._first_worth({at: self.fitted(at, SHRINKAGE[0]) for at in points or [0.0]}, scale)
        fits = {shrinkage: self.fitted(point, shrinkage) for shrinkage in SHRINKAGE}
        return DailyFit(point, fits[self._first_worth(fits, scale)])

    def fitted(self, change_point: float, shrinkage: float) -> RobustFit:
        """The robust fit with that change point, the months' effects penalised by the shrinkage."""
        columns = [np.ones_like(self.daily)]
        if self.need is not None:
            columns.append(heating(self.need, change_point))
        penalty = np.array([0.0] * len(columns) + [shrinkage] * MONTHS)
        design = np.column_stack([*columns, np.eye(MONTHS)[self.calendar]])
        return robust_fit(design, self.daily, self.importance, penalty)

    def left_out(self, fit: RobustFit) -> Floats:
        """Daily use less what the fit without that month would have expected."""
        return (self.daily - fit.fitted) / (1 - fit.leverage)

    def _first_worth(self, fits: dict[float, RobustFit], scale: float) -> float:
        losses = {
            name: huber_loss(self.left_out(fit) * np.sqrt(self.importance), scale)
            for name, fit in fits.items()
        }
        least = min(losses.values())
        return next(name for name, loss in losses.items() if WORTH * loss <= least)


def heating(need: Floats, change_point: float) -> Floats:
    """Degree days a day above the change point."""
    return np.maximum(0.0, need - change_point)
