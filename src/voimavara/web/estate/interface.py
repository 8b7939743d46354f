"""The estate for other programs: the same snapshot as JSON, beside the programme's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from voimavara.snapshot.estate.condition import ObjectView
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.snapshot.estate.plan import PlanView
from voimavara.snapshot.frozen import Frozen
from voimavara.web.answers import shelf
from voimavara.web.api import FAULTS, MOST, AbsentError, answer_with, api
from voimavara.web.shelf import Shown

__all__ = ["api"]


class Objects(Frozen):
    """Some of the objects asked for; `next` is the offset to go on from."""

    count: int
    next: int | None
    objects: tuple[ObjectView, ...]


@api.get("/estate", response={200: EstateSnapshot, **FAULTS})
def estate(request: HttpRequest) -> HttpResponse:
    """The property as a whole: sums, scenarios, plan, space and study; its objects have their own address."""
    shown, view = _estate()
    return answer_with(request, shown, EstateSnapshot, lambda: view.model_copy(update={"objects": ()}))


@api.get("/estate/objects", response={200: Objects, **FAULTS})
def objects(
    request: HttpRequest,
    kind: str = "",
    object_class: str = "",
    district: str = "",
    sector: str = "",
    offset: int = 0,
    limit: int = 200,
) -> HttpResponse:
    """Buildings, streets, green areas and pipes with their condition; at most 1000 at a time."""
    shown, view = _estate()
    if offset < 0 or not 1 <= limit <= MOST:
        raise AbsentError(
            422, f"offset is 0 or more and limit from 1 to {MOST}; got offset {offset} and limit {limit}."
        )

    def page() -> Objects:
        rows = [
            one
            for one in view.objects
            if kind in ("", one.kind)
            and object_class in ("", one.object_class)
            and district in ("", one.district)
            and sector in ("", one.sector)
        ]
        after = offset + limit if offset + limit < len(rows) else None
        return Objects(count=len(rows), next=after, objects=tuple(rows[offset : offset + limit]))

    return answer_with(request, shown, Objects, page)


@api.get("/estate/objects/{thing}", response={200: ObjectView, **FAULTS})
def one_object(request: HttpRequest, thing: str) -> HttpResponse:
    """One object with its parts, repairs, inspections and forecast."""
    shown, _ = _estate()
    if thing not in shown.objects:
        raise AbsentError(
            404, f"There is no object '{thing[:64]}'; /api/v1/estate/objects lists those that there are."
        )
    return answer_with(request, shown, ObjectView, lambda: shown.objects[thing])


@api.get("/estate/plan", response={200: PlanView, **FAULTS})
def plan(request: HttpRequest) -> HttpResponse:
    """The plan: works with their reasons, the proven bound, budgets and what one more euro would save."""
    shown, view = _estate()
    if view.plan is None:
        raise AbsentError(404, "No plan has been made yet; make one with: voimavara plan.")
    made = view.plan
    return answer_with(request, shown, PlanView, lambda: made)


def _estate() -> tuple[Shown, EstateSnapshot]:
    shown = shelf().newest()
    if shown is None or shown.estate is None:
        raise AbsentError(503, "There is nothing about the property yet; make it with: voimavara simulate.")
    return shown, shown.estate
