"""How the works of the adopted plan stand: done, moved to a later year, both in part, or still to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from voimavara.core.periods import Period
from voimavara.estate.planning.following import Done
from voimavara.programme.models.plan import Action
from voimavara.tasks.estate.adopted import AdoptedPlan, AdoptedWork
from voimavara.tasks.estate.facts import Facts

Row = Mapping[str, Any]


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
    repairs = _repairs_of(facts, works)
    return tuple(_stand(facts, _with_action(work, actions), repairs[work.id]) for work in works)


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


def _repairs_of(facts: Facts, works: Sequence[AdoptedWork]) -> dict[str, list[Row]]:
    """The repairs of each work by its id; each repair belongs to one work at most.

    That is the work which the repair names. Else, for an investment in a whole object, it is the last work on
    the object up to the repair's year; of several of one year, one that has no repair yet. A work which some
    repair names takes none of those without a name.
    """
    found: dict[str, list[Row]] = {work.id: [] for work in works}
    for row in facts.rows("repairs"):
        if row["work"] in found:
            found[row["work"]].append(row)
    nameless = [work for work in works if not found[work.id]]
    rest = [
        row for row in facts.rows("repairs") if not row["work"] and not row["part"] and row["capitalised"]
    ]
    for row in sorted(rest, key=lambda row: (row["year"], row["repair"])):
        suits = [work for work in nameless if work.object == _object(row) and work.year <= _year(row)]
        if suits:
            own = max(suits, key=lambda work: (work.year, not found[work.id]))
            found[own.id].append(row)
    return found


def outside(facts: Facts, adopted: AdoptedPlan) -> tuple[Done, ...]:
    """What was invested by the day, from the plan's first year on, in works that are none of the plan's.

    One for each object and year, the dearest first; amounts are at the price level.
    """
    if not adopted.works:
        return ()
    first = min([*adopted.budgets, *(work.year for work in adopted.works)])
    planned = {row["repair"] for rows in _repairs_of(facts, adopted.works).values() for row in rows}
    spent: dict[tuple[str, int], list[Row]] = {}
    for row in facts.rows("repairs"):
        done = row["state"] == "done" and row["capitalised"] and first <= _year(row) <= facts.year
        if done and row["repair"] not in planned:
            spent.setdefault((_object(row), _year(row)), []).append(row)
    found = [
        Done(name, "", year, sum(_cost(facts, row) for row in rows)) for (name, year), rows in spent.items()
    ]
    return tuple(sorted(found, key=lambda one: -one.cost))


def _stand(facts: Facts, work: AdoptedWork, repairs: Sequence[Row]) -> Stand:
    done = [row for row in repairs if row["state"] == "done" and _year(row) <= facts.year]
    moved = [row for row in repairs if row["state"] == "planned" and _year(row) > work.year]
    return Stand(
        work,
        _together(facts, work, done) if done else None,
        _together(facts, work, moved) if moved else None,
    )


def _together(facts: Facts, work: AdoptedWork, rows: list[Row]) -> Done:
    cost = sum(_cost(facts, row) for row in rows)
    return Done(work.object, work.action_id, min(_year(row) for row in rows), cost)


def _cost(facts: Facts, row: Row) -> float:
    """The repair's cost at the price level; what is planned stands in today's prices."""
    level = facts.price_level.year
    year = _year(row) if row["state"] == "done" else level
    cost = float(row["cost"])
    return facts.index.restated(cost, year, level) if year in facts.index.values else cost


def _object(row: Row) -> str:
    return f"{row['object_kind']}-{row['object']}"


def _year(row: Row) -> int:
    return Period(row["year"], 12).first_day.year
