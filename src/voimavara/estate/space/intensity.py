"""What space costs and how much of it there is for a person-year, a user of a service and an inhabitant."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from voimavara.core.errors import UserError
from voimavara.core.message import Message, as_number

UNALLOCATED = ""  # what no sector or service answers for
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Premises:
    """A building in a year: gross area and, of it, occupied (m²), and costs (euros); None is not known.

    `mean_area` is the area on average over the months that the costs speak of, where it is another.
    """

    building: str
    area: float
    occupied: float | None = None
    cost: float | None = None
    mean_area: float | None = None

    def __post_init__(self) -> None:
        if not self.area > 0:
            raise UserError(
                "{building}, area: got {area}, expected more than 0 m²; correct it or leave the building"
                " out.",
                building=self.building,
                area=as_number(self.area),
            )
        if self.occupied is not None and not 0 <= self.occupied <= self.area:
            raise UserError(
                "{building}, occupied area: got {occupied} m², expected 0 to {area} m²; correct it.",
                building=self.building,
                occupied=as_number(self.occupied),
                area=as_number(self.area),
            )


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
    """Area and vacancy (m²) and cost (euros) of a sector, a service or the city; None is not known.

    Vacant = area − occupied, known when it is for every building.
    """

    name: str
    area: float
    vacant: float | None
    cost: float | None
    people: People
    mean_area: float

    @property
    def vacancy(self) -> float | None:
        """Vacancy rate: 1 − occupied share of the area."""
        return None if self.vacant is None else self.vacant / self.area

    @property
    def cost_per_m2(self) -> float | None:
        """Euros per m² of the mean area; None too where none of it was in use."""
        return self.cost / self.mean_area if self.cost is not None and self.mean_area else None

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
    vacant = [None if one.occupied is None else (one.area - one.occupied) * share for one, share in parts]
    cost = [None if one.cost is None else one.cost * share for one, share in parts]
    mean_area = math.fsum(
        (one.area if one.mean_area is None else one.mean_area) * share for one, share in parts
    )
    return SpaceUse(name, area, _sum(vacant), _sum(cost), people, mean_area)


def _sum(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return math.fsum(known) if len(known) == len(values) else None
