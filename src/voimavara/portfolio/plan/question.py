"""What may be done with each object in each year of a plan, at what cost, and what that is worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from voimavara.core.errors import UserError, did_you_mean
from voimavara.core.message import Message
from voimavara.estate.condition.parts import age_of
from voimavara.estate.consumption.meters import heat_in_last_year, read_series
from voimavara.estate.planning.checks import comma_separated
from voimavara.estate.planning.objective import Objective, PlanAction, objective_options
from voimavara.estate.planning.objects import PlanObjects
from voimavara.estate.planning.options import ObjectiveWeights
from voimavara.estate.planning.problem import Floor, PlanProblem, Rule
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.registers.holdings import Floats, Holding
from voimavara.portfolio.space.uses import EMPTY_FLAG
from voimavara.programme.models.plan import Demand, InvestmentPlan
from voimavara.scenarios.assumptions import euros, share


def planned_objects(facts: EstateFacts, holdings: Sequence[Holding], pipe_age: Floats) -> PlanObjects:
    """Everything that is known well enough to be planned for; empty buildings are not."""
    heat = heat_in_last_year(read_series(facts.table("consumption")))
    parts: list[tuple[object, ...]] = []
    for holding in holdings:
        flagged = np.array(
            [EMPTY_FLAG in holding.flags.get(name, ()) for name in holding.names.tolist()], bool
        )
        keep = holding.ageing() & ~flagged
        condition = holding.valuation
        age = pipe_age if holding.kind == "pipe" else age_of(condition.condition, holding.life, holding.wears)
        used = np.array([heat.get(name, np.nan) for name in holding.names.tolist()], np.float64)
        arrays = (
            np.array(holding.ids, dtype=np.str_),
            np.full(holding.size, holding.kind, dtype="<U10"),
            holding.classes,
            holding.sectors,
            condition.replacement,
            condition.condition,
            condition.threshold,
            age,
            holding.life,
            holding.wears,
            holding.wearing,
            used if holding.kind == "building" else np.zeros(holding.size),
        )
        parts.append(tuple(array[keep] for array in arrays))
    ids, *others = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return PlanObjects(tuple(ids.tolist()), *others)


NOTHING_KNOWN = (
    "The estate: no building, street or green area has a value, a condition and a life; load their registers "
    "first."
)


def problem_of(
    facts: EstateFacts,
    plan_id: str,
    plan: InvestmentPlan,
    planned: PlanObjects,
    years: Sequence[int] | None = None,
) -> PlanProblem:
    """The plan's question; with `years`, the same options in other years and without rules or budgets.

    Raises UserError for a rule about an object that cannot be planned for, and where there is no object.
    """
    if not planned.ids:
        raise UserError(NOTHING_KNOWN)
    _check_parts(facts, plan_id, plan, planned)
    own = tuple(sorted(int(year) for year in plan.budgets))
    at = tuple(years) if years is not None else own
    options = objective_options(planned, actions_of(plan), _objective(plan), facts.year, at)
    if years is not None:
        return PlanProblem(planned.ids, tuple(plan.actions), at, options, np.full(len(at), np.inf))
    return PlanProblem(
        objects=planned.ids,
        actions=tuple(plan.actions),
        years=at,
        options=options,
        budgets=np.array([euros(plan.budgets[str(year)]) for year in at]),
        must=_rules(facts, plan_id, "must", plan.must, planned),
        forbidden=_rules(facts, plan_id, "forbidden", plan.forbidden, planned),
        bundles=_bundles(facts, plan_id, plan, planned),
        floors=tuple(Floor(name, share(level)) for name, level in plan.floors.items()),
        class_of=tuple(planned.classes.tolist()) if plan.floors else (),
        weight=planned.replacement if plan.floors else None,
        emissions_cap=plan.emissions_cap,
    )


def actions_of(plan: InvestmentPlan) -> tuple[PlanAction, ...]:
    """The plan's actions with their shares as numbers."""
    return tuple(
        PlanAction(
            name,
            share(action.to),
            share(action.cost),
            tuple(share(part) for part in action.spread),
            tuple(action.kinds),
            share(action.saves_heat),
            action.emissions,
        )
        for name, action in plan.actions.items()
    )


def _objective(plan: InvestmentPlan) -> Objective:
    return Objective(
        share(plan.interest),
        share(plan.backlog_cost),
        ObjectiveWeights(plan.weights.condition, plan.weights.avoided_cost),
        heat_emissions=None if plan.emissions_cap is None else plan.heat_emissions,
        at_end=bool(plan.floors),
    )


def _check_parts(facts: EstateFacts, plan_id: str, plan: InvestmentPlan, planned: PlanObjects) -> None:
    lacking = sorted(set(planned.sectors.tolist()) - plan.parts.keys())
    if plan.parts and lacking:
        raise UserError(
            "{place}: `parts` has no share for {sectors}, where there are objects to plan for; give each of"
            " them a share, be it 0 %, so that all make up 100 %.",
            place=facts.programme.place("plans", plan_id, "parts"),
            sectors=comma_separated(lacking),
        )


def _rules(
    facts: EstateFacts, plan_id: str, what: str, demands: Iterable[Demand], planned: PlanObjects
) -> tuple[Rule, ...]:
    known = set(planned.ids)
    for number, demand in enumerate(demands):
        if demand.object not in known:
            raise UserError(_unplanned(facts, ("plans", plan_id, what, number), demand.object, planned))
    return tuple(Rule(demand.object, demand.action, demand.years) for demand in demands)


def _bundles(
    facts: EstateFacts, plan_id: str, plan: InvestmentPlan, planned: PlanObjects
) -> tuple[tuple[str, ...], ...]:
    known = set(planned.ids)
    for number, bundle in enumerate(plan.bundles):
        for name in bundle:
            if name not in known:
                raise UserError(_unplanned(facts, ("plans", plan_id, "bundles", number), name, planned))
    return plan.bundles


def _unplanned(
    facts: EstateFacts, address: tuple[str | int, ...], name: str, planned: PlanObjects
) -> Message:
    hint = did_you_mean(name, planned.ids) or Message("correct it, or add what is missing.")
    return Message.of(
        "{place}: '{name}' can't be planned for: it is in no register, stands empty, or has no known value,"
        " condition or life; {hint}",
        place=facts.programme.place(*address),
        name=name,
        hint=hint,
    )
