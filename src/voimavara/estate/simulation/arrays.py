"""The passes over all objects in plain NumPy: nothing to compile, quick enough for one city."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voimavara.estate.condition.backlog import shortfall
from voimavara.estate.condition.parts import age_of
from voimavara.estate.simulation.chance import draws
from voimavara.estate.simulation.odds import Moving, Tables

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def age_a_year(age: Floats, life: Floats, wearing: Floats, years: float, share: Floats) -> None:
    """Adds the years to the ages and writes V/R into `share`."""
    age += years
    worn = np.minimum(age / life, 1.0)
    np.subtract(1.0, wearing * worn * worn, out=share)


def class_sums(
    classes: Ints, count: int, replacement: Floats, share: Floats, threshold: Floats
) -> tuple[Floats, Floats]:
    """Technical value and backlog (euros) of each class."""
    backlog = shortfall(share, threshold) * replacement
    return class_totals(classes, replacement * share, count), class_totals(classes, backlog, count)


def class_totals(classes: Ints, amounts: Floats, count: int) -> Floats:
    """The amounts summed in each class."""
    totals: Floats = np.bincount(classes, amounts, minlength=count).astype(np.float64, copy=False)
    return totals


def lifting(replacement: Floats, share: Floats, threshold: Floats, level: float) -> tuple[float, float]:
    """Euros that lift everything to threshold + level (at most to new), and euros for a bit more of level."""
    wanted = np.minimum(threshold + level, 1.0)
    short = wanted > share
    return (
        float((replacement * (wanted - share))[short].sum()),
        float(replacement[short & (wanted < 1.0)].sum()),
    )


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
    wanted = np.minimum(threshold + level, 1.0)
    rows = np.flatnonzero(wanted > share)
    euros = np.zeros(share.size)
    euros[rows] = replacement[rows] * (wanted[rows] - share[rows])
    age[rows] = age_of(wanted[rows], life[rows], wearing[rows])
    share[rows] = wanted[rows]
    return euros


def worst_first(relative: Floats, gain: Floats, need: float, at_least: bool) -> Ints:
    """Rows in order of `relative` (then of the register) until their gains reach the need.

    `at_least`: the row that reaches it is in; otherwise the gains stay within the need. Rows without any
    gain are not taken.
    """
    rows = np.flatnonzero(gain > 0)
    rows = rows[np.argsort(relative[rows], kind="stable")]
    reached = np.cumsum(gain[rows])
    if at_least:
        return rows[: int(np.searchsorted(reached, need, "left")) + 1] if need > 0 else rows[:0]
    return rows[: int(np.searchsorted(reached, need, "right"))]


def advance(
    moving: Moving,
    classes: npt.NDArray[np.int16],
    replacement: Floats,
    year: int,
    tables: Tables,
    euros: Floats,
) -> None:
    """Moves what is due this year to its next state, draws how long it stays there, and keeps the sums."""
    state, due, *_ = moving
    rows = np.flatnonzero(due == year)
    if not rows.size:
        return
    kind, old = classes[rows].astype(np.int64), state[rows].astype(np.int64)
    _move(rows, kind, old, np.full(rows.size, year), moving, tables)
    np.subtract.at(euros, (kind, old), replacement[rows])
    np.add.at(euros, (kind, state[rows]), replacement[rows])


def _move(
    rows: Ints,
    kind: Ints,
    old: Ints,
    year: npt.NDArray[np.integer],
    moving: Moving,
    tables: Tables,
) -> None:
    state, due, drawn, streams = moving
    luck = draws(streams[rows], drawn[rows].astype(np.int64))
    new = (luck[:, None] >= tables.moves[kind, old]).sum(axis=1)
    luck = draws(streams[rows], drawn[rows].astype(np.int64) + 1)
    staying = stays(tables, kind, new, luck)
    state[rows], drawn[rows] = new, drawn[rows] + 2
    due[rows] = np.where(staying > tables.years, 0, np.minimum(year + staying, tables.years + 1))


def walk(
    moving: Moving,
    classes: npt.NDArray[np.int16],
    replacement: Floats,
    tables: Tables,
    changes: Floats,
) -> None:
    """Moves every object through all its states to the end, and writes euros that come and go by year."""
    state, due, *_ = moving
    rows = np.flatnonzero(due)
    while (rows := rows[(due[rows] > 0) & (due[rows] <= tables.years)]).size:
        kind, old, year = classes[rows].astype(np.int64), state[rows].astype(np.int64), due[rows].copy()
        _move(rows, kind, old, year, moving, tables)
        np.subtract.at(changes, (year, kind, old), replacement[rows])
        np.add.at(changes, (year, kind, state[rows]), replacement[rows])


def stays(tables: Tables, kind: Ints, state: Ints, luck: Floats) -> Ints:
    """Years until the next move: 1 or more; more than the tables' years when it lies beyond them."""
    found = np.empty(luck.size, np.int64)
    size = tables.ends.shape[1]
    for pair in np.unique(kind * size + state):
        own = kind * size + state == pair
        found[own] = 1 + np.searchsorted(tables.ends[pair // size, pair % size], luck[own], "right")
    return found
