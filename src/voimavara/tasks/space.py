"""`voimavara space`: need and surplus, use, what could be given up, and networks of services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from voimavara.core.language import Language, in_all
from voimavara.core.message import Message
from voimavara.core.writing import quantity
from voimavara.portfolio.snapshot import current_snapshot
from voimavara.run.progress import Report, silent
from voimavara.snapshot.estate.model import EstateSnapshot, Subject
from voimavara.snapshot.estate.space import CandidateView
from voimavara.snapshot.estate.words import CRITERIA, WHOM
from voimavara.tasks.answer import PERCENT, Cell, Quantity, Table, Word
from voimavara.tasks.estate_words import closed_word, labelled, objects, remarks
from voimavara.tasks.words import NO, YES

What = Literal["needs", "use", "intensity", "candidates", "networks"]
Rows = list[tuple[Cell, ...]]
YEAR, EVERY = 2, 5  # the column of needs, and every how many years people are shown
WHOLE, TENTHS = Quantity(), Quantity("1", 1)
GROUPS = {"whole": Message("City"), "sector": Message("Sector"), "service": Message("Service")}
SOME_YEARS = Message(
    "The table shows the first, the last and every fifth year; --format json, --format csv and --excel give "
    "every year."
)


def space(folder: Path, what: What, as_of: date | None, language: Language, report: Report = silent) -> Table:
    """The table asked for: needs by service, district and year; use; candidates; or networks."""
    snapshot = current_snapshot(folder, as_of, report)
    told = tuple(remarks(snapshot, language, ABOUT[what]))
    table = TABLES[what]
    rows = table.rows(snapshot, language)
    short = _in_short(rows) if what == "needs" else rows
    if len(short) == len(rows):
        return table.filled(rows, told)
    return table.filled(rows, told, table.filled(short, (SOME_YEARS,)))


def _in_short(rows: Rows) -> Rows:
    """The first and the last year, and those that divide by five."""
    years = {year for row in rows if isinstance(year := row[YEAR], int)}
    shown = {year for year in years if year % EVERY == 0 or year in (min(years), max(years))}
    return [row for row in rows if row[YEAR] in shown]


def _needs(snapshot: EstateSnapshot, language: Language) -> Rows:
    return [
        (
            Word(one.service, one.name),
            labelled(snapshot, "district", one.district),
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


def _intensity(snapshot: EstateSnapshot, _language: Language) -> Rows:
    return [
        (
            Word(one.dimension, GROUPS.get(one.dimension, Message(one.dimension))),
            Word(one.value or one.dimension, one.name),
            one.area,
            one.vacancy,
            one.cost_per_m2,
            closed_word(WHOM, whom),
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
            _shares(one),
            one.known,
            one.barred.within(language),
            one.sentence.within(language),
        )
        for place, one in enumerate(snapshot.candidates, 1)
    ]


def _shares(one: CandidateView) -> Word:
    """By what the building is judged, each with its share of the score."""
    code = ", ".join(f"{name} {share * 100:.0f} %" for name, share in one.shares.items())
    return Word(
        code,
        in_all(lambda language: ", ".join(_share(*each, language) for each in one.shares.items())),
    )


def _share(criterion: str, share: float, language: Language) -> str:
    name = closed_word(CRITERIA, criterion).said.within(language)
    return f"{name} {quantity(round(share, 2), '%', language, 0)}"


def _networks(snapshot: EstateSnapshot, _language: Language) -> Rows:
    return [
        (
            Word(one.service, one.name),
            len(one.open),
            one.cost,
            one.above,
            YES if one.proven else NO,
            objects(snapshot, one.open),
            objects(snapshot, one.assumed),
            YES if one.complete else NO,
        )
        for one in snapshot.networks
    ]


@dataclass(frozen=True, slots=True)
class Form:
    """A table that can be asked for: its columns, how people read them, and its rows."""

    headers: tuple[str, ...]
    rows: Callable[[EstateSnapshot, Language], Rows]
    quantities: Mapping[str, Quantity]
    sentences: tuple[str, ...] = ()
    codes: tuple[str, ...] = ("object",)

    def filled(self, rows: Rows, told: tuple[str | Message, ...] = (), short: Table | None = None) -> Table:
        """The table with its rows and what is told beside it."""
        return Table(
            self.headers,
            rows,
            told,
            quantities=self.quantities,
            sentences=self.sentences,
            codes=self.codes,
            short=short,
        )


TABLES: dict[What, Form] = {
    "needs": Form(
        ("service", "district", "year", "need m2", "space m2", "surplus m2", "parameter", "assumed"),
        _needs,
        dict.fromkeys(("need m2", "space m2", "surplus m2"), WHOLE),
        ("assumed",),
    ),
    "use": Form(
        ("object", "name", "booked/open", "occupied/open", "people/capacity", "used/168 h"),
        _use,
        dict.fromkeys(("booked/open", "occupied/open", "people/capacity", "used/168 h"), PERCENT),
    ),
    "intensity": Form(
        ("of", "name", "m2", "vacancy", "€/m2", "per one of", "m2 per", "vacant m2 per", "€ per"),
        _intensity,
        {
            "m2": WHOLE, "vacancy": Quantity("%", 1), "€/m2": TENTHS, "m2 per": TENTHS,
            "vacant m2 per": TENTHS, "€ per": WHOLE,
        },
    ),
    "candidates": Form(
        ("place", "object", "name", "score", "shares", "known", "against", "sentence"),
        _candidates,
        {"place": WHOLE, "score": Quantity("1", 2), "known": PERCENT},
        ("shares", "against", "sentence"),
    ),
    "networks": Form(
        ("service", "places", "km", "above the best", "proven", "open", "places assumed", "all shown"),
        _networks,
        {"km": TENTHS, "above the best": Quantity("%", 1)},
        ("open", "places assumed"),
    ),
}  # fmt: skip
ABOUT: dict[What, frozenset[Subject]] = {
    "needs": frozenset({"needs"}),
    "use": frozenset({"use"}),
    "intensity": frozenset({"needs", "costs"}),
    "candidates": frozenset({"condition", "use", "costs"}),
    "networks": frozenset({"networks"}),
}
