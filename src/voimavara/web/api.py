"""The read-only interface for other programs: the same snapshots as JSON, described by OpenAPI."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from ninja import NinjaAPI
from ninja.errors import ValidationError
from pydantic import TypeAdapter

from voimavara.snapshot.lineage import CoverageView, HandbookEntry, LoadView
from voimavara.snapshot.model import GoalView, IndicatorView, Snapshot, VerdictView
from voimavara.web.answers import etag, shelf
from voimavara.web.api_models import (
    Fault,
    Figures,
    IndicatorRow,
    Programme,
    SnapshotRow,
    figure_row,
    indicator_row,
    programme,
)
from voimavara.web.figures import Wanted
from voimavara.web.shelf import Shown

MOST = 1000  # figures in one answer

api = NinjaAPI(
    title="Voimavara",
    version="1",
    description="Goals, indicators, figures and verdicts of a resource programme: read-only, open to all.",
    docs_url=None,
    urls_namespace="api",
)
FAULTS = {404: Fault, 422: Fault, 503: Fault}


class AbsentError(Exception):
    """What was asked for isn't there: a status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        super().__init__(sentence)


@api.exception_handler(AbsentError)
def absent(request: HttpRequest, error: AbsentError) -> HttpResponse:
    """An unknown id, or no snapshot yet."""
    return api.create_response(request, {"detail": str(error)}, status=error.status)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter that can't be read."""
    said = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors)
    return api.create_response(request, {"detail": f"The request can't be read: {said}."}, status=422)


def _shown(snapshot: str = "") -> Shown:
    """The snapshot with the id (the newest by default)."""
    shown = shelf().with_id(snapshot) if snapshot else shelf().newest()
    if shown is None and snapshot:
        raise AbsentError(
            404, f"There is no snapshot '{snapshot[:64]}'; /api/v1/snapshots lists those that there are."
        )
    if shown is None:
        raise AbsentError(503, "There is no snapshot yet; make one with: voimavara run.")
    return shown


def _indicator(shown: Shown, indicator: str) -> IndicatorView:
    if indicator not in shown.indicators:
        raise AbsentError(
            404, f"There is no indicator '{indicator[:64]}'; /api/v1/indicators lists those that there are."
        )
    return shown.indicators[indicator]


def answer_with(request: HttpRequest, shown: Shown, kind: Any, value: Callable[[], Any]) -> HttpResponse:
    """The value as JSON of the kind, or 304 where the reader has it already."""
    tag = etag(shown)
    response: HttpResponse = HttpResponseNotModified()
    if request.headers.get("If-None-Match") != tag:
        response = HttpResponse(TypeAdapter(kind).dump_json(value()), content_type="application/json")
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


@api.get("/snapshots", response={200: list[SnapshotRow]})
def snapshots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - ninja's name
    """All snapshots, newest first."""
    rows = [SnapshotRow(id=id_, as_of=as_of) for as_of, id_ in shelf().ids()]
    return HttpResponse(TypeAdapter(list[SnapshotRow]).dump_json(rows), content_type="application/json")


@api.get("/snapshot", response={200: Snapshot, **FAULTS})
def whole_snapshot(request: HttpRequest, snapshot: str = "") -> HttpResponse:
    """A snapshot with all its texts, verdicts and definitions, the newest unless its id is given.

    Its figures are at `/figures`.
    """
    shown = _shown(snapshot)
    return answer_with(request, shown, Snapshot, lambda: shown.snapshot)


@api.get("/programme", response={200: Programme, **FAULTS})
def the_programme(request: HttpRequest, snapshot: str = "") -> HttpResponse:
    """City, decision, principle, values and audiences."""
    shown = _shown(snapshot)
    return answer_with(request, shown, Programme, lambda: programme(shown.snapshot))


@api.get("/goals", response={200: list[GoalView], **FAULTS})
def goals(request: HttpRequest, snapshot: str = "") -> HttpResponse:
    """Goals with their means."""
    shown = _shown(snapshot)
    return answer_with(request, shown, tuple[GoalView, ...], lambda: shown.snapshot.goals)


