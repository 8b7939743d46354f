"""How spaces are used, and which buildings could be given up."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from voimavara.core.language import Text, same
from voimavara.core.periods import Period, month_index
from voimavara.core.sentences import say, say_as, sentences
from voimavara.estate.space.candidates import BARRING, Candidate, Criterion, Flag, Ranked, ranked_free_first
from voimavara.estate.space.running_costs import RunningCosts
from voimavara.estate.space.travel import Next, Site, to_next
from voimavara.estate.space.utilisation import Utilisation, together, utilisation
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.registers.holdings import Holding
from voimavara.portfolio.space.presence import capacity_of, presence_in
from voimavara.snapshot.estate.space import CandidateView, UtilisationView

YEAR = 12
EMPTY_FLAG = "empty"
CRITERIA = {"cost": "EUR/m2", "condition": "1", "use": "1", "adaptability": "1", "travel": "km"}
ADAPTABILITY = {"good": 0.0, "fair": 0.5, "poor": 1.0}
BOOKINGS = "space_bookings"


@dataclass(frozen=True)
class Uses:
    """Utilisation by building over twelve months, and the buildings ranked for giving up."""

    period: Period | None
    by_building: dict[str, Utilisation]
    ranking: tuple[Ranked, ...]


def read_uses(facts: EstateFacts, buildings: Holding, running: RunningCosts) -> Uses:
    """The uses in the newest twelve months, where bookings cover them all.

    A month without a load would count as one in which nothing was booked.
    """
    period = _newest_months(facts)
    if period is not None and not facts.covers(BOOKINGS, period):
        period = None
    by_building: dict[str, list[Utilisation]] = {}
    if period is not None:
        bookings, hours = facts.table(BOOKINGS), facts.table("opening_hours")
        people, capacity = presence_in(facts, period), capacity_of(facts)
        for one in utilisation(bookings, hours, period, people, capacity):
            by_building.setdefault(one.building, []).append(one.hours)
    return Uses(
        period,
        {name: together(hours) for name, hours in sorted(by_building.items())},
        _ranking(facts, buildings, running),
    )


def utilisation_said(facts: EstateFacts) -> Iterator[Text]:
    """That there is no utilisation, where bookings do not speak of the whole of the newest twelve months."""
    period = _newest_months(facts)
    if period is not None and not facts.covers(BOOKINGS, period):
        yield say(
            "The utilisation of rooms is not told, for bookings do not cover all of {period}. Load the months"
            " that are missing.",
            period=period,
        )


def _newest_months(facts: EstateFacts) -> Period | None:
    """The last twelve months up to the newest that bookings cover, and not after the day."""
    covers = [used.load.covers for used in facts.selection.of(BOOKINGS) if used.load.covers]
    if not covers:
        return None
    end = min(max(one.end for one in covers), month_index(facts.as_of.year, facts.as_of.month))
    return Period(end - YEAR, YEAR)


def utilisation_views(facts: EstateFacts, uses: Uses) -> Iterator[UtilisationView]:
    """A row for each building with spaces that can be booked."""
    names = {row["building"]: row["name"] for row in facts.rows("buildings")}
    for building, hours in uses.by_building.items():
        yield UtilisationView(
            object=f"building-{building}",
            name=same(names.get(building, building)),
            booked_of_open=_rounded(hours.booked_of_open),
            occupied_of_open=_rounded(hours.occupied_of_open),
            people_of_capacity=_rounded(hours.people_of_capacity),
            used_of_week=_rounded(hours.used_of_all),
        )


def occupancy_of(facts: EstateFacts) -> dict[str, tuple[float, float]]:
    """Floor area of each building and what of it is occupied, in m², in the newest month."""
    rows = facts.rows("space_occupancy")
    last = max((row["month"] for row in rows), default=0)
    return {
        row["building"]: (float(row["area"]), float(row["occupied_area"]))
        for row in rows
        if row["month"] == last and row["area"]
    }


def _ranking(facts: EstateFacts, buildings: Holding, running: RunningCosts) -> tuple[Ranked, ...]:
    costs, occupancy = running.a_year, occupancy_of(facts)
    condition = buildings.valuation.condition
    empty = {name for name, flags in buildings.flags.items() if EMPTY_FLAG in flags}
    ways = _ways(facts, buildings, empty)
    candidates = []
    for number, row in enumerate(buildings.rows):
        own, way = row["building"], ways.get(row["building"])
        only = way is not None and way.next is None
        values = {
            "cost": costs[own] / float(row["gross_area"]) if own in costs else None,
            "condition": None if math.isnan(condition[number]) else float(condition[number]),
            "use": _used(occupancy.get(own), stands_empty=own in empty),
            "adaptability": ADAPTABILITY.get(row["adaptability"] or ""),
            "travel": None if way is None or way.km is None else way.km,
        }
        if any(value is not None for value in values.values()):
            protected = row["protection"] not in (None, "none")
            candidates.append(Candidate(own, values, protected, row["saleable"], only and own not in empty))
    return ranked_free_first(candidates, criteria_of(facts)) if candidates else ()


def _used(occupancy: tuple[float, float] | None, *, stands_empty: bool) -> float | None:
    """The share of a building's floor area that is occupied."""
    if stands_empty or occupancy is None:
        return 0.0 if stands_empty else None
    floor, occupied = occupancy
    return occupied / floor


