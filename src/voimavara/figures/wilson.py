"""Interval of a share of a sample (Wilson 1927), narrower where most of the population answered."""

from __future__ import annotations

import numpy as np

from voimavara.figures.facts import Ints

Z = 1.959963984540054  # the normal distribution's 97.5 % point


def wilson_interval(yes: Ints, answers: Ints, population: Ints | None = None) -> tuple[Ints, Ints]:
    """The 95 % interval of yes / answers, elementwise; `population` is 0 where it is not known.

    A population of fewer than have answered is a fault, and no reason to be surer: it counts as not known.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22 (1927), 209-212; the variance times (N − n) / (N − 1) for a sample
    of n out of a finite population of N.
    """
    share = yes / np.maximum(answers, 1)
    spread = Z * Z / np.maximum(answers, 1)
    if population is not None:
        left = np.maximum(population - answers, 0) / np.maximum(population - 1, 1)
        spread = np.where(population >= np.maximum(answers, 1), spread * left, spread)
    middle = (share + spread / 2) / (1 + spread)
    half = np.sqrt(spread * share * (1 - share) + spread * spread / 4) / (1 + spread)
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)
