"""What buildings cost to run in the newest twelve months, where each month of their use is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.figures.conditions import Condition
from voimavara.programme.models.formula import RatioFormula
from voimavara.tasks.estate.facts import Facts
from voimavara.tasks.estate.naming import few_buildings
from voimavara.verdicts.wording import say, span

YEAR = 12
COSTS = "property_costs"
FORMULA = "property_cost_per_m2"  # its condition says which kinds of cost are running ones


@dataclass(frozen=True)
class RunningCosts:
    """Euros of the twelve months by building and kind, of those with costs in each month of their use.

    `all_year` names those with costs in all twelve: only these cost so much a year. `lacking` are buildings
    without costs in some month of their use. `used` is the share of the months in which each was in use.
    """

    period: Period | None
    by_kind: dict[str, dict[str, float]]
    all_year: frozenset[str]
    lacking: tuple[str, ...]
    used: dict[str, float]

    @property
    def by_building(self) -> dict[str, float]:
        """Euros of each building."""
        return {name: sum(kinds.values()) for name, kinds in self.by_kind.items()}

    @property
    def a_year(self) -> dict[str, float]:
        """Euros a year of each building that was in use all year."""
        return {name: euros for name, euros in self.by_building.items() if name in self.all_year}


def running_costs(facts: Facts) -> RunningCosts:
    """The costs of the newest twelve months that costs speak of; rent and capital are left out."""
    rows = facts.rows(COSTS)
    if not rows:
        return RunningCosts(None, {}, frozenset(), (), {})
    period = Period(max(row["month"] for row in rows) - YEAR + 1, YEAR)
    runs = _running(facts)
    euros: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    months: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if period.first <= row["month"] < period.end and runs.accepts(row["kind"]):
            euros[row["building"]][row["kind"]] += float(row["amount"])
            months[row["building"]].add(row["month"])
    used = months_of_use(facts, period)
    lacking = {name for name, each in used.items() if each - months[name]}
    return RunningCosts(
        period,
        {name: dict(kinds) for name, kinds in euros.items() if name not in lacking},
        frozenset(name for name, each in months.items() if len(each) == YEAR),
        tuple(sorted(lacking)),
        {name: len(each) / YEAR for name, each in used.items()},
    )


def months_of_use(facts: Facts, period: Period) -> dict[str, set[int]]:
    """The months of the period on whose last day each building is in use."""
    return {
        row["building"]: {
            month.first
            for month in period.each_month()
            if row["in_use_from"] <= month.last_day
            and (row["in_use_to"] is None or row["in_use_to"] >= month.last_day)
        }
        for row in facts.rows("buildings")
    }


def costs_said(facts: Facts) -> Iterator[Text]:
    """The buildings whose costs are left out, and those whose costs are not those of a year."""
    costs = running_costs(facts)
    if costs.period is None:
        return
    if costs.lacking:
        yield say(
            "The running costs of the buildings {buildings} are left out, for some month of their use in"
            " {period} has none. Load the months that are missing.",
            buildings=few_buildings(facts, costs.lacking),
            period=span(costs.period),
        )
    used = months_of_use(facts, costs.period)
    newest = costs.period.end - 1
    partly = sorted(
        name for name in costs.by_kind if name not in costs.all_year and newest in used.get(name, ())
    )
    if partly:
        yield say(
            "The buildings {buildings} were in use for a part of {period} only, so their cost a year is not"
            " compared with that of others.",
            buildings=few_buildings(facts, partly),
            period=span(costs.period),
        )


def _running(facts: Facts) -> Condition:
    formula = facts.programme.formulas[FORMULA].formula
    if not isinstance(formula, RatioFormula):
        raise ValueError(f"{FORMULA} is not a ratio")
    return Condition("kind", formula.ratio.of.where["kind"])
