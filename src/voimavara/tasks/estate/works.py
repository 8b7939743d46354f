"""What may be done with each object in each year of a plan, at what cost, and what that is worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from voimavara.core.errors import UserError, did_you_mean
from voimavara.core.message import Message
from voimavara.estate.parts import age_of, value_share
from voimavara.estate.planning.checks import listed
from voimavara.estate.planning.options import Options, condition_gained, options_of
from voimavara.estate.planning.options import Weights as PlanWeights
from voimavara.estate.planning.problem import Floor, Problem, Rule
from voimavara.programme.models.plan import Action, Demand, InvestmentPlan
from voimavara.scenarios.assumptions import euros, share
from voimavara.tasks.estate.facts import Facts
from voimavara.tasks.estate.holdings import Floats, Holding, Names
from voimavara.tasks.estate.uses import EMPTY_FLAG

TONNES = 1e-6  # of a million euros
MWH = 1e-3


@dataclass(frozen=True)
class Planned:
    """The objects that a plan can speak of, in arrays; a pipe is in order until its life ends.

    `wearing` is the share that wears, or what was seen to have worn if more; `wearing_anew` is that of the
    curve, along which an object ages after a work.
    """

    ids: tuple[str, ...]
    kinds: Names
    classes: Names
    sectors: Names
    replacement: Floats
    condition: Floats
    threshold: Floats
    age: Floats
    life: Floats
    wearing: Floats
    wearing_anew: Floats
    heat: Floats

    @property
    def size(self) -> int:
        """How many objects there are."""
        return len(self.ids)

    def untouched(self, present: int, years: Sequence[int]) -> Floats:
        """The condition in each year when nothing is done: objects × years."""
        return self._at(self.age[:, None] + (np.array(years) - present)[None, :], self.wearing)

    def renewed(self, to: float, years: int) -> Floats:
        """The condition in each year after a work that leaves it so good: objects × years."""
        start = np.where(
            self.kinds == "pipe", 0.0, age_of(np.full(self.size, to), self.life, self.wearing_anew)
        )
        return self._at(start[:, None] + np.arange(years)[None, :], self.wearing_anew)

    def _at(self, age: Floats, wearing: Floats) -> Floats:
        """The condition at ages (objects × years)."""
        curve = value_share(age, self.life[:, None], wearing[:, None])
        return np.where((self.kinds == "pipe")[:, None], np.where(age > self.life[:, None], 0.0, 1.0), curve)


def planned_objects(facts: Facts, holdings: Sequence[Holding], pipe_age: Floats) -> Planned:
    """Everything that is known well enough to be planned for; empty buildings are not."""
    heat = heat_by_building(facts)
    parts: list[tuple[object, ...]] = []
    for holding in holdings:
        flagged = np.array(
            [EMPTY_FLAG in holding.flags.get(name, ()) for name in holding.names.tolist()], bool
        )
        keep = holding.ageing() & ~flagged
        condition = holding.condition
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
    return Planned(tuple(ids.tolist()), *others)


def heat_by_building(facts: Facts) -> dict[str, float]:
    """MWh of heat in the last twelve months with readings; a building that lacks a month is left out."""
    rows = facts.rows("consumption")
    last = max((row["month"] for row in rows), default=0)
    found: dict[str, list[float]] = {}
    for row in rows:
        if last - 12 < row["month"] <= last and row["heat"] is not None:
            found.setdefault(row["building"], []).append(float(row["heat"]) * MWH)
    return {name: sum(months) for name, months in found.items() if len(months) == 12}


NOTHING_KNOWN = (
    "The estate: no building, street or green area has a value, a condition and a life; load their registers "
    "first."
)


def problem_of(
    facts: Facts, plan_id: str, plan: InvestmentPlan, planned: Planned, years: Sequence[int] | None = None
) -> Problem:
    """The plan's question; with `years`, the same options in other years and without rules or budgets.

    Raises UserError for a rule about an object that cannot be planned for, and where there is no object.
    """
    if not planned.ids:
        raise UserError(NOTHING_KNOWN)
    _check_parts(facts, plan_id, plan, planned)
    own = tuple(sorted(int(year) for year in plan.budgets))
    at = tuple(years) if years is not None else own
    options = _options(plan, planned, facts.year, at)
    if years is not None:
        return Problem(planned.ids, tuple(plan.actions), at, options, np.full(len(at), np.inf))
    return Problem(
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


def _options(plan: InvestmentPlan, planned: Planned, present: int, years: tuple[int, ...]) -> Options:
    """The objective: euros of value kept a year, and cost of backlog avoided, both discounted."""
    actions = tuple(plan.actions.values())
    interest, rate = share(plan.interest), share(plan.backlog_cost)
    untouched = planned.untouched(present, years)
    renewed = np.stack([planned.renewed(share(action.to), len(years)) for action in actions], axis=1)
    short = -np.maximum(0.0, planned.threshold[:, None] - untouched)
    left = -np.maximum(0.0, planned.threshold[:, None, None] - renewed)
    to = np.array([share(action.to) for action in actions])
    price = np.array([share(action.cost) for action in actions])
    # A pipe is laid anew whole, however long its life has still to run; the wear of others is made good.
    mended = np.where((planned.kinds == "pipe")[:, None], 0.0, untouched)
    missing = np.maximum(0.0, to[None, :, None] - mended[:, None, :])
    cost = missing * planned.replacement[:, None, None] * price[None, :, None]
    applies = np.stack([_applies(action, planned) for action in actions], axis=1) & (cost.max(axis=2) > 0)
    width = max(len(action.spread) for action in actions)
    spread = np.zeros((len(actions), width))
    for number, action in enumerate(actions):
        spread[number, : len(action.spread)] = [share(part) for part in action.spread]
    return options_of(
        condition_gained(untouched, renewed, planned.replacement, interest),
        condition_gained(short, left, planned.replacement * rate, interest),
        cost,
        weights=PlanWeights(plan.weights.condition, plan.weights.avoided_cost),
        spread=spread,
        applies=applies,
        emissions=_emissions(plan, planned, cost) if plan.emissions_cap is not None else None,
        condition=_at_end(untouched, renewed) if plan.floors else None,
    )


def _applies(action: Action, planned: Planned) -> np.ndarray:
    return np.isin(planned.kinds, action.kinds) if action.kinds else np.ones(planned.size, bool)


def _at_end(untouched: Floats, renewed: Floats) -> Floats:
    """The condition in the last year: when nothing is done, then by action and year of doing it."""
    done = renewed[:, :, ::-1].reshape(len(untouched), -1)
    return np.concatenate((untouched[:, -1:], done), axis=1)


def _emissions(plan: InvestmentPlan, planned: Planned, cost: Floats) -> Floats:
    """Tonnes over the years of the plan: heat of buildings (as today, less what a work saves), and works.

    A building whose heat is not known counts for its works alone.
    """
    objects, _, years = cost.shape
    yearly = np.nan_to_num(planned.heat) * plan.heat_emissions
    saved = np.array([share(action.saves_heat) for action in plan.actions.values()])
    made = np.array([action.emissions for action in plan.actions.values()])
    left = years - np.arange(years)
    heat = yearly[:, None, None] * (years - saved[None, :, None] * left[None, None, :])
    done = heat + cost * TONNES * made[None, :, None]
    return np.concatenate((yearly[:, None] * years, done.reshape(objects, -1)), axis=1)


def _check_parts(facts: Facts, plan_id: str, plan: InvestmentPlan, planned: Planned) -> None:
    lacking = sorted(set(planned.sectors.tolist()) - plan.parts.keys())
    if plan.parts and lacking:
        raise UserError(
            "{place}: `parts` has no share for {sectors}, where there are objects to plan for; give each of"
            " them a share, be it 0 %, so that all make up 100 %.",
            place=facts.programme.place("plans", plan_id, "parts"),
            sectors=listed(lacking),
        )


def _rules(
    facts: Facts, plan_id: str, what: str, demands: Iterable[Demand], planned: Planned
) -> tuple[Rule, ...]:
    known = set(planned.ids)
    for number, demand in enumerate(demands):
        if demand.object not in known:
            raise UserError(_unplanned(facts, ("plans", plan_id, what, number), demand.object, planned))
    return tuple(Rule(demand.object, demand.action, demand.years) for demand in demands)


def _bundles(
    facts: Facts, plan_id: str, plan: InvestmentPlan, planned: Planned
) -> tuple[tuple[str, ...], ...]:
    known = set(planned.ids)
    for number, bundle in enumerate(plan.bundles):
        for name in bundle:
            if name not in known:
                raise UserError(_unplanned(facts, ("plans", plan_id, "bundles", number), name, planned))
    return plan.bundles


def _unplanned(facts: Facts, address: tuple[str | int, ...], name: str, planned: Planned) -> Message:
    hint = did_you_mean(name, planned.ids) or Message("correct it, or add what is missing.")
    return Message.of(
        "{place}: '{name}' can't be planned for: it is in no register, stands empty, or has no known value,"
        " condition or life; {hint}",
        place=facts.programme.place(*address),
        name=name,
        hint=hint,
    )
