"""`voimavara plan`: works by year within the budgets, and the adopted plan against what was done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from voimavara.core.errors import UserError
from voimavara.core.language import Language, Text
from voimavara.core.message import Message
from voimavara.core.sentences import Part, Scale, say
from voimavara.portfolio.plan.adopted import adopt
from voimavara.portfolio.snapshot import current_snapshot
from voimavara.run.progress import Report, silent
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.snapshot.estate.plan import PlanView
from voimavara.snapshot.estate.words import SLIPS
from voimavara.tasks.answer import EUROS as IN_EUROS
from voimavara.tasks.answer import Table, Word, quoted
from voimavara.tasks.estate_words import closed_word, labelled, remarks
from voimavara.tasks.words import YES

EUROS = Scale("EUR", 0)

HEADERS = ("year", "object", "name", "sector", "action", "cost", "gain", "must", "why", "why now", "next")
FOLLOWED = (
    "object", "name", "planned year", "planned cost", "done year", "done cost", "moved to", "state", "price",
    "sentence",
)  # fmt: skip


class PlanRefusedError(UserError):
    """Why there can be no plan as it is asked for."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(Message(reason.within("en")))

    def within(self, language: Language) -> str:
        """The reason in the language."""
        return self.reason.within(language)


def plan(folder: Path, as_of: date | None, language: Language, report: Report = silent) -> Table:
    """A row a work; the bound, the whole against the parts and the following are told beside it."""
    snapshot = current_snapshot(folder, as_of, report)
    view = _plan(folder, snapshot)
    rows = [
        (
            work.year,
            work.object,
            work.name.within(language),
            labelled(snapshot, "sector", work.sector),
            Word(work.action_id, work.action),
            work.cost,
            work.gain,
            YES if work.must else "",
            work.why.within(language),
            work.why_now.within(language),
            work.next_in_line.within(language),
        )
        for work in view.works
    ]
    return Table(
        HEADERS,
        rows,
        tuple(_remarks(snapshot, view, language)),
        quantities={"cost": IN_EUROS, "gain": IN_EUROS},
        sentences=("why", "why now", "next"),
        codes=("object",),
    )


def followed(folder: Path, as_of: date | None, language: Language, report: Report = silent) -> Table:
    """A row for each work of the adopted plan that is done, late or moved."""
    snapshot = current_snapshot(folder, as_of, report)
    following = snapshot.following
    if following is None:
        raise UserError(
            "{folder}: no plan has been adopted by {day}; freeze one with: {command}, or load the dataset "
            "adopted_plan.",
            folder=folder,
            day=snapshot.as_of,
            command=f"voimavara plan {quoted(folder)} --adopt",
        )
    rows = [
        (
            slip.object,
            slip.name.within(language),
            slip.planned_year,
            slip.planned_cost,
            slip.done_year,
            slip.done_cost,
            slip.moved_to,
            closed_word(SLIPS, slip.state),
            slip.price,
            slip.sentence.within(language),
        )
        for slip in following.slips
    ]
    return Table(
        FOLLOWED,
        rows,
        (following.sentence.within(language),),
        quantities={"planned cost": IN_EUROS, "done cost": IN_EUROS, "price": IN_EUROS},
        sentences=("sentence",),
        codes=("object",),
    )


def adopt_plan(folder: Path, as_of: date | None, report: Report = silent) -> Message:
    """Freezes the plan as adopted on the day, and says where; from then on it is what is followed."""
    snapshot = current_snapshot(folder, as_of, report)
    view = _plan(folder, snapshot)
    found = adopt(folder, view, snapshot.as_of, int(snapshot.price_level))
    current_snapshot(folder, as_of, report)
    return Message.of(
        "{file}: works: {works}, adopted on {day}. They are followed from now on.",
        file=str(found.path),
        works=found.works,
        day=snapshot.as_of,
    )


def _plan(folder: Path, snapshot: EstateSnapshot) -> PlanView:
    if snapshot.plan_refused:
        raise PlanRefusedError(snapshot.plan_refused)
    if snapshot.plan is None:
        raise UserError(
            "{folder}: the programme has no plan for the years after {year}; write budgets, actions and "
            "weights into a file in plans/.",
            folder=folder,
            year=snapshot.as_of.year,
        )
    return snapshot.plan


def _remarks(snapshot: EstateSnapshot, view: PlanView, language: Language) -> list[str]:
    found = [
        *remarks(snapshot, language, frozenset({"works"})),
        view.objective.within(language),
        say(
            "The plan is worth {value}; no plan can be worth more than {bound}, {gap} more.",
            value=EUROS.value(view.value),
            bound=EUROS.value(view.bound),
            gap=Scale("%", 3).value(view.gap),
        ).within(language),
        _money(view, language),
    ]
    if view.assumed:
        found.append(view.assumed.within(language))
    if snapshot.whole_against_parts:
        found.append(snapshot.whole_against_parts.sentence.within(language))
    if snapshot.following:
        found.append(snapshot.following.sentence.within(language))
    return found


def _money(view: PlanView, language: Language) -> str:
    """Each year's money: what new works take, what works under way take, and the budget."""
    begun = view.committed or (0.0,) * len(view.years)
    return ", ".join(
        _year_said(year, new, own, budget).within(language)
        for year, new, own, budget in zip(view.years, view.spent, begun, view.budgets, strict=True)
    )


def _year_said(year: int, new: float, begun: float, budget: float) -> Text:
    money: dict[str, Part] = {"year": str(year), "new": EUROS.value(new), "budget": EUROS.value(budget)}
    if not begun:
        return say("{year}: {new} / {budget}", **money)
    return say("{year}: {new} and {begun} for works under way / {budget}", begun=EUROS.value(begun), **money)
