"""Why each choice of a plan: why this, why now, and what is next in line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voimavara.core.language import Text, in_all
from voimavara.core.message import Message
from voimavara.core.writing import quantity
from voimavara.estate.planning.arrays import net_values
from voimavara.estate.planning.normal import with_sides
from voimavara.estate.planning.plan import WorkPlan
from voimavara.estate.planning.problem import PlanProblem

TIE = 1e-6  # a difference that is a smaller share of the work's value is arithmetic, no reason


@dataclass(frozen=True, slots=True)
class WorkReason:
    """Of one object: the value and price of what is done, what is left of it, and the reasons in words.

    `price` is what its use of budgets, floors and cap is worth elsewhere: shadow price × use, summed. `net`
    is value − price, in the objective's unit.
    """

    object: str
    value: float
    price: float
    net: float
    why_this: Message
    why_now: Message | None


@dataclass(frozen=True, slots=True)
class NextInLine:
    """The work that comes next where a year's budget grows, and how much it has to grow (EUR)."""

    object: str
    action: str
    year: int
    money: float
    value: float
    says: Message


def explain(plan: WorkPlan, numbers: Iterable[int] | None = None) -> tuple[WorkReason, ...]:
    """The explanation of the choice for each of these objects; of all, in their order, if not given."""
    net = net_of(plan)
    wanted = range(len(plan.problem.objects)) if numbers is None else numbers
    return tuple(_explained(plan, net, number) for number in wanted)


def net_of(plan: WorkPlan) -> NDArray[np.float64]:
    """What each of the problem's options is worth after its price."""
    return net_values(with_sides(plan.problem, sides=True), np.concatenate((plan.prices, plan.side_prices)))


def best_left_out(plan: WorkPlan, wanted: NDArray[np.bool_], most: int) -> list[tuple[int, int]]:
    """Of the wanted objects on which nothing is done, the nearest to it, each with its best option."""
    options = plan.problem.options
    net, nothing = net_of(plan), options.first[:-1]
    works = net.copy()
    works[nothing] = -np.inf
    short = net[nothing] - np.maximum.reduceat(works, nothing)
    behind = np.flatnonzero((options.action[plan.options] < 0) & wanted & np.isfinite(short))
    nearest = behind[np.argsort(short[behind], kind="stable")][:most].tolist()
    spans = ((number, options.first[number], options.first[number + 1]) for number in nearest)
    return [(number, int(first + np.argmax(works[first:after]))) for number, first, after in spans]


def next_in_line(plan: WorkPlan) -> tuple[NextInLine, ...]:
    """For each year the work that the next money would go to, where there is one.

    Of the works that would be worth more than what the plan does with their object, cost more than is left of
    the one year and no more than is left of the others: the one worth most per euro that is lacking.
    """
    problem = plan.problem
    choices = with_sides(problem, sides=True)
    owner = np.repeat(np.arange(len(problem.objects)), np.diff(choices.first))
    more_value = choices.value - choices.value[plan.options][owner]
    left = choices.capacity - choices.usage(plan.options)
    found = []
    for year in range(len(problem.years)):
        candidates = np.flatnonzero((problem.options.year == year) & (more_value > 0))
        now = choices.dense(plan.options[owner[candidates]])
        short = choices.dense(candidates) - now - left
        lacking = short[:, year].copy()
        short[:, year] = -1.0
        fits = (short <= 1e-9 * choices.capacity).all(axis=1) & (lacking > 0)
        if fits.any():
            rate = np.where(fits, more_value[candidates] / np.maximum(lacking, 1e-12), -np.inf)
            best = int(np.argmax(rate))
            found.append(_next(problem, int(candidates[best]), float(lacking[best]), more_value))
    return tuple(found)


def _next(problem: PlanProblem, option: int, money: float, more_value: NDArray[np.float64]) -> NextInLine:
    number = int(np.searchsorted(problem.options.first, option, side="right")) - 1
    name, action = problem.objects[number], problem.actions[problem.options.action[option]]
    year = problem.years[problem.options.year[option]]
    says = Message.of(
        "With {money} more in {year}, {object} would come next: {action}.",
        money=_money(money),
        year=str(year),
        action=action,
        object=name,
    )
    return NextInLine(name, action, year, money, float(more_value[option]), says)


