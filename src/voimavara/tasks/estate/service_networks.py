"""Where the places of each service should be: networks proven best, and those nearly as good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from voimavara.core.errors import UserError
from voimavara.estate.networks import alternatives
from voimavara.estate.space.travel import EARTH
from voimavara.snapshot.estate_model import NetworkView
from voimavara.tasks.estate.facts import Facts
from voimavara.tasks.estate.holdings import Floats
from voimavara.tasks.estate.needs import Needs

MOST = 4  # networks shown for a number of places, the best one included
FEWER = (0, 1, 2)  # places fewer than today


@dataclass(frozen=True)
class Service:
    """A service's places today (building, where, how many clients it holds) and its clients by district."""

    name: str
    sites: tuple[str, ...]
    at: Floats
    capacity: Floats
    demand: Floats
    demand_at: Floats


def network_views(facts: Facts, needs: Needs) -> Iterator[NetworkView]:
    """For each service: the best networks with as many places as today, and with one and two fewer.

    Clients are those of the projection's last year; a place holds the clients that the register says, or what
    its area suffices for. The cost is kilometres of all clients, one way.
    """
    for service in _services(facts, needs):
        today = len(service.sites)
        for count in sorted({today - fewer for fewer in FEWER if today - fewer >= 1}, reverse=True):
            yield from _networks(facts, service, count)


def _networks(facts: Facts, service: Service, count: int) -> Iterator[NetworkView]:
    travel = km_between(service.demand_at, service.at) * facts.value("detour")
    try:
        found = alternatives(
            travel, count, demand=service.demand, capacity=service.capacity, within=0.05, most=MOST
        )
    except UserError:  # so few places cannot hold the clients: the next smaller network cannot either
        return
    best = found.networks[0]
    for network in found.networks:
        yield NetworkView(
            service=service.name,
            name=facts.word("age_services", service.name),
            open=tuple(f"building-{service.sites[number]}" for number in network.open),
            cost=round(network.cost, 1),
            above=round(network.cost / best.cost - 1, 5) if best.cost else 0.0,
            proven=network.proven,
        )


def km_between(here: Floats, there: Floats) -> Floats:
    """Kilometres in a straight line (haversine), rows × columns, from (latitude, longitude) in degrees."""
    one, other = np.radians(here)[:, None, :], np.radians(there)[None, :, :]
    half = (
        np.sin((other[..., 0] - one[..., 0]) / 2) ** 2
        + np.cos(one[..., 0]) * np.cos(other[..., 0]) * np.sin((other[..., 1] - one[..., 1]) / 2) ** 2
    )
    return np.asarray(2 * EARTH * np.arcsin(np.sqrt(np.minimum(half, 1.0))))


def _services(facts: Facts, needs: Needs) -> Iterator[Service]:
    centres = {
        row["district"]: (float(row["latitude"]), float(row["longitude"]))
        for row in facts.rows("districts")
        if row["latitude"] is not None and row["longitude"] is not None
    }
    where = {
        row["building"]: (float(row["latitude"]), float(row["longitude"]))
        for row in facts.rows("buildings")
        if row["latitude"] is not None and (row["in_use_to"] is None or row["in_use_to"] > facts.as_of)
    }
    areas = {rule.service: rule.area for rule in needs.rules}
    for name in sorted(areas):
        own = [one for one in needs.balances if one.service == name and one.district in centres]
        sites = [
            (row["building"], float(row["places"] or 0) or float(row["area"]) / areas[name])
            for row in facts.rows("facilities")
            if row["age_service"] == name and row["building"] in where
        ]
        if own and len(sites) > 1:
            yield Service(
                name,
                tuple(building for building, _ in sites),
                np.array([where[building] for building, _ in sites]),
                np.array([places for _, places in sites]),
                np.array([float(one.clients[-1]) for one in own]),
                np.array([centres[one.district] for one in own]),
            )
