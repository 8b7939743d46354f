"""A stock in condition states, year by year: how long a state lasts is drawn at once when it begins.

The number of years in a state is geometric, so this is exactly the yearly chain, with one draw a move
instead of one a year.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voimavara.estate.condition.backlog import shortfall
from voimavara.estate.simulation.arrays import class_totals
from voimavara.estate.simulation.chance import Runs, draws, keys_of, streams_of
from voimavara.estate.simulation.choice import Passes
from voimavara.estate.simulation.odds import Tables
from voimavara.estate.simulation.stock import ChainStock

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


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
        short = shortfall(self._tables.shares, self._tables.threshold[:, None])
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
