"""Formulas of closed kinds: count, sum, mean, last, ratio, share, growth, derived."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.programme.models.written import Names, Span, Time, UnitName, Written

Scalar = bool | int | str


class Bounds(Written):
    """A condition on a number or date: from a level, up to one, or within a time of another date.

    `{within: 3 months, from: started}` holds where the date is at most three months after `started`.
    """

    at_least: int | float | str | None = None
    at_most: int | float | str | None = None
    below: int | float | str | None = None
    within: Span | None = None
    from_: str | None = Field(None, alias="from")

    @model_validator(mode="after")
    def _complete(self) -> Bounds:
        levels = (self.at_least, self.at_most, self.below)
        if (self.within is None) != (self.from_ is None):
            raise ValueError("`within` and `from` go together, as in {within: 3 months, from: started}.")
        if self.within is None and all(level is None for level in levels):
            raise ValueError("a condition has at_least, at_most or below, or within and from.")
        return self


Where = dict[str, Scalar | tuple[Scalar, ...] | Bounds]


class Aggregate(Written):
    """One number from a dataset's rows; exactly one of sum, mean, last and count is given.

    sum: of a flow, over time and places. mean: of a stock, summed over places in each month and
    averaged over the months. last: of a stock, summed over places in the last month. count: of rows.
    """

    sum: Names | None = None
    mean: Names | None = None
    last: Names | None = None
    count: Literal["rows"] | None = None
    in_: str = Field(alias="in")
    where: Where = {}

    @model_validator(mode="after")
    def _exactly_one(self) -> Aggregate:
        given = [name for name in ("sum", "mean", "last", "count") if getattr(self, name) is not None]
        if len(given) != 1:
            got = ", ".join(given) or Message("none")
            raise ValueError(
                Message.of("got {got}, expected exactly one of sum, mean, last and count.", got=got)
            )
        return self

    @property
    def kind(self) -> Literal["sum", "mean", "last", "count"]:
        """Which of the four it is."""
        if self.sum is not None:
            return "sum"
        if self.mean is not None:
            return "mean"
        return "count" if self.count else "last"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it adds together (none for a count)."""
        return self.sum or self.mean or self.last or ()


class Ratio(Written):
    """Aggregated once, then divided; with `complement` it is one minus the ratio."""

    of: Aggregate
    to: Aggregate
    complement: bool = False


class Share(Written):
    """Rows for which `of` holds, of all rows for which `where` holds."""

    of: Where
    in_: str = Field(alias="in")
    where: Where = {}
    sample: bool = Field(False, description="Whether the rows are a sample, so that it gets an interval.")
    lag: Span | None = Field(
        None, description="A row counts in the period that lies so long after its own date."
    )
    invited: Aggregate | None = Field(
        None, description="Size of the population asked, for the finite-population correction."
    )


class Growth(Written):
    """exp(log growth) − 1 of a yearly amount over a window; amounts of zero or less give no figure."""

    of: Aggregate
    over: Span


class RatioFormula(Written):
    """A ratio of two aggregates."""

    ratio: Ratio


class ShareFormula(Written):
    """A share of rows."""

    share: Share


class GrowthFormula(Written):
    """Growth of an amount."""

    growth: Growth


class DerivedFormula(Written):
    """Computed from the run itself by the product, not from rows: `reporting_coverage`."""

    derived: Literal["reporting_coverage"]


def _kind_of(value: Any) -> str:
    for kind in ("ratio", "share", "growth", "derived"):
        if (isinstance(value, dict) and kind in value) or hasattr(value, kind):
            return kind
    return "aggregate"


Formula = Annotated[
    Annotated[RatioFormula, Tag("ratio")]
    | Annotated[ShareFormula, Tag("share")]
    | Annotated[GrowthFormula, Tag("growth")]
    | Annotated[DerivedFormula, Tag("derived")]
    | Annotated[Aggregate, Tag("aggregate")],
    Discriminator(_kind_of),
]


class FormulaChange(Written):
    """What a version of a formula changed, and from when it is in use."""

    version: int
    at: Time
    what: Text


class NamedFormula(Written):
    """A formula of the catalogue or of the city's own, with its version history."""

    name: Text
    definition: Text = Field(description="In plain words, for somebody who never saw the data.")
    formula: Formula
    unit: UnitName
    version: int = 1
    history: tuple[FormulaChange, ...] = ()
    source: Text = Text()
