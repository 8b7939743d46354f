"""Everything a template says, in one language: words, names, figures, periods, dates."""

from __future__ import annotations

from datetime import date
from functools import cached_property, lru_cache

from voimavara.core.language import LANGUAGES, Language, Text, gettext, ngettext
from voimavara.core.missing import Reason
from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.core.writing import day, enough, split_quantity, unit_label
from voimavara.core.writing import number as written_number
from voimavara.core.writing import period as written_period
from voimavara.core.writing import quantity as written_quantity
from voimavara.snapshot.model import FigureView, IndicatorView, MeasureView, Snapshot, VerdictView
from voimavara.verdicts.verdict import Judgement
from voimavara.web.wording import CADENCES, JUDGEMENTS, MISSING, ORIGINS, STATES

# A page of many buildings writes a thousand numbers, most of them again and again on other pages.
number = lru_cache(maxsize=16384)(written_number)
quantity = lru_cache(maxsize=16384)(written_quantity)


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

    def missing(self, figure: FigureView) -> str:
        """Why a figure has no value, with what is lacking."""
        why = self.words(MISSING[Reason(figure.missing or Reason.NO_DATA)])
        return f"{why} ({self.lacking(figure.missing_detail)})" if figure.missing_detail else why

    def lacking(self, detail: str) -> str:
        """Periods that are lacking, as written; other words as they are."""
        return ", ".join(self.period_or_word(part.strip()) for part in detail.split(","))

    # --- the snapshot's texts

    def text(self, text: Text | None) -> str:
        """The text in the language (marked where it is lacking)."""
        return text.within(self.language) if text else ""

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

    def place(self, place: dict[str, str]) -> str:
        """The names of a place's values; the whole city has its own word."""
        if not place:
            return self.words("Whole city")
        return ", ".join(self.label(dimension, value) for dimension, value in place.items())

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

    # --- figures

    def value(self, value: float | None, measure: MeasureView, *, sign: bool = False) -> str:
        """The value with its unit; a dash where there is none."""
        if value is None:
            return "–"
        return quantity(value, measure.shown_in, self.language, measure.decimals, sign=sign)

    def parts(self, value: float, measure: MeasureView) -> tuple[str, str]:
        """Number and unit apart, for a large figure with a small unit."""
        return split_quantity(value, measure.shown_in, self.language, measure.decimals)

    def number(self, value: float, decimals: int = 0) -> str:
        """A bare number."""
        return number(value, self.language, decimals)

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
        if measure.shown_in == "%":
            decimals = enough(verdict.margin, "%", measure.decimals)
            points = number(abs(verdict.margin) * 100, self.language, decimals)
            return self.words("{points} percentage points", points=points)
        return quantity(abs(verdict.margin), measure.shown_in, self.language, measure.decimals)

    # --- time

    def day(self, value: date | None) -> str:
        """The date; a dash where there is none."""
        return day(value, self.language) if value else "–"

    def period(self, period: str | None) -> str:
        """The period as people say it."""
        return written_period(Period.parse(period), self.language) if period else "–"

    def period_or_word(self, text: str) -> str:
        """The period where the text names one, else the text itself."""
        return self.period(text) if text[:4].isdigit() and text[-1:].isdigit() and len(text) <= 16 else text

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
