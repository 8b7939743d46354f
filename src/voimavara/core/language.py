"""Text in the programme's languages, and the message catalogues for the product's own words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from babel.messages.pofile import read_po
from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Callable

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
LOCALE = Path(__file__).parent.parent / "locale"


class Text(BaseModel):
    """One text in up to three languages; a missing one is empty and shown as missing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fi: str = ""
    sv: str = ""
    en: str = ""

    def within(self, language: Language) -> str:
        """The text in the language, or the first there is with its language marked: `[fi] Tavoite`."""
        own: str = getattr(self, language)
        if own:
            return own
        return next((f"[{other}] {text}" for other in LANGUAGES if (text := getattr(self, other))), "")

    @property
    def missing(self) -> tuple[Language, ...]:
        """The languages it lacks."""
        return tuple(language for language in LANGUAGES if not getattr(self, language))

    def __bool__(self) -> bool:
        return any(getattr(self, language) for language in LANGUAGES)


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


def is_translated(language: Language, message: str) -> bool:
    """Whether the catalogues of the language have the message; English needs none, nor does an empty text."""
    return language == "en" or not message or (message, None) in _messages(language)


def ngettext(language: Language, one: str, many: str, number: int) -> str:
    """The message in the form that the number asks for (all three languages tell one from many)."""
    forms = _messages(language).get((one, None), (one, many))
    return forms[0] if number == 1 else forms[-1]


def in_all(write: Callable[[Language], str]) -> Text:
    """A text written once in each language by the same function."""
    return Text(**{language: write(language) for language in LANGUAGES})
