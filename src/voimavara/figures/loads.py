"""Which loads stand behind each figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from voimavara.figures.facts import Facts, Ints
from voimavara.warehouse.load import Load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voimavara.core.periods import Period


@dataclass(frozen=True)
class LoadSets:
    """For each place and period the number of a set of loads."""

    index: Ints
    sets: tuple[tuple[Load, ...], ...]

    def at(self, place: int, period: int) -> tuple[Load, ...]:
        """The loads behind the figure."""
        return self.sets[self.index[place, period]]


def presence(
    facts: Facts, rows: Ints, place: Ints, places: int, spans: Sequence[tuple[Period, ...]], lag: int = 0
) -> Ints:
    """Whether a load has any of the rows at a place in a span of periods: spans × places × loads."""
    loads = len(facts.loads)
    if facts.month is None or facts.until is not None:
        there = np.zeros((places, loads), bool)
        there[place, facts.load[rows]] = True
        return np.broadcast_to(there, (len(spans), places, loads))
    month = facts.month[rows] + lag
    months, column = np.unique(month, return_inverse=True)
    cells = np.zeros((len(months), places, loads), bool)
    cells[column, place, facts.load[rows]] = True
    inside = np.zeros((len(spans), len(months)), bool)
    for number, span in enumerate(spans):
        for period in span:
            inside[number] |= (months + facts.step > period.first) & (months < period.end)
    if (inside.sum(axis=1) == 1).all():
        alone: Ints = cells[inside.argmax(axis=1)]
        return alone
    return np.array([cells[chosen].any(axis=0) for chosen in inside])


def load_sets(
    presences: Sequence[tuple[Facts, Ints]],
    always: Sequence[Load],
    shape: tuple[int, int],
    memo: dict[Any, LoadSets],
) -> LoadSets:
    """The sets of loads, from where each dataset's loads are present and the registers' loads."""
    loads = [load for facts, _ in presences for load in facts.loads]
    if not loads or not all(shape):
        return LoadSets(np.zeros(shape, np.int64), (tuple(always),))
    there = np.concatenate([cells for _, cells in presences], axis=2).swapaxes(0, 1)
    packed = np.packbits(there, axis=2).reshape(shape[0] * shape[1], -1)
    key = (packed.tobytes(), shape, *(load.id for load in (*loads, *always)))
    if key not in memo:
        memo[key] = _numbered_sets(there, packed, loads, always)
    return memo[key]


def _numbered_sets(there: Ints, packed: Ints, loads: Sequence[Load], always: Sequence[Load]) -> LoadSets:
    alike = np.ascontiguousarray(packed).view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, index = np.unique(alike, return_index=True, return_inverse=True)
    cells = there.reshape(len(alike), -1)[first]
    sets = (tuple(load for load, flag in zip(loads, cell, strict=True) if flag) for cell in cells)
    return LoadSets(index.reshape(there.shape[:2]), tuple((*known, *always) for known in sets))
