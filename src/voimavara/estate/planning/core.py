"""A better plan among the few options of each object that the prices leave close to its best."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voimavara.estate.planning.choices import Choices
from voimavara.estate.planning.exact import one_of_each
from voimavara.estate.planning.highs import solve

A_GROUP = (
    3  # options of the core on average; fewer leave no room to exchange, more cost time and find no more
)


def better_in_core(
    choices: Choices, chosen: NDArray[np.int64], loss: NDArray[np.float32], behind: float, nodes: int
) -> NDArray[np.int64]:
    """A plan not worse than the chosen one, sought by following so many branches within the core.

    The core holds the options that lose least at the prices, and the chosen ones; no option that loses more
    than the plan is `behind` its bound is in a better plan (Balas and Zemel 1980).
    """
    near = np.flatnonzero(loss <= behind)
    most = A_GROUP * choices.groups
    if len(near) > most:
        near = near[np.argsort(loss[near], kind="stable")[:most]]
    kept = np.union1d(near, chosen)
    core = choices.keep(kept)
    found = solve(core, whole=True, begin=np.searchsorted(kept, chosen), nodes=nodes)
    if found is None:
        return chosen
    better = kept[one_of_each(core, found.shares)]
    gains = choices.value[better].sum() > choices.value[chosen].sum()
    fits = bool((choices.usage(better) <= choices.capacity).all())
    return better if gains and fits else chosen
