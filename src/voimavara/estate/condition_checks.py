"""Checks of registers, each of which raises a sentence that names the object; and values that are assumed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voimavara.core.errors import UserError

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]
    Names = npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Assumed:
    """A value that no register gave: of which object, what, how much, and where the assumption comes from."""

    object: str
    what: str
    value: float
    source: str


def refuse(faulty: Mask, objects: Names, what: str, got: Floats, expected: str, advice: str) -> None:
    """Raises UserError when anything is faulty; it names the first such object and counts the others."""
    found = np.flatnonzero(faulty)
    if not found.size:
        return
    first = found[0]
    others = f" (and {found.size - 1} more objects)" if found.size > 1 else ""
    value = f"{float(np.broadcast_to(got, faulty.shape)[first]):.10g}"
    raise UserError(f"{objects[first]}, {what}: got {value}, expected {expected}{others}; {advice}")


def check_unique(objects: Names, what: str) -> None:
    """Raises UserError when an object stands twice."""
    names, counts = np.unique(objects, return_counts=True)
    if (counts > 1).any():
        name = names[counts > 1][0]
        raise UserError(
            f"{what}: '{name}' stands {counts[names == name][0]} times, expected once; leave one row of it."
        )


def check_values(objects: Names, replacement: Floats, technical: Floats) -> None:
    """Raises UserError unless 0 < replacement value and 0 ≤ technical value ≤ replacement value (euros).

    NaN is an unknown value and passes.
    """
    refuse(
        replacement <= 0,
        objects,
        "replacement_value",
        replacement,
        "more than 0",
        "correct it or leave it empty.",
    )
    refuse(technical < 0, objects, "technical_value", technical, "0 or more", "correct it or leave it empty.")
    for index in np.flatnonzero(technical > replacement)[:1]:
        raise UserError(
            f"{objects[index]}, technical_value: got {technical[index]:.10g}, expected at most the"
            f" replacement value {replacement[index]:.10g}; correct one of the two."
        )


def check_built(objects: Names, built: Floats, year: int) -> None:
    """Raises UserError when something was built after the year that the calculation speaks of."""
    refuse(
        built > year,
        objects,
        "built",
        built,
        f"{year} or earlier",
        "correct the year, or leave the object out until it stands.",
    )


def check_positive(objects: Names, values: Floats, what: str, unit: str) -> None:
    """Raises UserError when a size (area, length, life …) is zero or less; NaN is unknown and passes."""
    refuse(
        values <= 0,
        objects,
        what,
        values,
        f"more than 0 {unit}".rstrip(),
        "correct it or leave it empty.",
    )


def check_share(objects: Names, values: Floats, what: str) -> None:
    """Raises UserError when a share is not between 0 and 1; NaN is unknown and passes."""
    refuse(
        (values < 0) | (values > 1),
        objects,
        what,
        values,
        "a share between 0 and 1",
        "if it is written in per cent or points, divide it by 100.",
    )


def filled(
    objects: Names, values: Floats, what: str, default: Floats | float, source: str
) -> tuple[Floats, tuple[Assumed, ...]]:
    """The values with the gaps filled from the default, and one `Assumed` for each gap filled.

    Without a default for a gap (NaN) the gap stays: it is unknown, not guessed.
    """
    defaults = np.broadcast_to(np.asarray(default, float), values.shape)
    gaps = np.isnan(values) & ~np.isnan(defaults)
    assumed = tuple(
        Assumed(str(objects[index]), what, float(defaults[index]), source) for index in np.flatnonzero(gaps)
    )
    return np.where(gaps, defaults, values), assumed
