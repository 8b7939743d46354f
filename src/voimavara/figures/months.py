"""Months as whole numbers in expressions, so that they can be counted and compared."""

from __future__ import annotations

from typing import Any


def month_of(value: Any) -> Any:
    """The index of the value's month since the year 0; months and years lie as such already."""
    if value.type().is_integer():
        return value
    return (value.year() * 12 + value.month() - 1).cast("int32")
