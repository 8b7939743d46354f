"""Absent is never zero: a value that is not there says why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why there is no value. Shown to people through the message catalogue."""

    NO_DATA = "no_data"  # nothing has been received that speaks of the period
    PARTLY = "partly"  # some months of the period have no rows
    ZERO_DENOMINATOR = "zero_denominator"
    NOT_POSITIVE = "not_positive"  # a growth or index needs amounts above zero
    BREAK = "break"  # a break in the series lies inside the window
    HIDDEN = "hidden"  # so few people that a figure would tell who they are
    NOT_PUBLISHED = "not_published"  # the source has not been published yet


@dataclass(frozen=True, slots=True)
class Missing:
    """The absence of a value, with its reason and what would be needed, e.g. `2019-07, 2019-08`."""

    reason: Reason
    detail: str = ""
