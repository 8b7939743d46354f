"""A scenario's paths: the estate simulated under each of its policies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from voimavara.estate.simulation.chance import Runs
from voimavara.estate.simulation.result import Simulation
from voimavara.estate.simulation.simulation import simulate
from voimavara.estate.simulation.stock import Stock
from voimavara.programme.models.scenario import PolicyName, Scenario
from voimavara.scenarios.assumptions import building_prices, policy_of, share
from voimavara.scenarios.pipes import NO_PIPES, PipePaths, PipeStock, simulate_pipes
from voimavara.scenarios.states import InStates, simulate_beside

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]

PIPE = "pipe"
LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95


@dataclass(frozen=True)
class Path:
    """One scenario under one policy: all its runs, by class."""

    scenario: str
    policy: PolicyName
    simulation: Simulation

    def band(self, what: str) -> tuple[Floats, Floats, Floats]:
        """The yearly 5 %, 50 % and 95 % quantiles over the runs of `value`, `backlog` or `spent`."""
        low, middle, high = self.simulation.bands(what, (LOW, MIDDLE, HIGH))
        return low, middle, high

    def condition(self) -> Floats:
        """The yearly median of V/R of all but pipes, which have no condition."""
        curved = [number for number, name in enumerate(self.simulation.classes) if name != PIPE]
        value = self.simulation.value[:, :, curved].sum(axis=2)
        return np.asarray(np.median(value / self.simulation.replacement[curved].sum(), axis=0))

    def of_class(self, what: str, name: str) -> Floats:
        """One class's euros by run and year; zero where the stock has no such class."""
        if name not in self.simulation.classes:
            return np.zeros(self.simulation.value.shape[:2])
        return np.asarray(getattr(self.simulation, what)[:, :, self.simulation.classes.index(name)])

    def present_value(self, interest: float) -> float:
        """All spending discounted to the present, run by run: half of the runs cost more than this median."""
        spent = self.simulation.total("spent")
        return float(np.median(spent @ (1.0 + interest) ** -np.arange(spent.shape[1])))


def run_scenario(
    name: str,
    scenario: Scenario,
    stock: Stock,
    exposure: Mapping[str, Names],
    present: int,
    shape: float,
    pipes: PipeStock = NO_PIPES,
    in_states: InStates | None = None,
) -> Iterator[Path]:
    """The scenario under each of its policies, on the same luck; pipes past their life come first.

    Value and backlog stand in today's building prices; spending in today's money, of which works take the
    more, the faster building prices rise.

    `in_states` are objects that move between condition states instead of ageing along a curve.
    `exposure` tells the level of each exposure (flood, moisture) by object of the stock; `shape` is the
    Weibull shape of lives.
    """
    weathered, prices = with_damage(scenario, stock, exposure), building_prices(scenario)
    runs = Runs(scenario.runs, scenario.seed, shape)
    for chosen in scenario.policies:
        policy = policy_of(scenario, chosen, present)
        network = simulate_pipes(pipes, policy, scenario.years, runs, prices)
        others = (
            simulate(weathered, policy, present, scenario.years, runs, taken=network.spent, prices=prices)
            if in_states is None
            else simulate_beside(
                weathered, in_states, policy, present, scenario.years, runs, network.spent, prices
            )
        )
        yield Path(name, chosen, together(others, pipes, network) if pipes.names.size else others)


def together(others: Simulation, pipes: PipeStock, network: PipePaths) -> Simulation:
    """The simulation with the pipes as one more class."""

    def with_pipes(euros: Floats, own: Floats) -> Floats:
        return np.concatenate((euros, own[:, :, None]), axis=2)

    return replace(
        others,
        classes=(*others.classes, PIPE),
        replacement=np.append(others.replacement, pipes.price.sum()),
        value=with_pipes(others.value, network.value),
        backlog=with_pipes(others.backlog, network.backlog),
        spent=with_pipes(others.spent, network.spent),
    )


def with_damage(scenario: Scenario, stock: Stock, exposure: Mapping[str, Names]) -> Stock:
    """The stock in the scenario's climate: what is exposed wears faster, its present condition is the same.

    Shares of several exposures add up.
    """
    faster = np.ones(stock.names.size)
    for what, damage in scenario.climate.damage.items():
        for level, quantity in damage.items():
            faster = faster + np.where(exposure[what] == level, share(quantity), 0.0)
    return replace(stock, life=stock.life / faster, age=stock.age / faster)
