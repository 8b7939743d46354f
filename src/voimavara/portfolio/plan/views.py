"""The investment plan as the snapshot shows it: its works with their reasons, its bound, and what is next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.core.sentences import Scale, count, inside_sentence, say, sentences
from voimavara.estate.planning.objects import PlanObjects
from voimavara.estate.planning.plan import WorkPlan
from voimavara.estate.planning.problem import PlanProblem
from voimavara.estate.planning.reasons import best_left_out, explain, next_in_line
from voimavara.estate.planning.whole_and_parts import WholeAndParts, shares_by_value, whole_and_parts
from voimavara.portfolio.facts import EstateFacts
from voimavara.programme.models.plan import InvestmentPlan
from voimavara.scenarios.assumptions import share
from voimavara.snapshot.estate.plan import Kind, PlanView, WholeAgainstPartsView, WorkView

MOST_LEFT_OUT = 100
EUROS, SHARE = Scale("EUR", 0), Scale("%", 0)


@dataclass(frozen=True)
class PlanNames:
    """What objects and actions are called."""

    objects: Mapping[str, Text]
    actions: Mapping[str, Text]

    def of(self, message: Message) -> Text:
        """The sentence in all languages, with names for identifiers; an action stands inside a sentence."""
        values = tuple(
            (name, self._named(name, value) if isinstance(value, str) else value)
            for name, value in message.values
        )
        return replace(message, values=values).in_all()

    def _named(self, place: str, value: str) -> Text | str:
        if place == "action" and value in self.actions:
            return inside_sentence(self.actions[value])
        return self.objects.get(value) or value


def made_plan(plan: InvestmentPlan, problem: PlanProblem, planned: PlanObjects) -> WholeAndParts:
    """The plan of the city as one, and those of its sectors with their shares of the same budgets."""
    sectors = tuple(planned.sectors.tolist())
    return whole_and_parts(problem, sectors, shares_of(plan, planned))


def shares_of(plan: InvestmentPlan, planned: PlanObjects) -> dict[str, float]:
    """Each sector's share of the budgets: as the plan says, else by the replacement value that it holds."""
    if plan.parts:
        return {name: share(part) for name, part in plan.parts.items()}
    return shares_by_value(planned.sectors, planned.replacement)


def plan_view(
    plan: InvestmentPlan, made: WorkPlan, planned: PlanObjects, wording: PlanNames, begun: tuple[float, ...]
) -> PlanView:
    """The plan with a reason for each work, and for what was left out.

    `begun` are the euros by year that works under way take first.
    """
    works = tuple(_works(made, planned, wording))
    return PlanView(
        name=plan.name,
        objective=say(
            "Of all plans within the budgets, this one brings the most: each euro of value kept for a year"
            " counts {condition}, each euro of avoided cost {avoided}. A euro of backlog costs {cost} a"
            " year. Later years are discounted by {interest} a year.",
            condition=EUROS.level(plan.weights.condition),
            avoided=EUROS.level(plan.weights.avoided_cost),
            cost=SHARE.level(share(plan.backlog_cost)),
            interest=SHARE.level(share(plan.interest)),
        ),
        weights=(
            (say("Value kept for a year"), plan.weights.condition),
            (say("Avoided cost"), plan.weights.avoided_cost),
        ),
        years=made.problem.years,
        budgets=tuple(
            round(float(free) + own, 2) for free, own in zip(made.problem.budgets, begun, strict=True)
        ),
        committed=tuple(round(own, 2) for own in begun) if any(begun) else (),
        spent=tuple(round(float(value), 2) for value in made.spent),
        shadow_prices=tuple(round(float(value), 6) for value in made.prices),
        value=round(made.value, 2),
        bound=round(made.bound, 2),
        gap=round(made.gap, 9),
        works=works,
        left_out=tuple(_left_out(made, planned, wording)),
    )


