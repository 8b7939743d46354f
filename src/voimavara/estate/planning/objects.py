"""The objects that a plan can speak of, and how their condition goes on with and without works."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.estate.condition.parts import age_of, value_share

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]


@dataclass(frozen=True)
class PlanObjects:
    """The objects that a plan can speak of, in arrays; a pipe is in order until its life ends.

    `wearing` is the share that wears, or what was seen to have worn if more; `wearing_anew` is that of the
    curve, along which an object ages after a work.
    """

    ids: tuple[str, ...]
    kinds: Names
    classes: Names
    sectors: Names
    replacement: Floats
    condition: Floats
    threshold: Floats
    age: Floats
    life: Floats
    wearing: Floats
    wearing_anew: Floats
    heat: Floats

    @property
    def size(self) -> int:
        """How many objects there are."""
        return len(self.ids)

    def untouched(self, present: int, years: Sequence[int]) -> Floats:
        """The condition in each year when nothing is done: objects × years."""
        return self._at(self.age[:, None] + (np.array(years) - present)[None, :], self.wearing)

    def renewed(self, to: float, years: int) -> Floats:
        """The condition in each year after a work that leaves it so good: objects × years."""
        start = np.where(
            self.kinds == "pipe", 0.0, age_of(np.full(self.size, to), self.life, self.wearing_anew)
        )
        return self._at(start[:, None] + np.arange(years)[None, :], self.wearing_anew)

    def with_works(
        self, untouched: Floats, works: Iterable[tuple[int, float, int]]
    ) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """The condition in each year after works, and which objects have one.

        A work is an object's number, the condition that it leaves, and the number of its year.
        """
        after, worked = untouched.copy(), np.zeros(self.size, dtype=np.bool_)
        years = untouched.shape[1]
        renewed: dict[float, Floats] = {}
        for number, to, at in works:
            if 0 <= at < years:
                if to not in renewed:
                    renewed[to] = self.renewed(to, years)
                after[number, at:] = renewed[to][number, : years - at]
                worked[number] = True
        return after, worked

    def _at(self, age: Floats, wearing: Floats) -> Floats:
        """The condition at ages (objects × years)."""
        curve = value_share(age, self.life[:, None], wearing[:, None])
        return np.where((self.kinds == "pipe")[:, None], np.where(age > self.life[:, None], 0.0, 1.0), curve)
