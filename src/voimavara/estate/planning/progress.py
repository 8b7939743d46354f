"""How decided works stand: done, moved to a later year, both in part, or still to do; and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from voimavara.estate.planning.problem import PlanProblem, Rule
from voimavara.estate.planning.slips import DoneWork, Slip, slip_of, updated

SlipState = Literal["done", "late", "dearer", "cheaper", "ahead"]


@dataclass(frozen=True, slots=True)
class DecidedWork:
    """A work as it was decided: its action by name, and its cost in euros."""

    id: str
    object: str
    action: str
    year: int
    cost: float


@dataclass(frozen=True, slots=True)
class Investment:
    """Money put into an object in a year, or planned to be; `work` is the decided work that it names."""

    id: str
    object: str
    year: int
    cost: float
    done: bool
    work: str = ""
    of_part: bool = False


@dataclass(frozen=True)
class WorkProgress:
    """How a decided work stands: done in a year at a cost, moved to a later one, both in part, or none."""

    work: DecidedWork
    done: DoneWork | None
    moved: DoneWork | None

    @property
    def finished(self) -> bool:
        """Whether nothing of it is left to be done."""
        return self.done is not None and self.moved is None

    @property
    def begun(self) -> bool:
        """Whether it is under way: done in part, with the rest planned."""
        return self.done is not None and self.moved is not None

    @property
    def cost(self) -> float | None:
        """What it has cost and what its rest is planned to cost; None where neither is known."""
        known = [part.cost for part in (self.done, self.moved) if part is not None]
        return sum(known) if known else None

    @property
    def left(self) -> float:
        """The share of it that is still to be done, by cost."""
        if self.moved is None or self.done is None:
            return 0.0 if self.finished else 1.0
        return self.moved.cost / (self.done.cost + self.moved.cost)

    def slip(self, problem: PlanProblem, year: int) -> Slip:
        """What it costs that it was done otherwise than decided, or not by the end of the year."""
        own = self.work
        planned = DoneWork(own.object, own.action, own.year, own.cost)
        return slip_of(problem, planned, self.moved or self.done, year + 1)

    def dearer(self, slip: Slip) -> float | None:
        """Euros that it costs more than decided; negative where less, None where that is not known."""
        return slip.dearer if self.cost is None else self.cost - self.work.cost

    def lost(self, slip: Slip) -> float | None:
        """The value that the delay costs, of the share that is still to be done."""
        return None if slip.lost is None else max(0.0, slip.lost) * (self.left if self.moved else 1.0)

    def state(self, dearer: float | None, tolerance: float) -> SlipState:
        """In a word; `tolerance` is the share of its cost by which it may be dearer or cheaper unremarked."""
        if self.done is None or dearer is None or self.moved is not None or self.done.year > self.work.year:
            return "late"
        if self.done.year < self.work.year:
            return "ahead"
        if abs(dearer) <= tolerance * self.work.cost:
            return "done"
        return "dearer" if dearer > 0 else "cheaper"


def delay_price(dearer: float | None, lost: float | None) -> float | None:
    """What a delay costs: what is dearer, and the value lost; the first alone where only that is known."""
    if lost is None:
        return dearer if dearer is not None and dearer > 0 else None
    return lost + max(0.0, dearer or 0.0)


def progress_of(
    works: Sequence[DecidedWork], investments: Iterable[Investment], year: int
) -> tuple[WorkProgress, ...]:
    """How each work stands at the end of the year."""
    own = investments_by_work(works, investments)
    return tuple(_progress(work, own[work.id], year) for work in works)


def investments_by_work(
    works: Sequence[DecidedWork], investments: Iterable[Investment]
) -> dict[str, list[Investment]]:
    """The investments of each work by its id; each belongs to one work at most.

    That is the work which the investment names. Else, for one in a whole object, it is the last work on the
    object up to its year; of several of one year, one that has none yet. A work which some investment names
    takes none of those without a name.
    """
    every = tuple(investments)
    found: dict[str, list[Investment]] = {work.id: [] for work in works}
    for one in every:
        if one.work in found:
            found[one.work].append(one)
    nameless = [work for work in works if not found[work.id]]
    rest = [one for one in every if not one.work and not one.of_part]
    for one in sorted(rest, key=lambda one: (one.year, one.id)):
        suits = [work for work in nameless if work.object == one.object and work.year <= one.year]
        if suits:
            own = max(suits, key=lambda work: (work.year, not found[work.id]))
            found[own.id].append(one)
    return found


def invested_outside(
    works: Sequence[DecidedWork], investments: Iterable[Investment], first: int, last: int
) -> tuple[DoneWork, ...]:
    """What was invested from the first year to the last in works that are none of these.

    One for each object and year, the dearest first.
    """
    every = tuple(investments)
    planned = {one.id for own in investments_by_work(works, every).values() for one in own}
    spent: dict[tuple[str, int], list[Investment]] = {}
    for one in every:
        if one.done and first <= one.year <= last and one.id not in planned:
            spent.setdefault((one.object, one.year), []).append(one)
    found = [DoneWork(name, "", year, sum(one.cost for one in own)) for (name, year), own in spent.items()]
    return tuple(sorted(found, key=lambda one: -one.cost))


def committed(progress: Sequence[WorkProgress], years: Sequence[int]) -> tuple[float, ...]:
    """Euros by year that works which are begun still take."""
    return tuple(
        sum(one.moved.cost for one in progress if one.begun and one.moved and one.moved.year == year)
        for year in years
    )


def still_to_plan(problem: PlanProblem, progress: Sequence[WorkProgress], year: int) -> PlanProblem:
    """The question of the years after `year`: works done are not done again, and works begun are finished.

    Conditions stand as they are on the day, so a work done before the plan's first year changes nothing. What
    is begun keeps its money, and nothing else is planned for its object.
    """
    begun = {one.work.object for one in progress if one.begun} & set(problem.objects)
    problem = replace(
        problem,
        budgets=np.maximum(0.0, problem.budgets - np.array(committed(progress, problem.years))),
        must=tuple(rule for rule in problem.must if rule.object not in begun),
        forbidden=(*problem.forbidden, *(Rule(name) for name in sorted(begun))),
        bundles=tuple(bundle for bundle in problem.bundles if begun.isdisjoint(bundle)),
    )
    if problem.years[0] > year:
        return problem
    done = _done_in(problem, progress)
    return updated(problem, tuple(done.values()), next(own for own in problem.years if own > year))


def _done_in(problem: PlanProblem, progress: Sequence[WorkProgress]) -> Mapping[str, DoneWork]:
    return {
        one.done.object: one.done
        for one in progress
        if one.finished and one.done and one.done.year in problem.years and one.done.object in problem.numbers
    }


def _progress(work: DecidedWork, investments: Sequence[Investment], year: int) -> WorkProgress:
    done = [one for one in investments if one.done and one.year <= year]
    moved = [one for one in investments if not one.done and one.year > work.year]
    return WorkProgress(work, _together(work, done), _together(work, moved))


def _together(work: DecidedWork, own: Sequence[Investment]) -> DoneWork | None:
    if not own:
        return None
    cost = sum(one.cost for one in own)
    return DoneWork(work.object, work.action, min(one.year for one in own), cost)
