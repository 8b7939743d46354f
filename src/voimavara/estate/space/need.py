"""Need for space from the population by age, against the space there is: surplus and shortage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voimavara.core.errors import UserError
from voimavara.core.message import as_number

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Projection:
    """People of a district (or the whole city) by year and age: a row a year, a column an age from 0 on."""

    district: str
    years: tuple[int, ...]
    people: Floats
    source: str
    assumed: str = ""

    def __post_init__(self) -> None:
        if self.people.ndim != 2 or self.people.shape[0] != len(self.years):
            raise UserError(
                "Projection of {district}: got {rows} rows for {years} years, expected one a year; add the"
                " missing ones.",
                district=self.district,
                rows=self.people.shape[0],
                years=len(self.years),
            )
        if not (self.people >= 0).all():
            year, age = (int(place[0]) for place in np.nonzero(~(self.people >= 0)))
            raise UserError(
                "Projection of {district}, {year}, age {age}: got {got}, expected 0 or more; correct the"
                " number.",
                district=self.district,
                year=self.years[year],
                age=age,
                got=as_number(self.people[year, age]),
            )

    def aged(self, youngest: int, oldest: int) -> Floats:
        """People from the youngest to the oldest age, both included, in each year."""
        return np.asarray(self.people[:, youngest : oldest + 1].sum(axis=1), float)

    def divided(self, shares: Mapping[str, float], source: str) -> tuple[Projection, ...]:
        """Districts with a fixed share of every age and year: an assumption, and marked as one.

        Raises UserError unless the shares make up 1.
        """
        total = sum(shares.values())
        if abs(total - 1) > 1e-6 or min(shares.values()) < 0:
            raise UserError(
                "Shares of the districts of {district}: they make up {total}, expected 1 and none below 0;"
                " correct them.",
                district=self.district,
                total=as_number(total),
            )
        why = f"a fixed share of {self.district} ({source})"
        return tuple(
            Projection(name, self.years, self.people * share, self.source, why)
            for name, share in shares.items()
        )


@dataclass(frozen=True, slots=True)
class NeedRule:
    """A parameter: what a service needs for people of an age.

    `served` is the share of them who use it (1 for compulsory school), `area` gross m² for each client, both
    with their source.
    """

    service: str
    youngest: int
    oldest: int
    served: float
    area: float
    source: str

    def __post_init__(self) -> None:
        if not (0 <= self.youngest <= self.oldest and 0 <= self.served <= 1 and self.area > 0):
            raise UserError(
                "Need of {service}: got ages {youngest}-{oldest}, served {served}, {area} m² each, expected"
                " ages in order, a share between 0 and 1 and more than 0 m²; correct the rule.",
                service=self.service,
                youngest=self.youngest,
                oldest=self.oldest,
                served=as_number(self.served),
                area=as_number(self.area),
            )


@dataclass(frozen=True, slots=True)
class Supply:
    """Space for a service in a district, in m², in use from the first to the last year (None: for good)."""

    building: str
    service: str
    district: str
    area: float
    first: int | None = None
    last: int | None = None

    def in_year(self, year: int) -> float:
        """Its m² in that year."""
        here = (self.first is None or self.first <= year) and (self.last is None or year <= self.last)
        return self.area if here else 0.0


@dataclass(frozen=True)
class Balance:
    """A service in a district: clients, need and supply (m²) in each year, and what they rest on."""

    service: str
    district: str
    years: tuple[int, ...]
    clients: Floats
    need: Floats
    supply: Floats
    rules: tuple[NeedRule, ...]
    assumed: str = ""

    @property
    def surplus(self) -> Floats:
        """Supply − need in m²; below zero it is a shortage."""
        return self.supply - self.need

    @property
    def first_shortage(self) -> int | None:
        """The first year in which space does not suffice."""
        return next((year for year, left in zip(self.years, self.surplus, strict=True) if left < 0), None)

    @property
    def spare(self) -> float:
        """m² that no year needs: what could be given up for good. Zero where some year lacks space."""
        return max(0.0, float(self.surplus.min()))


def balances(
    projections: Sequence[Projection], rules: Sequence[NeedRule], supplies: Sequence[Supply]
) -> tuple[Balance, ...]:
    """Need against supply for every service and district; several rules of a service add up.

    Raises UserError for space of an unknown service or district, or without area.
    """
    services = sorted({rule.service for rule in rules})
    districts = {one.district for one in projections}
    if len(districts) < len(projections):
        raise UserError("Projections: a district stands twice, expected once; leave one of them.")
    for supply in supplies:
        _check(supply, services, districts)
    return tuple(_balance(one, service, rules, supplies) for service in services for one in projections)


def to_arrow(found: Sequence[Balance]) -> pa.Table:
    """Service, district, year, clients, need, supply and surplus (m²), and what was assumed; a row a year."""
    rows = [
        {
            "service": one.service,
            "district": one.district,
            "year": year,
            "clients": float(one.clients[n]),
            "need": float(one.need[n]),
            "supply": float(one.supply[n]),
            "surplus": float(one.surplus[n]),
            "assumed": one.assumed,
        }
        for one in found
        for n, year in enumerate(one.years)
    ]
    numbers = [(name, pa.float64()) for name in ("clients", "need", "supply", "surplus")]
    names = [("service", pa.string()), ("district", pa.string()), ("year", pa.int32())]
    return pa.Table.from_pylist(rows, pa.schema([*names, *numbers, ("assumed", pa.string())]))


def _check(supply: Supply, services: Sequence[str], districts: set[str]) -> None:
    for what, name, known in (
        ("service", supply.service, services),
        ("district", supply.district, sorted(districts)),
    ):
        if name not in known:
            raise UserError(
                "{building}, {what}: got '{name}', expected one of {known}; correct it.",
                building=supply.building,
                what=what,
                name=name,
                known=", ".join(known),
            )
    if not supply.area > 0:
        raise UserError(
            "{building}, area: got {area}, expected more than 0 m²; correct it.",
            building=supply.building,
            area=as_number(supply.area),
        )


def _balance(
    projection: Projection, service: str, rules: Sequence[NeedRule], supplies: Sequence[Supply]
) -> Balance:
    own = tuple(rule for rule in rules if rule.service == service)
    clients = [rule.served * projection.aged(rule.youngest, rule.oldest) for rule in own]
    here = [one for one in supplies if (one.service, one.district) == (service, projection.district)]
    return Balance(
        service,
        projection.district,
        projection.years,
        np.sum(clients, axis=0),
        np.sum([rule.area * each for rule, each in zip(own, clients, strict=True)], axis=0),
        np.array([sum(one.in_year(year) for one in here) for year in projection.years], float),
        own,
        projection.assumed,
    )
