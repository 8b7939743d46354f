"""The sentences of `core.sentences` under the names of the rooms that have not moved to it yet."""

from __future__ import annotations

from datetime import date

from voimavara.core import writing
from voimavara.core.language import Text, same
from voimavara.core.message import Writer
from voimavara.core.periods import Period
from voimavara.core.sentences import (
    Scale,
    count,
    inside_sentence,
    joined,
    listed,
    number_word,
    say,
    say_as,
    say_counted,
    sentences,
)  # fmt: skip

__all__ = [
    "Scale", "Written", "count", "day", "inside_sentence", "joined", "listed", "number_word", "plain",
    "same", "say", "say_as", "say_counted", "sentences", "span", "text",
]  # fmt: skip
Written = Writer


def text(value: Text) -> Written:
    """A text that is there in the languages already."""
    return value.within


def plain(value: object) -> Written:
    """The same in every language."""
    return lambda _: str(value)


def day(value: date) -> Written:
    """A date."""
    return lambda language: writing.day(value, language)


def span(value: Period) -> Written:
    """A period."""
    return value.within