def _explained(plan: WorkPlan, net: NDArray[np.float64], number: int) -> WorkReason:
    problem, chosen = plan.problem, int(plan.options[number])
    options = problem.options
    own = np.arange(options.first[number], options.first[number + 1])
    value = float(options.value[chosen])
    return WorkReason(
        problem.objects[number],
        value,
        value - float(net[chosen]),
        float(net[chosen]),
        _why_nothing(problem, net, own)
        if options.action[chosen] < 0
        else _why_this(problem, net, own, chosen),
        None if options.action[chosen] < 0 else _why_now(problem, net, own, chosen),
    )


def _why_nothing(problem: PlanProblem, net: NDArray[np.float64], own: NDArray[np.int64]) -> Message:
    works = own[problem.options.action[own] >= 0]
    if not len(works):
        return Message.of("None of the works can be done on it.")
    best = int(works[np.argmax(net[works])])
    better = float(net[best] - net[own[0]])
    text = (
        "The nearest to pay off is {action} in {year}. It would bring {difference} less than its money"
        " brings elsewhere."
        if better <= 0
        else "In {year}, {action} would bring {difference} more than its money brings elsewhere,"
        " but what is left of the budgets does not reach."
    )
    return Message.of(text, difference=_money(abs(better)), **_named(problem, best))


def _why_this(problem: PlanProblem, net: NDArray[np.float64], own: NDArray[np.int64], chosen: int) -> Message:
    options = problem.options
    if any(rule.object == problem.objects[_owner(problem, chosen)] for rule in problem.must):
        return Message.of("It has to be done: {action} in {year}.", **_named(problem, chosen))
    others = own[(options.action[own] != options.action[chosen])]
    if not len(others):
        return Message.of("There is no other action for it than {action}.", **_named(problem, chosen))
    best = int(others[np.argmax(net[others])])
    less = float(net[chosen] - net[best])
    nothing = options.action[best] < 0
    if less < 0:
        text = (
            "Its money would bring {difference} more elsewhere, but it fits into what is left of the budgets."
            if nothing
            else "In {year}, {action} would bring {difference} more, but does not fit in the budgets."
        )
    elif nothing:
        text = (
            "It brings {difference} more than its money would bring elsewhere."
            " The second best is to do nothing."
        )
    else:
        text = (
            "It brings {difference} more than {action} in {year}, the second best, once what the money of"
            " each would bring elsewhere is deducted."
        )
    return Message.of(text, difference=_money(abs(less)), **_named(problem, best))


def _why_now(problem: PlanProblem, net: NDArray[np.float64], own: NDArray[np.int64], chosen: int) -> Message:
    options = problem.options
    same = own[(options.action[own] == options.action[chosen]) & (own != chosen)]
    if not len(same):
        return Message.of("It can be done in {year} only.", **_named(problem, chosen))
    best = int(same[np.argmax(net[same])])
    less = float(net[chosen] - net[best])
    if abs(less) <= TIE * abs(float(options.value[chosen])):
        return Message.of(
            "It would bring as much in {year}. The year was chosen to suit the budgets.",
            **_named(problem, best),
        )
    text = (
        "Done now it brings {difference} more than in {year}, the next best year."
        if less >= 0
        else "In {year} it would bring {difference} more, but does not fit in that year's budget."
    )
    return Message.of(text, difference=_money(abs(less)), **_named(problem, best))


def _owner(problem: PlanProblem, option: int) -> int:
    return int(np.searchsorted(problem.options.first, option, side="right")) - 1


def _named(problem: PlanProblem, option: int) -> dict[str, str]:
    action, year = int(problem.options.action[option]), int(problem.options.year[option])
    return {} if action < 0 else {"action": problem.actions[action], "year": str(problem.years[year])}


def _money(value: float) -> Text:
    """Whole euros; of less than a euro two significant digits."""
    told = value if abs(value) < 1 else float(round(value))
    return in_all(lambda language: quantity(told, "EUR", language, 0))
