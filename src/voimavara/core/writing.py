"""Numbers, quantities and dates as each language writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Literal

from babel import Locale
from babel.dates import get_month_names
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol

from voimavara.core.language import RULES, Language, gettext

NBSP = "\u00a0"
MINUS = "\u2212"
_SYMBOLS = {"EUR": "€", "m2": "m²", "m3": "m³"}
_WORDS = {"MEUR": "million €", "kEUR": "thousand €"}
_MILLION = 1_000_000
MOST_DECIMALS = 4
_NOISE = 9  # decimals: what lies behind comes of binary arithmetic
_SLASH = re.compile(r"/(?=[a-z]{2})")  # English reads `per` before a word


@cache
def _separators(language: Language) -> dict[int, str]:
    """What the language writes for Python's separators of thousands and decimals."""
    locale = RULES[language].locale
    return str.maketrans({",": get_group_symbol(locale), ".": get_decimal_symbol(locale)})


def decimal_point(language: Language) -> str:
    """What the language writes before the decimals."""
    return get_decimal_symbol(RULES[language].locale)


@cache
def month_names(language: Language, context: Literal["format", "stand-alone"]) -> dict[int, str]:
    """The names of the months as they stand in a date, or by themselves."""
    return dict(get_month_names("wide", context, RULES[language].locale))


def number(value: float, language: Language, decimals: int = 0, *, sign: bool = False) -> str:
    """The number with its decimals: hard spaces, decimal comma and a real minus in Finnish and Swedish.

    >>> number(-1234.56, "fi", 1).replace(NBSP, "~")
    '−1~234,6'
    """
    exact = rounded(value, decimals)
    text = f"{abs(exact):,f}".translate(_separators(language))
    text = text.replace("\u202f", NBSP).replace(" ", NBSP)
    if exact < 0:
        return MINUS + text
    return f"+{text}" if sign and exact > 0 else text


def rounded(value: float, decimals: int) -> Decimal:
    """The number with its decimals, half away from zero as people round.

    >>> rounded(2.25, 1)
    Decimal('2.3')
    """
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def shown(value: float, unit: str) -> float:
    """The number that is written for a value: a share in %, a million euros and more in millions.

    >>> shown(0.5, "%"), shown(20_500_000, "EUR"), shown(500, "EUR")
    (50.0, 20.5, 500)
    """
    if unit == "%":
        return value * 100
    return value / _MILLION if _in_millions(value, unit) else value


def enough(value: float, unit: str, decimals: int) -> int:
    """The decimals, from those given up to four, at which the value is exact or shows two of its digits.

    >>> enough(0.04, "1", 1), enough(0.0437, "1", 1), enough(3.0, "1", 0), enough(61.34, "1", 1)
    (2, 3, 0, 1)
    """
    amount = shown(value, unit)
    if float(amount).is_integer():
        return decimals
    exact = rounded(amount, _NOISE)
    if rounded(amount, decimals) == exact:
        return decimals
    needed = min(1 - exact.adjusted(), MOST_DECIMALS) if exact else decimals
    return next(
        (few for few in range(decimals, needed) if rounded(amount, few) == exact), max(decimals, needed)
    )


def telling(value: float, other: float, unit: str, decimals: int) -> int:
    """The fewest decimals, from those given up, at which two different numbers are written differently.

    >>> telling(1.99, 2.0, "1", 1), telling(1.9, 2.0, "1", 1), telling(2.0, 2.0, "1", 1)
    (2, 1, 1)
    """
    one, two = shown(value, unit), shown(other, unit)
    more = range(decimals, decimals + MOST_DECIMALS)
    return next((few for few in more if rounded(one, few) != rounded(two, few)), decimals)


def exactly(value: float, unit: str) -> int:
    """The fewest decimals, at most four, that lose nothing of a value that somebody decided.

    >>> exactly(0.8, "%"), exactly(14.25, "day/htv"), exactly(1 / 3, "1")
    (0, 2, 4)
    """
    amount = shown(value, unit)
    exact = rounded(amount, _NOISE)
    return next((few for few in range(MOST_DECIMALS) if rounded(amount, few) == exact), MOST_DECIMALS)


