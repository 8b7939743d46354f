"""How the estate's figures and names are written in one language."""

from __future__ import annotations

from collections.abc import Mapping

from voimavara.core.writing import quantity
from voimavara.snapshot.estate_model import EstateSnapshot, ObjectView
from voimavara.web.estate import wording
from voimavara.web.say import Say

MILLION = 1_000_000


class Names:
    """The words of the estate's snapshot, and the product's own for its closed lists."""

    def __init__(self, say: Say, estate: EstateSnapshot) -> None:
        self._say = say
        self._estate = estate

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
        """What must be known about an object before anything is done to it."""
        return [self.word(wording.FLAGS, flag) for flag in one.flags]

    def assumed(self, what: tuple[str, ...]) -> str:
        """The values that nobody has given, only assumed."""
        return ", ".join(self.word(wording.ASSUMED, one).lower() for one in what)

    def method(self, method: str | None) -> str:
        """How a condition was found."""
        return self.word(wording.METHODS, method) if method else "–"

    def grade(self, condition: float | None) -> str:
        """The class of a condition, for its colour and shape: good, fair, weak, poor or unknown."""
        if condition is None:
            return "unknown"
        names = ("good", "fair", "weak")
        limits = zip(names, self._estate.condition_limits, strict=True)
        return next((name for name, limit in limits if condition >= limit), "poor")

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

    def money(self, value: float | None, decimals: int = 0) -> str:
        """Euros as people write them; a dash where there are none to tell."""
        return "–" if value is None else quantity(value, "EUR", self._say.language, decimals)

    def share(self, value: float | None, decimals: int = 0) -> str:
        """A share in per cent; a dash where it isn't known."""
        return "–" if value is None else self._say.percent(value, decimals)

    def quantity(self, value: float | None, unit: str, decimals: int = 0) -> str:
        """An amount with its unit; a dash where it isn't known."""
        if value is None:
            return "–"
        shown = "1" if unit in wording.UNITS or not unit else unit
        written = quantity(value, shown, self._say.language, decimals)
        return f"{written}\u00a0{wording.UNITS[unit]}" if unit in wording.UNITS else written