@api.get("/indicators", response={200: list[IndicatorRow], **FAULTS})
def indicators(request: HttpRequest, snapshot: str = "") -> HttpResponse:
    """Indicators in brief: newest figure, target, verdict."""
    shown = _shown(snapshot)
    return answer_with(
        request, shown, list[IndicatorRow], lambda: [indicator_row(one) for one in shown.snapshot.indicators]
    )


@api.get("/indicators/{indicator}", response={200: IndicatorView, **FAULTS})
def one_indicator(request: HttpRequest, indicator: str, snapshot: str = "") -> HttpResponse:
    """One indicator with all that its page tells; its figures are at `/figures?indicator=`."""
    shown = _shown(snapshot)
    view = _indicator(shown, indicator)
    return answer_with(request, shown, IndicatorView, lambda: view)


@api.get("/figures", response={200: Figures, **FAULTS})
def figures(
    request: HttpRequest,
    indicator: str = "",
    measure: str = "",
    period: str = "",
    dimension: str = "",
    place: str = "",
    offset: int = 0,
    limit: int = 200,
    snapshot: str = "",
) -> HttpResponse:
    """Figures, filtered by indicator, measure, period, dimension (`none` for the whole city) or place.

    A place is written `sector=education`. At most 1000 at a time; `next` gives the offset to go on from.
    """
    shown = _shown(snapshot)
    if offset < 0 or not 1 <= limit <= MOST:
        raise AbsentError(
            422, f"offset is 0 or more and limit from 1 to {MOST}; got offset {offset} and limit {limit}."
        )
    views = (_indicator(shown, indicator),) if indicator else shown.snapshot.indicators

    def page() -> Figures:
        columns = shown.snapshot.columns.figures
        rows = Wanted(measure, period, dimension, place).rows(views, columns)
        after = offset + limit if offset + limit < len(rows) else None
        kept = tuple(map(figure_row, columns.at(rows[offset : offset + limit])))
        return Figures(count=len(rows), next=after, figures=kept)

    return answer_with(request, shown, Figures, page)


@api.get("/verdicts", response={200: dict[str, VerdictView], **FAULTS})
def verdicts(request: HttpRequest, snapshot: str = "") -> HttpResponse:
    """The verdict on each indicator, by its id."""
    shown = _shown(snapshot)
    return answer_with(
        request,
        shown,
        dict[str, VerdictView],
        lambda: {one.id: one.verdict for one in shown.snapshot.indicators},
    )


@api.get("/coverage", response={200: CoverageView, **FAULTS})
def coverage(request: HttpRequest, snapshot: str = "") -> HttpResponse:
    """Indicators by rounds: in time, came late, late, not due."""
    shown = _shown(snapshot)
    return answer_with(request, shown, CoverageView, lambda: shown.snapshot.coverage)


@api.get("/loads", response={200: list[LoadView], **FAULTS})
def loads(request: HttpRequest, dataset: str = "", snapshot: str = "") -> HttpResponse:
    """What was loaded, from which file, when received; of one dataset where it is given."""
    shown = _shown(snapshot)
    return answer_with(
        request,
        shown,
        list[LoadView],
        lambda: [load for load in shown.snapshot.loads if dataset in ("", load.dataset)],
    )


@api.get("/handbook", response={200: list[HandbookEntry], **FAULTS})
def handbook(request: HttpRequest, kind: str = "", snapshot: str = "") -> HttpResponse:
    """Definitions of indicators, formulas, datasets, parameters and words; of one kind where it is given."""
    shown = _shown(snapshot)
    return answer_with(
        request,
        shown,
        list[HandbookEntry],
        lambda: [entry for entry in shown.snapshot.handbook if kind in ("", entry.kind)],
    )


@cache
def described() -> list[tuple[str, str]]:
    """Each address with its parameters, for the page that lists them."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    told = []
    for address, methods in sorted(schema["paths"].items()):
        names = [one["name"] for one in methods["get"].get("parameters", ()) if one["in"] == "query"]
        told.append((address, ", ".join(names)))
    return told
