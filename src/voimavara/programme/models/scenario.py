"""A scenario of the estate's future: money, prices, climate, population; and what is run from it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from voimavara.core.language import Text
from voimavara.programme.models.written import Quantity, Span, Written, parse_quantity

PolicyName = Literal["do_nothing", "keep_condition", "budget", "clear_in_years"]
Exposure = Literal["flood", "moisture"]
NONE = parse_quantity("0 %")


class Climate(Written):
    """What the climate does to the estate by the end of the scenario."""

    heating_need: Quantity = Field(
        NONE, description="Change of heating need by the scenario's last year, as -12 %."
    )
    damage: dict[Exposure, dict[str, Quantity]] = Field(
        {}, description="How much faster exposed buildings wear: exposure → its level → share, as 10 %."
    )


class Population(Written):
    """Which population is served."""

    projection: str = Field("", description="The projection in the data; the newest when not given.")
    change: Quantity = Field(
        NONE, description="How far every age group departs from the projection by the scenario's last year."
    )


class Scenario(Written):
    """One scenario: it is run under each of its policies, and judged by the programme's targets."""

    name: Text
    order: int = 0
    policies: tuple[PolicyName, ...] = Field(description="What is done with the estate; one path for each.")
    budget: dict[str, Quantity] = Field(
        {}, description="Euros a year from the year on, as {2021: 4 MEUR, 2026: 5 MEUR}."
    )
    clear_in: Span | None = Field(None, description="The time in which the backlog is cleared.")
    building_prices: Quantity = Field(
        NONE, description="How much faster building prices rise than the budget, a year."
    )
    interest: Quantity = Field(
        NONE, description="Real interest at which spending of later years is discounted."
    )
    climate: Climate = Climate()
    population: Population = Population()
    years: int = Field(30, ge=1, le=1000, description="How many years are simulated.")
    judged_in: int | None = Field(
        None, description="The calendar year whose figures are judged; the last one when not given."
    )
    runs: int = Field(200, ge=1, le=100_000, description="Monte Carlo runs.")
    seed: int = Field(ge=0, description="The seed of the runs: the same seed gives the same figures.")
    source: Text = Field(description="Where the assumptions come from.")

    @model_validator(mode="after")
    def _policies_have_what_they_need(self) -> Scenario:
        if not self.policies or len(set(self.policies)) < len(self.policies):
            raise ValueError("`policies` names at least one policy, each once, as in [do_nothing, budget].")
        if ("budget" in self.policies) != bool(self.budget):
            raise ValueError("the policy `budget` and the amounts `budget: {2021: 4 MEUR}` go together.")
        if ("clear_in_years" in self.policies) != (self.clear_in is not None):
            raise ValueError("the policy `clear_in_years` and its time `clear_in: 10 years` go together.")
        return self
