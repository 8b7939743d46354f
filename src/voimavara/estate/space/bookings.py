"""What is odd in bookings: they overlap, cross a change of clocks, or end before they start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

import pyarrow as pa

from voimavara.core.clocks import exists
from voimavara.estate.space.booked_hours import passing

DAY = timedelta(days=1)


class Oddity(StrEnum):
    """What is odd, and what follows: said in full by `Finding`."""

    OVERLAP = "overlap"  # counted once
    CLOCK_CHANGE = "clock_change"  # the hours that pass are counted
    NO_SUCH_TIME = "no_such_time"  # an hour that summer time skips; counted as the hour after it
    ENDS_FIRST = "ends_first"  # left out


class Booking(NamedTuple):
    """A booking of a space, in local time."""

    starts: datetime
    ends: datetime
    booking: str


@dataclass(frozen=True, slots=True)
class Finding:
    """An oddity of one booking, or of two that overlap, between two local times."""

    oddity: Oddity
    building: str
    space: str
    bookings: tuple[str, ...]
    starts: datetime
    ends: datetime

    def __str__(self) -> str:
        named = " and ".join(self.bookings)
        where = f"{self.building}, {self.space}, booking {named}: {self.starts:%Y-%m-%d %H:%M}"
        return (
            where
            + {
                Oddity.OVERLAP: f" to {self.ends:%H:%M} is booked twice, expected once; it counts once.",
                Oddity.CLOCK_CHANGE: (
                    f" to {self.ends:%Y-%m-%d %H:%M} has a change of clocks in it; it counts as the"
                    f" {passing(self.starts, self.ends) / timedelta(hours=1):g} h that pass."
                ),
                Oddity.NO_SUCH_TIME: (
                    " is an hour that summer time skips, expected one that exists; correct the booking."
                ),
                Oddity.ENDS_FIRST: (
                    f" ends at {self.ends:%Y-%m-%d %H:%M}, expected later; it is left out, correct it."
                ),
            }[self.oddity]
        )


def odd_bookings(bookings: pa.Table) -> tuple[Finding, ...]:
    """What is odd in a table of the dataset `space_bookings`, by building, space and time."""
    spaces: dict[tuple[str, str], list[Booking]] = defaultdict(list)
    for row in bookings.to_pylist():
        spaces[row["building"], row["space"]].append(Booking(row["starts"], row["ends"], row["booking"]))
    found = []
    for (building, space), own in spaces.items():
        for oddity, names, starts, ends in _oddities(sorted(own)):
            found.append(Finding(oddity, building, space, names, starts, ends))
    return tuple(
        sorted(found, key=lambda one: (one.building, one.space, one.starts, one.oddity, one.bookings))
    )


def _oddities(own: Sequence[Booking]) -> Iterator[tuple[Oddity, tuple[str, ...], datetime, datetime]]:
    lasting: list[Booking] = []
    for one in own:
        if one.ends <= one.starts:
            yield Oddity.ENDS_FIRST, (one.booking,), one.starts, one.ends
            continue
        for moment in (one.starts, one.ends):
            if not exists(moment):
                yield Oddity.NO_SUCH_TIME, (one.booking,), moment, moment
        if passing(one.starts, one.ends) != one.ends - one.starts:
            yield Oddity.CLOCK_CHANGE, (one.booking,), one.starts, one.ends
        lasting = [other for other in lasting if other.ends > one.starts]
        for other in lasting:
            yield Oddity.OVERLAP, (other.booking, one.booking), one.starts, min(other.ends, one.ends)
        lasting.append(one)
