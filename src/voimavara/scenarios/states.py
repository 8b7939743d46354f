"""Objects in condition states under a scenario, beside those that age along curves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from voimavara.estate.condition.backlog import shortfall
from voimavara.estate.condition.parts import value_share
from voimavara.estate.simulation.arrays import class_totals
from voimavara.estate.simulation.chance import Runs
from voimavara.estate.simulation.policies import Budget, ClearBacklog, KeepCondition, Policy, Works
from voimavara.estate.simulation.result import Simulation
from voimavara.estate.simulation.simulation import simulate
from voimavara.estate.simulation.stock import ChainStock, Stock

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class InStates:
    """Objects that begin in the states of the stock, and the condition (V/R) in which each one is today."""

    stock: ChainStock
    condition: Floats

    @property
    def value(self) -> Floats:
        """Today's technical value of each object, in euros."""
        return self.condition * self.stock.replacement

    @property
    def backlog(self) -> Floats:
        """Today's backlog of each object, in euros."""
        threshold = np.array([self.stock.threshold[label] for label in self.stock.labels.tolist()])
        return shortfall(self.condition, threshold) * self.stock.replacement


def simulate_beside(
    curved: Stock,
    in_states: InStates,
    policy: Policy,
    present: int,
    years: int,
    runs: Runs,
    taken: Floats,
    prices: Floats,
) -> Simulation:
    """Both stocks under the policy, as `simulate` gives them, with their classes together.

    What is in states is renewed one by one. Each stock keeps its own condition and clears its own backlog; of
    a budget each has the share that it has of today's backlog. The present is as it is known; a year later
    the conditions are those of the states. `in_states` has the labels `kind:class`, of which the kind is the
    class of the result.
    """
    part = _part(curved, in_states)
    one = simulate(
        curved, _of_budget(policy, 1 - part), present, years, runs, taken=taken * (1 - part), prices=prices
    )
    renewing = _renewing(_of_budget(policy, part))
    other = simulate(in_states.stock, renewing, present, years, runs, taken=taken * part, prices=prices)
    return _together(one, _from_today(other, in_states))


def _part(curved: Stock, in_states: InStates) -> float:
    """The share of today's backlog that stands in condition states; of the value where there is none."""
    share = value_share(curved.age, curved.life, curved.wearing)
    backlog = shortfall(share, curved.threshold) @ curved.replacement
    for one, other in (
        (backlog, in_states.backlog.sum()),
        (curved.replacement.sum(), in_states.stock.replacement.sum()),
    ):
        if one + other > 0:
            return float(other / (one + other))
    return 0.0


def _of_budget(policy: Policy, part: float) -> Policy:
    if not isinstance(policy, Budget):
        return policy
    euros = policy.euros if isinstance(policy.euros, tuple) else (policy.euros,)
    return replace(policy, euros=tuple(amount * part for amount in euros))


def _renewing(policy: Policy) -> Policy:
    """The policy with whole objects renewed, for a state has no half."""
    if isinstance(policy, Budget | KeepCondition | ClearBacklog):
        return replace(policy, works=Works.WHOLE)
    return policy


def _from_today(found: Simulation, in_states: InStates) -> Simulation:
    """The simulation with the present as it is known instead of rounded to states."""
    classes = in_states.stock.classes
    value, backlog = found.value.copy(), found.backlog.copy()
    value[:, 0] = class_totals(classes.of, in_states.value, len(classes.names))
    backlog[:, 0] = class_totals(classes.of, in_states.backlog, len(classes.names))
    return replace(found, value=value, backlog=backlog)


def _together(one: Simulation, other: Simulation) -> Simulation:
    kinds = tuple(label.partition(":")[0] for label in other.classes)
    classes = tuple(sorted({*one.classes, *kinds}))

    def summed(of_curves: Floats, of_states: Floats) -> Floats:
        total = np.zeros((*of_curves.shape[:-1], len(classes)))
        for names, euros in ((one.classes, of_curves), (kinds, of_states)):
            for number, name in enumerate(names):
                total[..., classes.index(name)] += euros[..., number]
        return total

    return replace(
        one,
        classes=classes,
        replacement=summed(one.replacement, other.replacement),
        value=summed(one.value, other.value),
        backlog=summed(one.backlog, other.backlog),
        spent=summed(one.spent, other.spent),
    )
