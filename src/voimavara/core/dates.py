"""Days, months, years and quarters as people and systems write them: the one place that knows the forms.

Each function gives None for a text that is none of its forms. A form that could mean two things (10/11/2025,
2025.10, 10/25) is none.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import product
from typing import Literal

from babel.dates import get_month_names

from voimavara.core.language import RULES

EARLIEST, LATEST = 1000, 2200  # years outside are slips of the keyboard
_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_CONTEXTS: tuple[Literal["stand-alone", "format"], ...] = ("stand-alone", "format")
_MIDNIGHT = r"(?:[ T]+0?0[:.]00(?:[:.]00(?:\.0+)?)?)?"  # systems that know only times write dates so
_DAYS = (
    rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_MIDNIGHT}",
    rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}}){_MIDNIGHT}",
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
)
_MONTHS = (
    r"(?P<year>\d{4})-(?P<month>\d{1,2})",
    r"(?P<month>\d{1,2})(?: ?/ ?|[.-])(?P<year>\d{4})",
    r"(?P<year>\d{4})/(?P<month>\d{1,2})",
    r"(?P<year>\d{4})[Mm](?P<month>\d{1,2})",
    r"(?P<year>\d{4})(?P<month>\d{2})",
    r"(?P<name>[^\W\d_]+)\.? (?P<year>\d{4})",
)
_QUARTERS = (r"(?P<year>\d{4})-?[Qq](?P<quarter>[1-4])", r"[Qq](?P<quarter>[1-4])/(?P<year>\d{4})")
_YEAR_WORDS = "|".join(re.escape(word) for rules in RULES.values() for word in rules.year_words)
_YEARS = (rf"(?:(?:{_YEAR_WORDS}) ?)?(?P<year>\d{{4}})",)
_SPACES = re.compile(r"[\u00a0\u2007\u2009\u202f ]+")


def day_in(text: str) -> date | None:
    """The day that the text names: 2025-10-31, 31.10.2025 or 20251031.

    >>> day_in("31.10.2025"), day_in("31.2.2025"), day_in("10/11/2025")
    (datetime.date(2025, 10, 31), None, None)
    """
    parts = _parts(_DAYS, text)
    try:
        return date(int(parts["year"]), int(parts["month"]), int(parts["day"])) if parts else None
    except ValueError:  # no such day
        return None


def month_in(text: str) -> tuple[int, int] | None:
    """Year and month: 2025-10, 10/2025, 10.2025, 2025M10, 202510, lokakuu 2025.

    >>> month_in("10.2025"), month_in("lokakuu 2025"), month_in("2025M10"), month_in("13/2025")
    ((2025, 10), (2025, 10), (2025, 10), None)
    """
    parts = _parts(_MONTHS, text)
    if not parts:
        return None
    month = _month_names().get(parts["name"].casefold(), 0) if parts.get("name") else int(parts["month"])
    return (int(parts["year"]), month) if 1 <= month <= 12 else None


def quarter_in(text: str) -> tuple[int, int] | None:
    """Year and quarter: 2025-Q3, 2025Q3 or Q3/2025."""
    parts = _parts(_QUARTERS, text)
    return (int(parts["year"]), int(parts["quarter"])) if parts else None


def year_in(text: str) -> int | None:
    """The year: 2025, v. 2025, vuosi 2025.

    >>> year_in("v. 2025"), year_in("25")
    (2025, None)
    """
    parts = _parts(_YEARS, text)
    return int(parts["year"]) if parts else None


def _parts(shapes: tuple[str, ...], text: str) -> dict[str, str]:
    """What the first fitting form holds, its year a likely one; empty where none fits."""
    plain = _SPACES.sub(" ", text).strip()
    found = next((match for shape in shapes if (match := re.fullmatch(shape, plain))), None)
    if found is None or not EARLIEST <= int(found["year"]) <= LATEST:
        return {}
    return {name: part for name, part in found.groupdict().items() if part}


@cache
def _month_names() -> dict[str, int]:
    """The names of the months in every language, also shortened, without a full stop after."""
    return {
        name.casefold().rstrip("."): month
        for language in RULES
        for width, context in product(_WIDTHS, _CONTEXTS)
        for month, name in get_month_names(width, context, language).items()
    }
