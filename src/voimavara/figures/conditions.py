"""Conditions on a dataset's rows: kept as a column of the partial sums, or worked out while scanning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import reduce
from hashlib import blake2s
from operator import and_, ge, le, lt
from typing import Any

import ibis
import pyarrow as pa

from voimavara.core.periods import Period, days_of
from voimavara.programme.models.contract import Column, Contract
from voimavara.programme.models.formula import Bounds, Scalar
from voimavara.warehouse.columns import arrow_type

Test = Scalar | tuple[Scalar, ...] | Bounds

# Columns with few values: partial sums are kept for each value, so that any condition on them is served.
FEW_VALUES = frozenset({"choice", "yes_no", "municipality"})


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of a column's value."""

    column: str
    test: Test

    @property
    def name(self) -> str:
        """The name of its own column in the partial sums, when it needs one."""
        return f"_if_{blake2s(repr(self).encode(), digest_size=6).hexdigest()}"

    def needs_scan(self, contract: Contract) -> bool:
        """Whether it is worked out row by row instead of on the kept values of the column."""
        return isinstance(self.test, Bounds) or contract.columns[self.column].type not in FEW_VALUES

    @property
    def words(self) -> tuple[Scalar | Bounds, ...]:
        """The values that pass."""
        return self.test if isinstance(self.test, tuple) else (self.test,)

    def accepts(self, value: object) -> bool:
        """Whether a kept value of the column passes; an absent value never does."""
        return value is not None and any(type(value) is type(word) and value == word for word in self.words)


def holds(rows: Any, contract: Contract, condition: Condition) -> Any:
    """An expression that is true where the row passes, and false (never absent) elsewhere."""
    column = contract.columns[condition.column]
    value = rows[condition.column]
    test = condition.test
    if not isinstance(test, Bounds):
        return value.isin([_literal(word, column) for word in condition.words]).fill_null(False)
    parts = [
        compare(value, _literal(level, column, end=end))
        for level, compare, end in (
            (test.at_least, ge, False),
            (test.at_most, le, True),
            (test.below, lt, False),
        )
        if level is not None
    ]
    if test.within is not None and test.from_ is not None:
        parts.append(_within(value, rows[test.from_], test.within.months, column))
    return reduce(and_, parts).fill_null(False)


def _within(value: Any, start: Any, months: int, column: Column) -> Any:
    if column.type in ("month", "year"):
        return value <= start + months
    return value <= start + ibis.interval(months=months)


def _literal(word: object, column: Column, *, end: bool = False) -> Any:
    """The word as a value of the column; of a period its first day, or with `end` its last."""
    if column.type in ("month", "year"):
        period = Period.parse(str(word))
        return (period.last_month if end and column.type == "month" else period).first
    if column.type in ("date", "datetime"):
        day = _day(str(word), end)
        if column.type == "date":
            return ibis.literal(day)
        return ibis.literal(datetime.combine(day, time.max if end else time.min))
    if column.type in ("integer", "number", "money"):
        return _number(Decimal(str(word)), arrow_type(column))
    return word


def _number(value: Decimal, kind: pa.DataType) -> Any:
    """The number with all its digits, as wide as the column: of its own accord Ibis keeps three decimals."""
    whole, scale = max(value.adjusted() + 1, 1), max(-int(value.as_tuple().exponent), 0)
    if pa.types.is_decimal(kind):
        whole, scale = max(whole, kind.precision - kind.scale), max(scale, kind.scale)
    return ibis.literal(value, type=f"decimal({whole + scale}, {scale})")


def _day(text: str, end: bool) -> date:
    first, last = days_of(text)
    return last if end else first
