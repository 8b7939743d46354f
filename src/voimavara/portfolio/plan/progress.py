"""The works of the adopted plan and the money put into them, as the planning engine takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from voimavara.core.periods import Period
from voimavara.estate.planning.progress import (
    DecidedWork,
    Investment,
    WorkProgress,
    invested_outside,
    progress_of,
)
from voimavara.estate.planning.slips import DoneWork
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.plan.adopted import AdoptedPlan
from voimavara.programme.models.plan import Action


def adopted_progress(
    facts: EstateFacts, adopted: AdoptedPlan, actions: Mapping[str, Action]
) -> tuple[WorkProgress, ...]:
    """How each work of the adopted plan stands on the day; amounts are at the price level."""
    return progress_of(_decided(facts, adopted, actions), investments_in(facts, adopted), facts.year)


def outside(facts: EstateFacts, adopted: AdoptedPlan) -> tuple[DoneWork, ...]:
    """What was invested by the day, from the plan's first year on, in works that are none of the plan's."""
    if not adopted.works:
        return ()
    first = min([*adopted.budgets, *(work.year for work in adopted.works)])
    return invested_outside(_decided(facts, adopted, {}), investments_in(facts, adopted), first, facts.year)


def investments_in(facts: EstateFacts, adopted: AdoptedPlan) -> Iterator[Investment]:
    """The investments of the dataset `repairs` at the price level, and whatever names a work of the plan."""
    works = {work.id for work in adopted.works}
    for row in facts.rows("repairs"):
        if row["capitalised"] or row["work"] in works:
            yield Investment(
                id=row["repair"],
                object=f"{row['object_kind']}-{row['object']}",
                year=Period(row["year"], 12).first_day.year,
                cost=_cost(facts, row),
                done=row["state"] == "done",
                work=row["work"] or "",
                of_part=row["part"] is not None,
            )


def _decided(
    facts: EstateFacts, adopted: AdoptedPlan, actions: Mapping[str, Action]
) -> tuple[DecidedWork, ...]:
    """A work that was decided without one of the plan's actions counts as the first that suits its object."""
    known = adopted.price_year in facts.index.values
    factor = facts.index.restated(1.0, adopted.price_year, facts.price_level.year) if known else 1.0
    return tuple(
        DecidedWork(
            work.id, work.object, _action(work.action_id, work.object, actions), work.year, work.cost * factor
        )
        for work in adopted.works
    )


def _action(action: str, name: str, actions: Mapping[str, Action]) -> str:
    if action in actions or not actions:
        return action
    kind = name.partition("-")[0]
    suits = [own for own, each in actions.items() if not each.kinds or kind in each.kinds]
    return next(iter(suits or actions))


def _cost(facts: EstateFacts, row: Mapping[str, Any]) -> float:
    """The repair's cost at the price level; what is planned stands in today's prices."""
    level = facts.price_level.year
    year = Period(row["year"], 12).first_day.year if row["state"] == "done" else level
    cost = float(row["cost"])
    return facts.index.restated(cost, year, level) if year in facts.index.values else cost
