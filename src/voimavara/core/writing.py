"""Numbers, quantities, periods and dates as each language writes them."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel.dates import format_date as babel_date
from babel.dates import get_month_names
from babel.numbers import format_decimal

from voimavara.core.language import Language, gettext
from voimavara.core.periods import Period

NBSP = "\u00a0"
MINUS = "\u2212"
_LOCALES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
_SYMBOLS = {"EUR": "€", "m2": "m²", "m3": "m³"}
_WORDS = {"MEUR": "million €", "kEUR": "thousand €"}
_MILLION = 1_000_000


@cache
def _pattern(decimals: int) -> str:
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def number(value: float, language: Language, decimals: int = 0, *, sign: bool = False) -> str:
    """The number with its decimals: hard spaces, decimal comma and a real minus in Finnish and Swedish.

    >>> number(-1234.56, "fi", 1).replace(NBSP, "~")
    '−1~234,6'
    """
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = format_decimal(abs(rounded), format=_pattern(decimals), locale=_LOCALES[language])
    text = text.replace("\u202f", NBSP).replace(" ", NBSP)
    if rounded < 0:
        return MINUS + text
    return f"+{text}" if sign and rounded > 0 else text


def unit_label(unit: str, language: Language) -> str:
    """The unit as people write it: `EUR/m2` is €/m²; words come from the catalogue.

    >>> unit_label("EUR/m2", "fi")
    '€/m²'
    """
    parts = unit.replace("{", "").replace("}", "").split("/")
    words = (_SYMBOLS.get(part) or gettext(language, _WORDS.get(part, part), "unit") for part in parts)
    return "/".join(words).replace(" ", NBSP)


def quantity(value: float, unit: str, language: Language, decimals: int = 1, *, sign: bool = False) -> str:
    """The value with its unit; a share in % is multiplied by 100, large amounts of money are in millions.

    Millions have a decimal at least.

    >>> quantity(0.765, "%", "fi").replace(NBSP, "~"), quantity(0.765, "%", "en")
    ('76,5~%', '76.5%')
    >>> quantity(21_437_000, "EUR", "fi").replace(NBSP, "~"), quantity(61.3, "EUR/m2", "en")
    ('21,4~milj.~€', '€61.3/m²')
    """
    amount, label = split_quantity(value, unit, language, decimals, sign=sign)
    if not label:
        return amount
    return _in_english(amount, label) if language == "en" else f"{amount}{NBSP}{label}"


def _in_english(amount: str, label: str) -> str:
    """English puts the euro before the number and the percent sign right after it."""
    if label == "%":
        return f"{amount}%"
    if "€" not in label:
        return f"{amount}{NBSP}{label}"
    rest = label.replace("€", "", 1).rstrip(NBSP)
    sign = amount[0] if amount[0] in f"+{MINUS}" else ""
    return f"{sign}€{amount.removeprefix(sign)}{NBSP if rest[:1].isalpha() else ''}{rest}"


def split_quantity(
    value: float, unit: str, language: Language, decimals: int = 1, *, sign: bool = False
) -> tuple[str, str]:
    """The same in two parts, number and unit, for a large figure with a small unit."""
    if unit == "%":
        return number(value * 100, language, decimals, sign=sign), "%"
    if unit == "EUR" and abs(value) >= _MILLION:
        millions = gettext(language, "million €", "unit")
        return number(value / _MILLION, language, max(decimals, 1), sign=sign), millions.replace(" ", NBSP)
    label = "" if unit == "1" else unit_label(unit, language)
    return number(value, language, decimals, sign=sign), label


def day(value: date, language: Language) -> str:
    """The date: 26.6.2019 in Finnish and Swedish, 26 June 2019 in English."""
    if language == "en":
        return babel_date(value, "d MMMM y", locale=_LOCALES[language]).replace(" ", NBSP)
    return f"{value.day}.{value.month}.{value.year}"


def period(value: Period, language: Language) -> str:
    """The period as people say it: 2019, 2015–2019, lokakuu 2020, 10/2019–9/2020.

    >>> period(Period.year(2019), "fi"), period(Period.ending(2020, 9, 12), "fi")
    ('2019', '10/2019–9/2020')
    >>> period(Period.month(2020, 9), "fi").replace(NBSP, "~")
    'syyskuu~2020'
    """
    first, last = value.first_day, value.last_day
    if first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if value.months == 1:
        names = get_month_names("wide", context="stand-alone", locale=_LOCALES[language])
        return f"{names[first.month]}{NBSP}{first.year}"
    if first.year == last.year:
        return f"{first.month}–{last.month}/{first.year}"
    return f"{first.month}/{first.year}–{last.month}/{last.year}"
