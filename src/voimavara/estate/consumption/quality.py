"""How well a baseline fits: ASHRAE Guideline 14-2014, Measurement of Energy, Demand and Water Savings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.core.message import as_number

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class QualityLimits:
    """Parameters: the largest |NMBE| and CV(RMSE) of a usable baseline, as shares.

    Guideline 14 has 5 % and 15 % for monthly data.
    """

    nmbe: float
    cv_rmse: float
    source: str


@dataclass(frozen=True, slots=True)
class Quality:
    """NMBE and CV(RMSE) as shares, over `n` months with `parameters` fitted (may be a fraction)."""

    nmbe: float
    cv_rmse: float
    n: int
    parameters: float

    def meets(self, limits: QualityLimits) -> bool:
        """Whether both figures are within the limits."""
        return abs(self.nmbe) <= limits.nmbe and self.cv_rmse <= limits.cv_rmse


def quality(observed: Floats, expected: Floats, parameters: float) -> Quality:
    """NMBE = Σ(y − ŷ)/((n − p)·ȳ) and CV(RMSE) = √(Σ(y − ŷ)²/(n − p))/ȳ over the months with both.

    Raises UserError when there are no more months than parameters, or nothing was used in any of them.

    >>> found = quality(np.array([100.0, 110, 90, 100]), np.array([100.0, 100, 100, 98]), 1)
    >>> round(found.nmbe, 6), round(found.cv_rmse, 6)
    (0.006667, 0.082462)
    """
    known = ~(np.isnan(observed) | np.isnan(expected))
    n = int(known.sum())
    if n <= parameters:
        raise UserError(
            "Quality of a baseline: got {months} months for {parameters} parameters, expected more months"
            " than parameters; take a longer period.",
            months=n,
            parameters=as_number(parameters, digits=3),
        )
    mean = float(observed[known].mean())
    if not mean > 0:
        raise UserError(
            "Quality of a baseline: nothing was used in any month, expected some use; leave the meter out."
        )
    errors = observed[known] - expected[known]
    return Quality(
        float(errors.sum()) / ((n - parameters) * mean),
        float(np.sqrt((errors**2).sum() / (n - parameters))) / mean,
        n,
        parameters,
    )
