"""Sentences in every language at once: messages of the catalogues, and values that write themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from voimavara.core import writing
from voimavara.core.language import RULES, Language, Text, gettext, in_all, ngettext
from voimavara.core.message import Value, Writer, filled

Part = Value | Writer


def say(message: str, /, **parts: Part) -> Text:
    """The message in all languages, each part written the way of its language."""
    return in_all(lambda language: filled(gettext(language, message), parts, language))


def say_as(context: str, message: str, /) -> Text:
    """A short word or sentence that might mean something else elsewhere, told apart by its context."""
    return in_all(lambda language: gettext(language, message, context))


def say_counted(one: str, many: str, number: int, /, **parts: Part) -> Text:
    """The message in the form that the number asks for."""
    return in_all(lambda language: filled(ngettext(language, one, many, number), parts, language))


def joined(names: Sequence[Text]) -> Text:
    """The names with commas between."""
    return in_all(lambda language: ", ".join(name.within(language) for name in names))


def sentences(told: Sequence[Text]) -> Text:
    """The sentences one after the other; those that are empty are left out."""
    return in_all(lambda language: " ".join(one.within(language) for one in told if one))


def listed(names: Sequence[Text]) -> Text:
    """The names as a sentence lists them: heat, water and electricity."""
    return in_all(lambda language: writing.listed([name.within(language) for name in names], language))


def inside_sentence(name: Text) -> Text:
    """The name as it stands inside a sentence: without its capital, except in an abbreviation."""
    return in_all(lambda language: _uncapitalised(name.only(language)))


def _uncapitalised(word: str) -> str:
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def count(value: float) -> Writer:
    """A whole number."""
    return lambda language: writing.number(value, language)


def number_word(value: int, context: str) -> Writer:
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
        digits = writing.number(value, language)
        return RULES[language].owned.format(number=digits) if context == "owned" else digits
    return gettext(language, _WORDS[value], context)


@dataclass(frozen=True, slots=True)
class Scale:
    """How an indicator's values are written: the unit they are shown in, and its decimals."""

    unit: str
    decimals: int

    def value(self, value: float, *, beside: float | None = None) -> Writer:
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

    def level(self, value: float) -> Writer:
        """A level that somebody decided: without decimals that say nothing."""
        decimals = writing.exactly(value, self.unit)
        return lambda language: writing.quantity(value, self.unit, language, decimals)

    def range(self, low: float, high: float, *, decided: bool = False) -> Writer:
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
