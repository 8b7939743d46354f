"""Streets and green areas whose classes have transitions between condition states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from voimavara.estate.ageing.markov import Chain
from voimavara.estate.simulation.stock import ChainStock
from voimavara.portfolio.registers.holdings import Holding
from voimavara.programme.models.transitions import Transitions
from voimavara.programme.models.written import Quantity
from voimavara.scenarios.states import InStates

Mask = npt.NDArray[np.bool_]


def is_in_states(holding: Holding, transitions: Mapping[str, Transitions]) -> Mask:
    """Which objects of known value and condition are of a class with transitions."""
    named = np.isin(holding.classes, list(_of_kind(holding, transitions)))
    condition = holding.valuation
    return np.asarray(named & ~np.isnan(condition.condition) & (condition.replacement > 0))


def those_in_states(holdings: Sequence[Holding], transitions: Mapping[str, Transitions]) -> InStates | None:
    """These objects with the labels `kind:class`, each in the state whose condition is nearest to its own.

    Halfway between two states it is in the worse one. None where no class has transitions.
    """
    parts = [(holding, mask) for holding in holdings if (mask := is_in_states(holding, transitions)).any()]
    if not parts:
        return None
    chains: dict[str, Chain] = {}
    threshold: dict[str, float] = {}
    states = []
    for holding, mask in parts:
        own = np.zeros(holding.size, np.int8)
        for name, table in _of_kind(holding, transitions).items():
            of_class = mask & (holding.classes == name)
            if of_class.any():
                chain = chains[f"{holding.kind}:{name}"] = _chain(table)
                threshold[f"{holding.kind}:{name}"] = float(holding.valuation.threshold[of_class][0])
                own[of_class] = chain.nearest(holding.valuation.condition[of_class])
        states.append(own[mask])
    stock = ChainStock(
        names=np.concatenate([np.array(holding.ids)[mask] for holding, mask in parts]),
        labels=np.concatenate(
            [np.char.add(f"{holding.kind}:", holding.classes[mask]) for holding, mask in parts]
        ),
        replacement=np.concatenate([holding.valuation.replacement[mask] for holding, mask in parts]),
        state=np.concatenate(states),
        chains=chains,
        threshold=threshold,
    )
    condition = [holding.valuation.condition[mask] for holding, mask in parts]
    return InStates(stock, np.concatenate(condition))


def _of_kind(holding: Holding, transitions: Mapping[str, Transitions]) -> dict[str, Transitions]:
    return {
        name: table
        for table in transitions.values()
        if table.kind == holding.kind
        for name in table.classes or np.unique(holding.classes).tolist()
    }


def _chain(table: Transitions) -> Chain:
    states = tuple(table.states)
    rows = [[_number(table.yearly[state].get(other)) for other in states] for state in states]
    shares = np.array([_number(share) for share in table.states.values()])
    return Chain(
        states, np.array(rows), shares, table.source.only("en") or table.name.only("en") or "transitions"
    )


def _number(share: Quantity | None) -> float:
    return 0.0 if share is None else float(share.value * share.unit.scale)
