"""Whether must-dos, floors and cap can be kept at all, and if not, which is short and by how much."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from voimavara.core.errors import UserError
from voimavara.core.message import Message
from voimavara.estate.planning.checks import comma_separated, joined
from voimavara.estate.planning.choices import Choices, offsets, summed
from voimavara.estate.planning.dual import solve_dual
from voimavara.estate.planning.engine import passes_for
from voimavara.estate.planning.highs import solve
from voimavara.estate.planning.normal import Normal, affordable, normal_form
from voimavara.estate.planning.problem import PlanProblem

CLOSE = 1e-7  # a shortage smaller than this, in proportion, is rounding
LINEAR = 20_000  # options up to which the linear programme says what is reachable, above it the dual

FEW = 5  # objects named in a sentence
SHARES = 4  # decimals of a mean condition
_NO_FLOOR_EVER = (
    "The floor of {floor} for '{name}' cannot be reached: the mean condition is at most {most} even if money"
    " were no object, {short} short; lower the floor."
)
_NO_FLOOR_WITHIN = (
    "The floor of {floor} for '{name}' cannot be reached: the mean condition is at most {most} within the"
    " budgets, {short} short; lower the floor, or raise budgets."
)
_NO_CAP_EVER = (
    "The emissions cap of {cap} t cannot be kept: emissions are at least {least} t even if money were no"
    " object, {over} t too much; raise the cap."
)
_NO_CAP_WITHIN = (
    "The emissions cap of {cap} t cannot be kept: emissions are at least {least} t within the budgets, {over}"
    " t too much; raise the cap, or raise budgets."
)


def check_reachable(problem: PlanProblem) -> None:
    """Raise UserError where budgets cannot meet must-dos, or a floor or the cap cannot be kept."""
    budgets_only = normal_form(problem, sides=False)
    check_musts(problem, budgets_only)
    if not problem.floors and problem.emissions_cap is None:
        return
    within = affordable(budgets_only)
    if within is None:
        return  # a must-do that only fits in parts is told when no plan is found
    check_floors(problem, budgets_only, within)
    check_cap(problem, budgets_only, within)


def check_musts(problem: PlanProblem, normal: Normal) -> None:
    """The budgets can pay for what has to be done; else say the years and the amounts."""
    choices = normal.choices
    costly = np.diff(choices.start) > 0
    bound_to = np.flatnonzero(np.add.reduceat(~costly, choices.first[:-1]) == 0)
    if not len(bound_to):
        return
    kept = np.flatnonzero(np.isin(choices.group_of(np.arange(choices.size)), bound_to))
    over = least_overspending(choices.keep(kept))
    if over.sum() <= CLOSE * max(float(choices.capacity.sum()), 1.0):
        return
    years = np.flatnonzero(over > 0.005)
    short = [
        Message.of("{year}: {amount} €", year=problem.years[year], amount=rounded(over[year]))
        for year in years.tolist()
    ]
    paying = objects_paid_in(problem, normal, kept, years)
    names = [rule.object for rule in problem.must if rule.object in paying]
    raise UserError(
        "The budgets cannot meet the must-dos on {objects}: at least {amount} € more is needed ({years});"
        " raise these budgets, or let a work be done in another year.",
        objects=_several(names),
        amount=rounded(over.sum()),
        years=joined(short),
    )


def _several(names: list[str]) -> str | Message:
    first = comma_separated(names[:FEW])
    more = len(names) - FEW
    return Message.of("{first} and {more} more", first=first, more=more) if more > 0 else first


def objects_paid_in(
    problem: PlanProblem, normal: Normal, options: NDArray[np.int64], years: NDArray[np.int64]
) -> set[str]:
    """The objects whose work by one of these options is paid in one of the years."""
    choices = normal.choices
    option = np.repeat(np.arange(choices.size), np.diff(choices.start))
    paid = np.intersect1d(option[np.isin(choices.resource, years)], options)
    owner = np.repeat(np.arange(choices.size), np.diff(normal.part_start))
    parts = normal.parts[np.isin(owner, paid)]
    return {
        problem.objects[number]
        for number in np.unique(np.searchsorted(problem.options.first, parts, side="right") - 1).tolist()
    }


def least_overspending(choices: Choices) -> NDArray[np.float64]:
    """By how much each capacity is exceeded where the sum is least (a lower bound: the linear programme's).

    Each resource gets a group more whose one option uses a negative amount, at the price of that amount.
    """
    count = len(choices.capacity)
    most = np.bincount(choices.resource, choices.amount, count) + 1.0
    relaxed = Choices(
        np.concatenate((choices.first, choices.first[-1] + offsets(np.full(count, 2))[1:])),
        np.concatenate((np.zeros(choices.size), np.column_stack((np.zeros(count), -most)).ravel())),
        np.concatenate((choices.start, choices.start[-1] + offsets(np.tile([0, 1], count))[1:])),
        np.concatenate((choices.resource, np.arange(count, dtype=np.int32))),
        np.concatenate((choices.amount, -most)),
        choices.capacity,
    )
    solved = solve(relaxed, whole=False)
    if solved is None:
        return np.zeros(count)
    return solved.shares[choices.size + 1 :: 2] * most


def check_floors(problem: PlanProblem, free: Normal, within: Normal) -> None:
    """Each class can reach its floor: with money no object, and within the budgets."""
    for floor in problem.floors:
        members = problem.members(floor.class_name)
        total = float(problem.weights[members].sum())
        worth = np.zeros(len(problem.options.value))
        for number in members.tolist():
            part = slice(*problem.options.first[number : number + 2])
            worth[part] = np.asarray(problem.options.condition)[part] * problem.weights[number] / total
        for normal, said in ((free, _NO_FLOOR_EVER), (within, _NO_FLOOR_WITHIN)):
            most = reachable(normal, worth, limited=normal is within)
            if most < floor.level - CLOSE:
                raise UserError(
                    said,
                    floor=rounded(floor.level, SHARES),
                    name=floor.class_name,
                    most=rounded(most, SHARES),
                    short=rounded(floor.level - most, SHARES),
                )


def check_cap(problem: PlanProblem, free: Normal, within: Normal) -> None:
    """The emissions cap can be kept: with money no object, and within the budgets."""
    if problem.emissions_cap is None:
        return
    worth = -np.asarray(problem.options.emissions, np.float64)
    for normal, said in ((free, _NO_CAP_EVER), (within, _NO_CAP_WITHIN)):
        least = -reachable(normal, worth, limited=normal is within)
        if least > problem.emissions_cap * (1 + CLOSE):
            raise UserError(
                said,
                cap=rounded(problem.emissions_cap),
                least=rounded(least),
                over=rounded(least - problem.emissions_cap),
            )


def reachable(normal: Normal, worth: NDArray[np.float64], *, limited: bool) -> float:
    """The most of `worth` (by the problem's options) that a plan can have, a bound from above."""
    owner = np.repeat(np.arange(normal.choices.size), np.diff(normal.part_start))
    value = summed(owner, worth[normal.parts], normal.choices.size)
    choices = replace(normal.choices, value=value)
    if not limited:
        return float(np.maximum.reduceat(value, choices.first[:-1]).sum())
    if choices.size <= LINEAR:
        solved = solve(choices, whole=False)
        return solved.bound if solved is not None else np.inf
    return solve_dual(choices, passes_for(choices.size)).bound


def rounded(amount: float, decimals: int = 0) -> Decimal:
    """The amount as a message writes it."""
    return Decimal(f"{amount:.{decimals}f}")
