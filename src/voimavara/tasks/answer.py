"""What a task gives back to the command line, and how long work reports while it goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from voimavara.core.message import Message

# What is done now, how much of it is done, and of how much (0 where that is not known).
Report = Callable[[str | Message, int, int], None]


def silent(_what: str | Message, _done: int, _of: int) -> None:
    """Report to nobody."""


NOTHING_FOUND = Message("There is nothing to show.")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a closed list: its code for programs, the same in every language, and what people read."""

    code: str
    said: Message


Cell = str | int | float | Word | None


def quoted(path: Path) -> str:
    """The path as it is written at a prompt."""
    return f'"{path}"' if " " in str(path) else str(path)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers, in the order they are shown; cells are text, numbers, closed words or nothing.

    Headers are the same in every language for programs; people see them, and closed words, in their own.
    `remarks` are sentences for people, told beside the table; `empty` is what they are told in its place
    where it has no rows.
    """

    headers: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    remarks: Sequence[str | Message] = ()
    empty: Message = NOTHING_FOUND
