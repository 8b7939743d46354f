"""A regression that a few faulty months do not move, with some coefficients drawn towards zero."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NORMAL = 1.4826  # the standard deviation of a normal variable for its median absolute deviation
HUBER = 1.345  # 95 % efficient at the normal (Huber 1964)
BISQUARE = 4.685  # 95 % efficient at the normal (Beaton and Tukey 1974)
ROUNDS = 12
SETTLED = 1e-3  # weights that move less have settled
JITTER = 1e-10  # keeps columns that tell the same apart


@dataclass(frozen=True)
class RobustFit:
    """Coefficients, fitted values, leverage and weight (0-1) of each row, and the effective parameters."""

    coefficients: Floats
    fitted: Floats
    leverage: Floats
    weights: Floats

    @property
    def parameters(self) -> float:
        """How many free coefficients the fit is worth: the sum of the leverages."""
        return float(self.leverage.sum())


def robust_fit(design: Floats, values: Floats, importance: Floats, penalty: Floats) -> RobustFit:
    """The ridge regression of values on the design (n × p) that minimises Tukey's bisquare loss.

    Iterated weights: Huber's first, whose minimum is unique, then Tukey's, which leaves faulty rows out.
    `importance` weighs the rows (1 on average), `penalty` the squares of the coefficients.
    """
    fit = _solved(design, values, importance, np.ones_like(values), penalty)
    for weigh in (_huber, _bisquare):
        for _ in range(ROUNDS):
            residuals = (values - fit.fitted) * np.sqrt(importance)
            scale = spread(residuals, fit.parameters)
            if scale <= np.finfo(float).eps * np.abs(values).max(initial=1.0):
                return fit
            weights = weigh(np.abs(residuals) / scale)
            settled = np.abs(weights - fit.weights).max() < SETTLED
            fit = _solved(design, values, importance, weights, penalty)
            if settled:
                break
    return fit


def spread(residuals: Floats, parameters: float) -> float:
    """The standard deviation behind the residuals by their median absolute value, parameters counted."""
    free = max(residuals.size - parameters, 1.0)
    return float(NORMAL * np.median(np.abs(residuals)) * np.sqrt(residuals.size / free))


def huber_loss(residuals: Floats, scale: float) -> float:
    """Mean Huber loss of the residuals, in units of the scale."""
    ratio = np.abs(residuals) / scale
    return float(np.where(ratio <= HUBER, ratio**2 / 2, HUBER * (ratio - HUBER / 2)).mean())


def _huber(ratio: Floats) -> Floats:
    return HUBER / np.maximum(ratio, HUBER)


def _bisquare(ratio: Floats) -> Floats:
    return np.clip(1 - (ratio / BISQUARE) ** 2, 0, None) ** 2


def _solved(
    design: Floats, values: Floats, importance: Floats, weights: Floats, penalty: Floats
) -> RobustFit:
    weighted = design * (importance * weights)[:, None]
    gram = design.T @ weighted
    inverse = np.linalg.inv(gram + np.diag(penalty + JITTER * np.trace(gram)))
    coefficients = inverse @ (weighted.T @ values)
    leverage = np.einsum("ij,jk,ik->i", weighted, inverse, design)
    return RobustFit(coefficients, design @ coefficients, np.clip(leverage, 0, 1 - 1e-9), weights)
