"""An adopted plan against what has been done: slips, their price, and the plan from where things stand."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from voimavara.core.errors import UserError
from voimavara.estate.planning.choices import offsets, spans
from voimavara.estate.planning.options import NOTHING, Options

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from numpy.typing import NDArray

    from voimavara.estate.planning.plan import Plan, Work
    from voimavara.estate.planning.problem import Problem, Rule


@dataclass(frozen=True, slots=True)
class Adopted:
    """A plan as it was decided: its works and budgets (EUR by year) do not change after `day`."""

    day: date
    works: tuple[Work, ...]
    budgets: tuple[tuple[int, float], ...]
    value: float
    bound: float

    @property
    def identity(self) -> str:
        """The same for the same content; another where anything was changed."""
        works = [[w.object, w.action, w.year, w.cost, w.value] for w in self.works]
        content = [self.day.isoformat(), works, self.budgets, self.value, self.bound]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Done:
    """A work that was done: what it cost in all (EUR), begun in the year."""

    object: str
    action: str
    year: int
    cost: float


class State(StrEnum):
    """How a planned work stands."""

    ON_TIME = "on_time"
    SLIPPED = "slipped"  # done, but later
    EARLY = "early"
    OTHER = "other"  # another action was done
    OVERDUE = "overdue"  # its year has passed
    AHEAD = "ahead"  # its year is still to come


@dataclass(frozen=True, slots=True)
class Followed:
    """A planned work and how it stands.

    `years_late` from the planned year to the one done, or to now where it is overdue. `dearer` is what it
    cost
    more than planned (EUR), for an overdue work what it would cost more now. `lost` is the value that the
    slip
    costs (the objective's unit); None where the plan has no option that says.
    """

    work: Work
    state: State
    years_late: int
    dearer: float
    lost: float | None


@dataclass(frozen=True, slots=True)
class Following:
    """The adopted plan against what was done: its works, those unplanned, money by year."""

    works: tuple[Followed, ...]
    unplanned: tuple[Done, ...]
    planned_money: dict[int, float]
    spent_money: dict[int, float]


def adopt(plan: Plan, day: date) -> Adopted:
    """The plan, frozen as decided on the day."""
    budgets = tuple(zip(plan.problem.years, plan.problem.budgets.tolist(), strict=True))
    return Adopted(day, plan.works, budgets, plan.value, plan.bound)


def follow(problem: Problem, adopted: Adopted, done: tuple[Done, ...], now: int) -> Following:
    """How each work of the adopted plan stands at the beginning of the year `now`."""
    check_done(problem, done)
    by_object = {each.object: each for each in done}
    planned = {work.object for work in adopted.works}
    return Following(
        tuple(_followed(problem, work, by_object.get(work.object), now) for work in adopted.works),
        tuple(each for each in done if each.object not in planned),
        _by_year((work.year, work.cost) for work in adopted.works if work.year < now),
        _by_year((each.year, each.cost) for each in done),
    )


def updated(problem: Problem, done: tuple[Done, ...], now: int) -> Problem:
    """What is left to plan at the beginning of the year `now`: the years from then on.

    An object whose work is done has that as its one option, with its value, condition and emissions, and of
    its
    cost the instalments still to come; where the plan knows no such option, it counts as left as it was. A
    must-do whose years have passed has to be done still, in any year; bundles of which a part is done end.
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


def check_done(problem: Problem, done: tuple[Done, ...]) -> None:
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


def _followed(problem: Problem, work: Work, done: Done | None, now: int) -> Followed:
    if done is None and work.year >= now:
        return Followed(work, State.AHEAD, 0, 0.0, 0.0)
    if done is None:
        option = _option(problem, work.object, work.action, now)
        dearer = 0.0 if option is None else _cost(problem, option) - work.cost
        return Followed(work, State.OVERDUE, now - work.year, dearer, _lost(problem, work, option))
    late = done.year - work.year
    state = State.SLIPPED if late > 0 else State.EARLY if late < 0 else State.ON_TIME
    state = state if done.action == work.action else State.OTHER
    option = _option(problem, done.object, done.action, done.year)
    return Followed(work, state, late, done.cost - work.cost, _lost(problem, work, option))


def _lost(problem: Problem, work: Work, option: int | None) -> float | None:
    return None if option is None else work.value - float(problem.options.value[option])


def _cost(problem: Problem, option: int) -> float:
    options = problem.options
    return float(options.cost[options.start[option] : options.start[option + 1]].sum())


def _option(problem: Problem, name: str, action: str, year: int) -> int | None:
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


def _by_year(amounts: Iterable[tuple[int, float]]) -> dict[int, float]:
    found: dict[int, float] = {}
    for year, amount in amounts:
        found[year] = found.get(year, 0.0) + amount
    return dict(sorted(found.items()))
