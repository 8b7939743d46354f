"""What a task gives back to the command line, and how long work reports while it goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

# What is done now, how much of it is done, and of how much (0 where that is not known).
Report = Callable[[str, int, int], None]


def silent(_what: str, _done: int, _of: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers, in the order they are shown; cells are text, numbers or nothing.

    `remarks` are sentences for people, told beside the table.
    """

    headers: tuple[str, ...]
    rows: Sequence[tuple[str | int | float | None, ...]]
    remarks: Sequence[str] = ()
