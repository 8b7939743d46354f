"""One figure for the whole city? The candidates compared, and a recommendation with reasons from the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.core.sentences import Part, Scale, count, say, say_as
from voimavara.estate.space.running_costs import RunningCosts
from voimavara.estate.study import GIVEN_UP, REPAIRED, Ground, MeasureCompared, compared
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.registers.holdings import Holding
from voimavara.portfolio.space.people import inhabitants, person_years
from voimavara.portfolio.space.uses import EMPTY_FLAG, occupancy_of
from voimavara.snapshot.estate.space import StudyRowView, StudyView

LEAST_COVERAGE = 0.9
CONDITION = "backlog_share"  # the one that sees condition


def study_view(facts: EstateFacts, buildings: Holding, costs: RunningCosts) -> StudyView | None:
    """The study on the city's own data; None where there are no buildings."""
    if not buildings.size:
        return None
    found = compared(ground_of(facts, buildings, costs), lambda datasets: _days(facts, datasets))
    chosen = recommended(found)
    return StudyView(
        question=say("Can one figure stand for the whole city?"),
        rows=tuple(_row(one) for one in found),
        recommendation=_recommendation(chosen),
        reasons=(*_reasons(found, chosen), *_costs_of(costs.period, found)),
    )


def ground_of(facts: EstateFacts, buildings: Holding, running: RunningCosts) -> Ground:
    """Every building, those that stand empty too, with what is known of each."""
    occupancy, own = occupancy_of(facts), buildings.names.tolist()
    costs = running.by_building
    area = np.array([float(row["gross_area"]) for row in buildings.rows])
    nothing = (np.nan, np.nan)
    floor, occupied = np.array([occupancy.get(name, nothing) for name in own]).T
    empty = np.array([EMPTY_FLAG in buildings.flags.get(name, ()) for name in own])
    return Ground(
        names=tuple(own),
        sectors=tuple(row["sector"] for row in buildings.rows),
        area=area,
        mean_area=area * np.array([running.used.get(name, 1.0) for name in own]),
        cost=np.array([costs.get(name, np.nan) for name in own]),
        floor=floor,
        occupied=occupied,
        used=np.where(empty, np.nan, occupied / floor),
        replacement=buildings.valuation.replacement,
        technical=buildings.valuation.technical,
        threshold=buildings.valuation.threshold,
        htv=person_years(facts),
        inhabitants=inhabitants(facts),
    )


def _days(facts: EstateFacts, datasets: tuple[str, ...]) -> float | None:
    """Days from the end of what a dataset's newest load speaks of to its receipt; the slowest dataset's."""
    waits = []
    for name in datasets:
        loads = [used.load for used in facts.selection.of(name) if used.load.covers]
        if loads:
            newest = max(loads, key=lambda load: (load.covers.end if load.covers else 0, load.received))
            if newest.covers:
                waits.append((newest.received - newest.covers.last_day).days)
    return float(max(0, *waits)) if waits else None


def recommended(found: Sequence[MeasureCompared]) -> MeasureCompared | None:
    """The candidate that covers enough, improves when the city acts, and agrees most with the rest.

    Equal agreement: the one that responds more. The share of backlog stands beside it, not in its place, for
    it sees nothing but condition. None where no candidate does all of this.
    """
    able = [
        one
        for one in found
        if one.candidate.id != CONDITION
        and one.coverage >= LEAST_COVERAGE
        and one.agreement is not None
        and one.response is not None
        and one.response > 0
    ]
    return max(able, key=lambda one: (one.agreement or 0.0, one.response or 0.0)) if able else None


def _row(one: MeasureCompared) -> StudyRowView:
    return StudyRowView(
        measure=one.candidate.id,
        name=name_of(one.candidate.id),
        unit=one.candidate.unit,
        value=None if one.value is None else round(one.value, 6),
        coverage=round(one.coverage, 4),
        timeliness_days=one.days,
        response=None if one.response is None else round(one.response, 4),
        agreement=None if one.agreement is None else round(one.agreement, 4),
        misleads=misleads(one.candidate.id),
    )


def _recommendation(chosen: MeasureCompared | None) -> Text:
    if chosen is None:
        return say("No single figure is recommended: none covers enough and improves when the city acts.")
    return say(
        "No single figure is enough. Two are: {measure}, and beside it {condition}.",
        measure=_low(chosen.candidate.id),
        condition=_low(CONDITION),
    )


