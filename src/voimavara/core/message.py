"""A sentence kept as its message and values, so that it can be written in any language later.

Whatever stands in a place of a sentence is written by `written`: in errors, verdicts, charts and answers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isfinite
from operator import itemgetter
from typing import Protocol, TypeGuard

from voimavara.core.language import Language, Text, gettext, in_all, is_translated
from voimavara.core.writing import day, number

Writer = Callable[[Language], str]  # a value that writes itself, with its unit and decimals say


class Told(Protocol):
    """Whatever can be told in a language: a text, another message, a period."""

    def within(self, language: Language) -> str:
        """It as the language writes it."""


Value = str | int | Decimal | date | Told


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the catalogues (in English) and what goes into its named places.

    A message without values is told as it is, so that its text may hold braces. A value may be a message
    itself; where the language lacks one of them, all are told in English, never mixed.

    >>> Message.of("at most {most}", most=Decimal("1200.5")).within("en")
    'at most 1,200.5'
    """

    text: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, text: str, /, **values: object) -> Message:
        """The message with its values; one of another type is written as Python writes it."""
        kept = {name: value if _is_value(value) else str(value) for name, value in values.items()}
        return cls(text, tuple(sorted(kept.items(), key=itemgetter(0))))

    def within(self, language: Language) -> str:
        """The sentence in the language; numbers and dates as the language writes them."""
        if not self.is_written_in(language):
            language = "en"
        text = gettext(language, self.text)
        return filled(text, dict(self.values), language) if self.values else text

    def is_written_in(self, language: Language) -> bool:
        """Whether the catalogues of the language have the message, and those among its values."""
        parts = (value for _, value in self.values if isinstance(value, Message))
        return is_translated(language, self.text) and all(part.is_written_in(language) for part in parts)

    def __str__(self) -> str:
        return self.within("en")

    def __bool__(self) -> bool:
        return bool(self.text)

    def in_all(self) -> Text:
        """The sentence in every language."""
        return in_all(self.within)

    def to_json(self) -> str:
        """One line that `from_json` reads back."""
        return json.dumps([self.text, [[name, *_stored(value)] for name, value in self.values]])

    @classmethod
    def from_json(cls, line: str) -> Message:
        """The message that `to_json` wrote."""
        text, values = json.loads(line)
        return cls(text, tuple((name, _restored(kind, stored)) for name, kind, stored in values))


def as_number(value: float, digits: int = 6) -> Decimal | str:
    """A number with so many significant digits, and all those before the point, for a place of a message.

    >>> Message.of("at most {most}", most=as_number(1200.54321)).within("en")
    'at most 1,200.54'
    """
    written = f"{value:.0f}" if abs(value) >= 10**digits else f"{value:.{digits}g}"
    return Decimal(written) if isfinite(value) else written


def _is_value(value: object) -> TypeGuard[Value]:
    return isinstance(value, (str, int, Decimal, date)) or callable(getattr(value, "within", None))


def as_message(text: str | Message) -> Message:
    """A message of the text alone; one that is a message already stays as it is."""
    return text if isinstance(text, Message) else Message(text)


def filled(text: str, values: Mapping[str, Value | Writer], language: Language) -> str:
    """The text, which is in the language, with the values in its places."""
    return text.format(**{name: written(value, language) for name, value in values.items()})


def written(value: Value | Writer, language: Language) -> str:
    """The value as the language writes it; whole numbers as they are, for they may be years or lines."""
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Decimal):
        exponent = value.normalize().as_tuple().exponent
        return number(float(value), language, max(0, -exponent) if isinstance(exponent, int) else 0)
    if isinstance(value, (str, int)):
        return str(value)
    return value(language) if callable(value) else value.within(language)


def _stored(value: Value) -> tuple[str, object]:
    if isinstance(value, Message):
        return "message", value.to_json()
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, Decimal):
        return "number", str(value)
    if isinstance(value, (str, int)):
        return ("whole", value) if isinstance(value, int) else ("words", value)
    return "text", in_all(value.within).model_dump()


def _restored(kind: str, stored: object) -> Value:
    if kind == "message":
        return Message.from_json(str(stored))
    if kind == "text":
        return Text.model_validate(stored)
    if kind == "date":
        return date.fromisoformat(str(stored))
    if kind == "number":
        return Decimal(str(stored))
    return stored if isinstance(stored, int) else str(stored)
