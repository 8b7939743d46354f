"""What somebody asks for of a long list: filtered by what it is and where, and a page of it at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from voimavara.snapshot.estate.condition import ObjectView
from voimavara.snapshot.estate.plan import WorkView
from voimavara.web.answers import RefusedError
from voimavara.web.estate.tour import Tour

PAGE = 40  # objects in one page of the list
WORKS_PAGE = 20  # works in one page: each has its reasons
Item = TypeVar("Item")
Read = Callable[[Any], str]
OBJECTS: Mapping[str, Read] = {
    "kind": lambda one: str(one.kind),
    "class": lambda one: str(one.object_class),
    "district": lambda one: str(one.district),
    "sector": lambda one: str(one.sector),
}
WORKS: Mapping[str, Read] = {
    "kind": lambda one: str(one.kind),
    "sector": lambda one: str(one.sector),
    "year": lambda one: str(one.year),
}


@dataclass(frozen=True)
class Listing(Generic[Item]):
    """What fits the choice, and the part of it on the page asked for, at an address."""

    address: str
    chosen: Mapping[str, str]
    choices: Mapping[str, list[tuple[str, str]]]
    every: tuple[Item, ...]
    number: int
    size: int = PAGE

    @property
    def rows(self) -> tuple[Item, ...]:
        """What stands on this page."""
        return self.every[(self.number - 1) * self.size : self.number * self.size]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.every) // self.size))

    def query(self, **more: object) -> str:
        """The choice as the query of an address, with its question mark; nothing where there is none."""
        told = {name: value for name, value in {**self.chosen, **more}.items() if value}
        return f"?{urlencode(told)}" if told else ""

    def page(self, number: int) -> str:
        """The address of another page of the same choice."""
        return f"{self.address}{self.query(page=number if number > 1 else '')}"


def objects_listed(tour: Tour) -> Listing[ObjectView]:
    """The objects asked for, largest backlog first."""
    return _listed(tour, tour.visit.link.estate, list(tour.visit.shown.objects.values()), OBJECTS)


def works_listed(tour: Tour, works: Iterable[WorkView]) -> Listing[WorkView]:
    """The works of the plan asked for, dearest first."""
    ordered = sorted(works, key=lambda one: (-one.cost, one.object, one.year))
    return _listed(tour, tour.visit.link.estate_part("plan"), ordered, WORKS, WORKS_PAGE)


def _listed(
    tour: Tour, address: str, items: list[Item], fields: Mapping[str, Read], size: int = PAGE
) -> Listing[Item]:
    """The listing that the address asks for; refuses values that there are none of."""
    choices = {name: _choices(tour, name, {read(one) for one in items}) for name, read in fields.items()}
    chosen = {name: tour.visit.chosen(name, dict(values)) for name, values in choices.items()}
    asked = [(fields[name], value) for name, value in chosen.items() if value]
    fitting = tuple(one for one in items if all(read(one) == value for read, value in asked))
    listing = Listing(address, chosen, choices, fitting, _number(tour.visit.asked("page")), size)
    if listing.number > listing.pages:
        raise RefusedError(404, "The list has no such page.")
    return listing


def _choices(tour: Tour, name: str, there: set[str]) -> list[tuple[str, str]]:
    words = ((value, value if name == "year" else tour.names.label(name, value)) for value in there - {""})
    return sorted(words, key=lambda pair: pair[1])


def _number(asked: str) -> int:
    if asked and not (asked.isascii() and asked.isdigit() and 0 < int(asked) < 1_000_000):
        raise RefusedError(400, "The address asks for something that isn't there.")
    return int(asked or 1)
