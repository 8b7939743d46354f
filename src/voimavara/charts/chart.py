"""A chart: what it is called, what it says in a sentence, and its specification at two widths."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from voimavara.core.language import LANGUAGES, Language, Text

Spec = dict[str, Any]
Width = Literal["wide", "narrow"]
WIDTHS: tuple[Width, ...] = ("wide", "narrow")
# Raised when the dressing of the SVG changes, so that pictures drawn before are not taken for new ones.
RECIPE = 6
BOLDER = 1.1  # so much wider a sign is in bold


@dataclass(frozen=True, slots=True)
class Size:
    """How large a chart is drawn, in CSS pixels, and how large its text is."""

    width: int
    height: int
    text: int
    ticks: int


SIZES: dict[Width, Size] = {"wide": Size(720, 340, 13, 8), "narrow": Size(340, 270, 12, 4)}


class Words:
    """The texts of a chart. A specification holds their tokens, so that one drawing serves all languages."""

    def __init__(self) -> None:
        self._texts: list[Text] = []

    def token(self, text: Text) -> str:
        """The sign that stands for the text in the specification."""
        self._texts.append(text)
        return _token(len(self._texts) - 1)

    def label_expression(self, values: list[float], labels: list[Text]) -> str:
        """A Vega expression that gives each axis value the token of its label."""
        first = len(self._texts)
        self._texts.extend(labels)
        return f"'⟦' + ({first} + indexof({json.dumps(values)}, datum.value)) + '⟧'"

    def done(self) -> tuple[Text, ...]:
        """All texts, in the order of their tokens."""
        return tuple(self._texts)


def _token(index: int) -> str:
    return f"⟦{index}⟧"


def width_of(text: Text, size: int, *, strong: bool = False) -> float:
    """About how wide the text is at most in any language, in pixels (no font is at hand to measure with)."""
    return longest(text) * width_of_letter(size) * (BOLDER if strong else 1.0)


def longest(text: Text) -> int:
    """How many signs the text has at most in any language."""
    return max(len(text.within(language)) for language in LANGUAGES)


def width_of_letter(size: int) -> float:
    """About how wide a sign is, in pixels."""
    return size * 0.64


@dataclass(frozen=True)
class Chart:
    """A picture of figures.

    `sentence` is its alternative text, `words` are the texts whose tokens stand in the specifications,
    `hover` names the lines of the group of peers, in the order in which they are drawn.
    """

    id: str
    name: Text
    sentence: Text
    words: tuple[Text, ...]
    specs: dict[Width, Spec] = field(repr=False)
    hover: tuple[Text, ...] = ()

    def key(self, width: Width) -> str:
        """The hash of all that the drawing depends on."""
        return self._keys[width]

    @cached_property
    def _keys(self) -> dict[Width, str]:
        told = {
            width: json.dumps(spec, sort_keys=True, ensure_ascii=False) for width, spec in self.specs.items()
        }
        return {
            width: hashlib.sha256(f"{RECIPE} {one}".encode()).hexdigest()[:24] for width, one in told.items()
        }

    def said(self, language: Language) -> dict[str, str]:
        """The text of each token in the language."""
        return {_token(index): text.within(language) for index, text in enumerate(self.words)}
