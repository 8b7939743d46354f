"""Have we the right amount of space? Need against space, how it is used, what could be given up."""

from __future__ import annotations

from dataclasses import dataclass

from voimavara.charts import need_chart
from voimavara.snapshot.estate.space import CandidateView, NetworkView, SpaceNeedView, UtilisationView
from voimavara.web.answers import Page
from voimavara.web.estate.tour import Tour, estate_page
from voimavara.web.pages.pictures import picture

Needs = tuple[SpaceNeedView, ...]
FEW = 7  # years that stand side by side in a table


# The four measures of use, as their column says.
USES = ("booked_of_open", "occupied_of_open", "people_of_capacity", "used_of_week")


@dataclass(frozen=True, slots=True)
class Service:
    """One service: its districts with their surplus by year, and the whole of it."""

    needs: Needs
    total: tuple[float, ...]
    shown: tuple[int, ...]
    drawn: object


@dataclass(frozen=True, slots=True)
class Choice:
    """A network beside the best one: what it closes of that and opens instead."""

    network: NetworkView
    closes: tuple[str, ...]
    opens: tuple[str, ...]


@estate_page
def space(tour: Tour) -> Page:
    """The page of space."""
    estate, visit = tour.estate, tour.visit
    services = _services(estate.space_needs, tour)
    candidates = sorted(estate.candidates, key=lambda one: (bool(one.barred), -one.score))
    criteria = list(dict.fromkeys(name for one in estate.candidates for name in one.shares))
    context = {
        "part": "space",
        "headline": _headline(services, tour),
        "services": services,
        "candidates": [(one, _stack(one, criteria)) for one in candidates],
        "measures": _measures(estate.utilisation),
        "criteria": criteria,
        "space_use": estate.space_use,
        "networks": _networks(estate.networks),
        "utilisation": sorted(estate.utilisation, key=lambda one: one.booked_of_open or 0.0),
    }
    return Page("estate/space.html", visit.say.words("Space"), context=context)


def surplus_of(need: SpaceNeedView) -> list[float]:
    """Space less need, year by year; below nothing where space is short."""
    return [there - asked for there, asked in zip(need.space, need.need, strict=True)]


def _services(needs: Needs, tour: Tour) -> list[Service]:
    made = []
    for service in dict.fromkeys(one.service for one in needs):
        own = tuple(one for one in needs if one.service == service)
        total = tuple(map(sum, zip(*map(surplus_of, own), strict=True)))
        chart = need_chart(own, tour.estate.origin_of_use)
        drawn = picture(tour.visit.shown.gallery, chart, tour.language) if chart else None
        made.append(Service(own, total, _some(len(own[0].years)), drawn))
    return made


def _some(years: int) -> tuple[int, ...]:
    """Which years a table has room for: all of a few, else the first, every fifth, and the last."""
    if years <= FEW:
        return tuple(range(years))
    return tuple(sorted({*range(0, years, 5), years - 1}))


def _headline(services: list[Service], tour: Tour) -> str:
    """The surplus of all services together in the first and in the last year."""
    say = tour.visit.say
    if not services:
        return say.words("How much space is needed isn't known yet.")
    first, last = (sum(service.total[at] for service in services) for at in (0, -1))
    values = {
        "first_year": services[0].needs[0].years[0],
        "last_year": services[0].needs[0].years[-1],
        "first": tour.names.quantity(abs(first), "m2"),
        "last": tour.names.quantity(abs(last), "m2"),
    }
    if first >= 0 and last >= 0:
        return say.words(
            "In {first_year} there is {first} too much space, and in {last_year} the surplus is {last}.",
            **values,
        )
    if first < 0 and last < 0:
        return say.words("In {first_year} space is short by {first}, and in {last_year} by {last}.", **values)
    if last >= 0:
        return say.words(
            "In {first_year} space is short by {first}; in {last_year} there is {last} too much.", **values
        )
    return say.words(
        "In {first_year} there is {first} too much space; in {last_year} it is short by {last}.", **values
    )


def _stack(one: CandidateView, criteria: list[str]) -> list[tuple[int, float, float]]:
    """The criteria's pieces of a bar: number, where it begins, how long it is, of 100."""
    made, at = [], 0.0
    for number, name in enumerate(criteria, 1):
        share = one.shares.get(name, 0.0) * 100
        made.append((number, round(at, 1), round(share, 1)))
        at += share
    return made


def _measures(use: tuple[UtilisationView, ...]) -> list[str]:
    """The measures of use that some building has."""
    return [name for name in USES if any(getattr(one, name) is not None for one in use)]


def _networks(networks: tuple[NetworkView, ...]) -> list[tuple[NetworkView, list[Choice]]]:
    """The best network of each service, and the others as what they change in it."""
    by_service: dict[str, list[NetworkView]] = {}
    for one in networks:
        by_service.setdefault(one.service, []).append(one)
    made = []
    for group in by_service.values():
        best, *others = sorted(group, key=lambda one: (one.above, not one.proven))
        made.append((best, [_beside(best, other) for other in others]))
    return made


def _beside(best: NetworkView, other: NetworkView) -> Choice:
    closes = tuple(place for place in best.open if place not in other.open)
    return Choice(other, closes, tuple(place for place in other.open if place not in best.open))
