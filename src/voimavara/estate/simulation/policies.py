"""Policies: how much is spent in a year, and what it has to reach."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from voimavara.core.errors import UserError
from voimavara.core.message import as_number


class Works(StrEnum):
    """What the money buys, always from the worst condition (against the object's own threshold) on.

    LEVEL: money is divisible and lifts the worst to a common level. Then more money in any year leaves every
    object at least as good in all later years: the level that money m reaches falls neither with m nor with
    a better start, ageing keeps order, and so does max(present, level). The property is proven and tested.

    WHOLE: objects are renewed one by one and money that does not reach the next one is kept for next year.
    This is how works are done, but more money may then move another object forward: nothing is promised.
    """

    LEVEL = "level"
    WHOLE = "whole"


class GoalKind(StrEnum):
    """What a year's spending is measured by."""

    NOTHING = "nothing"
    MONEY = "money"  # never more than the amount, and only on what is below its threshold
    VALUE = "value"  # technical value rises by the amount at least
    BACKLOG = "backlog"  # backlog falls by the amount at least
    ENDED = "ended"  # what has come to the end of its life is renewed


@dataclass(frozen=True, slots=True)
class YearGoal:
    """What a year has to reach, in euros."""

    measure: GoalKind
    amount: float = 0.0


@dataclass(frozen=True, slots=True)
class StockState:
    """The whole stock's technical value and backlog (euros) at the start and, aged, in a year."""

    start_value: float
    start_backlog: float
    value: float
    backlog: float


class Policy(Protocol):
    """A policy says what each year (1, 2 …) has to reach."""

    @property
    def works(self) -> Works:
        """What the money buys."""

    def goal(self, year: int, stand: StockState) -> YearGoal:
        """The goal of the year, from how the stock stands before any work of that year."""


@dataclass(frozen=True, slots=True)
class DoNothing:
    """Nothing is repaired."""

    works: Works = Works.WHOLE

    def goal(self, year: int, stand: StockState) -> YearGoal:  # noqa: ARG002 every policy is asked in the same way
        """Nothing."""
        return YearGoal(GoalKind.NOTHING)


@dataclass(frozen=True, slots=True)
class KeepCondition:
    """The technical value of the whole never falls below today's."""

    works: Works = Works.LEVEL

    def goal(self, year: int, stand: StockState) -> YearGoal:  # noqa: ARG002 every policy is asked in the same way
        """The value lost since the start."""
        return YearGoal(GoalKind.VALUE, max(0.0, stand.start_value - stand.value))


@dataclass(frozen=True, slots=True)
class Budget:
    """So many euros a year: one amount for all years, or one for each (the last one holds on).

    They are spent on what is below its threshold; what is left over is kept for the next year.
    """

    euros: float | tuple[float, ...]
    works: Works = Works.LEVEL

    def __post_init__(self) -> None:
        for amount in self._amounts():
            if not amount >= 0:
                raise UserError(
                    "Budget: got {amount} euros, expected 0 or more; correct the budget.",
                    amount=as_number(amount),
                )
        if not self._amounts():
            raise UserError("Budget: got no amounts, expected one at least; give the euros of a year.")

    def goal(self, year: int, stand: StockState) -> YearGoal:  # noqa: ARG002 every policy is asked in the same way
        """The year's money."""
        amounts = self._amounts()
        return YearGoal(GoalKind.MONEY, amounts[min(year, len(amounts)) - 1])

    def _amounts(self) -> tuple[float, ...]:
        return self.euros if isinstance(self.euros, tuple) else (self.euros,)


@dataclass(frozen=True, slots=True)
class ClearBacklog:
    """The backlog falls evenly to nothing in so many years, and stays there."""

    years: int
    works: Works = Works.LEVEL

    def __post_init__(self) -> None:
        if self.years < 1:
            raise UserError(
                "Years to clear the backlog: got {years}, expected 1 or more; 10 is usual.", years=self.years
            )

    def goal(self, year: int, stand: StockState) -> YearGoal:
        """What stands above the even path."""
        allowed = stand.start_backlog * max(0.0, 1.0 - year / self.years)
        return YearGoal(GoalKind.BACKLOG, max(0.0, stand.backlog - allowed))


@dataclass(frozen=True, slots=True)
class RenewAtEnd:
    """Everything is renewed when its life ends, whatever that costs: what keeps the stock for good."""

    works: Works = Works.WHOLE

    def goal(self, year: int, stand: StockState) -> YearGoal:  # noqa: ARG002 every policy is asked in the same way
        """All that has ended."""
        return YearGoal(GoalKind.ENDED)
