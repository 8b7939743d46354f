"""The adopted plan: frozen in the workspace by `voimavara plan --adopt`, or loaded as the city decided it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from voimavara.core.errors import UserError
from voimavara.core.language import Text, same
from voimavara.core.periods import Period
from voimavara.portfolio.facts import EstateFacts
from voimavara.snapshot.estate.plan import PlanView
from voimavara.snapshot.files import keep, listed
from voimavara.snapshot.frozen import Frozen

FOLDER = "adopted"  # inside the workspace
_SHORT = 16  # hexadecimal digits of the content's hash, in the name of a frozen plan
_NO_HASH = "plan"  # stood in the name before the hash did


class AdoptedWork(Frozen):
    """A work as it was decided; the cost is in euros at the plan's price level.

    `action_id` names one of the plan's actions; it is empty where the decision does not say which.
    """

    id: str
    object: str
    action: Text
    year: int
    cost: float
    action_id: str = ""


class AdoptedPlan(Frozen):
    """A plan as it was decided on a day: it does not change after it."""

    name: Text
    adopted: date
    price_year: int
    works: tuple[AdoptedWork, ...]
    budgets: dict[int, float] = {}


@dataclass(frozen=True)
class Adoption:
    """Where a plan was frozen, and how many works it has."""

    path: Path
    works: int


def adopt(folder: Path, view: PlanView, day: date, price_year: int) -> Adoption:
    """Freezes the plan as adopted on the day, whole or not at all; a frozen one is never written over."""
    plan = AdoptedPlan(
        name=view.name,
        adopted=day,
        price_year=price_year,
        works=tuple(
            AdoptedWork(
                id=f"{work.object}-{work.year}",
                object=work.object,
                action=work.action,
                year=work.year,
                cost=work.cost,
                action_id=work.action_id,
            )
            for work in view.works
        ),
        budgets=dict(zip(view.years, view.budgets, strict=True)),
    )
    content = json.dumps(plan.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=1).encode()
    return Adoption(keep(folder / FOLDER, day, _identity(content), content), len(plan.works))


def _identity(content: bytes) -> str:
    return sha256(content).hexdigest()[:_SHORT]


def adopted_plan(folder: Path, facts: EstateFacts) -> AdoptedPlan | None:
    """The newest plan adopted by the day, frozen or loaded; None where there is none."""
    plans = [*_loaded(facts), *_frozen(folder)]  # of one day, what was frozen last counts
    known = sorted((plan for plan in plans if plan.adopted <= facts.as_of), key=lambda plan: plan.adopted)
    return known[-1] if known else None


def _frozen(folder: Path) -> Iterator[AdoptedPlan]:
    for path in listed(folder / FOLDER):
        try:
            content = path.read_bytes()
            plan = AdoptedPlan.model_validate_json(content)
        except (OSError, ValidationError) as error:
            raise UserError(
                "{path}: this is no adopted plan that this version can read; restore the file or remove it.",
                path=path,
            ) from error
        if path.name.split(".")[2] not in (_NO_HASH, _identity(content)):
            raise UserError(
                "{path}: the plan is not what was adopted, for the file has been changed; restore it from a "
                "copy, or remove it and adopt the plan of today.",
                path=path,
            )
        yield plan


def _loaded(facts: EstateFacts) -> Iterator[AdoptedPlan]:
    """Each plan of the dataset `adopted_plan`; its costs stand in the prices of the year of its adoption."""
    plans: dict[str, list[AdoptedWork]] = {}
    days: dict[str, date] = {}
    for row in facts.rows("adopted_plan"):
        days[row["plan"]] = max(row["adopted"], days.get(row["plan"], date.min))
        plans.setdefault(row["plan"], []).append(
            AdoptedWork(
                id=row["work"],
                object=f"{row['object_kind']}-{row['object']}",
                action=same(row["description"] or row["work"]),
                year=Period(row["year"], 12).first_day.year,
                cost=float(row["cost"]),
            )
        )
    for name, works in plans.items():
        yield AdoptedPlan(name=same(name), adopted=days[name], price_year=days[name].year, works=tuple(works))
