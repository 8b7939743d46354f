"""What space costs and how much of it there is for a person-year, a user of a service and an inhabitant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.core.sentences import say
from voimavara.estate.space.intensity import (
    UNALLOCATED,
    Allocation,
    People,
    PerPerson,
    Premises,
    SpaceUse,
    space_use,
    whole_use,
)
from voimavara.estate.space.running_costs import RunningCosts
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.registers.holdings import Holding
from voimavara.portfolio.space.needs import SpaceNeeds
from voimavara.portfolio.space.people import inhabitants, person_years
from voimavara.portfolio.space.uses import EMPTY_FLAG, occupancy_of
from voimavara.snapshot.estate.space import PerPersonView, SpaceUseView

WHOM = ("person_years", "users", "inhabitants")


def space_use_views(
    facts: EstateFacts, buildings: Holding, needs: SpaceNeeds | None, running: RunningCosts
) -> Iterator[SpaceUseView]:
    """The city as one, then each sector, then each service; an empty building is its sector's, of no service.

    Users of a service are those whom the projection gives for the year. Raises UserError where more of a
    building is given to services than there is of it.
    """
    premises = list(_premises(facts, buildings, running))
    if not premises:
        return
    staff, people = person_years(facts), inhabitants(facts)
    whole = whole_use(premises, People(sum(staff.values()) or None, None, people), "")
    yield _view(whole, "whole", say("The whole city"))
    sectors = {row["building"]: row["sector"] for row in buildings.rows}
    given = [Allocation(one.building, sectors[one.building], 1.0) for one in premises]
    groups = {name: People(person_years=htv) for name, htv in staff.items()}
    yield from _views(facts, "sector", "sectors", space_use(premises, given, groups))
    used = [one for one in premises if EMPTY_FLAG not in buildings.flags.get(one.building, ())]
    clients = _clients(needs)
    yield from _views(facts, "service", "age_services", space_use(used, _of_services(facts, used), clients))


def costs_explained(period: Period | None) -> Text:
    """Which months and buildings the costs per square metre are of; nothing where there are no costs."""
    if period is None:
        return Text()
    return say(
        "The costs are those of {period}. The cost per m² is per the mean area in use in those months. A"
        " building that stands empty is counted for the city and its sector, but for no service.",
        period=period,
    )


def _views(
    facts: EstateFacts, dimension: str, vocabulary: str, found: Iterable[SpaceUse]
) -> Iterator[SpaceUseView]:
    for use in found:
        if use.name != UNALLOCATED:
            yield _view(use, dimension, facts.word(vocabulary, use.name))


def _premises(facts: EstateFacts, buildings: Holding, running: RunningCosts) -> Iterator[Premises]:
    occupancy = occupancy_of(facts)
    costs = running.by_building
    for row in buildings.rows:
        own, area = row["building"], float(row["gross_area"])
        floor, occupied = occupancy.get(own, (None, None))
        mean_area, empty = area * running.used.get(own, 1.0), EMPTY_FLAG in buildings.flags.get(own, ())
        yield Premises(own, area, occupied, costs.get(own), mean_area, floor, empty)


def _of_services(facts: EstateFacts, used: Iterable[Premises]) -> list[Allocation]:
    areas = {one.building: one.area for one in used}
    return [
        Allocation(row["building"], row["age_service"], float(row["area"]) / areas[row["building"]])
        for row in facts.rows("facilities")
        if row["building"] in areas
    ]


def _clients(needs: SpaceNeeds | None) -> Mapping[str, People]:
    if needs is None:
        return {}
    return {one.service: People(users=float(one.clients[0]) or None) for one in needs.whole()}


def _view(use: SpaceUse, dimension: str, name: Text) -> SpaceUseView:
    return SpaceUseView(
        dimension=dimension,
        value=use.name,
        name=name,
        area=round(use.area, 1),
        vacant=_rounded(use.vacant, 1),
        vacancy=_rounded(use.vacancy, 4),
        cost=_rounded(use.cost, 2),
        cost_per_m2=_rounded(use.cost_per_m2, 3),
        per={whom: _per(found) for whom in WHOM if (found := use.per(whom))},
    )


def _per(found: PerPerson) -> PerPersonView:
    return PerPersonView(
        area=round(found.area, 3), vacant=_rounded(found.vacant, 3), cost=_rounded(found.cost, 2)
    )


def _rounded(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals)
