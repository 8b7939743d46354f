"""How the works of the adopted plan stand: done, moved to a later year, both in part, or still to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from voimavara.core.periods import Period
from voimavara.estate.planning.following import Done
from voimavara.programme.models.plan import Action
from voimavara.tasks.estate.adopted import AdoptedPlan, AdoptedWork
from voimavara.tasks.estate.facts import Facts


@dataclass(frozen=True)
class Stand:
    """How an adopted work stands: done in a year at a cost, moved to a later one, both in part, or none."""

    work: AdoptedWork
    done: Done | None
    moved: Done | None

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


def stands_of(facts: Facts, adopted: AdoptedPlan, actions: Mapping[str, Action]) -> tuple[Stand, ...]:
    """How each work of the adopted plan stands on the day; amounts are at the price level.

    A work that was decided without one of the plan's actions counts as the first that suits its object.
    """
    works = _at_price_level(facts, adopted).works
    return tuple(_stand(facts, _with_action(work, actions)) for work in works)


def _with_action(work: AdoptedWork, actions: Mapping[str, Action]) -> AdoptedWork:
    if work.action_id in actions:
        return work
    kind = work.object.partition("-")[0]
    suits = [name for name, action in actions.items() if not action.kinds or kind in action.kinds]
    return work.model_copy(update={"action_id": next(iter(suits or actions))})


def _at_price_level(facts: Facts, adopted: AdoptedPlan) -> AdoptedPlan:
    if adopted.price_year not in facts.index.values:
        return adopted
    factor = facts.index.restated(1.0, adopted.price_year, facts.price_level.year)
    works = tuple(work.model_copy(update={"cost": work.cost * factor}) for work in adopted.works)
    return adopted.model_copy(update={"works": works})


def _stand(facts: Facts, work: AdoptedWork) -> Stand:
    """A repair belongs to the work that it names, or else to the same object in or after its year."""
    own = [row for row in facts.rows("repairs") if row["work"] == work.id]
    if not own:
        own = [
            row
            for row in facts.rows("repairs")
            if row["work"] is None and f"{row['object_kind']}-{row['object']}" == work.object
            and row["part"] is None and row["capitalised"] and _year(row) >= work.year
        ]  # fmt: skip
    done = [row for row in own if row["state"] == "done" and _year(row) <= facts.year]
    moved = [row for row in own if row["state"] == "planned" and _year(row) > work.year]
    return Stand(
        work,
        _together(facts, work, done) if done else None,
        _together(facts, work, moved) if moved else None,
    )


def _together(facts: Facts, work: AdoptedWork, rows: list[dict[str, Any]]) -> Done:
    level = facts.price_level.year
    cost = 0.0
    for row in rows:
        year = _year(row) if row["state"] == "done" else level  # what is planned stands in today's prices
        known = year in facts.index.values
        cost += facts.index.restated(float(row["cost"]), year, level) if known else float(row["cost"])
    return Done(work.object, work.action_id, min(_year(row) for row in rows), cost)


def _year(row: Mapping[str, Any]) -> int:
    return Period(row["year"], 12).first_day.year
