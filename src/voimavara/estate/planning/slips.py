"""A planned work against what has been done: the price of a slip, and the plan from where things stand."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from voimavara.core.errors import UserError
from voimavara.estate.planning.choices import offsets, spans
from voimavara.estate.planning.options import NOTHING, Options
from voimavara.estate.planning.problem import PlanProblem, Rule


@dataclass(frozen=True, slots=True)
class DoneWork:
    """A work that was done: what it cost in all (EUR), begun in the year."""

    object: str
    action: str
    year: int
    cost: float


@dataclass(frozen=True, slots=True)
class Slip:
    """What it costs that a planned work was done otherwise, or is not done yet.

    `dearer` is what it cost more than planned (EUR), for a work that is not done what it would cost more
    now. `lost` is the value that the slip costs (the objective's unit). Either is None where the plan has no
    option that says.
    """

    dearer: float | None
    lost: float | None


def slip_of(problem: PlanProblem, planned: DoneWork, done: DoneWork | None, now: int) -> Slip:
    """What it costs that a work was done otherwise than planned, or not at the beginning of the year `now`.

    `planned` is the work as it was to be done. Raises UserError where the problem knows no such work.
    """
    check_done(problem, (planned,))
    right = _option(problem, planned.object, planned.action, planned.year)
    if done is None:
        option = _option(problem, planned.object, planned.action, now)
        dearer = None if option is None else _cost(problem, option) - planned.cost
    else:
        check_done(problem, (done,))
        option = _option(problem, done.object, done.action, done.year)
        dearer = done.cost - planned.cost
    if right is None or option is None:
        return Slip(dearer, None)
    return Slip(dearer, float(problem.options.value[right] - problem.options.value[option]))


def updated(problem: PlanProblem, done: tuple[DoneWork, ...], now: int) -> PlanProblem:
    """What is left to plan at the beginning of the year `now`: the years from then on.

    An object whose work is done has that as its one option, with its value, condition and emissions, and of
    its cost the instalments still to come; where the plan knows no such option, it counts as left as it
    was. A must-do whose years have passed has to be done still, in any year; bundles of which a part is
    done end.
    """
    check_done(problem, done)
    past, options = problem.years.index(now), problem.options
    keeps = (options.year >= past) | (options.action == NOTHING)
    ready = {problem.numbers[each.object]: each for each in done}
    settled = []
    for number, each in ready.items():
        keeps[options.first[number] : options.first[number + 1]] = False
        option = _option(problem, each.object, each.action, each.year)
        settled.append(int(options.first[number]) if option is None else option)
    keeps[settled] = True
    names = {each.object for each in done}
    return replace(
        problem,
        years=problem.years[past:],
        options=_from_year(options, np.flatnonzero(keeps), past, np.array(settled, np.int64)),
        budgets=problem.budgets[past:],
        must=_still(tuple(rule for rule in problem.must if rule.object not in names), now, overdue=True),
        forbidden=_still(tuple(r for r in problem.forbidden if r.object not in names), now, overdue=False),
        bundles=tuple(bundle for bundle in problem.bundles if names.isdisjoint(bundle)),
    )


def _from_year(options: Options, kept: NDArray[np.int64], past: int, settled: NDArray[np.int64]) -> Options:
    """These options with the years counted from `past` on; the settled ones are no works any more."""
    owner = np.searchsorted(options.first, kept, side="right") - 1
    entries = spans(options.start[kept], options.start[kept + 1] - options.start[kept])
    of_option = np.repeat(np.arange(len(kept)), options.start[kept + 1] - options.start[kept])
    to_come = options.cost_year[entries] >= past
    work = (options.action[kept] != NOTHING) & ~np.isin(kept, settled)
    return Options(
        offsets(np.bincount(owner, minlength=len(options.first) - 1)),
        np.where(work, options.action[kept], NOTHING).astype(np.int16),
        np.where(work, options.year[kept] - past, NOTHING).astype(np.int16),
        options.value[kept],
        offsets(np.bincount(of_option[to_come], minlength=len(kept))),
        options.cost_year[entries][to_come] - np.int32(past),
        options.cost[entries][to_come],
        None if options.emissions is None else options.emissions[kept],
        None if options.condition is None else options.condition[kept],
    )


def _still(rules: tuple[Rule, ...], now: int, *, overdue: bool) -> tuple[Rule, ...]:
    """The rules for the years to come; one whose years have passed holds for any year, or no more."""
    found = []
    for rule in rules:
        years = None if rule.years is None else tuple(year for year in rule.years if year >= now)
        if years != () or overdue:
            found.append(replace(rule, years=years or None))
    return tuple(found)


def check_done(problem: PlanProblem, done: tuple[DoneWork, ...]) -> None:
    """Raise UserError for works done that the plan cannot place, or without a cost."""
    seen: set[str] = set()
    for each in done:
        if each.object not in problem.numbers or each.action not in problem.actions:
            raise UserError(
                "The work done, '{action}' on '{object}', is of no object or action planned.",
                action=each.action,
                object=each.object,
            )
        if not np.isfinite(each.cost) or each.cost < 0:
            raise UserError(
                "The cost of the work done on '{object}' is {cost}, expected zero or more.",
                object=each.object,
                cost=each.cost,
            )
        if each.object in seen:
            raise UserError(
                "Two works are done on '{object}'; give them as one, with their cost together.",
                object=each.object,
            )
        seen.add(each.object)


def _cost(problem: PlanProblem, option: int) -> float:
    options = problem.options
    return float(options.cost[options.start[option] : options.start[option + 1]].sum())


def _option(problem: PlanProblem, name: str, action: str, year: int) -> int | None:
    """The option of that work, None where the problem has none."""
    if year not in problem.years:
        return None
    options, number = problem.options, problem.numbers[name]
    own = np.arange(options.first[number], options.first[number + 1])
    wanted = (options.action[own] == problem.actions.index(action)) & (
        options.year[own] == problem.years.index(year)
    )
    found = own[wanted]
    return int(found[0]) if len(found) else None
