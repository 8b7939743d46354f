"""Everything a template says, in one language: words, names, figures, periods, dates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache

from voimavara.core.errors import UserError
from voimavara.core.language import LANGUAGES, RULES, Language, Text, gettext, ngettext
from voimavara.core.missing import Missing, Reason
from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.core.sentences import Scale, number_word
from voimavara.core.writing import (
    MINUS,
    day,
    decimal_point,
    enough,
    euro_first,
    listed,
    split_quantity,
    unit_label,
)
from voimavara.core.writing import number as written_number
from voimavara.core.writing import quantity as written_quantity
from voimavara.figures.figure import Where
from voimavara.figures.series import Series
from voimavara.snapshot.model import IndicatorView, MeasureView, Snapshot, VerdictView
from voimavara.snapshot.words import CADENCES, JUDGEMENTS, MISSING, ORIGINS, STATES
from voimavara.verdicts.verdict import Judgement
from voimavara.web.hyphens import soften

_DECIMAL = re.compile(r"-?\d+\.\d+")
_CLOCK = re.compile(r"\d{2}:\d{2}(:\d{2})?")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
# A page of many buildings writes a thousand numbers, most of them again and again on other pages.
number = lru_cache(maxsize=16384)(written_number)
quantity = lru_cache(maxsize=16384)(written_quantity)
parted = lru_cache(maxsize=16384)(split_quantity)


class Say:
    """The snapshot's texts and figures as this language writes them."""

    def __init__(self, language: Language, snapshot: Snapshot | None = None) -> None:
        self.language = language
        self.snapshot = snapshot

    # --- the product's own words

    def words(self, message: str, **values: object) -> str:
        """The message in the language, with the values in their places."""
        said = gettext(self.language, message)
        return said.format(**values) if values else said

    def count(self, one: str, many: str, number_: int, **values: object) -> str:
        """The message in the form the number asks for; `{number}` is the number as written."""
        said = ngettext(self.language, one, many, number_)
        return said.format(number=number(number_, self.language), **values)

    def told(self, one: str, many: str, number_: int, case: str = "number", **values: object) -> str:
        """A sentence that has the number as a word, in a case of `number_word`; it begins with a capital."""
        word = number_word(number_, case)(self.language)
        said = ngettext(self.language, one, many, number_).format(number=word, **values)
        return said[:1].upper() + said[1:]

    def judgement(self, judgement: Judgement | str) -> str:
        """The word of a verdict."""
        return self.words(JUDGEMENTS[Judgement(judgement)])

    def origin(self, origin: Origin | str) -> str:
        """Where data come from, in a word."""
        return self.words(ORIGINS[Origin(origin)])

    def cadence(self, kind: str) -> str:
        """What a figure of an indicator speaks of: twelve months, a year."""
        return self.words(CADENCES[kind])

    def state(self, state: str) -> str:
        """How far a means is."""
        return self.words(STATES[state])

    def missing(self, missing: Missing | None) -> str:
        """Why there is no value, with what is lacking."""
        why = self.reason(missing)
        return f"{why} ({self.lacking(missing.detail)})" if missing and missing.detail else why

    def reason(self, missing: Missing | None) -> str:
        """Why there is no value, in general."""
        return self.words(MISSING[missing.reason if missing else Reason.NO_DATA])

    def lacking(self, detail: str) -> str:
        """Periods that are lacking, months in a row as one; other words as they are."""
        return ", ".join(self.period_or_word(part) for part in in_a_row(detail.split(",")))

    def last_known(self, series: Series | None, measure: MeasureView) -> str:
        """The last figure that has a value, with its period; nothing where there is none."""
        known = series.last_known if series else None
        if known is None:
            return ""
        value = self.value(known.known, measure)
        return self.words("Last known: {value} ({period})", value=value, period=self.period(known.period))

    # --- the snapshot's texts

    def text(self, text: Text | None) -> str:
        """The text in the language (marked where it is lacking)."""
        return text.within(self.language) if text else ""

    def listed(self, texts: Sequence[Text]) -> str:
        """The texts as a sentence lists them."""
        return listed([self.text(one) for one in texts], self.language)

    def first_sentence(self, text: Text) -> str:
        """The first sentence of a longer text, where there is room for no more."""
        first, stop, _ = self.text(text).partition(". ")
        return first + stop.strip()

    def cost(self, written: str) -> str:
        """An amount as the programme writes it, `45000 EUR`, as people write it."""
        amount, _, unit = written.partition(" ")
        try:
            return quantity(float(amount), unit, self.language, 0)
        except ValueError:
            return written

    def place(self, place: Where | Mapping[str, str]) -> str:
        """The names of a place's values; the whole city has its own word."""
        if not place:
            return self.words("Whole city")
        return ", ".join(self.label(dimension, value) for dimension, value in dict(place).items())

    def places(self, where: dict[str, tuple[str, ...]]) -> str:
        """The names of the values that a place may have."""
        return ", ".join(
            self.label(dimension, value) for dimension, values in where.items() for value in values
        )

    def label(self, dimension: str, value: str) -> str:
        """The name of a dimension's value."""
        found = self._labels.get(dimension, {}).get(value)
        return self.text(found) if found else value

    def dimension(self, name: str) -> str:
        """The name of a dimension."""
        found = self.snapshot.dimension_names.get(name) if self.snapshot else None
        return self.text(found) if found else name

    def owner(self, owner: str) -> str:
        """The name of whoever is responsible."""
        found = self.snapshot.owners.get(owner) if self.snapshot else None
        return self.text(found) if found else owner

    @cached_property
    def _labels(self) -> dict[str, dict[str, Text]]:
        return self.snapshot.labels if self.snapshot else {}

    def soft(self, text: str) -> str:
        """The text with soft hyphens, for headings in narrow columns."""
        return soften(text, self.language)

    # --- figures

    def value(self, value: float | None, measure: MeasureView) -> str:
        """The value with its unit, growth with its sign; a dash where there is none."""
        if value is None:
            return "–"
        return quantity(value, measure.shown_in, self.language, measure.decimals, sign=measure.growth)

    def growth(self, value: float, measure: MeasureView) -> str:
        """A growth beside others, all with as many decimals as the measure has."""
        return self.percent(round(value, measure.decimals + 2), measure.decimals, sign=True)

    def parts(
        self, value: float | None, measure: MeasureView, levels: Sequence[float] = ()
    ) -> tuple[str, str]:
        """Number and unit apart, for a large figure with a small unit; the euro may belong to the number.

        There are as many decimals as it takes to tell the value from the levels it is judged by.
        """
        if value is None:
            return "–", ""
        decimals = Scale(measure.shown_in, measure.decimals).telling([value], levels).decimals
        number_, unit = parted(value, measure.shown_in, self.language, decimals, sign=measure.growth)
        before = "€" in unit and RULES[self.language].euro_first
        return euro_first(number_, unit) if before else (number_, unit)

    def number(self, value: float, decimals: int = 0) -> str:
        """A bare number."""
        return number(value, self.language, decimals)

    def cell(self, written: str) -> str:
        """A cell of a source row, its decimals, months, dates and times as the language writes them."""
        if (point := decimal_point(self.language)) != "." and _DECIMAL.fullmatch(written):
            return written.replace(".", point).replace("-", MINUS)
        day_, _, clock = written.partition(" ")
        if not _MONTH.fullmatch(day_[:7]) or (clock and not _CLOCK.fullmatch(clock)):
            return written
        try:
            said = self.when(day_)
        except (UserError, ValueError):  # a text that only begins like a date, or a day no calendar has
            return written
        return self.words("{day}, {time}", day=said, time=self.clock(clock)) if clock else said

    def clock(self, written: str) -> str:
        """The time of day: 8.05 in Finnish and Swedish, 8:05 in English."""
        hour, minute = written.split(":")[:2]
        return f"{int(hour)}{RULES[self.language].clock}{minute}"

    def plain(self, value: float) -> str:
        """A number with the decimals it has, at most two where they tell it."""
        return number(value, self.language, 0 if value == round(value) else enough(value, "1", 2))

    def percent(self, share: float, decimals: int = 1, *, sign: bool = False) -> str:
        """A share in per cent."""
        return quantity(share, "%", self.language, decimals, sign=sign)

    def unit(self, unit: str) -> str:
        """The unit as people write it; nothing for a bare number."""
        return "" if unit in ("", "1") else unit_label(unit, self.language)

    def margin(self, verdict: VerdictView, measure: MeasureView) -> str:
        """How far from the target; in percentage points where the figure is a share."""
        if verdict.margin is None:
            return ""
        decimals = Scale(measure.shown_in, measure.decimals).telling([verdict.margin], [0.0]).decimals
        if measure.shown_in == "%":
            points = number(abs(verdict.margin) * 100, self.language, decimals)
            return self.words("{points} percentage points", points=points)
        return quantity(abs(verdict.margin), measure.shown_in, self.language, decimals)

    # --- time

    def day(self, value: date | None) -> str:
        """The date; a dash where there is none."""
        return day(value, self.language) if value else "–"

    def period(self, period: Period | None) -> str:
        """The period as people say it; a dash where there is none."""
        return period.within(self.language) if period else "–"

    def period_or_word(self, text: str) -> str:
        """The period where the text names one, else the text itself."""
        named = text[:4].isdigit() and text[-1:].isdigit() and len(text) <= 16
        return self.period(Period.parse(text)) if named else text

    def when(self, written: str) -> str:
        """A date or a period as written in the programme; nothing where nothing is written."""
        if len(written) == len("2019-06-26") and written[4] == written[7] == "-":
            return self.day(date.fromisoformat(written))
        return self.period_or_word(written)

    # --- languages

    def languages(self) -> tuple[Language, ...]:
        """The languages to choose from."""
        return self.snapshot.languages if self.snapshot else LANGUAGES

    def name(self, indicator: IndicatorView) -> str:
        """The indicator's name."""
        return self.text(indicator.name)


def in_a_row(words: Sequence[str]) -> list[str]:
    """The words, with months that follow each other as one period.

    >>> in_a_row(["2020-04", " 2020-05", "2020-09"])
    ['2020-04..2020-05', '2020-09']
    """
    joined: list[Period | str] = []
    for word in (word.strip() for word in words):
        month = Period.parse(word) if _MONTH.fullmatch(word) else None
        before = joined[-1] if joined else None
        if month and isinstance(before, Period) and before.end == month.first:
            joined[-1] = Period(before.first, before.months + 1)
        else:
            joined.append(month or word)
    return [str(one) for one in joined]
