"""The adopted plan against what has been done: what slipped, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

import numpy as np

from voimavara.core.language import Text
from voimavara.estate.planning.following import Adopted, Followed, follow
from voimavara.estate.planning.plan import Work
from voimavara.estate.planning.problem import Problem
from voimavara.programme.models.plan import InvestmentPlan
from voimavara.snapshot.estate_plan import FollowingView, SlipView
from voimavara.tasks.estate.adopted import AdoptedPlan
from voimavara.tasks.estate.facts import Facts
from voimavara.tasks.estate.stands import Stand
from voimavara.tasks.estate.works import Planned, problem_of
from voimavara.verdicts.wording import Scale, count, day, plain, say, say_counted

SlipState = Literal["done", "late", "dearer", "cheaper", "ahead"]

EUROS = Scale("EUR", 0)
CLOSE = 0.05  # a cost that differs by less from the planned one is as planned


def following_view(
    facts: Facts,
    adopted: AdoptedPlan,
    stands: Sequence[Stand],
    plan_id: str,
    plan: InvestmentPlan,
    planned: Planned,
    names: Mapping[str, Text],
) -> FollowingView:
    """Works done and money spent by the day, beside those planned; the price of each slip.

    The price is what the work costs more than planned, and the value that is lost by the delay in the plan's
    own objective; `planned` has the objects as they were before the works. Amounts are at the price level.
    """
    slips = tuple(_slips(facts, stands, plan_id, plan, planned, names))
    due = [one for one in stands if one.work.year <= facts.year]
    spent = sum(one.done.cost for one in stands if one.done)
    return FollowingView(
        adopted=adopted.adopted,
        planned=round(sum(one.work.cost for one in due), 2),
        spent=round(spent, 2),
        slips=slips,
        sentence=_sentence(adopted, stands, due, slips),
        name=adopted.name,
        ahead=len(stands)
        - len([one for one in stands if one.done or one.moved or one.work.year <= facts.year]),
    )


def _slips(
    facts: Facts,
    stands: Sequence[Stand],
    plan_id: str,
    plan: InvestmentPlan,
    planned: Planned,
    names: Mapping[str, Text],
) -> Iterator[SlipView]:
    """A row for each work that is done, late or moved; works of years to come are none yet."""
    known = set(planned.ids)
    last = max(
        [facts.year + 1, *(one.moved.year for one in stands if one.moved), *(one.work.year for one in stands)]
    )
    first = min(one.work.year for one in stands) if stands else facts.year
    problem = problem_of(facts, plan_id, plan, planned, range(first, last + 1))
    for one in stands:
        if not one.done and not one.moved and one.work.year > facts.year:
            continue
        followed = _followed(problem, one, facts.year) if one.work.object in known else None
        yield _slip(one, followed, names)


def _followed(problem: Problem, one: Stand, year: int) -> Followed:
    work = Work(one.work.object, one.work.action_id, one.work.year, one.work.cost, _value(problem, one))
    adopted = Adopted(date(one.work.year, 1, 1), (work,), (), 0.0, 0.0)
    done = one.moved or one.done
    return follow(problem, adopted, (done,) if done else (), year + 1).works[0]


def _value(problem: Problem, one: Stand) -> float:
    """What the work is worth in its planned year; nothing where the plan has no such option."""
    options, number = problem.options, problem.numbers[one.work.object]
    own = np.arange(options.first[number], options.first[number + 1])
    wanted = (options.action[own] == problem.actions.index(one.work.action_id)) & (
        options.year[own] == problem.years.index(one.work.year)
    )
    found = own[wanted]
    return float(options.value[found[0]]) if found.size else 0.0


def _slip(one: Stand, followed: Followed | None, names: Mapping[str, Text]) -> SlipView:
    known = one.cost
    dearer = known - one.work.cost if known is not None else (followed.dearer if followed else 0.0)
    lost = max(0.0, followed.lost or 0.0) if followed else 0.0
    if one.moved:
        lost *= one.left
    state = _state(one, dearer)
    late = state == "late"
    price = (max(0.0, dearer) if late else dearer) + (lost if late else 0.0)
    if state == "done":
        price = 0.0
    return SlipView(
        object=one.work.object,
        name=names.get(one.work.object, one.work.action),
        planned_year=one.work.year,
        planned_cost=round(one.work.cost, 2),
        done_year=one.done.year if one.done else None,
        done_cost=round(one.done.cost, 2) if one.done else None,
        state=state,
        price=round(price, 2),
        sentence=_said(one, state, dearer, price),
        moved_to=one.moved.year if one.moved else None,
    )


def _state(one: Stand, dearer: float) -> SlipState:
    if one.done is None or one.moved is not None or one.done.year > one.work.year:
        return "late"
    if one.done.year < one.work.year:
        return "ahead"
    if abs(dearer) <= CLOSE * one.work.cost:
        return "done"
    return "dearer" if dearer > 0 else "cheaper"


def _said(one: Stand, state: SlipState, dearer: float, price: float) -> Text:
    year, amount, cost = plain(one.work.year), EUROS.value(abs(dearer)), EUROS.value(price)
    if state == "late" and one.done and one.moved:
        return say(
            "Planned for {year}; {done} is done, and the rest is moved to {moved}. The delay costs {price}.",
            year=year, done=Scale("%", 0).value(1 - one.left), moved=plain(one.moved.year), price=cost,
        )  # fmt: skip
    if state == "late" and one.done:
        return say(
            "Planned for {year}, done in {done}. The delay costs {price}.",
            year=year, done=plain(one.done.year), price=cost,
        )  # fmt: skip
    if state == "late" and one.moved:
        return say(
            "Planned for {year}, moved to {moved}. The delay costs {price}.",
            year=year, moved=plain(one.moved.year), price=cost,
        )  # fmt: skip
    if state == "late":
        return say("Planned for {year} and not done. A year more costs {price}.", year=year, price=cost)
    if state == "ahead" and one.done:
        return say("Planned for {year}, done in {done} already.", year=year, done=plain(one.done.year))
    if state == "dearer":
        return say("Done as planned in {year}, {amount} dearer.", year=year, amount=amount)
    if state == "cheaper":
        return say("Done as planned in {year}, {amount} cheaper.", year=year, amount=amount)
    return say("Done as planned in {year}.", year=year)


def _sentence(
    adopted: AdoptedPlan, stands: Sequence[Stand], due: list[Stand], slips: tuple[SlipView, ...]
) -> Text:
    done = len([one for one in stands if one.finished])
    return say_counted(
        "The plan of {adopted} has {works} works, of which {due} should be done by now and {done} is done."
        " What is late or dearer costs {price}.",
        "The plan of {adopted} has {works} works, of which {due} should be done by now and {done} are done."
        " What is late or dearer costs {price}.",
        done,
        adopted=day(adopted.adopted),
        works=count(len(stands)),
        due=count(len(due)),
        done=count(done),
        price=EUROS.value(sum(max(0.0, slip.price) for slip in slips)),
    )
