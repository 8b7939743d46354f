"""What is left of the budgets is put to use: changes of one object at a time that fit and gain."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voimavara.estate.planning.choices import Choices, spans

LEAST = 1e-12  # of the value of the plan: a smaller gain is none


class Filling:
    """A plan within its capacities, the options it may change to, and what is left of each resource."""

    def __init__(self, choices: Choices, chosen: NDArray[np.int64], options: NDArray[np.int64]) -> None:
        # A change that gains nothing never will: what is chosen in its group only gets better.
        options = options[choices.value[options] > choices.value[chosen[choices.group_of(options)]]]
        self.choices, self.chosen, self.options = choices, chosen.copy(), options
        self.groups = choices.group_of(options)
        lengths = choices.start[options + 1] - choices.start[options]
        entries = spans(choices.start[options], lengths)
        self.owner = np.repeat(np.arange(len(options)), lengths)
        self.resource, self.amount = choices.resource[entries], choices.amount[entries]
        self.begins = np.concatenate(([0], np.cumsum(lengths)))
        self.freed = self._freed(np.arange(len(options)))
        self.gain = choices.value[options] - choices.value[chosen[self.groups]]
        self.left = choices.capacity - choices.usage(chosen)

    def fill(self) -> NDArray[np.int64]:
        """Make the changes that fit, the largest gain first, until none gains; the plan's options then."""
        least = LEAST * float(np.abs(self.choices.value[self.chosen]).sum())
        while len(self.options):
            short = self.amount > self.left[self.resource] + self.freed
            fits = np.bincount(self.owner[short], minlength=len(self.options)) == 0
            gain = np.where(fits, self.gain, 0.0)
            move = int(np.argmax(gain))
            if gain[move] <= least:
                break
            self._make(move)
        return self.chosen

    def _make(self, move: int) -> None:
        group = self.groups[move]
        low, high = np.searchsorted(self.groups, (group, group + 1))
        self.gain[low:high] -= self.gain[move]
        self.chosen[group] = self.options[move]
        self.freed[self.begins[low] : self.begins[high]] = self._freed(np.arange(low, high))
        self.left = self.choices.capacity - self.choices.usage(self.chosen)

    def _freed(self, moves: NDArray[np.int64]) -> NDArray[np.float64]:
        """For each entry of these moves, what the present option of its group uses of that resource."""
        if not len(moves):
            return np.zeros(0)
        groups = np.unique(self.groups[moves])
        uses = self.choices.dense(self.chosen[groups])
        low, high = self.begins[moves[0]], self.begins[moves[-1] + 1]
        rows = np.searchsorted(groups, self.groups[self.owner[low:high]])
        freed: NDArray[np.float64] = uses[rows, self.resource[low:high]]
        return freed
