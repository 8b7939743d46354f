"""The same passes as in `arrays`, as loops that Numba compiles once and keeps on disk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from voimavara.estate.simulation.chance import FIRST, GAMMA, SECOND, UNIT
from voimavara.estate.simulation.odds import Moving, Tables

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Guide = npt.NDArray[np.int16]

BINS = 4096  # of relative condition, from −1 to 1
SLICES = 16  # of the objects, for threads; always the same, so that sums are
S30, S27, S31, S11, ONE = (np.uint64(number) for number in (30, 27, 31, 11, 1))


def age_a_year(age: Floats, life: Floats, wearing: Floats, years: float, share: Floats) -> None:
    """Adds the years to the ages and writes V/R into `share`."""
    _age(age, life, wearing, years, share)


def class_sums(
    classes: Ints, count: int, replacement: Floats, share: Floats, threshold: Floats
) -> tuple[Floats, Floats]:
    """Technical value and backlog (euros) of each class."""
    value, backlog = np.zeros(count), np.zeros(count)
    _sum(classes, replacement, share, threshold, value, backlog)
    return value, backlog


def lifting(replacement: Floats, share: Floats, threshold: Floats, level: float) -> tuple[float, float]:
    """Euros that lift everything to threshold + level (at most to new), and euros for a bit more of level."""
    need, slope = _lift(replacement, share, threshold, level)
    return float(need), float(slope)


def lift(
    replacement: Floats,
    share: Floats,
    threshold: Floats,
    level: float,
    age: Floats,
    life: Floats,
    wearing: Floats,
) -> Floats:
    """Lifts everything to threshold + level (at most to new), ages and V/R alike; euros by object."""
    euros = np.zeros(share.size)
    _raise(replacement, share, threshold, level, age, life, wearing, euros)
    return euros


def worst_first(relative: Floats, gain: Floats, need: float, at_least: bool) -> Ints:
    """Rows in order of `relative` (then of the register) until their gains reach the need.

    The rows are the same as `arrays.worst_first` gives, in another order: only the bin in which the need is
    reached has to be sorted.
    """
    if at_least and need <= 0:
        return np.empty(0, np.int64)
    before, taken, boundary = _bins(relative, gain, need, at_least)
    order = boundary[np.argsort(relative[boundary], kind="stable")]
    reached = before + np.cumsum(gain[order])
    side: Any = "left" if at_least else "right"
    last = int(np.searchsorted(reached, need, side)) + int(at_least)
    return np.concatenate([taken, order[:last]])


def advance(
    moving: Moving,
    classes: npt.NDArray[np.int16],
    replacement: Floats,
    year: int,
    tables: Tables,
    euros: Floats,
) -> None:
    """Moves what is due this year to its next state, draws how long it stays there, and keeps the sums."""
    _advance(*moving, classes, replacement, year, tables.moves, tables.ends, tables.guide, euros)


def walk(
    moving: Moving,
    classes: npt.NDArray[np.int16],
    replacement: Floats,
    tables: Tables,
    changes: Floats,
) -> None:
    """Moves every object through all its states to the end, and writes euros that come and go by year."""
    state, due, drawn, streams = moving

    def walk_slice(rows: slice) -> Floats:
        own = np.zeros_like(changes)
        moved = (state[rows], due[rows], drawn[rows], streams[rows])
        odds = (tables.moves, tables.ends, tables.guide)
        _walk(*moved, classes[rows], replacement[rows], *odds, own)
        return own

    size = -(-replacement.size // SLICES)
    with ThreadPoolExecutor() as pool:
        for own in pool.map(walk_slice, [slice(at * size, (at + 1) * size) for at in range(SLICES)]):
            changes += own


def stays(tables: Tables, kind: Ints, state: Ints, luck: Floats) -> Ints:
    """Years until the next move: 1 or more; more than the tables' years when it lies beyond them."""
    found = np.empty(luck.size, np.int64)
    _stays(tables.ends, tables.guide, kind, state, luck, found)
    return found


@njit(cache=True)
def _age(age: Floats, life: Floats, wearing: Floats, years: float, share: Floats) -> None:
    for row in range(age.size):
        age[row] += years
        worn = min(age[row] / life[row], 1.0)
        share[row] = 1.0 - wearing[row] * worn * worn


@njit(cache=True)
def _sum(
    classes: Ints, replacement: Floats, share: Floats, threshold: Floats, value: Floats, backlog: Floats
) -> None:
    for row in range(classes.size):
        kind = classes[row]
        value[kind] += replacement[row] * share[row]
        backlog[kind] += max(0.0, threshold[row] - share[row]) * replacement[row]


@njit(cache=True)
def _lift(replacement: Floats, share: Floats, threshold: Floats, level: float) -> tuple[float, float]:
    need, slope = 0.0, 0.0
    for row in range(share.size):
        wanted = min(threshold[row] + level, 1.0)
        if wanted > share[row]:
            need += replacement[row] * (wanted - share[row])
            if wanted < 1.0:
                slope += replacement[row]
    return need, slope


