"""Sentences of the verdicts: whole messages from the catalogue, with numbers as each language writes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voimavara.core import writing
from voimavara.core.language import Language, Text, gettext, in_all, ngettext

if TYPE_CHECKING:
    from datetime import date

    from voimavara.core.periods import Period

Written = Callable[[Language], str]


def say(message: str, **parts: Written) -> Text:
    """The message in all languages, each part written the way of its language."""
    return in_all(lambda language: gettext(language, message).format(**_filled(parts, language)))


def say_as(context: str, message: str) -> Text:
    """A short word or sentence that might mean something else elsewhere, told apart by its context."""
    return in_all(lambda language: gettext(language, message, context))


def say_counted(one: str, many: str, number: int, **parts: Written) -> Text:
    """The message in the form that the number asks for."""
    return in_all(lambda language: ngettext(language, one, many, number).format(**_filled(parts, language)))


def _filled(parts: dict[str, Written], language: Language) -> dict[str, str]:
    return {name: write(language) for name, write in parts.items()}


def same(word: str) -> Text:
    """A word that is the same in every language, such as an id that nobody has named."""
    return in_all(lambda _: word)


def joined(names: Sequence[Text]) -> Text:
    """The names with commas between."""
    return in_all(lambda language: ", ".join(name.within(language) for name in names))


def sentences(told: Sequence[Text]) -> Text:
    """The sentences one after the other; those that are empty are left out."""
    return in_all(lambda language: " ".join(one.within(language) for one in told if one))


def text(value: Text) -> Written:
    """A text that is there in the languages already."""
    return value.within


def plain(value: object) -> Written:
    """The same in every language."""
    return lambda _: str(value)


def listed(names: Sequence[Text]) -> Text:
    """The names as a sentence lists them: heat, water and electricity."""
    return in_all(lambda language: writing.listed([name.within(language) for name in names], language))


def inside_sentence(name: Text) -> Text:
    """The name as it stands inside a sentence: without its capital, except in an abbreviation."""
    return Text(**{language: _uncapitalised(word) for language, word in name.model_dump().items()})


def _uncapitalised(word: str) -> str:
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def count(value: float) -> Written:
    """A whole number."""
    return lambda language: writing.number(value, language)


def day(value: date) -> Written:
    """A date."""
    return lambda language: writing.day(value, language)


def span(value: Period) -> Written:
    """A period."""
    return lambda language: writing.period(value, language)


def number_word(value: int, context: str) -> Written:
    """The number as a word in the case that the sentence needs, from 13 on in digits.

    Contexts: `number`, and the Finnish cases behind `of two` (elative), `in two` (inessive), `two's`
    (genitive) and `some two` (partitive): `of`, `in`, `owned`, `some`. Sentences put a noun after all but
    `owned`, so that digits fit there too.
    """
    return lambda language: _word(value, context, language)


_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def _word(value: int, context: str, language: Language) -> str:
    if not 0 <= value < len(_WORDS):
        ending = ":n" if (language, context) == ("fi", "owned") else ""
        return writing.number(value, language) + ending
    return gettext(language, _WORDS[value], context)


@dataclass(frozen=True, slots=True)
class Scale:
    """How an indicator's values are written: the unit they are shown in, and its decimals."""

    unit: str
    decimals: int

    def value(self, value: float, *, beside: float | None = None) -> Written:
        """The value, with as many decimals as it takes to tell it from the number it stands beside."""
        decimals = (
            self.decimals if beside is None else writing.telling(value, beside, self.unit, self.decimals)
        )
        return lambda language: writing.quantity(value, self.unit, language, decimals)

    def telling(self, values: Sequence[float], levels: Sequence[float]) -> Scale:
        """The scale with as many decimals as it takes to tell each of the values from each level."""
        needed = [
            writing.telling(value, level, self.unit, self.decimals) for value in values for level in levels
        ]
        return replace(self, decimals=max(needed, default=self.decimals))

    def level(self, value: float) -> Written:
        """A level that somebody decided: without decimals that say nothing."""
        decimals = writing.exactly(value, self.unit)
        return lambda language: writing.quantity(value, self.unit, language, decimals)

    def range(self, low: float, high: float, *, decided: bool = False) -> Written:
        """Both ends with the unit once: 2–4 %. `decided` ends are written as levels."""
        if decided:
            decimals = max(writing.exactly(end, self.unit) for end in (low, high))
        else:
            decimals = max(writing.enough(end, self.unit, self.decimals) for end in (low, high))

        def write(language: Language) -> str:
            first = writing.split_quantity(low, self.unit, language, decimals)
            last = writing.split_quantity(high, self.unit, language, decimals)
            end = writing.quantity(high, self.unit, language, decimals)
            if first[1] == last[1] and end.startswith(last[0]):
                return f"{first[0]}–{end}"
            return f"{writing.quantity(low, self.unit, language, decimals)}–{end}"

        return write
