"""Water pipes and sewers: the length past its assumed life, over a range of lives.

The figure is hypersensitive to the life assumed: of Finland's water pipes 8,000 km are past a life of 50
years and about none past 60 (Rakennuslehti 6/2019). So it is never given without the range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voimavara.core.errors import UserError
from voimavara.core.message import Message, as_number
from voimavara.estate.condition.basis import Basis, Method
from voimavara.estate.condition.checks import (
    Assumed,
    check_built,
    check_positive,
    check_unique,
)
from voimavara.estate.prices import PriceLevel

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]

DEFINITION = "length of pipes older than their assumed life"


@dataclass(frozen=True)
class Pipes:
    """Pipes, one a row: identifier, year laid (NaN unknown), length (km), assumed life (years), euros/km."""

    names: Names
    laid: Floats
    length: Floats
    life: Floats
    price: Floats
    assumed: tuple[Assumed, ...] = ()

    def check(self, year: int) -> None:
        """Raises UserError for a pipe that stands twice, has no length or was laid after the year."""
        check_unique(self.names, Message("Pipes"))
        check_positive(self.names, self.length, Message("length (km)"))
        check_positive(self.names, self.life, Message("life (years)"))
        check_positive(self.names, self.price, Message("price (€/km)"))
        check_built(self.names, self.laid, year, "laid")


@dataclass(frozen=True)
class PastLife:
    """Length and price of pipes past their life, at each shift of the assumed lives (years).

    `unknown` (km) has no year or life and is in no other figure. `sensitivity` is how many kilometres the
    figure falls for one more year of life, around each shift.
    """

    year: int
    shifts: Floats
    length: Floats
    price: Floats
    sensitivity: Floats
    unknown: float
    total: float
    basis: Basis
    assumed: tuple[Assumed, ...]

    @property
    def at_assumed_life(self) -> float:
        """Kilometres past the life as assumed (shift 0)."""
        return float(self.length[self.shifts == 0][0])

    @property
    def range(self) -> tuple[float, float]:
        """The fewest and the most kilometres over all the shifts."""
        return float(self.length.min()), float(self.length.max())

    def to_arrow(self) -> pa.Table:
        """One row a shift: years, km, euros, km for a year of life."""
        return pa.table(
            {name: pa.array(getattr(self, name)) for name in ("shifts", "length", "price", "sensitivity")}
        )


def past_life(
    pipes: Pipes,
    year: int,
    price_level: PriceLevel,
    shifts: Sequence[float] = (-10.0, -5.0, 0.0, 5.0, 10.0),
) -> PastLife:
    """Kilometres and euros of pipes past their life at the end of the year, at each shift of the lives."""
    pipes.check(year)
    steps = np.unique(np.array(shifts, dtype=np.float64))
    if steps.size < 2 or 0.0 not in steps:
        raise UserError(
            "Shifts of pipe lives: got {shifts}, expected 0 and at least one other; a single figure would"
            " hide how much the assumption decides.",
            shifts=list(shifts),
        )
    if (pipes.life + steps[0] <= 0).any():
        raise UserError(
            "Shifts of pipe lives: got {shift} years, which leaves a pipe of {life} years without any life;"
            " narrow the parameter pipe_life_range.",
            shift=as_number(steps[0]),
            life=as_number(np.nanmin(pipes.life)),
        )
    known = ~(np.isnan(pipes.laid) | np.isnan(pipes.life) | np.isnan(pipes.length))
    over = year - pipes.laid[known] - pipes.life[known]
    length, euros = pipes.length[known], pipes.length[known] * pipes.price[known]
    past = np.array([length[over > step].sum() for step in steps])
    nearby = [(length[over > step - 1].sum(), length[over > step + 1].sum()) for step in steps]
    lives = np.unique(pipes.life[known])
    return PastLife(
        year=year,
        shifts=steps,
        length=past,
        price=np.array([euros[over > step].sum() for step in steps]),
        sensitivity=np.array([(shorter - longer) / 2 for shorter, longer in nearby]),
        unknown=float(np.nansum(pipes.length[~known])),
        total=float(np.nansum(pipes.length)),
        basis=Basis(
            DEFINITION, Method.PAST_LIFE, _written(lives), price_level, "parameters of the municipality"
        ),
        assumed=pipes.assumed,
    )


def _written(lives: Floats) -> str:
    return f"{lives.min():g}-{lives.max():g} years" if lives.size else "no lives"
