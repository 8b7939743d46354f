"""Draws that repeat: one seeded stream for each thing, so that a change in one leaves the others alone."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

SEED = 20190626  # the day the programme was decided
T = TypeVar("T")


class Draws:
    """A stream of draws of its own, made from uniform ones only: the same in every version of Python."""

    def __init__(self, name: str) -> None:
        self._uniform = Random(f"{SEED} {name}").random

    def between(self, low: float, high: float) -> float:
        """A number from low to high."""
        return low + (high - low) * self._uniform()

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._uniform() * (high - low + 1))

    def about(self, middle: float, spread: float) -> float:
        """A number around the middle: twelve draws added up, so nearly normal, with that deviation."""
        return middle + spread * (sum(self._uniform() for _ in range(12)) - 6)

    def chance(self, share: float) -> bool:
        """Whether something with that chance happens."""
        return self._uniform() < share

    def one_of(self, things: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """One of the things, by weight where weights are given."""
        if weights is None:
            return things[int(self._uniform() * len(things))]
        left = self._uniform() * sum(weights)
        for thing, weight in zip(things, weights, strict=True):
            left -= weight
            if left < 0:
                return thing
        return things[-1]


class Quota:
    """Says yes for exactly the given share of those asked, evenly spread: no luck in small numbers."""

    def __init__(self) -> None:
        self._owed = 0.5

    def met(self, share: float) -> bool:
        """Whether it is this one's turn, when such a share of all should get a yes."""
        self._owed += share
        if self._owed < 1:
            return False
        self._owed -= 1
        return True
