"""A sentence kept as its message and values, so that it can be written in any language later."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from voimavara.core.language import Language, Text, gettext, in_all
from voimavara.core.writing import day, number

Value = str | int | Decimal | date | Text


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the catalogues (in English) and what goes into its named places.

    >>> Message.of("at most {most}", most=Decimal("1200.5")).within("en")
    'at most 1,200.5'
    """

    text: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, text: str, **values: Value) -> Message:
        """The message with its values."""
        return cls(text, tuple(sorted(values.items())))

    def within(self, language: Language) -> str:
        """The sentence in the language; numbers and dates as the language writes them."""
        filled = {name: _written(value, language) for name, value in self.values}
        return gettext(language, self.text).format(**filled)

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


def _written(value: Value, language: Language) -> str:
    if isinstance(value, Text):
        return value.within(language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Decimal):
        exponent = value.normalize().as_tuple().exponent
        return number(float(value), language, max(0, -exponent) if isinstance(exponent, int) else 0)
    return str(value)


def _stored(value: Value) -> tuple[str, object]:
    if isinstance(value, Text):
        return "text", value.model_dump()
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, Decimal):
        return "number", str(value)
    return ("whole", value) if isinstance(value, int) else ("words", value)


def _restored(kind: str, stored: object) -> Value:
    if kind == "text":
        return Text.model_validate(stored)
    if kind == "date":
        return date.fromisoformat(str(stored))
    if kind == "number":
        return Decimal(str(stored))
    return stored if isinstance(stored, int) else str(stored)
