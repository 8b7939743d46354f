"""`voimavara space`: need and surplus, use, what could be given up, and networks of services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

from voimavara.core.language import Language
from voimavara.snapshot.estate_model import EstateSnapshot
from voimavara.tasks.answer import Cell, Report, Table, silent
from voimavara.tasks.estate.making import make
from voimavara.tasks.words import NO, YES

What = Literal["needs", "use", "intensity", "candidates", "networks"]
Rows = list[tuple[Cell, ...]]


def space(folder: Path, what: What, as_of: date | None, language: Language, report: Report = silent) -> Table:
    """The table asked for: needs by service, district and year; use; candidates; or networks."""
    snapshot = make(folder, as_of, report)
    headers, rows = TABLES[what]
    return Table(headers, rows(snapshot, language), _told(snapshot, language))


def _told(snapshot: EstateSnapshot, language: Language) -> tuple[str, ...]:
    return tuple(remark.within(language) for remark in snapshot.remarks)


def _needs(snapshot: EstateSnapshot, language: Language) -> Rows:
    districts = snapshot.labels.get("district", {})
    return [
        (
            one.name.within(language),
            districts[one.district].within(language) if one.district in districts else one.district,
            year,
            one.need[place],
            one.space[place],
            round(one.space[place] - one.need[place], 1),
            one.parameter,
            one.assumed.within(language),
        )
        for one in snapshot.space_needs
        for place, year in enumerate(one.years)
    ]


def _use(snapshot: EstateSnapshot, language: Language) -> Rows:
    return [
        (
            one.object,
            one.name.within(language),
            one.booked_of_open,
            one.occupied_of_open,
            one.people_of_capacity,
            one.used_of_week,
        )
        for one in snapshot.utilisation
    ]


def _intensity(snapshot: EstateSnapshot, language: Language) -> Rows:
    return [
        (
            one.dimension,
            one.name.within(language),
            one.area,
            one.vacancy,
            one.cost_per_m2,
            whom,
            per.area,
            per.vacant,
            per.cost,
        )
        for one in snapshot.space_use
        for whom, per in one.per.items()
    ]


def _candidates(snapshot: EstateSnapshot, language: Language) -> Rows:
    return [
        (
            place,
            one.object,
            one.name.within(language),
            one.score,
            ", ".join(f"{name} {share * 100:.0f} %" for name, share in one.shares.items()),
            one.known,
            one.barred.within(language),
            one.sentence.within(language),
        )
        for place, one in enumerate(snapshot.candidates, 1)
    ]


def _networks(snapshot: EstateSnapshot, language: Language) -> Rows:
    return [
        (
            one.name.within(language),
            len(one.open),
            one.cost,
            one.above,
            YES if one.proven else NO,
            ", ".join(one.open),
        )
        for one in snapshot.networks
    ]


TABLES: dict[What, tuple[tuple[str, ...], Callable[[EstateSnapshot, Language], Rows]]] = {
    "needs": (
        ("service", "district", "year", "need m2", "space m2", "surplus m2", "parameter", "assumed"),
        _needs,
    ),
    "use": (("object", "name", "booked/open", "occupied/open", "people/capacity", "used/168 h"), _use),
    "intensity": (
        ("of", "name", "m2", "vacancy", "€/m2", "per one of", "m2 per", "vacant m2 per", "€ per"),
        _intensity,
    ),
    "candidates": (
        ("place", "object", "name", "score", "shares", "known", "against", "sentence"),
        _candidates,
    ),
    "networks": (("service", "places", "km", "above the best", "proven", "open"), _networks),
}
