"""A stock in condition states, year by year: how long a state lasts is drawn at once when it begins.

The number of years in a state is geometric, so this is exactly the yearly chain, with one draw a move
instead of one a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voimavara.estate.simulation.arrays import class_totals
from voimavara.estate.simulation.chance import Runs, draws, keys_of, streams_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from voimavara.estate.simulation.choosing import Passes
    from voimavara.estate.simulation.stock import ChainStock

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]


GUIDE = 256


@dataclass(frozen=True)
class Tables:
    """By class and state: the odds (cumulated) of ending within 1, 2 … years, of the next state; and V/R.

    By class also the threshold of V/R and the worst state. `guide` tells where among the ends to begin to
    look for a draw: for each of GUIDE equal slices of 0 to 1, the first end above the slice's beginning.
    """

    years: int
    ends: Floats
    guide: npt.NDArray[np.int16]
    moves: Floats
    shares: Floats
    threshold: Floats
    worst: Ints


def tables_of(stock: ChainStock, years: int) -> Tables:
    """The tables of the stock's chains, over so many years."""
    chains = [stock.chains[name] for name in stock.classes.names]
    size = max(len(chain.states) for chain in chains)
    ends = np.zeros((len(chains), size, years))
    moves = np.ones((len(chains), size, size))
    shares = np.zeros((len(chains), size))
    for number, chain in enumerate(chains):
        own = len(chain.states)
        stay = np.diag(chain.transitions)
        ends[number, :own] = 1.0 - stay[:, None] ** np.arange(1, years + 1)
        leaving = chain.transitions - np.diag(stay)
        total = leaving.sum(axis=1, keepdims=True)
        odds = np.divide(leaving, total, out=np.zeros_like(leaving), where=total > 0)
        moves[number, :own, :own] = np.cumsum(odds, axis=1)
        for state in range(own):
            last = np.flatnonzero(odds[state])
            moves[number, state, last[-1] if last.size else 0 :] = 1.0
        shares[number, :own] = chain.shares
    threshold = np.array([stock.threshold[name] for name in stock.classes.names])
    worst = np.array([len(chain.states) - 1 for chain in chains])
    slices = np.arange(GUIDE) / GUIDE
    guide = np.apply_along_axis(np.searchsorted, 2, ends, slices, side="right").astype(np.int16)
    return Tables(years, ends, guide, moves, shares, threshold, worst)


class ChainAgeing:
    """One run of a stock in condition states."""

    def __init__(self, stock: ChainStock, tables: Tables, runs: Runs, run: int, passes: Passes) -> None:
        self.replacement, self._passes, self._tables = stock.replacement, passes, tables
        self._classes = stock.classes.of.astype(np.int16)
        self._state = stock.state.astype(np.int8)
        self._streams = streams_of(keys_of(stock.names), runs.seed, run)
        self._drawn = np.zeros(stock.names.size, np.int32)
        self._due = np.zeros(stock.names.size, np.int16)
        self._moving = (self._state, self._due, self._drawn, self._streams)
        cells = stock.classes.of * tables.shares.shape[1] + self._state
        totals = class_totals(cells, stock.replacement, tables.shares.size)
        self.euros = totals.reshape(tables.shares.shape)
        self._year = 0
        self._draw_stay(np.arange(stock.names.size))

    @property
    def share(self) -> Floats:
        """V/R of each object."""
        return self._tables.shares[self._classes, self._state]

    @property
    def threshold(self) -> Floats:
        """The threshold of each object's V/R."""
        return self._tables.threshold[self._classes]

    @property
    def ended(self) -> npt.NDArray[np.bool_]:
        """Whether an object is in its class's worst state."""
        return np.asarray(self._state == self._tables.worst[self._classes])

    def sums(self) -> tuple[Floats, Floats]:
        """Technical value and backlog (euros) of each class."""
        return self._summed(self.euros)

    def untouched(self) -> tuple[Floats, Floats]:
        """Technical value and backlog by year and class to the end when nothing is ever done.

        The same as year after year gives, object after object: nothing waits for the others.
        """
        changes = np.zeros((self._tables.years + 1, *self.euros.shape))
        changes[0] = self.euros
        self._passes.walk(self._moving, self._classes, self.replacement, self._tables, changes)
        return self._summed(np.cumsum(changes, axis=0))

    def _summed(self, euros: Floats) -> tuple[Floats, Floats]:
        short = np.maximum(0.0, self._tables.threshold[:, None] - self._tables.shares)
        return (euros * self._tables.shares).sum(axis=-1), (euros * short).sum(axis=-1)

    def a_year(self) -> None:
        """One more year passes."""
        self._year += 1
        own = (self._moving, self._classes, self.replacement)
        self._passes.advance(*own, self._year, self._tables, self.euros)

    def renew(self, rows: Ints) -> None:
        """The rows are in the best state again."""
        kind = self._classes[rows]
        np.subtract.at(self.euros, (kind, self._state[rows]), self.replacement[rows])
        np.add.at(self.euros, (kind, np.zeros_like(kind)), self.replacement[rows])
        self._state[rows] = 0
        self._draw_stay(rows)

    def _draw_stay(self, rows: Ints) -> None:
        luck = draws(self._streams[rows], self._drawn[rows].astype(np.int64))
        kind, state = self._classes[rows].astype(np.int64), self._state[rows].astype(np.int64)
        staying = self._passes.stays(self._tables, kind, state, luck)
        years = self._tables.years
        self._due[rows] = np.where(staying > years, 0, np.minimum(self._year + staying, years + 1))
        self._drawn[rows] += 1
