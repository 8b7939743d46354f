"""Where the places of each service should be: networks proven best, and those nearly as good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from voimavara.core.language import Text
from voimavara.core.sentences import Part, Scale, count, say
from voimavara.estate.space.need import Balance
from voimavara.estate.space.networks import alternatives
from voimavara.estate.space.travel import km_between
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.names import few_buildings, few_districts
from voimavara.portfolio.registers.facilities import known_facilities
from voimavara.portfolio.registers.holdings import Floats
from voimavara.portfolio.space.needs import DISTRICTS, SpaceNeeds
from voimavara.snapshot.estate.space import NetworkView

MOST = 4  # networks shown for a number of places, the best one included
FEWER = (0, 1, 2)  # places fewer than today
WITHIN = 0.05  # how much more travel an alternative may have

Point = tuple[float, float]


@dataclass(frozen=True)
class ServiceNetworks:
    """Networks of each service, and what they leave out or take for granted, in words."""

    views: tuple[NetworkView, ...] = ()
    remarks: tuple[Text, ...] = ()


@dataclass(frozen=True)
class ServicePlaces:
    """A service's places today and its clients by district, each with (latitude, longitude) in degrees.

    `assumed` are the buildings whose number of places follows from their area; `unplaced` buildings and
    `homeless` districts with clients have no coordinates and are in no network, with `lost` of `all` clients.
    """

    name: str
    sites: tuple[str, ...]
    at: Floats
    capacity: Floats
    demand: Floats
    demand_at: Floats
    assumed: tuple[str, ...]
    unplaced: tuple[str, ...]
    homeless: tuple[str, ...]
    lost: float
    all: float
    area: float


def service_networks(facts: EstateFacts, needs: SpaceNeeds | None) -> ServiceNetworks:
    """For each service: the best networks with as many places as today, and with one and two fewer.

    Clients are those of the projection's last year; a place holds the clients that the register says, or what
    its area suffices for. The cost is kilometres of all clients, one way.
    """
    if needs is None:
        return ServiceNetworks()
    if DISTRICTS not in facts.parameters:
        return ServiceNetworks(
            remarks=(
                say(
                    "There are no networks of services, for nothing tells in which districts people live."
                    " Write the parameter district_population."
                ),
            )
        )
    views: list[NetworkView] = []
    remarks: list[Text] = []
    for service in _services(facts, needs):
        word = facts.word("age_services", service.name)
        remarks += _left_out(facts, service, word)
        today = len(service.sites)
        if today < 2 or not service.demand.size:
            continue
        for number in sorted({today - fewer for fewer in FEWER if today - fewer >= 1}, reverse=True):
            if _holds(service, number) < service.demand.sum():
                remarks.append(_too_few(service, word, number))
                break  # the next smaller network cannot hold them either
            found = list(_networks(facts, service, number))
            views += found
            if not found[0].complete:
                remarks.append(_more(word, number))
    return ServiceNetworks(tuple(views), tuple(remarks))


def _holds(service: ServicePlaces, number: int) -> float:
    """How many clients that number of places holds at most."""
    return float(np.sort(service.capacity)[-number:].sum())


def _networks(facts: EstateFacts, service: ServicePlaces, number: int) -> Iterator[NetworkView]:
    travel = km_between(service.demand_at, service.at) * facts.value("detour")
    found = alternatives(
        travel, number, demand=service.demand, capacity=service.capacity, within=WITHIN, most=MOST
    )
    best = found.networks[0]
    for network in found.networks:
        open_ = tuple(service.sites[site] for site in network.open)
        yield NetworkView(
            service=service.name,
            name=facts.word("age_services", service.name),
            open=tuple(f"building-{name}" for name in open_),
            cost=round(network.cost, 1),
            above=round(network.cost / best.cost - 1, 5) if best.cost else 0.0,
            proven=network.proven,
            assumed=tuple(f"building-{name}" for name in open_ if name in service.assumed),
            complete=found.complete,
        )


def _services(facts: EstateFacts, needs: SpaceNeeds) -> Iterator[ServicePlaces]:
    centres = {row["district"]: _point(row) for row in facts.rows("districts")}
    where = {
        row["building"]: _point(row)
        for row in facts.rows("buildings")
        if row["in_use_to"] is None or row["in_use_to"] > facts.as_of
    }
    rows = known_facilities(facts, in_districts=True).to_pylist()
    areas = {rule.service: rule.area for rule in needs.rules}
    for name in sorted(areas):
        own = [row for row in rows if row["age_service"] == name and row["building"] in where]
        clients = [one for one in needs.balances if one.service == name]
        yield _service(name, areas[name], own, clients, where, centres)


def _service(
    name: str,
    area: float,
    rows: list[Mapping[str, Any]],
    clients: list[Balance],
    where: Mapping[str, Point | None],
    centres: Mapping[str, Point | None],
) -> ServicePlaces:
    sites = [row for row in rows if where[row["building"]]]
    near = [one for one in clients if centres.get(one.district)]
    far = [one for one in clients if not centres.get(one.district) and one.clients[-1] > 0]
    held = [float(row["area"]) / area if row["places"] is None else float(row["places"]) for row in sites]
    return ServicePlaces(
        name=name,
        sites=tuple(row["building"] for row in sites),
        at=np.array([where[row["building"]] for row in sites], dtype=np.float64),
        capacity=np.array(held, dtype=np.float64),
        demand=np.array([float(one.clients[-1]) for one in near]),
        demand_at=np.array([centres[one.district] for one in near], dtype=np.float64),
        assumed=tuple(row["building"] for row in sites if row["places"] is None),
        unplaced=tuple(row["building"] for row in rows if not where[row["building"]]),
        homeless=tuple(one.district for one in far),
        lost=sum(float(one.clients[-1]) for one in far),
        all=sum(float(one.clients[-1]) for one in clients),
        area=area,
    )


def _point(row: Mapping[str, Any]) -> Point | None:
    known = row["latitude"] is not None and row["longitude"] is not None
    return (float(row["latitude"]), float(row["longitude"])) if known else None


def _left_out(facts: EstateFacts, service: ServicePlaces, word: Part) -> Iterator[Text]:
    if service.unplaced:
        yield say(
            "{service}: buildings without coordinates are in no network: {buildings}. Add the coordinates to"
            " the register of buildings.",
            service=word,
            buildings=few_buildings(facts, service.unplaced),
        )
    if service.homeless:
        yield say(
            "{service}: districts without coordinates are in no network: {districts}. Of {all} clients,"
            " {lost} live there. Add the coordinates to the districts.",
            service=word,
            districts=few_districts(facts, service.homeless),
            all=count(round(service.all)),
            lost=count(round(service.lost)),
        )
    if service.assumed:
        yield say(
            "{service}: the number of places is assumed from the area, {area} for each client, in the"
            " buildings {buildings}.",
            service=word,
            area=Scale("m2", 1).level(service.area),
            buildings=few_buildings(facts, service.assumed),
        )


def _too_few(service: ServicePlaces, word: Part, number: int) -> Text:
    return say(
        "{service}: there is no network of {number} buildings: the largest hold {held} clients, and there are"
        " {clients}.",
        service=word,
        number=str(number),
        held=count(round(_holds(service, number))),
        clients=count(round(float(service.demand.sum()))),
    )


def _more(word: Part, number: int) -> Text:
    return say(
        "{service}: of the networks of {number} buildings the {most} best are shown; there are more"
        " within {share} of the best.",
        service=word,
        number=str(number),
        most=str(MOST),
        share=Scale("%", 0).value(WITHIN),
    )
