"""A year's works: what a policy's goal makes of the stock."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.estate.simulation.chains import ChainAgeing
from voimavara.estate.simulation.choice import Passes
from voimavara.estate.simulation.curves import CurveAgeing
from voimavara.estate.simulation.policies import GoalKind, Works

Floats = npt.NDArray[np.float64]

STEPS = 60
EXACT = 1e-13  # of the money or the stock


def spend_whole(ageing: CurveAgeing | ChainAgeing, measure: GoalKind, need: float, passes: Passes) -> Floats:
    """Renews objects one by one, the worst against its threshold first; euros by object."""
    share = ageing.share
    cost = ageing.replacement * (1.0 - share)
    if measure is GoalKind.ENDED:
        rows = np.flatnonzero(ageing.ended)
    elif measure is GoalKind.NOTHING:
        rows = np.empty(0, np.int64)
    else:
        relative = share - ageing.threshold
        rows = passes.worst_first(
            relative, _gain(measure, relative, cost, ageing.replacement), need, measure is not GoalKind.MONEY
        )
    euros = np.zeros(share.size)
    euros[rows] = cost[rows]
    if rows.size:
        ageing.renew(rows)
    return euros


def _gain(measure: GoalKind, relative: Floats, cost: Floats, replacement: Floats) -> Floats:
    if measure is GoalKind.VALUE:
        return cost
    return np.where(relative < 0, cost if measure is GoalKind.MONEY else -relative * replacement, 0.0)


def spend_level(ageing: CurveAgeing, measure: GoalKind, money: float, passes: Passes) -> Floats:
    """Lifts the worst to a common level for the money; euros by object.

    A euro raises the technical value by a euro, and lowers the backlog by one while the level is not above
    the threshold. So the goal of each measure is an amount of money.
    """
    if measure is GoalKind.NOTHING or money <= 0:
        return np.zeros(ageing.share.size)
    highest = 1.0 if measure is GoalKind.VALUE else 0.0
    return ageing.lift(level_for(ageing, money, passes, highest))


def level_for(ageing: CurveAgeing, money: float, passes: Passes, highest: float) -> float:
    """The level that the money reaches and does not exceed, by Newton's method kept between bounds.

    It starts from last year's level, which is near.
    """
    low, high = -1.0, highest
    need, slope = passes.lifting(ageing.replacement, ageing.share, ageing.threshold, high)
    if need <= money:
        return high
    spare = EXACT * need  # less than a cent of any city; what rounding may cost must not exceed the money
    level = ageing.level if low < ageing.level < high else (low + high) / 2
    for _ in range(STEPS):
        need, slope = passes.lifting(ageing.replacement, ageing.share, ageing.threshold, level)
        if money - 2 * spare <= need <= money:
            return level
        low, high = (level, high) if need <= money else (low, level)
        guess = level + (money - spare - need) / slope if slope > 0 else high
        level = guess if low < guess < high else (low + high) / 2
    return low


def check_works(works: Works, measure: GoalKind, in_states: bool) -> None:
    """Raises UserError for works that the stock or the policy can't have."""
    if works is Works.LEVEL and in_states:
        raise UserError(
            "Objects in condition states are renewed whole: got works 'level', expected 'whole'; choose it."
        )
    if works is Works.LEVEL and measure is GoalKind.ENDED:
        raise UserError("What has ended is renewed whole: got works 'level', expected 'whole'; choose it.")
