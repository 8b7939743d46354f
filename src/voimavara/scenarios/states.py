"""Objects in condition states under a scenario, beside those that age along curves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from voimavara.estate.parts import value_share
from voimavara.estate.simulation.policies import Budget, ClearBacklog, KeepCondition, Works
from voimavara.estate.simulation.running import simulate

if TYPE_CHECKING:
    import numpy.typing as npt

    from voimavara.estate.simulation.chance import Runs
    from voimavara.estate.simulation.policies import Policy
    from voimavara.estate.simulation.result import Simulation
    from voimavara.estate.simulation.stock import ChainStock, Stock

    Floats = npt.NDArray[np.float64]


def simulate_beside(
    curved: Stock,
    in_states: ChainStock,
    policy: Policy,
    present: int,
    years: int,
    runs: Runs,
    taken: Floats,
    prices: Floats,
) -> Simulation:
    """Both stocks under the policy, as `simulate` gives them, with their classes together.

    What is in states is renewed one by one. Each stock keeps its own condition and clears its own backlog; of
    a budget each has the share that it has of today's backlog. `in_states` has the labels `kind:class`, of
    which the kind is the class of the result.
    """
    part = _part(curved, in_states)
    one = simulate(
        curved, _of_budget(policy, 1 - part), present, years, runs, taken=taken * (1 - part), prices=prices
    )
    renewing = _renewing(_of_budget(policy, part))
    other = simulate(in_states, renewing, present, years, runs, taken=taken * part, prices=prices)
    return _together(one, other)


def _part(curved: Stock, in_states: ChainStock) -> float:
    """The share of today's backlog that stands in condition states; of the value where there is none."""
    share = value_share(curved.age, curved.life, curved.wearing)
    own = _today(in_states)
    for one, other in (
        (np.maximum(0.0, curved.threshold - share) @ curved.replacement, own),
        (curved.replacement.sum(), in_states.replacement.sum()),
    ):
        if one + other > 0:
            return float(other / (one + other))
    return 0.0


def _today(in_states: ChainStock) -> float:
    short = np.array(
        [
            max(0.0, in_states.threshold[label] - in_states.chains[label].shares[state])
            for label, state in zip(in_states.labels.tolist(), in_states.state.tolist(), strict=True)
        ]
    )
    return float(short @ in_states.replacement)


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
