"""The plan from where things stand: the years to come, and what they change in the adopted plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from voimavara.core.language import Text, in_all
from voimavara.core.sentences import Scale, count, say, say_counted
from voimavara.estate.planning.plan import Work, WorkPlan
from voimavara.estate.planning.progress import WorkProgress, committed
from voimavara.snapshot.estate.plan import ChangeView, ComingYearView, UpdateView

EUROS = Scale("EUR", 0)


def update_view(
    stands: Sequence[WorkProgress], made: WorkPlan, names: Mapping[str, Text], year: int
) -> UpdateView:
    """The adopted works that are not finished, with their year in the updated plan; and its money by year."""
    left = [stand for stand in stands if not stand.finished]
    works = {work.object: work for work in made.works}
    changes = tuple(_change(stand, works.get(stand.work.object), made, names) for stand in left)
    adopted = {stand.work.object for stand in left}
    new = [work for work in made.works if work.object not in adopted]
    return UpdateView(
        changes=changes, years=tuple(_years(left, made, new, year)), sentence=_sentence(changes, new)
    )


def _change(stand: WorkProgress, work: Work | None, made: WorkPlan, names: Mapping[str, Text]) -> ChangeView:
    own = stand.work
    if stand.begun and stand.moved:
        return ChangeView(
            object=own.object,
            name=names[own.object],
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
        name=names[own.object],
        adopted_year=own.year,
        adopted_cost=round(own.cost, 2),
        year=work.year if work else None,
        cost=round(work.cost, 2) if work else None,
        state=state,
    )


def _years(
    left: Sequence[WorkProgress], made: WorkPlan, new: Sequence[Work], present: int
) -> Iterator[ComingYearView]:
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
