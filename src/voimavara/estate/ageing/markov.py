"""Condition states that change from year to year with fixed probabilities: p(t + 1) = p(t)·P."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.core.message import as_number

Floats = npt.NDArray[np.float64]

CLOSE = 1e-9


@dataclass(frozen=True)
class Chain:
    """Condition states from the best to the worst, yearly transition probabilities, and their source.

    `shares` tells the condition (V/R) that each state stands for.
    """

    states: tuple[str, ...]
    transitions: Floats
    shares: Floats
    source: str

    def __post_init__(self) -> None:
        check_transitions(self.transitions, self.states)
        if self.shares.shape != (len(self.states),) or (np.diff(self.shares) > 0).any():
            raise UserError(
                "Shares of condition states: got {got}, expected one for each of {states} states, from the"
                " best to the worst; correct them.",
                got=_row(self.shares),
                states=len(self.states),
            )

    def nearest(self, condition: Floats) -> npt.NDArray[np.int8]:
        """The number of the state nearest to each condition; halfway between two it is the worse one."""
        away = np.abs(self.shares[::-1, None] - condition)
        return np.asarray(len(self.states) - 1 - np.argmin(away, axis=0), dtype=np.int8)


def chain_of(stay: Sequence[float], states: Sequence[str], shares: Sequence[float], source: str) -> Chain:
    """The chain in which a state lasts with the given probability and else moves to the next one."""
    if len(stay) != len(states):
        raise UserError(
            "Probabilities of staying: got {got}, expected one for each of {states} states; correct them.",
            got=len(stay),
            states=len(states),
        )
    kept = np.asarray(stay, dtype=np.float64)
    transitions = np.diag(kept) + np.diag(1.0 - kept[:-1], 1)
    return Chain(tuple(states), transitions, np.asarray(shares, dtype=np.float64), source)


def check_transitions(transitions: Floats, states: Sequence[str]) -> None:
    """Raises UserError, which names the row, unless each row is a distribution over the states."""
    size = len(states)
    if transitions.shape != (size, size):
        raise UserError(
            "Transitions: got a table of {got}, expected {size} × {size}, a row and a column for each state.",
            got=" × ".join(map(str, transitions.shape)),
            size=size,
        )
    for state, row in zip(states, transitions, strict=True):
        if not ((row >= 0) & (row <= 1)).all():
            raise UserError(
                "Transitions, row '{state}': got {got}, expected probabilities between 0 and 1; correct the"
                " row.",
                state=state,
                got=_row(row),
            )
        if abs(row.sum() - 1.0) > CLOSE:
            raise UserError(
                "Transitions, row '{state}': the probabilities sum to {sum}, expected 1; correct the row"
                " (probability may be missing from staying in the state).",
                state=state,
                sum=as_number(row.sum(), digits=10),
            )


def _row(shares: Floats) -> str:
    """The shares as YAML writes them."""
    return str(shares.tolist())


def forecast(start: Floats, chain: Chain, years: int) -> Floats:
    """Shares (or amounts) by state from year 0 to `years`: an array of years + 1 × states.

    >>> worn = chain_of([0.9, 1.0], ["good", "bad"], [1.0, 0.2], "example")
    >>> forecast(np.array([1.0, 0.0]), worn, 2).round(4).tolist()
    [[1.0, 0.0], [0.9, 0.1], [0.81, 0.19]]
    """
    path = np.empty((years + 1, len(chain.states)))
    path[0] = start
    for year in range(years):
        path[year + 1] = path[year] @ chain.transitions
    return path


def stationary(chain: Chain) -> Floats:
    """The distribution that a year no longer changes; raises UserError when there are several.

    A chain without repairs ends in its worst state; with them the distribution tells what the repairs keep.
    """
    size = len(chain.states)
    equations = np.vstack([chain.transitions.T - np.eye(size), np.ones(size)])
    if np.linalg.matrix_rank(equations, tol=1e-12) < size:
        raise UserError(
            "Transitions: the states fall into groups that never meet, so there is no single stationary"
            " distribution; give each group a chain of its own."
        )
    right = np.zeros(size + 1)
    right[-1] = 1.0
    found = np.linalg.lstsq(equations, right, rcond=None)[0]
    return np.asarray(np.maximum(found, 0.0) / np.maximum(found, 0.0).sum())
