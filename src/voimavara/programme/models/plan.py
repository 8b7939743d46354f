"""What an investment plan is made from: budgets, actions, weights, and what it has to keep to."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.programme.models.written import Names, Quantity, Written, parse_quantity

NONE, ALL = parse_quantity("0 %"), parse_quantity("100 %")
CLOSE = 1e-9


class Action(Written):
    """Something that can be done with an object."""

    name: Text
    to: Quantity = Field(description="The condition that it leaves, as 100 % for as good as new.")
    cost: Quantity = Field(ALL, description="Its cost, of the value that it brings back.")
    spread: tuple[Quantity, ...] = Field(
        (ALL,), description="The shares of the cost in its first year, the second, and so on."
    )
    kinds: Names = Field((), description="The kinds of object that it suits; all when not given.")
    emissions: float = Field(0.0, ge=0, description="Tonnes of CO2e for each million euros of work.")
    saves_heat: Quantity = Field(NONE, description="The share of a building's heat that it saves.")


class Demand(Written):
    """A work that has to be done, or must not be: any action or year where none is given."""

    object: str = Field(description="Kind and identifier, as in building-1006.")
    action: str | None = None
    years: tuple[int, ...] | None = None


class Weights(Written):
    """What the plan maximises, in euros: each weight times its amount."""

    condition: float = Field(ge=0, description="Euros for a euro of technical value gained, a year.")
    avoided_cost: float = Field(ge=0, description="Euros for a euro of cost avoided.")


class InvestmentPlan(Written):
    """plans/*.yaml: from which the works of each year are chosen."""

    name: Text
    order: int = 0
    budgets: dict[str, Quantity] = Field(description="Euros by year, each year of the plan.")
    parts: dict[str, Quantity] = Field(
        {},
        description="Each sector's share of the budgets; by replacement value when not given.",
    )
    actions: dict[str, Action]
    weights: Weights
    backlog_cost: Quantity = Field(
        description="What a euro of backlog costs a year in damage and repairs, as 4 %."
    )
    interest: Quantity = NONE
    must: tuple[Demand, ...] = ()
    forbidden: tuple[Demand, ...] = ()
    bundles: tuple[Annotated[tuple[str, ...], Field(min_length=2)], ...] = Field(
        (), description="Objects that are done in the same year, or none."
    )
    floors: dict[str, Quantity] = Field(
        {}, description="The least mean condition of a class in the last year."
    )
    heat_emissions: float = Field(0.0, ge=0, description="Tonnes of CO2e for each MWh of heat.")
    emissions_cap: float | None = Field(None, ge=0, description="Tonnes of CO2e over the years of the plan.")
    source: Text = Field(description="Where the assumptions come from.")

    @model_validator(mode="after")
    def _parts_are_a_whole(self) -> InvestmentPlan:
        total = float(sum(share.value * share.unit.scale for share in self.parts.values()))
        if self.parts and abs(total - 1) > CLOSE:
            raise ValueError(
                Message.of("the shares of `parts` make up {total}, expected 100 %.", total=f"{total:.4%}")
            )
        return self
