"""How the estate's figures and names are written in one language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from voimavara.core.language import RULES
from voimavara.core.writing import quantity as written_quantity
from voimavara.snapshot.estate import words as wording
from voimavara.snapshot.estate.condition import ObjectView
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.snapshot.model import MeasureView
from voimavara.web.say import Say

quantity = lru_cache(maxsize=16384)(written_quantity)  # a map of a whole city writes the same again and again
THOUSAND = 1000  # from here on a given value is written without its decimals
FIELD_UNITS = {"gross_area": "m²", "replacement_value": "€", "technical_value": "€"}


class Names:
    """The words of the estate's snapshot, and the product's own for its closed lists."""

    def __init__(self, say: Say, estate: EstateSnapshot) -> None:
        self._say = say
        self._estate = estate
        self._limits = tuple(zip(("good", "fair", "weak"), estate.condition_limits, strict=True))

    def label(self, dimension: str, value: str) -> str:
        """The name of a class, district, sector or kind."""
        if dimension == "kind":
            return self.word(wording.KINDS, value)
        found = self._estate.labels.get(dimension, {}).get(value)
        return self._say.text(found) if found else self._say.label(dimension, value)

    def word(self, words: Mapping[str, str], value: str) -> str:
        """The word of a closed list; what isn't in it is shown as it is."""
        return self._say.words(words[value]) if value in words else value

    def dimension(self, name: str) -> str:
        """What objects are told apart by."""
        return self.word(wording.DIMENSIONS, name)

    def flags(self, one: ObjectView) -> list[str]:
        """Everything that is told of an object in a word."""
        return [self.word(wording.FLAGS, flag) for flag in one.flags]

    def notes(self, one: ObjectView) -> str:
        """What must be known about an object before anything is done to it."""
        return ", ".join(self.word(wording.FLAGS, flag) for flag in one.flags if flag in wording.NOTED)

    def assumed(self, what: tuple[str, ...]) -> str:
        """The values that nobody has given, only assumed."""
        return ", ".join(self.word(wording.ASSUMED, one.partition(" of ")[0]).lower() for one in what)

    def method(self, method: str | None) -> str:
        """How a condition was found."""
        return self.word(wording.METHODS, method) if method else "–"

    def step(self, what: str) -> str:
        """What leads from the backlog that a reporter states to the one shown."""
        return self.word(wording.STEPS, what)

    def grade(self, condition: float | None) -> str:
        """The class of a condition, for its colour and shape: good, fair, weak, poor or unknown."""
        if condition is None:
            return "unknown"
        return next((name for name, limit in self._limits if condition >= limit), "poor")

    def grade_of(self, one: ObjectView) -> str:
        """The class of an object: a pipe has no condition, but is within its assumed life or past it."""
        if one.condition is None and one.kind == "pipe" and one.backlog is not None:
            return "poor" if one.backlog > 0 else "good"
        return self.grade(one.condition)

    def condition(self, one: ObjectView) -> str:
        """The condition of an object in a word or a share."""
        if one.condition is not None:
            return self.share(one.condition)
        if one.kind == "pipe":
            return self.word(wording.PIPES, self.grade_of(one))
        return self.word(wording.GRADES, "unknown")

    def graded(self, grade: str) -> str:
        """The word of a class of condition."""
        return self.word(wording.GRADES, grade)

    def limits(self, grade: str) -> str:
        """Between which conditions a class lies."""
        good, fair, weak = (self.share(limit) for limit in self._estate.condition_limits)
        said = {
            "good": self._say.words("at least {limit}", limit=good),
            "fair": self._say.words("at least {limit}", limit=fair),
            "weak": self._say.words("at least {limit}", limit=weak),
            "poor": self._say.words("below {limit}", limit=weak),
        }
        return said.get(grade, "")

    def band(self, band: str) -> str:
        """How a city with such a share of backlog fares, in a word."""
        return self.word(wording.BANDS, band)

    def field(self, field: str) -> str:
        """What two sources disagree about."""
        return self.word(wording.FIELDS, field)

    def event(self, what: str) -> str:
        """A repair done or planned, or an inspection."""
        return self.word(wording.EVENTS, what)

    def policy(self, policy: str) -> str:
        """By which rule money is used in a scenario."""
        return self.word(wording.POLICIES, policy)

    def meter(self, meter: str) -> str:
        """What is consumed."""
        return self.word(wording.METERS, meter)

    def slip(self, state: str) -> str:
        """How a work came out beside the plan."""
        return self.word(wording.SLIPS, state)

    def change(self, state: str) -> str:
        """What becomes of an adopted work in the plan made anew."""
        return self.word(wording.CHANGES, state)

    def whom(self, whom: str) -> str:
        """For whom there is space: a person-year, a user, an inhabitant."""
        return self.word(wording.WHOM, whom)

    def use(self, measure: str) -> str:
        """What a measure of use compares."""
        return self.word(wording.USES, measure)

    def criterion(self, name: str) -> str:
        """By what a building is judged that could be given up."""
        return self.word(wording.CRITERIA, name)

    def shift(self, years: str) -> str:
        """How long pipes are thought to last, beside what is assumed."""
        shift = round(float(years))
        if shift == 0:
            return self._say.words("Life as assumed")
        if shift < 0:
            return self._say.count("{number} year shorter", "{number} years shorter", -shift)
        return self._say.count("{number} year longer", "{number} years longer", shift)

    def given(self, field: str, value: str) -> str:
        """A value as a source gives it; a number as people write it with its unit, a year as it is."""
        amount = value.removeprefix("-").replace(".", "", 1)
        if field not in FIELD_UNITS or not (amount.isascii() and amount.isdigit()):
            return value or "–"
        number = float(value)
        written = self._say.number(number) if number >= THOUSAND else self._say.plain(number)
        unit = FIELD_UNITS[field]
        if unit == "€" and RULES[self._say.language].euro_first:
            return f"€{written}"
        return f"{written}\u00a0{unit}"

    def source(self, source: str) -> str:
        """Who gives a value: a reporter, or the register."""
        return (
            self.word(wording.SOURCES, source)
            if source in wording.SOURCES
            else self.label("reporter", source)
        )

    def money(self, value: float | None, decimals: int = 0) -> str:
        """Euros as people write them; a dash where there are none to tell."""
        return "–" if value is None else quantity(value, "EUR", self._say.language, decimals)

    def more(self, value: float) -> str:
        """Euros more or less, with their sign."""
        return quantity(value, "EUR", self._say.language, 0, sign=True)

    def short(self, value: float) -> str:
        """Thousands of euros without their unit, where many stand in a grid."""
        return self._say.number(value / 1000)

    def signed(self, value: float, unit: str) -> str:
        """More or less than needed, with its sign."""
        written = quantity(value, "1", self._say.language, 0, sign=True)
        return f"{written}\u00a0{wording.UNITS[unit]}"

    def figure(self, value: float, measure: MeasureView) -> str:
        """A figure of an indicator; no money at all is written as it is elsewhere."""
        money = measure.shown_in in ("EUR", "kEUR", "MEUR")
        return self.money(0.0) if money and value == 0 else self._say.value(value, measure)

    def between(self, low: float, high: float) -> str:
        """Euros from one to another; once where both are written alike."""
        first, last = self.money(low), self.money(high)
        return first if first == last else f"{first} – {last}"

    def above(self, share: float) -> str:
        """How much dearer something is than the best, so that a little is told from nothing."""
        if share == 0:
            return self._say.words("no more")
        least = 0.0005
        if share < least:
            return self._say.words("less than {share}", share=quantity(least, "%", self._say.language, 2))
        return self.share(share, 1)

    def about(self, value: float | None) -> str:
        """Euros to the thousand, where a glance is enough."""
        return self.money(None if value is None else float(round(value, -3)))

    def share(self, value: float | None, decimals: int = 0) -> str:
        """A share in per cent; a dash where it isn't known."""
        return (
            "–" if value is None else quantity(round(value, decimals + 4), "%", self._say.language, decimals)
        )

    def quantity(self, value: float | None, unit: str, decimals: int = 0) -> str:
        """An amount with its unit; a dash where it isn't known."""
        if value is None:
            return "–"
        shown = "1" if unit in wording.UNITS or not unit else unit
        written = quantity(value, shown, self._say.language, decimals)
        return f"{written}\u00a0{wording.UNITS[unit]}" if unit in wording.UNITS else written
