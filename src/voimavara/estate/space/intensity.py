"""What space costs and how much of it there is for a person-year, a user of a service and an inhabitant."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.core.message import Message, as_number
from voimavara.estate.space.running_costs import cost_per_m2
from voimavara.estate.space.vacancy import vacancy

Floats = npt.NDArray[np.float64]

UNALLOCATED = ""  # what no sector or service answers for
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Premises:
    """A building in a year: gross area (m²), occupied floor area (m²), costs (euros); None is not known.

    `floor` is the floor area of which the occupied one is a part, where that is not the gross area;
    `mean_area` the area on average over the months that the costs speak of, where it is another. All of a
    building that stands `empty` is vacant.
    """

    building: str
    area: float
    occupied: float | None = None
    cost: float | None = None
    mean_area: float | None = None
    floor: float | None = None
    empty: bool = False

    def __post_init__(self) -> None:
        if not self.area > 0:
            raise UserError(
                "{building}, area: got {area}, expected more than 0 m²; correct it or leave the building"
                " out.",
                building=self.building,
                area=as_number(self.area),
            )
        if self.occupied is not None and not 0 <= self.occupied <= self.floor_area:
            raise UserError(
                "{building}, occupied area: got {occupied} m², expected 0 to {area} m²; correct it.",
                building=self.building,
                occupied=as_number(self.occupied),
                area=as_number(self.floor_area),
            )

    @property
    def floor_area(self) -> float:
        """The floor area whose use is known."""
        return self.area if self.floor is None else self.floor


@dataclass(frozen=True, slots=True)
class Allocation:
    """The share (0-1) of a building that a sector or service answers for."""

    building: str
    to: str
    share: float


@dataclass(frozen=True, slots=True)
class People:
    """Person-years, users (or other output) of a service and inhabitants; None where not known."""

    person_years: float | None = None
    users: float | None = None
    inhabitants: float | None = None

    def __post_init__(self) -> None:
        for what, value in (
            (Message("Person-years"), self.person_years),
            (Message("Users"), self.users),
            (Message("Inhabitants"), self.inhabitants),
        ):
            if value is not None and not value > 0:
                raise UserError(
                    "{what}: got {got}, expected more than 0; leave it empty if it is not known.",
                    what=what,
                    got=as_number(value),
                )


@dataclass(frozen=True, slots=True)
class SpaceUse:
    """Area and vacant area (m²) and cost (euros) of a sector, a service or the city; None is not known.

    The rates, `vacancy` and `cost_per_m2` (of the mean area in use), speak of the buildings that are known;
    amounts are known when they are for every building. `vacant` is the rate's share of the area in use, and
    what stands empty.
    """

    name: str
    area: float
    vacant: float | None
    cost: float | None
    people: People
    vacancy: float | None
    cost_per_m2: float | None

    def per(self, whom: str) -> PerPerson | None:
        """Area, vacancy and cost for one of `person_years`, `users` or `inhabitants`; None if unknown."""
        number: float | None = getattr(self.people, whom)
        if number is None:
            return None
        vacant = None if self.vacant is None else self.vacant / number
        return PerPerson(self.area / number, vacant, None if self.cost is None else self.cost / number)


@dataclass(frozen=True, slots=True)
class PerPerson:
    """Area and vacant area (m²) and cost (euros) for one person-year, user or inhabitant."""

    area: float
    vacant: float | None
    cost: float | None


def space_use(
    premises: Sequence[Premises], allocations: Iterable[Allocation], people: Mapping[str, People]
) -> tuple[SpaceUse, ...]:
    """Space by sector or service, what nobody answers for (named "") last; the parts add up to the whole.

    Raises UserError when a building stands twice or is given out more than once over.
    """
    known: dict[str, Premises] = {}
    for one in premises:
        if one.building in known:
            raise UserError(
                "{building} stands twice, expected once; leave one row of it.", building=one.building
            )
        known[one.building] = one
    parts: dict[str, list[tuple[Premises, float]]] = defaultdict(list)
    left = dict.fromkeys(known, 1.0)
    for given in allocations:
        _check(given, known)
        parts[given.to].append((known[given.building], given.share))
        left[given.building] -= given.share
    for building, share in left.items():
        if share < -ROUNDING:
            raise UserError(
                "{building}: {share} of it is given to sectors or services, expected at most 1; correct the"
                " shares.",
                building=building,
                share=as_number(1 - share, digits=4),
            )
        if share > ROUNDING:
            parts[UNALLOCATED].append((known[building], share))
    names = sorted(parts, key=lambda name: (name == UNALLOCATED, name))
    return tuple(_use(name, parts[name], people.get(name, People())) for name in names)


def whole_use(premises: Sequence[Premises], people: People, name: str) -> SpaceUse:
    """All the premises as one, such as the whole city per inhabitant."""
    return _use(name, [(one, 1.0) for one in premises], people)


def _check(given: Allocation, known: Mapping[str, Premises]) -> None:
    if given.building not in known:
        raise UserError(
            "{building}, share of {to}: got a building that is not among the premises; add it.",
            building=given.building,
            to=given.to,
        )
    if not 0 < given.share <= 1 + ROUNDING:
        raise UserError(
            "{building}, share of {to}: got {share}, expected more than 0 and at most 1; if it is in per"
            " cent, divide it by 100.",
            building=given.building,
            to=given.to,
            share=as_number(given.share),
        )


def _use(name: str, parts: Sequence[tuple[Premises, float]], people: People) -> SpaceUse:
    area = math.fsum(one.area * share for one, share in parts)
    cost = [None if one.cost is None else one.cost * share for one, share in parts]
    rate = known_number(
        vacancy(
            numbers(None if one.occupied is None else one.floor_area * share for one, share in parts),
            numbers(None if one.occupied is None else one.occupied * share for one, share in parts),
        )
    )
    used = [(one, share) for one, share in parts if not one.empty]
    in_use = math.fsum(one.area * share for one, share in used)
    every = all(one.occupied is not None for one, _ in used)
    mean = numbers((one.area if one.mean_area is None else one.mean_area) * share for one, share in parts)
    per_m2 = known_number(cost_per_m2(numbers(cost), mean))
    vacant = area - in_use + (rate or 0.0) * in_use if every else None
    return SpaceUse(name, area, vacant, _sum(cost), people, rate, per_m2)


def numbers(values: Iterable[float | None]) -> Floats:
    """The values as an array; NaN for None."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def known_number(value: float) -> float | None:
    """The value; None for NaN."""
    return None if math.isnan(value) else value


def _sum(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return math.fsum(known) if len(known) == len(values) else None
