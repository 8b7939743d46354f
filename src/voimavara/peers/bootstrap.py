"""How sure a median is: the percentile bootstrap (B. Efron 1979, Annals of Statistics 7, pp. 1-26)."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from statistics import median as median_of

import numpy as np

RESAMPLES = 10_000
_INTERVAL = (2.5, 97.5)


def seed_of(members: Sequence[str], window: tuple[int, int]) -> int:
    """A seed that depends on the members and the window alone, so that the interval repeats."""
    text = f"{window[0]}..{window[1]}:{','.join(sorted(members))}"
    return int.from_bytes(sha256(text.encode()).digest()[:8])


def median_interval(values: Sequence[float], seed: int) -> tuple[float, float, float]:
    """The median and its 95 % interval: low and high percentile of the medians of resamples.

    >>> median_interval([1.0, 1.0, 1.0], seed=1)
    (1.0, 1.0, 1.0)
    """
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    drawn = np.random.Generator(np.random.PCG64(seed)).integers(0, len(ordered), (RESAMPLES, len(ordered)))
    low, high = np.percentile(np.median(ordered[drawn], axis=1), _INTERVAL)
    return median_of(values), float(low), float(high)