def _reasons(found: Sequence[MeasureCompared], chosen: MeasureCompared | None) -> Iterator[Text]:
    share = Scale("%", 0)
    yield say(
        "The city acts in the comparison by giving up the emptiest {area} of its space and repairing the"
        " worst for {money} of the replacement value.",
        area=share.value(GIVEN_UP),
        money=share.value(REPAIRED),
    )
    if chosen is not None and chosen.response is not None and chosen.agreement is not None:
        yield say(
            "{measure} then falls by {response}. It speaks of {coverage} of the space. Its rank correlation"
            " is {agreement} on average: 1 means that the other figures put the sectors in exactly the same"
            " order, 0 that the orders have nothing in common.",
            measure=told_name_of(chosen.candidate.id),
            response=Scale("%", 1).value(chosen.response),
            coverage=share.value(chosen.coverage),
            agreement=Scale("1", 2).value(chosen.agreement),
        )
    for one in found:
        if one.response is not None and one.response <= 0 and one.value is not None and one.after is not None:
            yield say(
                "{measure} does not fall when empty space is given up: {now} becomes {after}. It rewards"
                " keeping it.",
                measure=told_name_of(one.candidate.id),
                now=_value(one, one.value),
                after=_value(one, one.after),
            )
    for one in found:
        if one.coverage < LEAST_COVERAGE:
            yield say(
                "{measure} speaks of {coverage} of the space only.",
                measure=told_name_of(one.candidate.id),
                coverage=share.value(one.coverage),
            )
    slowest = max((one for one in found if one.days is not None), key=lambda one: one.days or 0, default=None)
    if slowest is not None and slowest.days is not None:
        yield say(
            "{measure} comes last: {days} days after the period that it speaks of.",
            measure=told_name_of(slowest.candidate.id),
            days=count(slowest.days),
        )
    yield say(
        "Only the share of backlog sees condition: repairs that are left undone show in no other figure."
    )


def _costs_of(period: Period | None, found: Sequence[MeasureCompared]) -> Iterator[Text]:
    """Of which months the costs are."""
    cost = next(one for one in found if one.candidate.id == "cost_per_m2")
    if period is not None and cost.value is not None:
        yield say(
            "The costs are those of {period}. Buildings that stand empty are counted too.",
            period=period,
        )


def _value(one: MeasureCompared, value: float) -> Part:
    return Scale(one.candidate.unit, 1).value(value)


def _low(measure: str) -> Part:
    """The name inside a sentence: with a small letter, which all three languages use."""
    return lambda language: (name := told_name_of(measure).within(language))[:1].lower() + name[1:]


def name_of(measure: str) -> Text:
    """What a candidate is called."""
    return {
        "cost_per_m2": say_as("study", "Cost per square metre"),
        "m2_per_htv": say_as("study", "Floor area per person-year"),
        "cost_per_htv": say_as("study", "Cost per person-year"),
        "m2_per_inhabitant": say_as("study", "Floor area per inhabitant"),
        "cost_per_inhabitant": say_as("study", "Cost per inhabitant"),
        "backlog_share": say_as("study", "Backlog of replacement value"),
        "vacancy": say_as("study", "Vacancy rate"),
    }[measure]


def told_name_of(measure: str) -> Text:
    """What a candidate is called in a sentence."""
    return {
        "cost_per_m2": say_as("study", "The cost per square metre"),
        "m2_per_htv": say_as("study", "The floor area per person-year"),
        "cost_per_htv": say_as("study", "The cost per person-year"),
        "m2_per_inhabitant": say_as("study", "The floor area per inhabitant"),
        "cost_per_inhabitant": say_as("study", "The cost per inhabitant"),
        "backlog_share": say_as("study", "The backlog as a share of the replacement value"),
        "vacancy": say_as("study", "The vacancy rate"),
    }[measure]


def misleads(measure: str) -> Text:
    """How a candidate can mislead."""
    return {
        "cost_per_m2": say("It falls when empty space is kept, for empty space costs little to run."),
        "m2_per_htv": say("It falls when staff grows, and sees neither cost nor condition."),
        "cost_per_htv": say(
            "It rises when services are bought and staff moves away, though space stays as it is."
        ),
        "m2_per_inhabitant": say("It rises when people move away, without any space having come."),
        "cost_per_inhabitant": say("It falls when repairs are put off, and rises when people move away."),
        "backlog_share": say(
            "A change of method or threshold changes it, and it says nothing about need for space."
        ),
        "vacancy": say(
            "Crowded and badly placed space has none, and closing an empty building changes it at once."
        ),
    }[measure]
