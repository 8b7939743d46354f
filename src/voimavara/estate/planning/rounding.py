"""From prices to a plan that keeps to every budget, by the moves that lose least."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voimavara.estate.planning.choices import Choices, spans
from voimavara.estate.planning.dual import Dual
from voimavara.estate.planning.fill import Filling
from voimavara.estate.planning.highs import solve

NEAR = 3000  # options near enough to the best of their group that a change to them is tried
WIDEN = 8  # times as many where these do not suffice to keep to the budgets
LEAST, TRIED = 20_000, 4  # options that are tried for filling what is left: so many, or so many a group
FEW = 2_000  # groups up to which both ways to begin are tried, not only the one that mostly is better
WHOLE = 1 - 1e-7  # a share as large as this is all


@dataclass(slots=True)
class Moves:
    """Changes of one group's option each: what they would give, and how much is left of each resource."""

    choices: Choices
    chosen: NDArray[np.int64]
    left: NDArray[np.float64]
    options: NDArray[np.int64]
    groups: NDArray[np.int64]
    uses: NDArray[np.float64]
    more_use: NDArray[np.float64]
    more_value: NDArray[np.float64]

    @classmethod
    def among(cls, choices: Choices, chosen: NDArray[np.int64], options: NDArray[np.int64]) -> Moves:
        """The moves from the chosen options to these (ascending)."""
        groups = choices.group_of(options)
        now, uses = chosen[groups], choices.dense(options)
        return cls(
            choices,
            chosen.copy(),
            choices.capacity - choices.usage(chosen),
            options,
            groups,
            uses,
            uses - choices.dense(now),
            choices.value[options] - choices.value[now],
        )

    def make(self, move: int) -> None:
        """Make the move, and reckon the others of its group from where it leads."""
        group = self.groups[move]
        more_use, more_value = self.more_use[move].copy(), self.more_value[move]
        self.left -= more_use
        self.chosen[group] = self.options[move]
        low, high = np.searchsorted(self.groups, (group, group + 1))
        self.more_use[low:high] -= more_use
        self.more_value[low:high] -= more_value

    def settle(self) -> None:
        """Reckon what is left anew, without the rounding of many small steps."""
        self.left = self.choices.capacity - self.choices.usage(self.chosen)


def round_to_plan(
    choices: Choices, dual: Dual, loss: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float64]] | None:
    """The options of a plan within every capacity, one a group, and better prices; None where none was found.

    Groups whose second best option loses more than the near ones keep their best. What is left is a small
    linear programme; its basic solution splits at most as many groups as there are resources. These take
    their largest or their leanest share; while a capacity is exceeded, the change is made that loses least
    for the excess it takes off; then changes that still fit and gain are made. `loss` is what each option is
    worth less than its group's best at the prices of the dual.
    """
    count = NEAR
    while True:
        near = nearest(choices, dual, loss, dual.chosen, count)
        begun = _vertex(choices, dual.chosen, near)
        if begun is not None:
            break
        if count >= choices.size:
            return None
        count *= WIDEN
    plans = []
    for start in begun[0]:
        plan = _finish(choices, start, near, dual, loss)
        if plan is not None:
            plans.append(plan)
            if choices.groups > FEW:
                break
    return (max(plans, key=lambda plan: float(choices.value[plan].sum())), begun[1]) if plans else None


def _finish(
    choices: Choices,
    start: NDArray[np.int64],
    near: NDArray[np.int64],
    dual: Dual,
    loss: NDArray[np.float32],
) -> NDArray[np.int64] | None:
    moves = Moves.among(choices, start, near)
    if not repair(moves, dual.prices):
        return None
    chosen = moves.chosen
    behind = dual.bound - float(choices.value[chosen].sum())  # no option that loses more can be of use
    useful = np.flatnonzero(loss <= behind)
    most = max(LEAST, TRIED * choices.groups)
    if len(useful) > most:
        useful = useful[np.sort(np.argpartition(loss[useful], most)[:most])]
    return Filling(choices, chosen, useful).fill()


def _vertex(
    choices: Choices, chosen: NDArray[np.int64], near: NDArray[np.int64]
) -> tuple[list[NDArray[np.int64]], NDArray[np.float64]] | None:
    """Plans that may exceed capacities, from the linear programme over the near options, and its prices."""
    groups = choices.group_of(near)
    settled = np.delete(chosen, np.unique(groups))
    small = choices.keep(near, choices.capacity - choices.usage(settled))
    solved = solve(small, whole=False) if (small.capacity >= 0).all() else None
    if solved is None:
        return None
    order = np.lexsort((solved.shares, groups))
    most = order[np.flatnonzero(np.diff(groups[order], append=-1))]
    start = chosen.copy()
    start[groups[most]] = near[most]
    split = groups[most][solved.shares[most] < WHOLE]
    lean = start.copy()
    lean[split] = leanest(choices, solved.prices, split)
    return [start, lean], solved.prices


def nearest(
    choices: Choices, dual: Dual, loss: NDArray[np.float32], chosen: NDArray[np.int64], count: int
) -> NDArray[np.int64]:
    """The options not chosen that lose least, and of their groups the chosen and the leanest; ascending."""
    if count >= choices.size:
        return np.arange(choices.size)
    others = loss.copy()
    others[chosen] = np.inf
    near = np.flatnonzero(others <= np.partition(others, count)[count])
    groups = np.unique(choices.group_of(near))
    lean = leanest(choices, dual.prices, groups)
    return np.unique(np.concatenate((near, chosen[groups], lean)))


def leanest(choices: Choices, prices: NDArray[np.float64], groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """The option of each group that uses least, reckoned in prices; doing nothing, where that is allowed."""
    if not len(groups):
        return groups
    widths = choices.first[groups + 1] - choices.first[groups]
    options = spans(choices.first[groups], widths)
    lengths = choices.start[options + 1] - choices.start[options]
    entries = spans(choices.start[options], lengths)
    rows = np.repeat(np.arange(len(options)), lengths)
    cost = np.bincount(rows, prices[choices.resource[entries]] * choices.amount[entries], len(options))
    begins = np.cumsum(widths) - widths
    least = np.flatnonzero(cost == np.repeat(np.minimum.reduceat(cost, begins), widths))
    lean: NDArray[np.int64] = options[least[np.searchsorted(least, begins)]]
    return lean


def repair(moves: Moves, prices: NDArray[np.float64]) -> bool:
    """Bring the use of every resource within its capacity; whether that succeeded."""
    weight = 1 / np.maximum(moves.choices.capacity, 1e-300)
    while (excess := np.maximum(-moves.left, 0)).any():
        over = excess > 0
        after = np.maximum(moves.more_use - moves.left, 0) @ weight
        relief = float(excess @ weight) - after
        lost = moves.more_use @ prices - moves.more_value
        with np.errstate(divide="ignore", invalid="ignore"):
            rate = np.where(relief > 1e-12 * over.sum(), (np.maximum(lost, 0) + 1e-9) / relief, np.inf)
        move = int(np.argmin(rate))
        if not np.isfinite(rate[move]):
            return False
        moves.make(move)
        moves.settle()
    return True
