"""The objects that somebody asks for: filtered, largest backlog first, in pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from voimavara.snapshot.estate_model import ObjectView
from voimavara.web.answers import RefusedError
from voimavara.web.estate.visiting import Tour

PAGE = 40  # objects in one page of the list
FIELDS = {"kind": "kind", "class": "object_class", "district": "district", "sector": "sector"}


@dataclass(frozen=True)
class Listing:
    """The objects that fit, and the part of them on the page asked for."""

    chosen: dict[str, str]
    choices: dict[str, list[tuple[str, str]]]
    every: tuple[ObjectView, ...]
    number: int

    @property
    def rows(self) -> tuple[ObjectView, ...]:
        """The objects on this page."""
        return self.every[(self.number - 1) * PAGE : self.number * PAGE]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.every) // PAGE))

    def query(self, **more: object) -> str:
        """The choice as the query of an address, with its question mark; nothing where there is none."""
        told = {name: value for name, value in {**self.chosen, **more}.items() if value}
        return f"?{urlencode(told)}" if told else ""


def listing_of(tour: Tour) -> Listing:
    """The listing that the address asks for; refuses values that there are none of."""
    choices = {name: _choices(tour, name, field) for name, field in FIELDS.items()}
    chosen = {name: tour.visit.chosen(name, dict(values)) for name, values in choices.items()}
    fitting = [
        one
        for one in tour.estate.objects
        if all(not value or getattr(one, FIELDS[name]) == value for name, value in chosen.items())
    ]
    fitting.sort(key=lambda one: (one.backlog is None, -(one.backlog or 0.0), one.id))
    listing = Listing(chosen, choices, tuple(fitting), _number(tour.visit.asked("page")))
    if listing.number > listing.pages:
        raise RefusedError(404, "The list has no such page.")
    return listing


def _choices(tour: Tour, name: str, field: str) -> list[tuple[str, str]]:
    there = {getattr(one, field) for one in tour.estate.objects} - {""}
    return sorted(((value, tour.names.label(name, value)) for value in there), key=lambda pair: pair[1])


def _number(asked: str) -> int:
    if asked and not (asked.isascii() and asked.isdigit() and 0 < int(asked) < 1_000_000):
        raise RefusedError(400, "The address asks for something that isn't there.")
    return int(asked or 1)
