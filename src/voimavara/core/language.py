"""The languages, in one table; text in them, and the message catalogues for the product's own words.

A language is a line of `RULES` and its catalogues, `locale/CODE/*.po`: nothing else names it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Annotated, Any

from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from pydantic import ConfigDict, GetPydanticSchema, create_model
from pydantic_core import core_schema


@dataclass(frozen=True, slots=True)
class Rules:
    """What a language calls itself and how it writes; separators, months and plurals are those of `locale`.

    `day` puts a date together from day, month, month_name and year; `clock` stands between hours and minutes;
    `owned` is a number in digits in the genitive; `year_words` may stand before a year in a file. With
    `euro_first` the sign stands before the number, with `percent_close` no space before the per cent; where
    units are `spoken`, a slash before a word is read as `per`, and the word below it has a form of its own.
    """

    name: str
    locale: str
    day: str = "{day}.{month}.{year}"
    clock: str = "."
    owned: str = "{number}"
    year_words: tuple[str, ...] = ()
    euro_first: bool = False
    percent_close: bool = False
    spoken: bool = False


RULES = {
    "fi": Rules("Suomi", "fi_FI", owned="{number}:n", year_words=("v.", "v", "vuosi")),
    "sv": Rules("Svenska", "sv_FI", year_words=("år",)),
    "en": Rules(
        "English",
        "en_GB",
        day="{day}\u00a0{month_name}\u00a0{year}",
        clock=":",
        year_words=("year",),
        euro_first=True,
        percent_close=True,
        spoken=True,
    ),
}
LOCALE = Path(__file__).parent.parent / "locale"
LANGUAGES: tuple[str, ...] = tuple(RULES)
SOURCE = "en"  # of the messages themselves, so that it needs no catalogue
# A code of the table; whatever reads one from outside refuses others.
Language = Annotated[str, GetPydanticSchema(lambda _type, _handler: core_schema.literal_schema([*LANGUAGES]))]

_FIELDS: dict[str, Any] = dict.fromkeys(LANGUAGES, (str, ""))
_ByLanguage = create_model("_ByLanguage", **_FIELDS)


class Text(_ByLanguage):
    """One text in up to all the languages; a missing one is empty and shown as missing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def only(self, language: Language) -> str:
        """The text in the language; empty where it is missing."""
        return str(getattr(self, language))

    def within(self, language: Language) -> str:
        """The text in the language, or the first there is with its language marked: `[fi] Tavoite`."""
        own = self.only(language)
        if own:
            return own
        return next((f"[{other}] {text}" for other in LANGUAGES if (text := self.only(other))), "")

    @property
    def missing(self) -> tuple[Language, ...]:
        """The languages it lacks."""
        return tuple(language for language in LANGUAGES if not self.only(language))

    def __bool__(self) -> bool:
        return any(self.only(language) for language in LANGUAGES)


@cache
def _messages(language: Language) -> dict[tuple[str, str | None], tuple[str, ...]]:
    """All messages of a language, from every catalogue (one a part of the product)."""
    found: dict[tuple[str, str | None], tuple[str, ...]] = {}
    for path in sorted((LOCALE / language).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, abort_invalid=True)
        for message in catalogue:
            forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
            if message.id and not message.fuzzy and forms and all(forms):
                key = message.id if isinstance(message.id, str) else message.id[0]
                found[key, message.context] = tuple(str(form) for form in forms)
    return found


def gettext(language: Language, message: str, context: str | None = None) -> str:
    """The message in the language; English is the language of the messages themselves."""
    return _messages(language).get((message, context), (message,))[0]


def is_translated(language: Language, message: str, context: str | None = None) -> bool:
    """Whether the catalogues of the language have the message; English needs none, nor does an empty text."""
    return language == SOURCE or not message or (message, context) in _messages(language)


@cache
def _plural_form(language: Language) -> Callable[[int], int]:
    """Which of a message's forms a number asks for in the language: 0 is that of one."""
    return c2py(get_plural(RULES[language].locale).plural_expr)


def ngettext(language: Language, one: str, many: str, number: int) -> str:
    """The message in the form that the number asks for, by the rule of the language it is found in."""
    forms = _messages(language).get((one, None))
    if forms is None:
        return (one, many)[_plural_form(SOURCE)(number)]
    return forms[_plural_form(language)(number)]


def in_all(write: Callable[[Language], str]) -> Text:
    """A text written once in each language by the same function."""
    return Text(**{language: write(language) for language in LANGUAGES})


def same(word: str) -> Text:
    """A word that is the same in every language, such as an id that nobody has named."""
    return in_all(lambda _: word)
