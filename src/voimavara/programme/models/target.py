"""Target levels: one grammar for every kind a programme uses."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.programme.models.written import Day, Quantity, Span, Time, Written

KINDS = (
    "at_least", "at_most", "within", "falling", "rising", "from_history",
    "not_above_peers", "within_months", "covered", "undecided",
)  # fmt: skip
_EXAMPLES = {
    "at_least": "at_least: 80 %",
    "at_most": "at_most: 14.5 days",
    "within": "within: [2 %, 4 %]",
    "falling": "falling: {}",
    "rising": "rising: {}",
    "from_history": "from_history: {at_least: median, of: 3 years}",
    "not_above_peers": "not_above_peers: {peers: same_size, window: 4 years}",
    "within_months": "within_months: {reach: 100 %, months: 12, from: introduced}",
    "covered": "covered: 100 %",
    "undecided": "undecided: {fi: …, sv: …, en: …} with the question",
}


class Trend(Written):
    """The last full year against the one before; a tie fails."""

    real: str | None = Field(None, description="The price index parameter that deflates money.")
    each: str | None = Field(None, description="The dimension each value of which must do it.")


class History(Written):
    """A level taken from earlier years, such as the median of the last three."""

    at_least: Literal["median", "mean", "best"] | None = None
    at_most: Literal["median", "mean", "best"] | None = None
    of: Span

    @model_validator(mode="after")
    def _exactly_one(self) -> History:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError(
                "a level from earlier years has either at_least or at_most: median, mean or best."
            )
        return self


class Peers(Written):
    """Growth compared with the median of the other municipalities of a peer set; a tie passes."""

    peers: str
    window: Span


class Cohort(Written):
    """Each item reaches the level within so many months of its own start."""

    reach: Quantity
    months: int = Field(gt=0)
    from_: str = Field(alias="from", description="The date column of the item's own start.")
    not_before: Day | None = None


class Target(Written):
    """What the programme has decided about an indicator's level, or that it has not."""

    at_least: Quantity | None = None
    at_most: Quantity | None = None
    within: tuple[Quantity, Quantity] | None = None
    falling: Trend | None = None
    rising: Trend | None = None
    from_history: History | None = None
    not_above_peers: Peers | None = None
    within_months: Cohort | None = None
    covered: Quantity | None = None
    undecided: Text | None = Field(None, description="The question that has to be decided.")
    by: Day | None = Field(None, description="The deadline; without one the level is standing.")

    @property
    def kind(self) -> str:
        """Which kind of target it is."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)

    @property
    def levels(self) -> tuple[Quantity, ...]:
        """The levels that somebody decided; none where they come from earlier years or others."""
        reach = self.within_months.reach if self.within_months else None
        one = (self.at_least, self.at_most, self.covered, reach)
        return (*(level for level in one if level is not None), *(self.within or ()))

    @model_validator(mode="after")
    def _exactly_one(self) -> Target:
        given = [kind for kind in KINDS if getattr(self, kind) is not None]
        empty = [kind for kind in KINDS if kind in self.model_fields_set and kind not in given]
        if empty:
            raise ValueError(
                Message.of(
                    "`{key}` has nothing after it; write {example}.",
                    key=empty[0],
                    example=_EXAMPLES[empty[0]],
                )
            )
        if len(given) != 1:
            raise ValueError(
                Message.of(
                    "a target has exactly one kind, got {got}; use one of: {kinds}.",
                    got=", ".join(given) or Message("none"),
                    kinds=", ".join(KINDS),
                )
            )
        if self.by and self.kind not in ("at_least", "at_most"):
            raise ValueError(
                Message.of("`by` goes with at_least or at_most, not with {kind}.", kind=self.kind)
            )
        return self


class Baseline(Written):
    """Where the straight line towards a deadline starts."""

    value: Quantity | None = Field(None, description="Without it: the figure of `at`.")
    at: Time = Field(description="A date, a period such as 2019, or the column of an item's own start.")
