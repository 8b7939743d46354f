"""What went wrong on the user's side, said in one sentence that can be acted on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from voimavara.core.language import Language
from voimavara.core.message import Message, as_message

_FEW = 12  # words that can be listed in a sentence
NOTHING = Message("")


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


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in what somebody wrote: where, what is wrong, and what to do.

    >>> print(Problem(Place("indicators/a.yaml", 7), "there is no dataset 'cost'.", "did you mean 'costs'?"))
    indicators/a.yaml:7: there is no dataset 'cost'. Did you mean 'costs'?
    """

    place: Place
    message: str | Message
    suggestion: str | Message = ""

    def within(self, language: Language) -> str:
        """The sentence and its suggestion; both in English unless the language has both."""
        message, suggestion = as_message(self.message), as_message(self.suggestion)
        if not (message.is_written_in(language) and suggestion.is_written_in(language)):
            language = "en"
        hint = suggestion.within(language)
        return f"{self.place}: {message.within(language)}{f' {hint[0].upper()}{hint[1:]}' if hint else ''}"

    def __str__(self) -> str:
        return self.within("en")


class UserError(Exception):
    """A fault that the user can mend; its text is the whole message, without a traceback.

    It is built from a message of the catalogues and what goes into its named places, so that it can be told
    in any language. A text without values is told as it is.

    >>> print(UserError("{file}: there is no such file.", file="a.csv"))
    a.csv: there is no such file.
    """

    def __init__(self, text: str | Message, /, **values: object) -> None:
        self.message = text if isinstance(text, Message) else Message.of(text, **values)
        super().__init__(self.message.within("en"))

    def within(self, language: Language) -> str:
        """The whole message in the language; in English where it has not been translated."""
        return self.message.within(language)


class StopError(UserError):
    """A fault after which nothing more can be done: another run is at work, or the disk is full."""


class ProgrammeError(UserError):
    """All the problems found in a programme at once, one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(Message("\n".join(str(problem) for problem in self.problems)))

    def within(self, language: Language) -> str:
        """A line a problem, each in the language."""
        return "\n".join(problem.within(language) for problem in self.problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file and line."""
    return tuple(sorted(problems, key=lambda each: (each.place.file, each.place.line or 0, str(each))))


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one; None where none is like it."""
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.6)), None)


def did_you_mean(word: str, known: Iterable[str]) -> Message:
    """A suggestion that names the closest known word, or else all of them when they are few.

    >>> did_you_mean("property_cost", ["property_costs", "systems"]).within("en")
    "did you mean 'property_costs'?"
    >>> did_you_mean("zzz", ["flow", "stock"]).within("en")
    'use one of: flow, stock.'
    """
    names = sorted(known)
    if meant := closest(word, names):
        return Message.of("did you mean '{word}'?", word=meant)
    if 0 < len(names) <= _FEW:
        return Message.of("use one of: {words}.", words=", ".join(names))
    return NOTHING


def hinted(message: Message, hint: Message) -> Message:
    """The message, and after it what to do where that is known.

    >>> print(hinted(Message("there is no source 'a'"), Message("did you mean 'b'?")))
    there is no source 'a'; did you mean 'b'?
    """
    return Message.of("{message}; {hint}", message=message, hint=hint) if hint else message


def relative_to(path: Path, folder: Path) -> str:
    """The path as people name it: below the workspace where it lies there."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return path.as_posix()