def _ways(facts: EstateFacts, buildings: Holding, empty: Collection[str]) -> dict[str, Next]:
    """From each building to the next one in use of its kind."""
    sites = [
        Site(row["building"], row["use_class"], float(row["latitude"]), float(row["longitude"]))
        for row in buildings.rows
        if row["latitude"] is not None and row["longitude"] is not None
    ]
    used = [one for one in sites if one.building not in empty]
    ways = to_next(used, facts.value("detour"), of=sites) if used else ()
    return {one.building: one for one in ways}


def criteria_of(facts: EstateFacts) -> tuple[Criterion, ...]:
    """The criteria with their weights and ends, from the parameters."""
    return tuple(
        Criterion(
            name,
            facts.value("giving_up_weight", name),
            facts.value("giving_up_keep", name),
            facts.value("giving_up_limit", name),
            unit,
        )
        for name, unit in CRITERIA.items()
    )


def candidate_views(facts: EstateFacts, uses: Uses) -> Iterator[CandidateView]:
    """The ranking, with each criterion's share of the score and what stands against giving up."""
    names = {row["building"]: row["name"] for row in facts.rows("buildings")}
    for one in uses.ranking:
        yield CandidateView(
            object=f"building-{one.building}",
            name=same(names[one.building]),
            score=round(one.score, 4),
            shares={part.criterion: round(one.share(part.criterion), 4) for part in one.parts},
            barred=sentences([_flag(flag) for flag in one.flags if flag in BARRING]),
            sentence=sentences([_sentence(one), *(_flag(flag) for flag in one.flags if flag not in BARRING)]),
            known=round(one.known, 4),
            places=(one.best, one.worst) if BARRING.isdisjoint(one.flags) else None,
        )


def _sentence(one: Ranked) -> Text:
    largest = max(one.parts, key=lambda part: part.points or 0.0)
    return say(
        "{criterion} speaks most for giving it up.",
        criterion=criterion_name(largest.criterion),
    )


def criterion_name(criterion: str) -> Text:
    """What a criterion is called."""
    return {
        "cost": say_as("criterion", "The cost of a square metre"),
        "condition": say_as("criterion", "The condition"),
        "use": say_as("criterion", "Space that stands empty"),
        "adaptability": say_as("criterion", "Poor adaptability"),
        "travel": say_as("criterion", "A short way to the next one"),
    }[criterion]


def _flag(flag: Flag) -> Text:
    return {
        Flag.PROTECTED: say("It is protected."),
        Flag.NOT_SALEABLE: say("It cannot be sold."),
        Flag.SALEABILITY_UNKNOWN: say("It must first be found out whether it can be sold."),
        Flag.ONLY_ONE: say("It is the only one of its use."),
    }[flag]


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
