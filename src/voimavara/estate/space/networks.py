"""Where a service should have its places: the network with least travel, proven, and those nearly as good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import highspy
import numpy as np
from numpy.typing import NDArray

from voimavara.core.errors import UserError
from voimavara.estate.space.networks_model import Model, distance_model, flow_model

WITHIN = 0.05  # how much more travel an alternative may have
MOST = 20  # alternatives that are sought
CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Network:
    """Open sites (numbers, ascending), the share of each demand that each site serves, the travel in all."""

    open: tuple[int, ...]
    cost: float
    bound: float
    assigned: NDArray[np.float64]

    @property
    def proven(self) -> bool:
        """Whether no network has less travel."""
        return self.cost - self.bound <= 1e-6 * max(abs(self.cost), 1.0)


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The best network first, then those within the limit, each with another set of open sites.

    `complete` tells whether there are no more of them.
    """

    networks: tuple[Network, ...]
    complete: bool


def best_network(
    travel: NDArray[np.float64],
    sites: int,
    *,
    demand: NDArray[np.float64] | None = None,
    capacity: NDArray[np.float64] | None = None,
    keep: tuple[int, ...] = (),
) -> Network:
    """The p sites with the least travel, Σ demand · travel to the site that serves it; proven optimal.

    `travel` is demands × sites (km or minutes; inf where it cannot be done), `demand` how many go,
    `capacity` how
    many a site can serve, `keep` sites that stay open. Without capacities it is the p-median, in the
    formulation by distances (Elloumi 2010); with them a demand may be shared between sites. Solved with
    HiGHS.
    """
    model = _model(travel, sites, demand, capacity, keep)
    found = _solved(model, model.solver(), travel, demand)
    if found is None:
        raise UserError(
            "No network of {sites} sites can serve all the demand; open more, or enlarge some.", sites=sites
        )
    return found


def alternatives(
    travel: NDArray[np.float64],
    sites: int,
    *,
    demand: NDArray[np.float64] | None = None,
    capacity: NDArray[np.float64] | None = None,
    keep: tuple[int, ...] = (),
    within: float = WITHIN,
    most: int = MOST,
) -> Alternatives:
    """The best network and the next best sets of sites, in order, with at most `within` more travel."""
    best = best_network(travel, sites, demand=demand, capacity=capacity, keep=keep)
    networks, complete = [best], True
    for network in _next_best(best, _model(travel, sites, demand, capacity, keep), travel, demand):
        if network.cost > best.cost * (1 + within) + CLOSE:
            break
        if len(networks) == most:
            complete = False
            break
        networks.append(network)
    return Alternatives(tuple(networks), complete)


def _next_best(
    best: Network, model: Model, travel: NDArray[np.float64], demand: NDArray[np.float64] | None
) -> Iterator[Network]:
    solver, found = model.solver(), best
    while True:
        opened = np.array(found.open, np.int32)  # not all of these again
        solver.addRow(-highspy.kHighsInf, len(opened) - 1.0, len(opened), opened, np.ones(len(opened)))
        following = _solved(model, solver, travel, demand)
        if following is None:
            return
        found = following
        yield found


def _model(
    travel: NDArray[np.float64],
    sites: int,
    demand: NDArray[np.float64] | None,
    capacity: NDArray[np.float64] | None,
    keep: tuple[int, ...],
) -> Model:
    check_network(travel, sites, demand, capacity)
    wanted = np.ones(len(travel)) if demand is None else demand
    if capacity is None:
        return distance_model(travel, sites, wanted, keep)
    return flow_model(travel, sites, wanted, capacity, keep)


def _solved(
    model: Model, solver: highspy.Highs, travel: NDArray[np.float64], demand: NDArray[np.float64] | None
) -> Network | None:
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    values = np.array(solver.getSolution().col_value)
    opened = np.flatnonzero(values[: travel.shape[1]] > 0.5)
    wanted = np.ones(len(travel)) if demand is None else demand
    shares = np.zeros(travel.shape)
    if model.flows is None:
        shares[np.arange(len(travel)), opened[np.argmin(travel[:, opened], axis=1)]] = 1.0
    else:
        shares[model.flows] = values[travel.shape[1] :]
    cost = float((np.where(shares > 0, travel, 0.0) * shares * wanted[:, None]).sum())
    return Network(tuple(opened.tolist()), cost, min(solver.getInfo().mip_dual_bound, cost), shares)


def check_network(
    travel: NDArray[np.float64],
    sites: int,
    demand: NDArray[np.float64] | None,
    capacity: NDArray[np.float64] | None,
) -> None:
    """Raise UserError for what no network can be made of."""
    if not 1 <= sites <= travel.shape[1]:
        raise UserError(
            "{sites} sites are to be open, expected 1 to {most}.", sites=sites, most=travel.shape[1]
        )
    if np.isnan(travel).any() or (travel < 0).any():
        raise UserError("Travel has to be a number of zero or more, or infinite where it cannot be done.")
    wanted = np.ones(len(travel)) if demand is None else demand
    if not (np.isfinite(wanted).all() and (wanted >= 0).all()):
        raise UserError("Demand has to be a number of zero or more; a missing one is never taken as zero.")
    if capacity is None:
        return
    if not (np.isfinite(capacity).all() and (capacity >= 0).all()):
        raise UserError("Capacity has to be a number of zero or more; a missing one is never guessed.")
    most = float(np.sort(capacity)[-sites:].sum())
    if most < wanted.sum():
        raise UserError(
            "The {sites} largest sites serve {most}, but {wanted} are to be served: {short} too few places;"
            " open more sites, or enlarge some.",
            sites=sites,
            most=_whole(most),
            wanted=_whole(wanted.sum()),
            short=_whole(wanted.sum() - most),
        )


def _whole(amount: float) -> Decimal:
    return Decimal(f"{amount:.0f}")