@njit(cache=True)
def _raise(
    replacement: Floats,
    share: Floats,
    threshold: Floats,
    level: float,
    age: Floats,
    life: Floats,
    wearing: Floats,
    euros: Floats,
) -> None:
    for row in range(share.size):
        wanted = min(threshold[row] + level, 1.0)
        if wanted > share[row]:
            euros[row] = replacement[row] * (wanted - share[row])
            worn = (1.0 - wanted) / wearing[row] if wearing[row] > 0 else 0.0
            age[row] = np.sqrt(min(max(worn, 0.0), 1.0)) * life[row]
            share[row] = wanted


@njit(cache=True)
def _bins(relative: Floats, gain: Floats, need: float, at_least: bool) -> tuple[float, Ints, Ints]:
    sums = np.zeros(BINS)
    for row in range(relative.size):
        if gain[row] > 0:
            sums[_bin(relative[row])] += gain[row]
    before, last = 0.0, 0
    while last < BINS - 1:
        after = before + sums[last]
        if after > need or (at_least and after >= need):
            break
        before, last = after, last + 1
    taken = np.empty(relative.size, np.int64)
    boundary = np.empty(relative.size, np.int64)
    below, inside = 0, 0
    for row in range(relative.size):
        if gain[row] > 0:
            own = _bin(relative[row])
            if own < last:
                taken[below] = row
                below += 1
            elif own == last:
                boundary[inside] = row
                inside += 1
    return before, taken[:below].copy(), boundary[:inside].copy()


@njit(cache=True)
def _bin(relative: float) -> int:
    return min(max(int((relative + 1.0) * (BINS // 2)), 0), BINS - 1)


@njit(cache=True)
def _draw(stream: np.uint64, number: int) -> float:
    mixed = stream + GAMMA * (np.uint64(number) + ONE)
    mixed = (mixed ^ (mixed >> S30)) * FIRST
    mixed = (mixed ^ (mixed >> S27)) * SECOND
    return ((mixed ^ (mixed >> S31)) >> S11) * UNIT


@njit(cache=True)
def _stay(ends: Floats, guide: Guide, kind: int, state: int, luck: float) -> int:
    year = int(guide[kind, state, int(luck * guide.shape[2])])
    while year < ends.shape[2] and luck >= ends[kind, state, year]:
        year += 1
    return year + 1


@njit(cache=True)
def _stays(ends: Floats, guide: Guide, kind: Ints, state: Ints, luck: Floats, found: Ints) -> None:
    for row in range(luck.size):
        found[row] = _stay(ends, guide, kind[row], state[row], luck[row])


@njit(cache=True)
def _next(moves: Floats, kind: int, state: int, luck: float) -> int:
    new = 0
    while luck >= moves[kind, state, new]:
        new += 1
    return new


@njit(cache=True)
def _advance(
    state: npt.NDArray[np.int8],
    due: npt.NDArray[np.int16],
    drawn: npt.NDArray[np.int32],
    streams: npt.NDArray[np.uint64],
    classes: npt.NDArray[np.int16],
    replacement: Floats,
    year: int,
    moves: Floats,
    ends: Floats,
    guide: Guide,
    euros: Floats,
) -> None:
    years = ends.shape[2]
    for row in range(due.size):
        if due[row] == year:
            kind, old = classes[row], state[row]
            new = _next(moves, kind, old, _draw(streams[row], drawn[row]))
            stay = _stay(ends, guide, kind, new, _draw(streams[row], drawn[row] + 1))
            state[row] = new
            drawn[row] += 2
            due[row] = 0 if stay > years else min(year + stay, years + 1)
            euros[kind, old] -= replacement[row]
            euros[kind, new] += replacement[row]


@njit(cache=True, nogil=True)
def _walk(
    state: npt.NDArray[np.int8],
    due: npt.NDArray[np.int16],
    drawn: npt.NDArray[np.int32],
    streams: npt.NDArray[np.uint64],
    classes: npt.NDArray[np.int16],
    replacement: Floats,
    moves: Floats,
    ends: Floats,
    guide: Guide,
    changes: Floats,
) -> None:
    years = ends.shape[2]
    for row in range(due.size):
        kind, now, year, number = classes[row], int(state[row]), int(due[row]), drawn[row]
        while 0 < year <= years:
            new = _next(moves, kind, now, _draw(streams[row], number))
            stay = _stay(ends, guide, kind, new, _draw(streams[row], number + 1))
            changes[year, kind, now] -= replacement[row]
            changes[year, kind, new] += replacement[row]
            now, number = new, number + 2
            year = 0 if stay > years else year + stay
        state[row], due[row], drawn[row] = now, 0, number