def _in_millions(value: float, unit: str) -> bool:
    return unit == "EUR" and abs(value) >= _MILLION


def unit_label(unit: str, language: Language) -> str:
    """The unit as people write it: `EUR/m2` is €/m²; words come from the catalogue.

    >>> unit_label("EUR/m2", "fi"), unit_label("day/htv", "en").replace(NBSP, "~")
    ('€/m²', 'days~per~person-year')
    """
    parts = unit.replace("{", "").replace("}", "").split("/")
    label = "/".join(_unit_word(part, language, below=place > 0) for place, part in enumerate(parts))
    return (_SLASH.sub(" per ", label) if RULES[language].spoken else label).replace(" ", NBSP)


def _unit_word(part: str, language: Language, *, below: bool) -> str:
    """The word for a part of a unit, which may have another form below the line: pieces per person."""
    context = "per unit" if below and RULES[language].spoken else "unit"
    return _SYMBOLS.get(part) or gettext(language, _WORDS.get(part, part), context)


def quantity(value: float, unit: str, language: Language, decimals: int = 1, *, sign: bool = False) -> str:
    """The value with its unit; a share in % is multiplied by 100, large amounts of money are in millions.

    The decimals are those that a usual value has: one so small that it would lose its digits gets more, as
    `enough` says. Millions have a decimal at least.

    >>> quantity(0.765, "%", "fi").replace(NBSP, "~"), quantity(0.765, "%", "en")
    ('76,5~%', '76.5%')
    >>> quantity(21_437_000, "EUR", "fi").replace(NBSP, "~"), quantity(61.3, "EUR/m2", "en")
    ('21,4~milj.~€', '€61.3/m²')
    >>> quantity(0.0004, "%", "fi").replace(NBSP, "~")
    '0,04~%'
    """
    amount, label = split_quantity(value, unit, language, decimals, sign=sign)
    if not label:
        return amount
    if label == "%" and RULES[language].percent_close:
        return f"{amount}%"
    if "€" not in label or not RULES[language].euro_first:
        return f"{amount}{NBSP}{label}"
    euros, rest = euro_first(amount, label)
    return f"{euros}{NBSP if rest[:1].isalpha() else ''}{rest}"


def euro_first(amount: str, label: str) -> tuple[str, str]:
    """The amount with the euro before it, and what is left of the unit.

    >>> euro_first("−61.3", "€/m²")
    ('−€61.3', '/m²')
    """
    sign = amount[0] if amount[0] in f"+{MINUS}" else ""
    return f"{sign}€{amount.removeprefix(sign)}", label.replace("€", "", 1).strip(NBSP)


def split_quantity(
    value: float, unit: str, language: Language, decimals: int = 1, *, sign: bool = False
) -> tuple[str, str]:
    """The same in two parts, number and unit, for a large figure with a small unit."""
    amount = shown(value, unit)
    if _in_millions(value, unit):
        millions = gettext(language, "million €", "unit").replace(" ", NBSP)
        return number(amount, language, max(decimals, 1), sign=sign), millions
    decimals = enough(value, unit, decimals)
    label = "%" if unit == "%" else "" if unit == "1" else unit_label(unit, language)
    return number(amount, language, decimals, sign=sign), label


def language_name(language: Language, reader: Language) -> str:
    """What the reader's language calls the language.

    >>> language_name("sv", "en"), language_name("sv", "fi")
    ('Swedish', 'ruotsi')
    """
    return str(Locale.parse(RULES[reader].locale).languages[language])


def listed(words: Sequence[str], language: Language) -> str:
    """The words as a sentence lists them.

    >>> listed(["lämpö", "vesi", "sähkö"], "fi")
    'lämpö, vesi ja sähkö'
    """
    return str(format_list(list(words), locale=RULES[language].locale))


def day(value: date, language: Language) -> str:
    """The date: 26.6.2019 in Finnish and Swedish, 26 June 2019 in English."""
    name = month_names(language, "format")[value.month]
    return RULES[language].day.format(day=value.day, month=value.month, month_name=name, year=value.year)
