"""The plan from where things stand: the years to come, and what they change in the adopted plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from voimavara.core.language import Text, in_all
from voimavara.estate.planning.following import updated
from voimavara.estate.planning.plan import Plan, Work
from voimavara.estate.planning.problem import Problem, Rule
from voimavara.snapshot.estate_plan import ChangeView, ComingYearView, UpdateView
from voimavara.tasks.estate.stands import Stand
from voimavara.verdicts.wording import Scale, count, say, say_counted

EUROS = Scale("EUR", 0)


def committed(stands: Sequence[Stand], years: Sequence[int]) -> tuple[float, ...]:
    """Euros by year that works which are begun still take."""
    return tuple(
        sum(stand.moved.cost for stand in stands if stand.begun and stand.moved and stand.moved.year == year)
        for year in years
    )


def still_to_plan(problem: Problem, stands: Sequence[Stand], year: int) -> Problem:
    """The question of the years after `year`: works done are not done again, and works begun are finished.

    Conditions stand as they are on the day, so a work done before the plan's first year changes nothing. What
    is begun keeps its money, and nothing else is planned for its object.
    """
    begun = {stand.work.object for stand in stands if stand.begun} & set(problem.objects)
    free = np.maximum(0.0, problem.budgets - np.array(committed(stands, problem.years)))
    problem = replace(
        problem,
        budgets=free,
        must=tuple(rule for rule in problem.must if rule.object not in begun),
        forbidden=(*problem.forbidden, *(Rule(name) for name in sorted(begun))),
        bundles=tuple(bundle for bundle in problem.bundles if begun.isdisjoint(bundle)),
    )
    if problem.years[0] > year:
        return problem
    known = problem.numbers
    done = {
        stand.done.object: stand.done
        for stand in stands
        if stand.finished and stand.done and stand.done.year in problem.years and stand.done.object in known
    }
    return updated(problem, tuple(done.values()), next(own for own in problem.years if own > year))


def update_view(stands: Sequence[Stand], made: Plan, names: Mapping[str, Text], year: int) -> UpdateView:
    """The adopted works that are not finished, with their year in the updated plan; and its money by year."""
    left = [stand for stand in stands if not stand.finished]
    works = {work.object: work for work in made.works}
    changes = tuple(_change(stand, works.get(stand.work.object), made, names) for stand in left)
    adopted = {stand.work.object for stand in left}
    new = [work for work in made.works if work.object not in adopted]
    return UpdateView(
        changes=changes, years=tuple(_years(left, made, new, year)), sentence=_sentence(changes, new)
    )


def _change(stand: Stand, work: Work | None, made: Plan, names: Mapping[str, Text]) -> ChangeView:
    own = stand.work
    if stand.begun and stand.moved:
        return ChangeView(
            object=own.object,
            name=names.get(own.object, own.action),
            adopted_year=own.year,
            adopted_cost=round(own.cost, 2),
            year=stand.moved.year,
            cost=round(stand.moved.cost, 2),
            state="begun",
        )
    if work is not None:
        state = "kept" if work.year == own.year else "sooner" if work.year < own.year else "later"
    else:
        state = "left_out" if own.object in made.problem.numbers else "unknown"
    return ChangeView(
        object=own.object,
        name=names.get(own.object, own.action),
        adopted_year=own.year,
        adopted_cost=round(own.cost, 2),
        year=work.year if work else None,
        cost=round(work.cost, 2) if work else None,
        state=state,
    )


def _years(left: Sequence[Stand], made: Plan, new: Sequence[Work], present: int) -> Iterator[ComingYearView]:
    """Each year of the updated plan; what is late counts for the first of them."""
    first, begun = made.problem.years[0], committed(left, made.problem.years)
    for number, year in enumerate(made.problem.years):
        due = [
            stand.work.cost * stand.left
            for stand in left
            if stand.work.year == year or (year == first and stand.work.year <= present)
        ]
        yield ComingYearView(
            year=year,
            budget=round(float(made.problem.budgets[number]) + begun[number], 2),
            adopted=round(sum(due), 2),
            updated=round(float(made.spent[number]) + begun[number], 2),
            works=sum(work.year == year for work in made.works),
            new=sum(work.year == year for work in new),
        )


def _sentence(changes: Sequence[ChangeView], new: Sequence[Work]) -> Text:
    def of(*states: str) -> int:
        return sum(change.state in states for change in changes)

    told = say(
        "Planned anew from where things stand, the adopted works not finished yet ({works}) come out so: year"
        " kept or under way {kept}, moved to another year {moved}, left out {left}.",
        kept=count(of("kept", "begun")),
        works=count(len(changes)),
        moved=count(of("sooner", "later")),
        left=count(of("left_out", "unknown")),
    )
    if not new:
        return told
    more = say_counted(
        "One new work comes in addition, for {cost}.",
        "{new} new works come in addition, for {cost}.",
        len(new),
        new=count(len(new)),
        cost=EUROS.value(sum(work.cost for work in new)),
    )
    return in_all(lambda language: f"{told.within(language)} {more.within(language)}")
