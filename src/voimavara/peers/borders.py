"""Municipalities on the borders of one year: merged ones count into those that they merged into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Merger:
    """One municipality that became part of another on a day."""

    merged: str
    into: str
    at: date


def successor(code: str, mergers: Sequence[Merger], year: int) -> str:
    """The municipality that the code's area belongs to at the end of the year."""
    for merger in sorted(mergers, key=lambda one: one.at):
        if merger.merged == code and merger.at.year <= year:
            code = merger.into
    return code


def on_borders(codes: Iterable[str], mergers: Sequence[Merger], year: int) -> tuple[str, ...]:
    """The municipalities that the codes are at the end of the year, each once, in order."""
    return tuple(sorted({successor(code, mergers, year) for code in codes}))


def parts_of(code: str, mergers: Sequence[Merger], borders: int, year: int) -> tuple[str, ...]:
    """The municipalities of `year` whose areas make up the municipality as it is on the later borders.

    >>> from datetime import date
    >>> joined = [Merger("301", "300", date(2016, 1, 1))]
    >>> parts_of("300", joined, borders=2019, year=2015), parts_of("300", joined, borders=2019, year=2016)
    (('300', '301'), ('300',))
    """
    gone = {merger.merged for merger in mergers if merger.at.year <= year}
    others = {merger.merged for merger in mergers if successor(merger.merged, mergers, borders) == code}
    return tuple(sorted(({code} | others) - gone))


def amount_on_borders(
    code: str,
    year: int,
    amounts: Mapping[str, Mapping[int, float]],
    mergers: Sequence[Merger],
    borders: int,
) -> float | tuple[str, ...]:
    """The year's amount on the later borders, or the municipalities whose amount is not known."""
    parts = parts_of(code, mergers, borders, year)
    lacking = tuple(part for part in parts if year not in amounts.get(part, {}))
    return lacking or sum(amounts[part][year] for part in parts)
