"""The ageing curve of a whole building, as the mean of those of its parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.estate.condition.checks import Assumed
from voimavara.estate.condition.parts import BuildingParts

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]


@dataclass(frozen=True)
class Curves:
    """Life (years) and wearing share of each object, and which of them are assumed."""

    life: Floats
    wearing: Floats
    assumed: tuple[Assumed, ...]


def mean_curves(own: Names, parts: BuildingParts, usual: float, yearly: float, source: str) -> Curves:
    """Means over each building's parts, weighted by what wears.

    Without parts: the mean wearing share of the others (`usual` where no building has any), and the life in
    which it wears at the `yearly` wear; both marked as assumed, from the source.
    """
    position = {str(name): row for row, name in enumerate(own)}
    rows = np.array([position[str(name)] for name in parts.buildings], dtype=np.int64)
    known = ~np.isnan(parts.replacement) & ~np.isnan(parts.life) & ~np.isnan(parts.wearing)
    wears = np.where(known, parts.replacement * parts.wearing, 0.0)
    worn, total, years = (
        np.bincount(rows, weights, minlength=own.size)
        for weights in (
            wears,
            np.where(known, parts.replacement, 0.0),
            wears * np.where(known, parts.life, 0.0),
        )
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        wearing, life = worn / total, years / worn
    gaps = np.isnan(wearing) | np.isnan(life)
    share = float(worn.sum() / total.sum()) if total.sum() else usual
    assumed = tuple(
        Assumed(str(own[row]), what, value, source)
        for row in np.flatnonzero(gaps)
        for what, value in (("wearing", share), ("life", share / yearly))
    )
    return Curves(np.where(gaps, share / yearly, life), np.where(gaps, share, wearing), assumed)
