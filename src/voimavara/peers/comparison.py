"""Own growth among the peers: growth over a window, the median of the others, and how sure it is.

The amounts come as plain data, municipality → year → amount, and are first brought to the borders of the
window's last year. Growth is ln(end / start), shown as exp(growth) − 1, so that rises and falls weigh alike.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import exp, expm1, log
from statistics import median as median_of
from typing import Literal

from voimavara.core.missing import Missing, Reason
from voimavara.core.noise import above
from voimavara.core.periods import Period
from voimavara.figures.borders import Merger, amount_on_borders, on_borders
from voimavara.peers.bootstrap import median_interval, seed_of

Outcome = Literal["met", "not_met", "inconclusive"]
ByYear = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One municipality: its amounts by year, oldest first, and their log growth over the window."""

    code: str
    amounts: ByYear
    log_growth: float

    @property
    def growth(self) -> float:
        """Growth over the window; 0.08 is 8 %."""
        return expm1(self.log_growth)

    @property
    def index(self) -> ByYear:
        """Its amounts by year, the window's first year = 100."""
        first = self.amounts[0][1]
        return tuple((year, 100 * amount / first) for year, amount in self.amounts)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Own growth beside that of the others; `left_out` are peers without growth, and why.

    `outcome` is `judge` of the logs; `interval` is the 95 % interval of the median growth.
    """

    window: Period
    own: Member
    others: tuple[Member, ...]
    median_growth: float
    interval: tuple[float, float]
    outcome: Outcome
    median_index: ByYear
    left_out: tuple[tuple[str, Missing], ...] = ()

    @property
    def years(self) -> int:
        """Years from the window's first to its last."""
        return self.window.months // 12 - 1

    @property
    def own_growth(self) -> float:
        """The city's own growth."""
        return self.own.growth

    @property
    def rank(self) -> int:
        """The city's place from the lowest growth up; equal growths share the better place."""
        return 1 + sum(_is_above(self.own.log_growth, other.log_growth) for other in self.others)

    @property
    def higher(self) -> int:
        """In how many of the others growth was higher."""
        return sum(_is_above(other.log_growth, self.own.log_growth) for other in self.others)

    @property
    def of(self) -> int:
        """How many are compared, the city included."""
        return 1 + len(self.others)


def compare(
    own: str,
    members: Collection[str],
    amounts: Mapping[str, Mapping[int, float]],
    window: tuple[int, int],
    mergers: Sequence[Merger] = (),
) -> Comparison | Missing:
    """The comparison from the first to the last year of the window, or why there is none.

    `members` are the municipalities of the peer set; the own one may be among them.
    """
    codes = on_borders({*members, own}, mergers, Period.year(window[1]).last_day)
    found = {code: _member(code, amounts, window, mergers) for code in codes}
    mine = found.pop(own, Missing(Reason.NO_DATA, own))
    if isinstance(mine, Missing):
        return mine
    others = tuple(member for member in found.values() if isinstance(member, Member))
    if not others:
        return Missing(Reason.NO_DATA, f"{window[0]}..{window[1]}")
    seed = seed_of([other.code for other in others], window)
    median, low, high = median_interval([other.log_growth for other in others], seed)
    return Comparison(
        Period.years(*window),
        mine,
        others,
        expm1(median),
        (expm1(low), expm1(high)),
        judge(mine.log_growth, (low, high)),
        _median_index(others),
        tuple((code, why) for code, why in found.items() if isinstance(why, Missing)),
    )


def judge(own: float, interval: tuple[float, float]) -> Outcome:
    """The outcome of own growth against the median of the others, known by its interval.

    Met up to the interval's low end and not met above its high end, for there it is above or below wherever
    the median lies; in between it can't be told: inconclusive, which goes before met as everywhere. A tie
    with a median that is known for sure passes. A lower growth is never judged worse than a higher one.

    >>> judge(0.02, (0.06, 0.1)), judge(0.07, (0.06, 0.1)), judge(0.08, (0.08, 0.08))
    ('met', 'inconclusive', 'met')
    """
    low, high = interval
    if not _is_above(own, low):
        return "met"
    return "not_met" if _is_above(own, high) else "inconclusive"


def _is_above(one: float, other: float) -> bool:
    """Whether one log growth is above the other by more than noise, which is relative to the amounts."""
    return above(exp(one), exp(other)) > 0


def _member(
    code: str,
    amounts: Mapping[str, Mapping[int, float]],
    window: tuple[int, int],
    mergers: Sequence[Merger],
) -> Member | Missing:
    """The municipality on the borders of the window's last year; growth needs amounts above zero."""
    first, last = window
    found: list[tuple[int, float]] = []
    for year in range(first, last + 1):
        amount = amount_on_borders(code, year, amounts, mergers, last)
        if isinstance(amount, tuple):
            if year in window:
                return Missing(Reason.PARTLY, f"{year}")
            continue  # a year inside the window that lacks leaves a gap in the index, not in growth
        if amount <= 0 and year in window:
            return Missing(Reason.NOT_POSITIVE, f"{year}")
        found.append((year, amount))
    return Member(code, tuple(found), log(found[-1][1] / found[0][1]))


def _median_index(members: Sequence[Member]) -> ByYear:
    """The median of the members' indexes, year by year."""
    by_year: dict[int, list[float]] = {}
    for member in members:
        for year, value in member.index:
            by_year.setdefault(year, []).append(value)
    return tuple((year, median_of(values)) for year, values in sorted(by_year.items()))
