"""Municipalities on the borders of a day: merged ones count into those that they became part of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Merger:
    """From a day on the one municipality is part of the other."""

    merged: str
    into: str
    at: date


def in_order(mergers: Iterable[Merger]) -> tuple[Merger, ...]:
    """The mergers, oldest first."""
    return tuple(sorted(mergers, key=lambda one: (one.at, one.merged)))


def successors(mergers: Iterable[Merger], day: date) -> dict[str, str]:
    """Where each merged municipality belongs on the day, through later mergers too."""
    into: dict[str, str] = {}
    for merger in in_order(mergers):
        if merger.at <= day:
            into = {old: merger.into if new == merger.merged else new for old, new in into.items()}
            into[merger.merged] = merger.into
    return into


def on_borders(codes: Iterable[str], mergers: Iterable[Merger], day: date) -> tuple[str, ...]:
    """The municipalities that the codes are on the day, each once, in order."""
    into = successors(mergers, day)
    return tuple(sorted({into.get(code, code) for code in codes}))


def parts_of(
    code: str, mergers: Sequence[Merger], borders: date, day: date, known: Callable[[str, date], bool]
) -> tuple[str, ...]:
    """The municipalities of `day` whose areas make up the municipality as it is on the later borders.

    A code into which several merged at once is a new one, and had no area of its own before, unless it is
    `known` that there is something of the code from before that day.

    >>> joined = [Merger("301", "300", date(2016, 1, 1))]
    >>> parts_of("300", joined, date(2019, 12, 31), date(2015, 12, 31), lambda code, day: False)
    ('300', '301')
    >>> new = [Merger("220", "710", date(2009, 1, 1)), Merger("835", "710", date(2009, 1, 1))]
    >>> parts_of("710", new, date(2019, 12, 31), date(2008, 12, 31), lambda code, day: False)
    ('220', '835')
    """
    gone = successors(mergers, day).keys()
    others = {old for old, new in successors(mergers, borders).items() if new == code}
    parts = ({code} | others) - gone
    return tuple(sorted(part for part in parts if not _founded_after(part, mergers, day, known)))


def _founded_after(
    code: str, mergers: Iterable[Merger], day: date, known: Callable[[str, date], bool]
) -> bool:
    days = Counter(merger.at for merger in mergers if merger.into == code)
    founded = min(days, default=day)
    return founded > day and days[founded] > 1 and not known(code, founded)


def amount_on_borders(
    code: str,
    year: int,
    amounts: Mapping[str, Mapping[int, float]],
    mergers: Sequence[Merger],
    borders: int,
) -> float | tuple[str, ...]:
    """The year's amount on the later borders, or the municipalities whose amount is not known."""

    def known(part: str, before: date) -> bool:
        return any(each < before.year for each in amounts.get(part, {}))

    parts = parts_of(code, mergers, date(borders, 12, 31), date(year, 12, 31), known)
    lacking = tuple(part for part in parts if year not in amounts.get(part, {}))
    return lacking or sum(amounts[part][year] for part in parts)
