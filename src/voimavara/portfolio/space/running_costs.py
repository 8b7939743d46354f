"""What buildings cost to run in the newest twelve months, from the datasets; and whose costs are left out."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.core.language import Text
from voimavara.core.sentences import say
from voimavara.estate.space.running_costs import MonthlyCost, RunningCosts, running_costs
from voimavara.figures.conditions import Condition
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.names import few_buildings
from voimavara.programme.models.formula import RatioFormula

COSTS = "property_costs"
FORMULA = "property_cost_per_m2"  # its condition says which kinds of cost are running ones


def read_running_costs(facts: EstateFacts) -> RunningCosts:
    """The costs of the newest twelve months that costs speak of; rent and capital are left out."""
    costs = (
        MonthlyCost(row["building"], row["month"], row["kind"], float(row["amount"]))
        for row in facts.rows(COSTS)
    )
    in_use = {row["building"]: (row["in_use_from"], row["in_use_to"]) for row in facts.rows("buildings")}
    return running_costs(costs, in_use, _running(facts))


def costs_said(facts: EstateFacts, costs: RunningCosts) -> Iterator[Text]:
    """The buildings whose costs are left out, and those whose costs are not those of a year."""
    if costs.period is None:
        return
    if costs.lacking:
        yield say(
            "The running costs of the buildings {buildings} are left out, for some month of their use in"
            " {period} has none. Load the months that are missing.",
            buildings=few_buildings(facts, costs.lacking),
            period=costs.period,
        )
    if costs.partly:
        yield say(
            "The buildings {buildings} were in use for a part of {period} only, so their cost a year is not"
            " compared with that of others.",
            buildings=few_buildings(facts, costs.partly),
            period=costs.period,
        )


def _running(facts: EstateFacts) -> frozenset[str]:
    formula = facts.programme.formulas[FORMULA].formula
    if not isinstance(formula, RatioFormula):
        raise ValueError(f"{FORMULA} is not a ratio")
    return frozenset(map(str, Condition("kind", formula.ratio.of.where["kind"]).words))
