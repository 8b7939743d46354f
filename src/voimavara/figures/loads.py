"""Which loads stand behind each figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np

from voimavara.core.periods import Period
from voimavara.figures.facts import Facts, Ints
from voimavara.figures.places import numbered
from voimavara.warehouse.load import Load


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
    """Whether a load has any of the rows at a place in a span of periods: spans × places × loads.

    The loads are bits, eight to a byte.
    """
    loads = facts.load[rows]
    if facts.month is None or facts.until is not None:
        packed = _packed(place, loads, (1, places), len(facts.loads))
        return np.broadcast_to(packed, (len(spans), *packed.shape[1:]))
    month = facts.month[rows] + lag
    earliest = int(month.min()) if len(month) else 0
    months, column = numbered(month - earliest, int(month.max(initial=earliest)) - earliest + 1)
    packed = _packed(column * places + place, loads, (len(months), places), len(facts.loads))
    months += earliest
    inside = np.zeros((len(spans), len(months)), bool)
    for number, span in enumerate(spans):
        for period in span:
            inside[number] |= (months + facts.step > period.first) & (months < period.end)
    if (inside.sum(axis=1) == 1).all():
        alone: Ints = packed[inside.argmax(axis=1)]
        return alone
    return np.array([np.bitwise_or.reduce(packed[chosen], axis=0) for chosen in inside])


def _packed(cell: Ints, load: Ints, shape: tuple[int, int], loads: int) -> Ints:
    """Which loads there are in each cell, as bits."""
    whole_bytes = -(-loads // 8)
    there = np.zeros((shape[0] * shape[1], whole_bytes * 8), bool)
    there[cell, load] = True
    return np.packbits(there).reshape(*shape, whole_bytes)


def load_sets(
    presences: Sequence[tuple[Facts, Ints]], always: Sequence[Load], shape: tuple[int, int]
) -> LoadSets:
    """The sets of loads, from where each dataset's loads are present and the registers' loads."""
    if not any(facts.loads for facts, _ in presences) or not all(shape):
        return LoadSets(np.zeros(shape, np.int64), (tuple(always),))
    packed = np.concatenate([bits for _, bits in presences], axis=2).reshape(shape[0] * shape[1], -1)
    index = np.zeros(len(packed), np.int64)
    for bits in packed.T:  # byte by byte, so that no sorting is needed
        used, index = numbered(index * 256 + bits, (int(index.max()) + 1) * 256)
    first = np.zeros(len(used), np.int64)
    first[index[::-1]] = np.arange(len(index))[::-1]
    sets = (tuple(_present(presences, bits)) for bits in packed[first])
    return LoadSets(index.reshape(shape[1], shape[0]).T, tuple((*known, *always) for known in sets))


def _present(presences: Sequence[tuple[Facts, Ints]], bits: Ints) -> Iterator[Load]:
    """The loads whose bits are set."""
    for facts, packed in presences:
        own, bits = np.split(bits, [packed.shape[2]])
        yield from compress(facts.loads, np.unpackbits(own, count=len(facts.loads)))
