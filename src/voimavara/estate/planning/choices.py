"""The plain mathematical form of a plan: one option for each group, within shared capacities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Choices:
    """A multiple-choice knapsack: maximise Σ value of the chosen, Σ amount ≤ capacity for each resource.

    Options of group g are `first[g]:first[g + 1]`; what option j uses is `resource[k]`, `amount[k]` for k in
    `start[j]:start[j + 1]`, amounts not negative. A group has at least one option.
    """

    first: NDArray[np.int32]
    value: NDArray[np.float64]
    start: NDArray[np.int32]
    resource: NDArray[np.int32]
    amount: NDArray[np.float64]
    capacity: NDArray[np.float64]

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return len(self.first) - 1

    @property
    def size(self) -> int:
        """How many options there are in all."""
        return len(self.value)

    def dense(self, options: NDArray[np.int64]) -> NDArray[np.float64]:
        """What each of the options uses of each resource: options × resources."""
        lengths = self.start[options + 1] - self.start[options]
        rows = np.repeat(np.arange(len(options)), lengths)
        entries = spans(self.start[options], lengths)
        uses = np.zeros((len(options), len(self.capacity)))
        np.add.at(uses, (rows, self.resource[entries]), self.amount[entries])
        return uses

    def usage(self, chosen: NDArray[np.int64]) -> NDArray[np.float64]:
        """What the chosen options use of each resource together."""
        lengths = self.start[chosen + 1] - self.start[chosen]
        entries = spans(self.start[chosen], lengths)
        return summed(self.resource[entries], self.amount[entries], len(self.capacity))

    def group_of(self, options: NDArray[np.int64]) -> NDArray[np.int64]:
        """The group of each option."""
        groups: NDArray[np.int64] = np.searchsorted(self.first, options, side="right") - 1
        return groups

    def keep(self, kept: NDArray[np.int64], capacity: NDArray[np.float64] | None = None) -> Choices:
        """The problem with these options alone (ascending, some for each group that stays)."""
        counts = np.bincount(self.group_of(kept), minlength=self.groups)
        lengths = self.start[kept + 1] - self.start[kept]
        entries = spans(self.start[kept], lengths)
        return Choices(
            offsets(counts[counts > 0]),
            self.value[kept],
            offsets(lengths),
            self.resource[entries],
            self.amount[entries],
            self.capacity if capacity is None else capacity,
        )


def summed(places: NDArray[np.integer], amounts: NDArray[np.floating], count: int) -> NDArray[np.float64]:
    """The sum of the amounts at each of so many places.

    >>> summed(np.array([1, 1]), np.array([2.0, 3.0]), 3).tolist()
    [0.0, 5.0, 0.0]
    """
    return np.bincount(places, amounts, count).astype(np.float64)


def offsets(counts: NDArray[np.integer]) -> NDArray[np.int32]:
    """Where each part begins and the last one ends, from how many there are in each.

    >>> offsets(np.array([2, 0, 3])).tolist()
    [0, 2, 2, 5]
    """
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)


def spans(starts: NDArray[np.integer], lengths: NDArray[np.integer]) -> NDArray[np.int64]:
    """All indexes of the spans, one span after the other.

    >>> spans(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    before = np.cumsum(lengths) - lengths
    indexes: NDArray[np.int64] = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
    return indexes
