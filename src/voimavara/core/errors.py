"""What went wrong on the user's side, said in one sentence that can be acted on."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file, its line (from 1) and, in tables, its column.

    >>> str(Place("incoming/costs.csv", 212, "Summa €"))
    'incoming/costs.csv:212, Summa €'
    """

    file: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        line = "" if self.line is None else f":{self.line}"
        column = "" if self.column is None else f", {self.column}"
        return f"{self.file}{line}{column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in what somebody wrote: where, what is wrong, and what to do.

    >>> print(Problem(Place("indicators/a.yaml", 7), "there is no dataset 'cost'.", "did you mean 'costs'?"))
    indicators/a.yaml:7: there is no dataset 'cost'. Did you mean 'costs'?
    """

    place: Place
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        hint = f" {self.suggestion[0].upper()}{self.suggestion[1:]}" if self.suggestion else ""
        return f"{self.place}: {self.message}{hint}"


class UserError(Exception):
    """A fault that the user can mend; its text is the whole message, without a traceback."""


class ProgrammeError(UserError):
    """All the problems found in a programme at once, one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion that names the closest known word, or else all of them when they are few.

    >>> did_you_mean("property_cost", ["property_costs", "systems"])
    "did you mean 'property_costs'?"
    >>> did_you_mean("zzz", ["flow", "stock"])
    'use one of: flow, stock.'
    """
    names = sorted(known)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"use one of: {', '.join(names)}." if 0 < len(names) <= 12 else ""


def relative_to(path: Path, folder: Path) -> str:
    """The path as people name it: below the workspace where it lies there."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return path.as_posix()
