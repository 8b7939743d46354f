"""What every written thing shares, and the small words (quantities, spans, dates) inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetPydanticSchema
from pydantic_core import core_schema

from voimavara.core.dates import day_in
from voimavara.core.errors import UserError
from voimavara.core.message import Message
from voimavara.core.periods import time_in
from voimavara.core.units import Unit

_QUANTITY = re.compile(
    r"\s*([-−+]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?)\s*((?![.,\d]).*?)?\s*"
)
_TWO_WAYS = re.compile(
    r"[1-9]\d{0,2},\d{3}"
)  # 12,345: twelve thousand in English, twelve and a third in Finnish
_SPAN = re.compile(r"\s*(\d+)\s+(months?|years?)\s*")


class Written(BaseModel):
    """A thing that people write: unknown keys are errors, and it never changes once read."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, coerce_numbers_to_str=True)


def _by_text(parse: Any, example: str) -> Any:
    """Pydantic schema for a type that is written as one word or number."""

    def read(value: Any) -> Any:
        try:
            return parse(value)
        except UserError as error:
            raise ValueError(error.message) from error

    return GetPydanticSchema(
        get_pydantic_core_schema=lambda _type, _handler: core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.to_string_ser_schema()
        ),
        get_pydantic_json_schema=lambda _schema, _handler: {
            "type": ["string", "number"],
            "examples": [example],
        },
    )


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number with its unit, e.g. `80 %` or `14.5 days`."""

    value: Decimal
    unit: Unit

    def __str__(self) -> str:
        return str(self.value) if str(self.unit) == "1" else f"{self.value} {self.unit}"


def parse_quantity(value: object) -> _Quantity:
    """The quantity that a text such as `1,5 MEUR` or a bare number gives.

    >>> str(parse_quantity("80 %")), str(parse_quantity("1 500 000 EUR")), str(parse_quantity("7,5 EUR/m2"))
    ('80 %', '1500000 EUR', '7.5 EUR/m2')
    """
    if isinstance(value, _Quantity):
        return value
    match = _QUANTITY.fullmatch(str(value))
    if match is None:
        raise UserError("got '{value}', expected a number and a unit, as in 80 % or 14.5 days.", value=value)
    number = re.sub(r"\s", "", match[1]).replace("−", "-")
    if _TWO_WAYS.fullmatch(number.lstrip("+-")):
        raise UserError(
            "got '{value}', which can be read in two ways; write {point} or {whole}.",
            value=value,
            point=number.replace(",", "."),
            whole=number.replace(",", ""),
        )
    return _Quantity(Decimal(number.replace(",", ".")), Unit.parse(match[2] or "1"))


@dataclass(frozen=True, slots=True)
class _Span:
    """A length of time in whole months, written `12 months` or `4 years`."""

    months: int

    def __str__(self) -> str:
        whole_years = self.months % 12 == 0 and self.months > 12
        return f"{self.months // 12} years" if whole_years else f"{self.months} months"


def parse_span(value: object) -> _Span:
    """The span that a text such as `4 years` gives.

    >>> parse_span("4 years").months
    48
    """
    if isinstance(value, _Span):
        return value
    match = _SPAN.fullmatch(str(value))
    if match is None:
        raise UserError("got '{value}', expected a span of time, as in 12 months or 4 years.", value=value)
    return _Span(int(match[1]) * (12 if match[2].startswith("year") else 1))


def parse_unit(value: object) -> Unit:
    """The unit that the text names."""
    return value if isinstance(value, Unit) else Unit.parse(str(value))


Quantity = Annotated[_Quantity, _by_text(parse_quantity, "80 %")]
Span = Annotated[_Span, _by_text(parse_span, "12 months")]
UnitName = Annotated[Unit, _by_text(parse_unit, "EUR/m2")]


def quantities_in(written: object) -> Iterator[tuple[tuple[str | int, ...], _Quantity]]:
    """Every quantity of a written thing or of a part of one, with the keys that lead to it."""
    if isinstance(written, _Quantity):
        yield (), written
    elif isinstance(written, tuple):
        for number, part in enumerate(written):
            yield from (((number, *keys), found) for keys, found in quantities_in(part))
    elif isinstance(written, Written):
        for name, part in written:
            yield from (((name, *keys), found) for keys, found in quantities_in(part))


def _as_day(value: Any) -> Any:
    """The day that a text names; what names none is left for the message that tells of it."""
    return (day_in(value) or value) if isinstance(value, str) else value


def _as_time(value: Any) -> Any:
    return time_in(value) if isinstance(value, str) else value


def _each_time_once(value: Any) -> Any:
    """Refuse keys that name one time in two forms; all but one of their values would be lost."""
    named: dict[str, str] = {}
    for key in value if isinstance(value, dict) else ():
        if (first := named.setdefault(time_in(str(key)), str(key))) != str(key):
            raise ValueError(
                Message.of("'{first}' and '{key}' are the same time; keep one of them.", first=first, key=key)
            )
    return value


Day = Annotated[date, BeforeValidator(_as_day, json_schema_input_type=str)]
# A date, a period, or a word in its place that a check looks at; times are kept in one form.
Time = Annotated[str, BeforeValidator(_as_time, json_schema_input_type=str)]
Of = TypeVar("Of")
ByTime = Annotated[dict[Time, Of], BeforeValidator(_each_time_once)]


def _as_tuple(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else (value,)


Names = Annotated[
    tuple[str, ...],
    BeforeValidator(_as_tuple, json_schema_input_type=str | tuple[str, ...]),
]
