"""Parts of buildings (roof, façade, pipes …): what is left of their value as they age and are repaired.

The curve is the one that SkenarioLabs describes in public, after Schröder (1989) and KARVO:
V/R = (1 − (age/life)²)·w + (1 − w), with w the share that wears; from age = life on, 1 − w.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.core.message import Message
from voimavara.estate.condition.checks import Assumed, check_built, check_positive, check_share, check_unique

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]


def value_share(age: Floats, life: Floats, wearing: Floats) -> Floats:
    """V/R at an age: ages and lives in years, the wearing share from 0 to 1.

    >>> value_share(np.array([0.0, 10, 20, 30, 40, 50]), np.array(40.0), np.array(0.8)).round(4).tolist()
    [1.0, 0.95, 0.8, 0.55, 0.2, 0.2]
    """
    worn = np.minimum(age / life, 1.0)
    return 1.0 - wearing * worn * worn


def age_of(share: Floats, life: Floats, wearing: Floats) -> Floats:
    """The age (years) at which the curve gives V/R; below the curve's end it is the whole life.

    >>> float(age_of(np.array(0.55), np.array(40.0), np.array(0.8)).round(9))
    30.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        worn = np.sqrt(np.clip((1.0 - share) / wearing, 0.0, 1.0))
    return np.where(wearing > 0, worn, 0.0) * life


def age_after_repair(age: Floats, life: Floats, wearing: Floats, repaired: Floats) -> Floats:
    """The effective age (years) after a capitalised repair that adds `repaired` · R to the technical value.

    The part counts as young as the curve says for its new value, never younger than new. A repair entered as
    a yearly cost is no investment and changes nothing: leave it out.

    >>> age_after_repair(np.array(40.0), np.array(40.0), np.array(0.8), np.array(0.6)).round(9).item()
    20.0
    """
    return age_of(np.minimum(value_share(age, life, wearing) + repaired, 1.0), life, wearing)


@dataclass(frozen=True)
class BuildingParts:
    """Building parts, one a row: identifier, building, year made, life (years), wearing share, R (euros)."""

    names: Names
    buildings: Names
    made: Floats
    life: Floats
    wearing: Floats
    replacement: Floats
    assumed: tuple[Assumed, ...] = ()

    def check(self, built: dict[str, float], year: int) -> None:
        """Raises UserError for a part that stands twice, is older than its building or can't be."""
        check_unique(self.names, Message("Building parts"))
        check_positive(self.names, self.life, Message("life (years)"))
        check_positive(self.names, self.replacement, "replacement_value")
        check_share(self.names, self.wearing, Message("wearing share"))
        check_built(self.names, self.made, year, "installed")
        for name, building, made in zip(self.names, self.buildings, self.made, strict=True):
            if building not in built:
                raise UserError(
                    "{part}, building: got '{building}', which is no building of the register; correct the"
                    " identifier or add the building.",
                    part=name,
                    building=building,
                )
            if made < built[building]:
                raise UserError(
                    "{part}, installed: got {made}, expected {built} or later, for building '{building}' is"
                    " no older; correct one of the two years.",
                    part=name,
                    made=int(made),
                    built=int(built[building]),
                    building=building,
                )


@dataclass(frozen=True, slots=True, order=True)
class Repair:
    """A capitalised repair of a part; `share` is its cost / replacement value, in the same prices."""

    year: int
    part: str
    share: float


@dataclass(frozen=True, slots=True, order=True)
class Inspection:
    """The condition (V/R) that somebody saw in a year; from then on it overrides the model."""

    year: int
    part: str
    condition: float


@dataclass(frozen=True)
class PartState:
    """How each part stands in a year: effective age (years) and condition (V/R, NaN where unknown)."""

    year: int
    age: Floats
    condition: Floats


def state_in(
    parts: BuildingParts,
    year: int,
    repairs: tuple[Repair, ...] = (),
    inspections: tuple[Inspection, ...] = (),
) -> PartState:
    """The parts' state at the end of the year, from their age, repairs and inspections until then.

    Within a year an inspection comes first, then the repairs: it is what led to them. An inspection that saw
    less than the curve's end (1 − w) is kept as it was seen until a repair.
    """
    position = {str(name): row for row, name in enumerate(parts.names)}
    age = year - parts.made
    seen = np.full(age.shape, np.inf)
    events: list[tuple[int, int, Repair | Inspection]] = [
        *((one.year, 0, one) for one in inspections if one.year <= year),
        *((one.year, 1, one) for one in repairs if one.year <= year),
    ]
    for happened, _, event in sorted(events, key=lambda found: (found[0], found[1], found[2].part)):
        row = _row(position, event)
        own = (parts.life[row], parts.wearing[row])
        _check_after(event, float(parts.made[row]))
        if isinstance(event, Inspection):
            age[row] = age_of(np.asarray(event.condition), *own) + (year - happened)
            seen[row] = event.condition if event.condition < 1.0 - parts.wearing[row] else np.inf
        else:
            before = min(float(value_share(age[row] - (year - happened), *own)), float(seen[row]))
            age[row] = age_of(np.minimum(before + event.share, 1.0), *own) + (year - happened)
            left = before + event.share
            seen[row] = left if left < 1.0 - parts.wearing[row] else np.inf
    return PartState(year, age, np.minimum(value_share(age, parts.life, parts.wearing), seen))


def _check_after(event: Repair | Inspection, made: float) -> None:
    if event.year < made:
        raise UserError(
            "{part}: it was repaired or inspected in {year}, but made in {made}; correct one of the two"
            " years.",
            part=event.part,
            year=event.year,
            made=int(made),
        )


def _row(position: dict[str, int], event: Repair | Inspection) -> int:
    if event.part not in position:
        raise UserError(
            "{part}, {year}: there is no such part in the register; correct the identifier or add it.",
            part=event.part,
            year=event.year,
        )
    share = event.condition if isinstance(event, Inspection) else event.share
    what = Message("condition" if isinstance(event, Inspection) else "repair / replacement value")
    check_share(np.array([event.part]), np.array([share]), what)
    return position[event.part]
