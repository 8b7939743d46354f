"""Checks of registers, each of which raises a sentence that names the object; and values that are assumed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.core.message import Message, as_number

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


def refuse(faulty: Mask, said: Callable[[int], Message]) -> None:
    """Raises UserError when anything is faulty: what is said of the first row, and how many others are."""
    found = np.flatnonzero(faulty)
    if not found.size:
        return
    sentence = said(int(found[0]))
    if found.size == 1:
        raise UserError(sentence)
    raise UserError(
        "{sentence} Other objects with the same fault: {others}.", sentence=sentence, others=found.size - 1
    )


def exact(value: float) -> Decimal | str:
    """A number as a register gives it, for a place of a message."""
    return as_number(value, digits=10)


def check_unique(objects: Names, what: Message) -> None:
    """Raises UserError when an object stands twice; `what` names the register in words."""
    names, counts = np.unique(objects, return_counts=True)
    if (counts > 1).any():
        name = names[counts > 1][0]
        raise UserError(
            "{what}: '{name}' stands {times} times, expected once; leave one row of it.",
            what=what,
            name=name,
            times=int(counts[names == name][0]),
        )


def check_values(objects: Names, replacement: Floats, technical: Floats) -> None:
    """Raises UserError unless 0 < replacement value and 0 ≤ technical value ≤ replacement value (euros).

    NaN is an unknown value and passes.
    """
    check_positive(objects, replacement, "replacement_value")
    refuse(
        technical < 0,
        lambda at: Message.of(
            "{object}, {what}: got {got}, expected 0 or more; correct it or leave it empty.",
            object=objects[at],
            what="technical_value",
            got=exact(technical[at]),
        ),
    )
    refuse(
        technical > replacement,
        lambda at: Message.of(
            "{object}, technical_value: got {technical}, expected at most the replacement value"
            " {replacement}; correct one of the two.",
            object=objects[at],
            technical=exact(technical[at]),
            replacement=exact(replacement[at]),
        ),
    )


def check_built(objects: Names, built: Floats, year: int, column: str = "built") -> None:
    """Raises UserError when something was built after the year that the calculation speaks of.

    `column` is where the register says when.
    """
    refuse(
        built > year,
        lambda at: Message.of(
            "{object}, {column}: got {got}, expected {year} or earlier; correct the year, or leave the object"
            " out until it stands.",
            object=objects[at],
            column=column,
            got=int(built[at]),
            year=year,
        ),
    )


def check_positive(objects: Names, values: Floats, what: str | Message) -> None:
    """Raises UserError when a size (area, length, life …) is zero or less; NaN is unknown and passes.

    `what` is the column's name, or what is measured and its unit in words.
    """
    refuse(
        values <= 0,
        lambda at: Message.of(
            "{object}, {what}: got {got}, expected more than 0; correct it or leave it empty.",
            object=objects[at],
            what=what,
            got=exact(values[at]),
        ),
    )


def check_share(objects: Names, values: Floats, what: Message) -> None:
    """Raises UserError when a share is not between 0 and 1; NaN is unknown and passes."""
    refuse(
        (values < 0) | (values > 1),
        lambda at: Message.of(
            "{object}, {what}: got {got}, expected a share between 0 and 1; if it is written in per cent or"
            " points, divide it by 100.",
            object=objects[at],
            what=what,
            got=exact(values[at]),
        ),
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
