"""Target levels: one grammar for every kind a programme uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.programme.models.written import Day, Quantity, Span, Time, Written, quantities_in


@dataclass(frozen=True, slots=True)
class Kind:
    """Marks a key of `Target` as a kind of target: how it is written, and whether `by` goes with it."""

    example: str
    deadline: bool = False


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


# How each kind is judged, told and checked stands in verdicts/kinds/.
class Target(Written):
    """What the programme has decided about an indicator's level, or that it has not."""

    at_least: Annotated[Quantity | None, Kind("at_least: 80 %", deadline=True)] = None
    at_most: Annotated[Quantity | None, Kind("at_most: 14.5 days", deadline=True)] = None
    within: Annotated[tuple[Quantity, Quantity] | None, Kind("within: [2 %, 4 %]")] = None
    falling: Annotated[Trend | None, Kind("falling: {}")] = None
    rising: Annotated[Trend | None, Kind("rising: {}")] = None
    from_history: Annotated[History | None, Kind("from_history: {at_least: median, of: 3 years}")] = None
    not_above_peers: Annotated[Peers | None, Kind("not_above_peers: {peers: same_size, window: 4 years}")] = (
        None
    )
    within_months: Annotated[
        Cohort | None, Kind("within_months: {reach: 100 %, months: 12, from: introduced}")
    ] = None
    covered: Annotated[Quantity | None, Kind("covered: 100 %")] = None
    undecided: Annotated[Text | None, Kind("undecided: {fi: …, sv: …, en: …} with the question")] = Field(
        None, description="The question that has to be decided."
    )
    by: Day | None = Field(None, description="The deadline; without one the level is standing.")

    @property
    def kind(self) -> str:
        """Which kind of target it is."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)

    @property
    def levels(self) -> tuple[Quantity, ...]:
        """The levels that somebody decided; none where they come from earlier years or others."""
        return tuple(level for _, level in quantities_in(self))

    @model_validator(mode="after")
    def _exactly_one(self) -> Target:
        given = [kind for kind in KINDS if getattr(self, kind) is not None]
        empty = [kind for kind in KINDS if kind in self.model_fields_set and kind not in given]
        if empty:
            raise ValueError(
                Message.of(
                    "`{key}` has nothing after it; write {example}.",
                    key=empty[0],
                    example=KINDS[empty[0]].example,
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
        if self.by and not KINDS[self.kind].deadline:
            raise ValueError(
                Message.of("`by` goes with at_least or at_most, not with {kind}.", kind=self.kind)
            )
        return self


KINDS = {
    name: mark
    for name, field in Target.model_fields.items()
    for mark in field.metadata
    if isinstance(mark, Kind)
}


class Baseline(Written):
    """Where the straight line towards a deadline starts."""

    value: Quantity | None = Field(None, description="Without it: the figure of `at`.")
    at: Time = Field(description="A date, a period such as 2019, or the column of an item's own start.")