def _works(made: WorkPlan, planned: PlanObjects, wording: PlanNames) -> Iterator[WorkView]:
    problem, numbers, works = made.problem, made.problem.numbers, made.works
    reasons = explain(made, [numbers[work.object] for work in works])
    following = {one.year: wording.of(one.says) for one in next_in_line(made)}
    must = {rule.object for rule in problem.must}
    for work, reason in zip(works, reasons, strict=True):
        number, why_now = numbers[work.object], reason.why_now
        yield WorkView(
            object=work.object,
            name=wording.objects[work.object],
            kind=kind_of(planned, number),
            sector=str(planned.sectors[number]),
            action=wording.actions[work.action],
            action_id=work.action,
            year=work.year,
            cost=round(work.cost, 2),
            gain=round(work.value, 2),
            why=wording.of(reason.why_this),
            why_now=wording.of(why_now) if why_now else Text(),
            next_in_line=following.get(work.year, Text()),
            must=work.object in must,
        )


def _left_out(made: WorkPlan, planned: PlanObjects, wording: PlanNames) -> Iterator[WorkView]:
    """Objects with backlog on which nothing is done, the nearest first, each with its best work."""
    problem, options = made.problem, made.problem.options
    left = best_left_out(made, planned.threshold > planned.condition, MOST_LEFT_OUT)
    reasons = explain(made, [number for number, _ in left])
    for (number, best), reason in zip(left, reasons, strict=True):
        yield WorkView(
            object=problem.objects[number],
            name=wording.objects[problem.objects[number]],
            kind=kind_of(planned, number),
            sector=str(planned.sectors[number]),
            action=wording.actions[problem.actions[options.action[best]]],
            action_id=problem.actions[options.action[best]],
            year=problem.years[options.year[best]],
            cost=round(float(options.cost[options.start[best] : options.start[best + 1]].sum()), 2),
            gain=round(float(options.value[best]), 2),
            why=wording.of(reason.why_this),
            why_now=Text(),
        )


def kind_of(planned: PlanObjects, number: int) -> Kind:
    """The kind of an object of the plan."""
    kinds: dict[str, Kind] = {
        "building": "building", "street": "street", "green_area": "green_area", "pipe": "pipe",
    }  # fmt: skip
    return kinds[str(planned.kinds[number])]


def whole_against_parts_view(both: WholeAndParts, *, assumed: bool, alone: int) -> WholeAgainstPartsView:
    """What one plan for the city brings more than plans by sector with the same money.

    `assumed` where the plan does not say how the budgets are split; `alone` as `beyond_shares` counts.
    """
    difference = round(both.gain, 2)
    told = [_compared(difference, both.money)]
    if assumed:
        told.append(
            say(
                "The sectors' shares of the budgets are assumed by replacement value, for the plan gives none"
                " under parts."
            )
        )
    if alone:
        told.append(
            say(
                "Works of the city's plan that cost more than their own sector's share of any year's budget,"
                " so that the sector could not pay for them by itself: {works}.",
                works=count(alone),
            )
        )
    return WholeAgainstPartsView(
        whole=round(both.whole.value, 2),
        parts={name: round(part.value, 2) for name, part in both.parts.items()},
        difference=difference,
        sentence=sentences(told),
        money_saved=round(both.money, 2),
    )


def short_sectors_said(facts: EstateFacts, both: WholeAndParts) -> Iterator[Text]:
    """Why the whole is not compared with its parts: sectors whose money does not reach by themselves."""
    for sector in both.short:
        yield say(
            "The plan of the whole city is not compared with plans by sector: the share of the budgets of the"
            " sector {sector} does not reach for what it must do. Give it another share in the plan, under"
            " parts.",
            sector=facts.word("sectors", sector),
        )


def _compared(difference: float, money: float) -> Text:
    if difference > 0:
        return say(
            "Planned as one, the same money brings {difference} more than planned by sector. {money} less"
            " would suffice for what the sectors reach.",
            difference=EUROS.value(difference),
            money=EUROS.value(money),
        )
    if difference < 0:
        return say(
            "Planned as one, the same money brings {difference} less than planned by sector: the floors and"
            " the cap on emissions are kept by the plan of the whole city only.",
            difference=EUROS.value(-difference),
        )
    return say("Planned as one, the same money brings as much as planned by sector.")
