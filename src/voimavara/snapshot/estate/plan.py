"""What a snapshot of the estate holds of its investment plan: works, whole against parts, plan against done.

Money is in euros at the snapshot's price level; years are calendar years; texts are in all languages.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from voimavara.core.language import Text
from voimavara.snapshot.frozen import Frozen

Kind = Literal["building", "street", "green_area", "pipe"]


class WorkView(Frozen):
    """One choice of the plan: why this, why now, and what is next in line."""

    object: str
    name: Text
    kind: Kind
    sector: str
    action: Text
    year: int
    cost: float
    gain: float
    why: Text
    why_now: Text
    next_in_line: Text = Text()
    must: bool = False
    action_id: str = ""


class PlanView(Frozen):
    """A plan: its works, its proven bound, and what the budget of each year is worth at the margin."""

    name: Text
    objective: Text
    weights: tuple[tuple[Text, float], ...]
    years: tuple[int, ...]
    budgets: tuple[float, ...]
    spent: tuple[float, ...]
    shadow_prices: tuple[float, ...]
    value: float
    bound: float
    gap: float
    works: tuple[WorkView, ...]
    left_out: tuple[WorkView, ...] = ()
    committed: tuple[float, ...] = ()  # euros by year that works under way take from the budgets
    assumed: Text = Text()  # how much of it rests on what is not known


class WholeAgainstPartsView(Frozen):
    """The same money planned by sector and for the city as one; `difference` is in euros of avoided cost."""

    whole: float
    parts: dict[str, float]
    difference: float
    sentence: Text
    money_saved: float | None = None  # how much less would bring the city what the sectors reach


class SlipView(Frozen):
    """One work of the adopted plan beside what was done; `price` is None where it is not known."""

    object: str
    name: Text
    planned_year: int
    planned_cost: float
    done_year: int | None
    done_cost: float | None
    state: Literal["done", "late", "dearer", "cheaper", "ahead"]
    price: float | None
    sentence: Text
    moved_to: int | None = None


class OutsideView(Frozen):
    """What was invested in an object in a year without being a work of the adopted plan."""

    object: str
    name: Text
    year: int
    cost: float


class ChangeView(Frozen):
    """One adopted work that is not finished, and its year in the plan made from where things stand.

    `begun` works are finished as decided; `unknown` is an object of which too little is known to plan for it.
    """

    object: str
    name: Text
    adopted_year: int
    adopted_cost: float
    year: int | None
    cost: float | None
    state: Literal["begun", "kept", "sooner", "later", "left_out", "unknown"]


class ComingYearView(Frozen):
    """One year to come: its budget, what was adopted for it (with what is late), and what is planned now."""

    year: int
    budget: float
    adopted: float
    updated: float
    works: int
    new: int


class UpdateView(Frozen):
    """The adopted plan beside the one made from where things stand."""

    changes: tuple[ChangeView, ...]
    years: tuple[ComingYearView, ...]
    sentence: Text


class FollowingView(Frozen):
    """The adopted plan against what was done by the as-of date."""

    adopted: date
    planned: float
    spent: float
    slips: tuple[SlipView, ...]
    sentence: Text
    name: Text = Text()
    ahead: int = 0  # works of years to come
    update: UpdateView | None = None
    outside: tuple[OutsideView, ...] = ()  # investments that are no works of the plan, the dearest first
