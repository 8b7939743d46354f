"""How far single months lie from what is expected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.estate.consumption.robust import NORMAL

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

QUIET = 0.1  # share of typical use below which the scatter no longer falls with the use
POWERS = (0.0, 0.5, 1.0)  # the scatter is even, grows with the root of the use, or with the use


@dataclass(frozen=True, slots=True)
class Scatter:
    """Standard deviation of a month = size · (expected / typical)^power, in the meter's unit."""

    size: float
    power: float
    typical: float

    def deviation(self, expected: Floats) -> Floats:
        """The standard deviation of months of that expected use."""
        return self.size * _relative(expected, self.typical) ** self.power


def scatter_of(errors: Floats, expected: Floats, kept: Mask) -> Scatter:
    """The scatter of months predicted without themselves; of the powers, the likeliest at the normal.

    The larger of two sizes: the median one, and the root mean square of the months kept, so that a fit which
    suits half of the months too well does not look surer than it is.
    """
    typical = float(np.median(expected)) or float(expected.max(initial=0.0)) or 1.0
    relative = _relative(expected, typical)
    sizes = {power: _size(errors / relative**power, kept) for power in POWERS}
    tiny = np.finfo(float).tiny
    power = min(POWERS, key=lambda one: np.log(max(sizes[one], tiny)) + one * np.log(relative[kept]).mean())
    return Scatter(sizes[power], power, typical)


def _relative(expected: Floats, typical: float) -> Floats:
    return np.maximum(expected / typical, QUIET)


def _size(errors: Floats, kept: Mask) -> float:
    return max(NORMAL * float(np.median(np.abs(errors))), float(np.sqrt((errors[kept] ** 2).mean())))
