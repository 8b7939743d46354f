"""What do we do, when and why? The plan as years by objects, its reasons, its bound, what money is worth."""

from __future__ import annotations

import math
from dataclasses import dataclass

from voimavara.snapshot.estate.plan import PlanView, WorkView
from voimavara.web.answers import Page, RefusedError
from voimavara.web.estate.lists import works_listed
from voimavara.web.estate.tour import Tour, estate_page

NAMED = 20  # works that came next, listed below the plan


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One object's works by year."""

    work: WorkView
    cells: tuple[tuple[WorkView, ...], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The money of one year: the budget, what is used of it, and what one more euro would save."""

    year: int
    budget: float
    spent: float
    euro: float
    share: float


@estate_page
def plan(tour: Tour) -> Page:
    """The page of the plan."""
    view, say = plan_of(tour), tour.visit.say
    listing = works_listed(tour, view.works)
    context = {
        "part": "plan",
        "plan": view,
        "headline": say.count(
            "The plan holds {number} work for {spent} in {first}–{last}.",
            "The plan holds {number} works for {spent} in {first}–{last}.",
            len(view.works),
            spent=tour.names.money(sum(view.spent)),
            first=view.years[0],
            last=view.years[-1],
        ),
        "proof": proof_of(view, tour),
        "listing": listing,
        "grid": grid_of(listing.rows, view.years),
        "years": years_of(view),
        "next": sorted(view.left_out, key=lambda one: -one.gain)[:NAMED],
        "whole": tour.estate.whole_against_parts,
    }
    return Page("estate/plan.html", say.text(view.name), context=context)


def plan_of(tour: Tour) -> PlanView:
    """The plan; refuses where none has been made."""
    if tour.estate.plan is None:
        raise RefusedError(404, "No plan has been made yet; make one with: voimavara plan.")
    return tour.estate.plan


def grid_of(works: tuple[WorkView, ...], years: tuple[int, ...]) -> list[PlanRow]:
    """The works with a row for each object, in the order in which the objects come."""
    of: dict[str, list[WorkView]] = {}
    for work in works:
        of.setdefault(work.object, []).append(work)
    return [
        PlanRow(group[0], tuple(tuple(work for work in group if work.year == year) for year in years))
        for group in of.values()
    ]


def years_of(plan: PlanView) -> list[Year]:
    """The years of the plan, each with its money."""
    most = max(plan.budgets, default=0.0) or 1.0
    prices = plan.shadow_prices or (0.0,) * len(plan.years)
    told = zip(plan.years, plan.budgets, plan.spent, prices, strict=True)
    return [Year(year, budget, spent, euro, spent / most) for year, budget, spent, euro in told]


def proof_of(plan: PlanView, tour: Tour) -> str:
    """How far the plan can be from the best there is, in plain words."""
    if plan.gap <= 0:
        return tour.visit.say.words("No plan is better within these budgets; this has been proven.")
    share = tour.names.share(plan.gap, _decimals(plan.gap))
    return tour.visit.say.words(
        "No plan within these budgets can be more than {share} better; this has been proven.", share=share
    )


def _decimals(share: float) -> int:
    """So many decimals of a per cent that two figures other than nought are seen."""
    return max(1, 1 - math.floor(math.log10(share * 100)))
