"""What is wrong with a problem before any plan is sought: numbers, names, contradicting rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from voimavara.core.errors import UserError, did_you_mean
from voimavara.estate.planning.problem import Rule, allowed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from voimavara.estate.planning.problem import Problem


def check_problem(problem: Problem) -> None:
    """Raise UserError for the first thing in the problem that cannot be right."""
    check_budgets(problem)
    check_options(problem)
    check_rules(problem)
    check_bundles(problem)
    check_sides(problem)
    check_contradictions(problem)


def check_budgets(problem: Problem) -> None:
    """Every year has its budget, and none is negative or missing."""
    if len(problem.budgets) != len(problem.years):
        raise UserError(
            f"There are {len(problem.budgets)} budgets for {len(problem.years)} years; give one a year."
        )
    for year, budget in zip(problem.years, problem.budgets.tolist(), strict=True):
        if not np.isfinite(budget) or budget < 0:
            raise UserError(
                f"The budget of {year} is {budget}, expected an amount of zero or more; give one."
            )


def check_options(problem: Problem) -> None:
    """Values are numbers, costs are numbers and not negative."""
    options = problem.options
    if len(options.first) != len(problem.objects) + 1:
        raise UserError(
            f"There are options for {len(options.first) - 1} objects, expected {len(problem.objects)}."
        )
    wrong = np.flatnonzero(~np.isfinite(options.value))
    if len(wrong):
        option = int(wrong[0])
        raise UserError(
            f"The value of {_named(problem, option)} is {options.value[option]}, expected a number; "
            "give it, or take the option out."
        )
    wrong = np.flatnonzero(~np.isfinite(options.cost) | (options.cost < 0))
    if len(wrong):
        option = int(np.searchsorted(options.start, wrong[0], side="right")) - 1
        raise UserError(
            f"The cost of {_named(problem, option)} is {options.cost[wrong[0]]}, "
            "expected an amount of zero or more; give it, or take the option out."
        )


def check_rules(problem: Problem) -> None:
    """Must-dos and bans speak of objects, actions and years that there are."""
    known_objects, known_actions = set(problem.objects), set(problem.actions)
    for rule in problem.must + problem.forbidden:
        if rule.object not in known_objects:
            raise UserError(_unknown("object", rule.object, problem.objects))
        if rule.action is not None and rule.action not in known_actions:
            raise UserError(_unknown("action", rule.action, problem.actions))
        for year in rule.years or ():
            if year not in problem.years:
                raise UserError(
                    f"The rule for {rule.object!r} speaks of {year}; "
                    f"the plan is for {problem.years[0]} to {problem.years[-1]}."
                )


def check_bundles(problem: Problem) -> None:
    """Bundles hold objects that there are, each object in one bundle."""
    known, seen = set(problem.objects), set[str]()
    for name in (name for bundle in problem.bundles for name in bundle):
        if name not in known:
            raise UserError(_unknown("object", name, problem.objects))
        if name in seen:
            raise UserError(
                f"The object {name!r} is in two bundles; put them together, or take it out of one."
            )
        seen.add(name)


def check_sides(problem: Problem) -> None:
    """Floors and the cap have what they are reckoned from."""
    options = problem.options
    for floor in problem.floors:
        if floor.class_name not in problem.class_of:
            raise UserError(_unknown("class", floor.class_name, set(problem.class_of)))
        if not 0 <= floor.level <= 1:
            raise UserError(f"The floor of {floor.class_name!r} is {floor.level}, expected 0 to 1.")
    if problem.floors:
        _check_amounts("condition", options.condition, problem, most=1.0)
        if not (np.isfinite(problem.weights).all() and (problem.weights > 0).all()):
            raise UserError(
                "The weights of objects in their class's condition have to be numbers above zero."
            )
    if problem.emissions_cap is not None:
        if not np.isfinite(problem.emissions_cap) or problem.emissions_cap < 0:
            raise UserError(f"The emissions cap is {problem.emissions_cap} t, expected zero or more.")
        _check_amounts("emissions", options.emissions, problem)


def check_contradictions(problem: Problem) -> None:
    """Every object has an option left after must-dos and bans."""
    first, keeps = problem.options.first, allowed(problem)
    left = np.add.reduceat(keeps, first[:-1])
    empty = np.flatnonzero(left == 0)
    if len(empty):
        name = problem.objects[empty[0]]
        rules = [rule for rule in problem.must + problem.forbidden if rule.object == name]
        raise UserError(
            f"Nothing is left that may be done with {name!r}: {'; '.join(map(_said, rules))}; "
            "take one of these back, or give the object such an option."
        )


def _said(rule: Rule) -> str:
    years = "any year" if rule.years is None else ", ".join(map(str, rule.years))
    return f"{rule.action or 'any action'} in {years}"


def _check_amounts(
    what: str, amounts: NDArray[np.floating] | None, problem: Problem, most: float = np.inf
) -> None:
    if amounts is None:
        raise UserError(f"The options have no {what}, which a floor or cap needs; give it for each option.")
    wrong = np.flatnonzero(~(np.isfinite(amounts) & (amounts >= 0) & (amounts <= most)))
    if len(wrong):
        option = int(wrong[0])
        raise UserError(
            f"The {what} of {_named(problem, option)} is {amounts[option]}, expected 0 to {most}."
        )


def _named(problem: Problem, option: int) -> str:
    options = problem.options
    name = problem.objects[int(np.searchsorted(options.first, option, side="right")) - 1]
    action, year = int(options.action[option]), int(options.year[option])
    what = "doing nothing" if action < 0 else f"{problem.actions[action]!r} in {problem.years[year]}"
    return f"{what} for {name!r}"


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    hint = str(did_you_mean(name, known))
    return f"There is no {what} {name!r}." + (f" {hint[0].upper()}{hint[1:]}" if hint else "")
