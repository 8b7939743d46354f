"""Numbers as Finnish systems write them: 1 234,50 with any kind of space, −5 or 5-, 1.234,50 €."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.errors import UserError
from voimavara.core.message import Message
from voimavara.core.units import NUMBER, Unit
from voimavara.programme.models.contract import Column
from voimavara.sources.rows import expectations
from voimavara.sources.rows.table import Lines

_SPACES = "\u0020\u00a0\u2007\u2009\u202f"
_SHAPE = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>\d+(?:(?P<group>[.,' ])\d{3}(?:(?P=group)\d{3})*)?)"
    r"(?:(?P<point>[.,])(?P<decimals>\d+))?(?P<after>-?)\s*(?P<unit>[^\d\s,.-].*)?"
)
_WHOLE_DIGITS = 13
_FAST = r"^[-−]?(?:\d{1,13}|\d{1,3}(?:[\x{20}\x{A0}\x{202F}]\d{3}){1,3})(?:%s)?$"


@dataclass(frozen=True, slots=True)
class NumberReader:
    """Reads the numbers of one column: from the file's unit into the contract's, within its range.

    `point` is the decimal sign where the mapping names one.
    """

    column: Column
    unit: Unit
    point: str | None = None

    @property
    def scale(self) -> int:
        """How many decimals the warehouse keeps."""
        return {"money": 2, "integer": 0}.get(self.column.type, 4)

    @property
    def factor(self) -> Decimal:
        """What the file's numbers are multiplied by."""
        return self.unit.factor_to(self.column.measured_in)

    def read(self, text: str) -> Decimal | Message:
        """The number in the contract's unit, or what was expected instead of the text."""
        plain = text.replace("−", "-")
        for space in _SPACES:
            plain = plain.replace(space, " ")
        match = _SHAPE.fullmatch(plain.strip())
        if match is None:
            return self._expected
        if match["unit"] and (fault := self._fault_of_unit(match["unit"])):
            return fault
        number = self._number(match)
        return number if isinstance(number, Message) else self._converted(number)

    def fast(self, texts: pa.Array) -> tuple[pa.Array, Lines]:
        """The numbers of plain texts, and the places of those that `read` must look at.

        Plain is: no unit, at most as many decimals as are kept, and nothing that can be read in two ways.
        """
        matched = pc.match_substring_regex(texts, _FAST % self._fast_decimals)
        plain = pc.if_else(matched, texts, pa.scalar(None, pa.string()))
        for spelt, meant in (("\u00a0", ""), (" ", ""), ("\u202f", ""), ("−", "-"), (",", ".")):
            plain = pc.replace_substring(plain, spelt, meant)
        values = pc.cast(plain, pa.decimal128(18, max(self.scale, 2)))
        if self.factor != 1:
            product = pc.multiply(values, pa.scalar(self.factor))
            fits = pc.less(pc.abs(product), pa.scalar(Decimal(10**_WHOLE_DIGITS)))
            fitting = pc.if_else(fits, product, pa.scalar(None, product.type))
            values = pc.round(fitting, self.scale, round_mode="half_to_even")
        values = pc.cast(values, pa.decimal128(18, self.scale))
        outside = pc.fill_null(self._outside(values), True)
        return values, np.flatnonzero(outside.to_numpy(zero_copy_only=False))

    @property
    def _fast_decimals(self) -> str:
        digit = "0" if self.scale == 0 and self.factor == 1 else r"\d"
        most = 4 if self.scale == 4 else 2
        either = {",": rf",{digit}{{1,{most}}}", ".": rf"\.{digit}{{1,{most if self.point else 2}}}"}
        return either[self.point] if self.point else "|".join(either.values())

    def _outside(self, values: pa.Array) -> pa.Array:
        outside = pc.is_null(values)
        if self.column.min is not None:
            outside = pc.or_(outside, pc.less(values, pa.scalar(self.column.min)))
        if self.column.max is not None:
            outside = pc.or_(outside, pc.greater(values, pa.scalar(self.column.max)))
        return outside

    @property
    def _expected(self) -> Message:
        by_type = {"money": expectations.AN_AMOUNT, "integer": expectations.A_WHOLE_NUMBER}
        return by_type.get(self.column.type, expectations.A_NUMBER)

    def _fault_of_unit(self, written: str) -> Message | None:
        try:
            unit = Unit.parse({"eur": "EUR", "e": "EUR"}.get(written.strip().lower(), written.strip()))
        except UserError:
            return self._expected
        if unit == self.unit:
            return None
        return expectations.in_unit(self.unit, written.strip()) if self.unit != NUMBER else self._expected

    def _number(self, match: re.Match[str]) -> Decimal | Message:
        whole, group, point = match["whole"], match["group"], match["point"]
        decimals = match["decimals"] or ""
        if group in (".", ",") and point is None and whole.count(group) == 1:
            # 1.234 is a thousand and more, or one and a little
            if self.point is None and (group == "." or self.column.type == "money"):
                one, other = whole.replace(group, ""), whole.replace(group, ",")
                return expectations.unambiguous(f"{one},00", f"{other}0")
            if group == (self.point or ","):
                whole, decimals = whole.split(group)
                group = None
        if group is not None and group == (point or self.point):
            return self._expected
        if point is not None and self.point is not None and point != self.point:
            return self._expected
        digits = whole.replace(group, "") if group else whole
        number = Decimal(f"{digits}.{decimals or 0}")
        return -number if "-" in (match["sign"] + match["after"]) else number

    def _converted(self, number: Decimal) -> Decimal | Message:
        exact = number * self.factor
        if abs(exact) >= 10**_WHOLE_DIGITS:
            return expectations.A_SMALLER_NUMBER
        value = exact.quantize(Decimal(1).scaleb(-self.scale), ROUND_HALF_EVEN)
        if self.column.type == "integer" and value != exact:
            return self._expected
        if self.column.min is not None and value < self.column.min:
            return expectations.at_least(self.column.min)
        if self.column.max is not None and value > self.column.max:
            return expectations.at_most(self.column.max)
        return value
