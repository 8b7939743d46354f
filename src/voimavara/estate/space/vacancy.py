"""The vacancy rate of premises, and what becomes of it as need for space changes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def vacancy(area: Floats, occupied: Floats) -> float:
    """1 − occupied share of the floor area, over the buildings whose use is known; NaN if it is of none.

    >>> vacancy(np.array([900.0, 100.0, np.nan]), np.array([880.0, 90.0, np.nan]))
    0.03
    """
    known = ~np.isnan(area) & ~np.isnan(occupied)
    total = float(area[known].sum())
    return 1 - float(occupied[known].sum()) / total if total else float("nan")


def vacancy_with(rate: float, area: float, more: Floats) -> Floats:
    """The rate when so many m² more of the area (m²) are needed than today; nothing is more than full."""
    return np.clip(rate - more / area, 0.0, 1.0)
