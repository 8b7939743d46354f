"""The adopted plan against what has been done: what slipped, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from voimavara.core.language import Text, same
from voimavara.core.sentences import Scale, count, say, say_counted, sentences
from voimavara.estate.planning.objects import PlanObjects
from voimavara.estate.planning.progress import SlipState, WorkProgress, delay_price
from voimavara.estate.planning.slips import DoneWork, Slip
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.plan.adopted import AdoptedPlan
from voimavara.portfolio.plan.progress import outside
from voimavara.portfolio.plan.question import problem_of
from voimavara.programme.models.plan import InvestmentPlan
from voimavara.snapshot.estate.plan import FollowingView, OutsideView, SlipView

EUROS = Scale("EUR", 0)
TOLERANCE = "cost_tolerance"  # the parameter


def following_view(
    facts: EstateFacts,
    adopted: AdoptedPlan,
    stands: Sequence[WorkProgress],
    plan_id: str,
    plan: InvestmentPlan,
    planned: PlanObjects,
    names: Mapping[str, Text],
) -> FollowingView:
    """Works done and money spent by the day, beside those planned; the price of each slip.

    The price is what the work costs more than planned, and the value that is lost by the delay in the plan's
    own objective. What was invested outside the plan is told apart. `planned` has the objects as they were
    before the works. Amounts are at the price level.
    """
    slips = tuple(_slips(facts, stands, plan_id, plan, planned, names))
    due = [one for one in stands if one.work.year <= facts.year]
    spent = sum(one.done.cost for one in stands if one.done)
    others = tuple(_outside(outside(facts, adopted), names))
    return FollowingView(
        adopted=adopted.adopted,
        planned=round(sum(one.work.cost for one in due), 2),
        spent=round(spent, 2),
        slips=slips,
        sentence=_sentence(adopted, stands, due, slips, others),
        outside=others,
        name=adopted.name,
        ahead=len(stands)
        - len([one for one in stands if one.done or one.moved or one.work.year <= facts.year]),
    )


def _slips(
    facts: EstateFacts,
    stands: Sequence[WorkProgress],
    plan_id: str,
    plan: InvestmentPlan,
    planned: PlanObjects,
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
        found = one.slip(problem, facts.year) if one.work.object in known else Slip(None, None)
        yield _slip(facts, one, found, names)


def _slip(facts: EstateFacts, one: WorkProgress, found: Slip, names: Mapping[str, Text]) -> SlipView:
    dearer, lost = one.dearer(found), one.lost(found)
    state = one.state(dearer, facts.value(TOLERANCE))
    price = delay_price(dearer, lost) if state == "late" else dearer
    return SlipView(
        object=one.work.object,
        name=names[one.work.object],
        planned_year=one.work.year,
        planned_cost=round(one.work.cost, 2),
        done_year=one.done.year if one.done else None,
        done_cost=round(one.done.cost, 2) if one.done else None,
        state=state,
        price=None if price is None else round(price, 2),
        sentence=_late_said(one, price, lost) if state == "late" else _said(one, state, dearer or 0.0),
        moved_to=one.moved.year if one.moved else None,
    )


def _late_said(one: WorkProgress, price: float | None, lost: float | None) -> Text:
    return sentences((_delay_said(one), _price_said(price, lost)))


def _delay_said(one: WorkProgress) -> Text:
    year = str(one.work.year)
    if one.done and one.moved:
        return say(
            "Planned for {year}; {done} is done, and the rest is moved to {moved}.",
            year=year, done=Scale("%", 0).value(1 - one.left), moved=str(one.moved.year),
        )  # fmt: skip
    if one.done:
        return say("Planned for {year}, done in {done}.", year=year, done=str(one.done.year))
    if one.moved:
        return say("Planned for {year}, moved to {moved}.", year=year, moved=str(one.moved.year))
    return say("Planned for {year} and not done.", year=year)


def _price_said(price: float | None, lost: float | None) -> Text:
    if price is None:
        return say("What the delay costs is not known.")
    if lost is None:
        return say(
            "The delay costs at least {price}; how much value is lost by it is not known.",
            price=EUROS.value(price),
        )
    return say("The delay costs {price}.", price=EUROS.value(price))


def _said(one: WorkProgress, state: SlipState, dearer: float) -> Text:
    year, amount = str(one.work.year), EUROS.value(abs(dearer))
    if state == "ahead" and one.done:
        return say("Planned for {year}, done in {done} already.", year=year, done=str(one.done.year))
    if round(dearer) > 0:
        return say("Done as planned in {year}, {amount} dearer.", year=year, amount=amount)
    if round(dearer) < 0:
        return say("Done as planned in {year}, {amount} cheaper.", year=year, amount=amount)
    return say("Done as planned in {year}.", year=year)


def _outside(found: Sequence[DoneWork], names: Mapping[str, Text]) -> Iterator[OutsideView]:
    for one in found:
        yield OutsideView(
            object=one.object,
            name=names.get(one.object) or same(one.object),
            year=one.year,
            cost=round(one.cost, 2),
        )


def _sentence(
    adopted: AdoptedPlan,
    stands: Sequence[WorkProgress],
    due: list[WorkProgress],
    slips: tuple[SlipView, ...],
    others: tuple[OutsideView, ...],
) -> Text:
    done = len([one for one in stands if one.finished])
    unknown = sum(slip.price is None for slip in slips)
    told = [
        say_counted(
            "The plan of {adopted} has {works} works, of which {due} should be done by now and {done} is"
            " done. What is late or dearer costs {price}.",
            "The plan of {adopted} has {works} works, of which {due} should be done by now and {done} are"
            " done. What is late or dearer costs {price}.",
            done,
            adopted=adopted.adopted,
            works=count(len(stands)),
            due=count(len(due)),
            done=count(done),
            price=EUROS.value(sum(max(0.0, slip.price or 0.0) for slip in slips)),
        )
    ]
    if unknown:
        told.append(
            say("Late works whose price is not known and not in the sum: {number}.", number=count(unknown))
        )
    if others:
        told.append(
            say(
                "Outside the plan, {cost} has been invested (objects: {objects}).",
                cost=EUROS.value(sum(one.cost for one in others)),
                objects=count(len({one.object for one in others})),
            )
        )
    return sentences(told)
