"""Where deviations from what was expected begin to lie above zero, and where they come back."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

SMALLEST = 1.0  # the least shift, in standard deviations, that months are asked about
BACK = 3.0  # log likelihood ratio, about 20 : 1, at which the shift is said to be over


def shifts(gaps: Floats, deviation: Floats, slack: float, alarm: float) -> tuple[tuple[int, int], ...]:
    """First and last places of the runs that lie above zero; NaN is not known and says nothing.

    Gaps and their standard deviations are in one unit. A cumulative sum of gap / deviation − slack raises
    the alarm (Page 1954, Biometrika 41); the run starts where the shift is likeliest to have come, and ends
    where months are likelier without it, even without half of it.

    >>> shifts(np.array([0.1, -0.2, 3, 4, 3, 0.1, -0.3, 0]), np.ones(8), 0.5, 5)
    ((2, 4),)
    """
    found = []
    places = np.flatnonzero(~np.isnan(gaps))
    gap, width = gaps[places], np.maximum(deviation[places], np.finfo(float).tiny)
    largest = alarm + slack  # one wild month raises the alarm; a wilder one says nothing more
    scores = np.clip(gap / width, -largest, largest)
    start = 0
    while (raised := _alarm(scores, start, slack, alarm)) is not None:
        begun, at = raised
        levels = {one: _level(gap, scores, width, slice(one, at + 1)) for one in range(begun, at + 1)}
        first = max(levels, key=lambda one: float(_gains(scores, levels[one])[one : at + 1].sum()))
        last = _last(_gains(scores, np.maximum(levels[first] / 2, SMALLEST)), at)
        found.append((int(places[first]), int(places[last])))
        start = last + 1
    return tuple(found)


def _alarm(scores: Floats, start: int, slack: float, alarm: float) -> tuple[int, int] | None:
    """Where the sum that reaches the alarm left zero, and where it reached it."""
    total, begun = 0.0, start
    for place in range(start, scores.size):
        if total == 0:
            begun = place
        total = max(0.0, total + float(scores[place]) - slack)
        if total >= alarm:
            return begun, place
    return None


def _gains(scores: Floats, level: Floats) -> Floats:
    """Log likelihood ratio of each month with and without the shift."""
    return level * (scores - level / 2)


def _level(gap: Floats, scores: Floats, width: Floats, run: slice) -> Floats:
    """The shift of a run, as each month would show it in its own standard deviations.

    A fault may add as much to each month (a leak) or as large a share (a ventilator that never stops): the
    smaller of the two, so that a month in which it is hard to see does not seem free of it.
    """
    level = np.minimum(np.median(gap[run]) / width, np.median(scores[run]))
    return np.maximum(level, SMALLEST)


def _last(gains: Floats, at: int) -> int:
    """The last place before months are likelier without the shift; the last of all if that is not shown."""
    against, last = 0.0, at
    for place in range(at + 1, gains.size):
        against = max(0.0, against - float(gains[place]))
        if against == 0:
            last = place
        elif against >= BACK:
            return last
    return gains.size - 1
