"""A stock along ageing curves, year by year."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voimavara.estate.condition.parts import age_of
from voimavara.estate.simulation.chance import (
    POINTS,
    Runs,
    draws,
    keys_of,
    life_factors,
    streams_of,
)
from voimavara.estate.simulation.choice import Passes
from voimavara.estate.simulation.stock import Stock

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class CurveAgeing:
    """One run of a stock along its curves; with `runs` the lives are drawn anew at the start and at renewals.

    The condition at the start is known, so it is the same in all runs: a longer life makes the effective age
    longer too.
    """

    def __init__(self, stock: Stock, runs: Runs | None, run: int, passes: Passes) -> None:
        self.replacement, self.threshold, self._passes = stock.replacement, stock.threshold, passes
        self._classes, self._count = stock.classes.of, len(stock.classes.names)
        self._mean_life, self._wearing = stock.life, stock.wearing
        self._wearing_anew = stock.wearing_anew
        if self._wearing_anew is not None:
            self._wearing = stock.wearing.copy()
        self._life = stock.life.copy()
        self._streams = streams_of(keys_of(stock.names), runs.seed, run) if runs else None
        self._factors = life_factors(runs.shape) if runs and runs.shape else np.ones(1)
        self._drawn = np.zeros(stock.names.size, np.int64)
        self._draw_lives(np.arange(stock.names.size))
        self._age = stock.age * (self._life / stock.life)
        self.share = np.empty(stock.names.size)
        self.level = 0.0  # that the last lift reached: the next one looks near it
        passes.age_a_year(self._age, self._life, self._wearing, 0.0, self.share)

    @property
    def ended(self) -> npt.NDArray[np.bool_]:
        """Whether an object has come to the end of its life."""
        return self._age >= self._life

    def sums(self) -> tuple[Floats, Floats]:
        """Technical value and backlog (euros) of each class."""
        return self._passes.class_sums(
            self._classes, self._count, self.replacement, self.share, self.threshold
        )

    def a_year(self) -> None:
        """One more year passes."""
        self._passes.age_a_year(self._age, self._life, self._wearing, 1.0, self.share)

    def renew(self, rows: Ints) -> None:
        """The rows are new again, each with a life of its own."""
        self._draw_lives(rows)
        self._age[rows] = 0.0
        self.share[rows] = 1.0
        if self._wearing_anew is not None:
            self._wearing[rows] = self._wearing_anew[rows]

    def lift(self, level: float) -> Floats:
        """Lifts all to threshold + level, at most to new; euros by object."""
        self.level = level
        own = (self.replacement, self.share, self.threshold)
        euros = self._passes.lift(*own, level, self._age, self._life, self._wearing)
        if self._wearing_anew is not None:
            self._back_on_curve(self._wearing_anew, euros)
        return euros

    def _back_on_curve(self, anew: Floats, euros: Floats) -> None:
        """What had worn more than its curve does, and is lifted onto it, ages along it from then on."""
        onto = (euros > 0) & (self._wearing > anew) & (self.share >= 1.0 - anew)
        self._wearing[onto] = anew[onto]
        self._age[onto] = age_of(self.share[onto], self._life[onto], anew[onto])

    def _draw_lives(self, rows: Ints) -> None:
        if self._streams is None:
            return
        luck = draws(self._streams[rows], self._drawn[rows])
        self._life[rows] = self._mean_life[rows] * self._factors[(luck * POINTS).astype(np.int64)]
        self._drawn[rows] += 1
