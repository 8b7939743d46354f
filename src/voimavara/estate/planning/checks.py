"""What is wrong with a problem before any plan is sought: numbers, names, contradicting rules."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import cast

import numpy as np
from numpy.typing import NDArray

from voimavara.core.errors import UserError, did_you_mean, hinted
from voimavara.core.message import Message
from voimavara.estate.planning.problem import PlanProblem, Rule, allowed

Name = str | Message

_NO_OBJECT = "There is no object '{name}'"
_NO_ACTION = "There is no action '{name}'"
_NO_CLASS = "There is no class '{name}'"


def check_problem(problem: PlanProblem) -> None:
    """Raise UserError for the first thing in the problem that cannot be right."""
    check_budgets(problem)
    check_options(problem)
    check_rules(problem)
    check_bundles(problem)
    check_sides(problem)
    check_contradictions(problem)


def check_budgets(problem: PlanProblem) -> None:
    """Every year has its budget, and none is negative or missing."""
    if len(problem.budgets) != len(problem.years):
        raise UserError(
            "There are {budgets} budgets for {years} years; give one a year.",
            budgets=len(problem.budgets),
            years=len(problem.years),
        )
    for year, budget in zip(problem.years, problem.budgets.tolist(), strict=True):
        if not np.isfinite(budget) or budget < 0:
            raise UserError(
                "The budget of {year} is {budget}, expected an amount of zero or more; give one.",
                year=year,
                budget=budget,
            )


def check_options(problem: PlanProblem) -> None:
    """Values are numbers, costs are numbers and not negative."""
    options = problem.options
    if len(options.first) != len(problem.objects) + 1:
        raise UserError(
            "There are options for {got} objects, expected {expected}.",
            got=len(options.first) - 1,
            expected=len(problem.objects),
        )
    wrong = np.flatnonzero(~np.isfinite(options.value))
    if len(wrong):
        option = int(wrong[0])
        raise UserError(
            "The value of {option} is {value}, expected a number; give it, or take the option out.",
            option=_named(problem, option),
            value=options.value[option],
        )
    wrong = np.flatnonzero(~np.isfinite(options.cost) | (options.cost < 0))
    if len(wrong):
        option = int(np.searchsorted(options.start, wrong[0], side="right")) - 1
        raise UserError(
            "The cost of {option} is {cost}, expected an amount of zero or more; give it, or take the option"
            " out.",
            option=_named(problem, option),
            cost=options.cost[wrong[0]],
        )


def check_rules(problem: PlanProblem) -> None:
    """Must-dos and bans speak of objects, actions and years that there are."""
    known_objects, known_actions = set(problem.objects), set(problem.actions)
    for rule in problem.must + problem.forbidden:
        if rule.object not in known_objects:
            raise UserError(_unknown(_NO_OBJECT, rule.object, problem.objects))
        if rule.action is not None and rule.action not in known_actions:
            raise UserError(_unknown(_NO_ACTION, rule.action, problem.actions))
        for year in rule.years or ():
            if year not in problem.years:
                raise UserError(
                    "The rule for '{object}' speaks of {year}; the plan is for {first} to {last}.",
                    object=rule.object,
                    year=year,
                    first=problem.years[0],
                    last=problem.years[-1],
                )


def check_bundles(problem: PlanProblem) -> None:
    """Bundles hold objects that there are, each object in one bundle."""
    known, seen = set(problem.objects), set[str]()
    for name in (name for bundle in problem.bundles for name in bundle):
        if name not in known:
            raise UserError(_unknown(_NO_OBJECT, name, problem.objects))
        if name in seen:
            raise UserError(
                "The object '{name}' is in two bundles; put them together, or take it out of one.", name=name
            )
        seen.add(name)


def check_sides(problem: PlanProblem) -> None:
    """Floors and the cap have what they are reckoned from."""
    options = problem.options
    for floor in problem.floors:
        if floor.class_name not in problem.class_of:
            raise UserError(_unknown(_NO_CLASS, floor.class_name, set(problem.class_of)))
        if not 0 <= floor.level <= 1:
            raise UserError(
                "The floor of '{name}' is {level}, expected 0 to 1.", name=floor.class_name, level=floor.level
            )
    if problem.floors:
        _check_amounts(Message("condition"), options.condition, problem, most=1.0)
        if not (np.isfinite(problem.weights).all() and (problem.weights > 0).all()):
            raise UserError(
                "The weights of objects in their class's condition have to be numbers above zero."
            )
    if problem.emissions_cap is not None:
        if not np.isfinite(problem.emissions_cap) or problem.emissions_cap < 0:
            raise UserError("The emissions cap is {cap} t, expected zero or more.", cap=problem.emissions_cap)
        _check_amounts(Message("emissions"), options.emissions, problem)


def check_contradictions(problem: PlanProblem) -> None:
    """Every object has an option left after must-dos and bans."""
    first, keeps = problem.options.first, allowed(problem)
    left = np.add.reduceat(keeps, first[:-1])
    empty = np.flatnonzero(left == 0)
    if len(empty):
        name = problem.objects[empty[0]]
        rules = [rule for rule in problem.must + problem.forbidden if rule.object == name]
        raise UserError(
            "Nothing is left that may be done with '{name}': {rules}; take one of these back, or give the"
            " object such an option.",
            name=name,
            rules=joined(map(_said, rules)),
        )


def joined(messages: Iterable[Message]) -> Message:
    """The messages one after the other, with semicolons between."""
    return reduce(lambda one, other: Message.of("{one}; {other}", one=one, other=other), messages)


def comma_separated(names: Iterable[str]) -> str | Message:
    """The names one after the other, with commas between; each stays in a place of its own."""
    return reduce(
        lambda one, other: Message.of("{one}, {other}", one=one, other=other), cast("Iterable[Name]", names)
    )


def _said(rule: Rule) -> Message:
    years = Message("any year") if rule.years is None else ", ".join(map(str, rule.years))
    return Message.of("{action} in {years}", action=rule.action or Message("any action"), years=years)


def _check_amounts(
    what: Message, amounts: NDArray[np.floating] | None, problem: PlanProblem, most: float = np.inf
) -> None:
    if amounts is None:
        raise UserError(
            "The options have no {what}, which a floor or cap needs; give it for each option.", what=what
        )
    wrong = np.flatnonzero(~(np.isfinite(amounts) & (amounts >= 0) & (amounts <= most)))
    if len(wrong):
        option = int(wrong[0])
        raise UserError(
            "The {what} of {option} is {got}, expected 0 to {most}.",
            what=what,
            option=_named(problem, option),
            got=amounts[option],
            most=most,
        )


def _named(problem: PlanProblem, option: int) -> Message:
    options = problem.options
    name = problem.objects[int(np.searchsorted(options.first, option, side="right")) - 1]
    action, year = int(options.action[option]), int(options.year[option])
    if action < 0:
        return Message.of("doing nothing for '{object}'", object=name)
    return Message.of(
        "'{action}' in {year} for '{object}'",
        action=problem.actions[action],
        year=problem.years[year],
        object=name,
    )


def _unknown(said: str, name: str, known: Iterable[str]) -> Message:
    return hinted(Message.of(said, name=name), did_you_mean(name, known))
