"""What a task gives back to the command line, and how long work reports while it goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.core.periods import Period

NOTHING_FOUND = Message("There is nothing to show.")


@dataclass(frozen=True, slots=True)
class Word:
    """A code for programs, the same in every language, and what people read in its place."""

    code: str
    said: Message | Text


Cell = str | int | float | date | Period | Word | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """How people read the numbers of a column: the unit, which its head tells, and how many decimals.

    A share from 0 to 1 whose unit is % is read in per cent.
    """

    unit: str = "1"
    decimals: int = 0


EUROS, PERCENT = Quantity("EUR"), Quantity("%")


def quoted(path: Path) -> str:
    """The path as it is written at a prompt."""
    return f'"{path}"' if " " in str(path) else str(path)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers, in the order they are shown.

    Programs get headers, numbers, codes, and dates in their ISO form, the same in every language. People
    read headers and words in their own, and numbers by the `quantities` of their columns. Columns of
    `sentences` stand below their row where there is no room beside it; those of `codes` are left out at a
    terminal, and so is one without a text in any row. `short` is what a terminal shows in place of all rows.

    `remarks` are sentences for people, told beside the table; `empty` is what they are told in its place
    where it has no rows.
    """

    headers: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    remarks: Sequence[str | Message] = ()
    empty: Message = NOTHING_FOUND
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    sentences: Sequence[str] = ()
    codes: Sequence[str] = ()
    short: Table | None = None
