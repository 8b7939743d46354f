"""Files to take along: an indicator's figures as CSV, its charts as SVG."""

from __future__ import annotations

from django.http import HttpResponse

from voimavara.web.answers import RefusedError, Visit, page
from voimavara.web.csvs import figures_csv
from voimavara.web.pages.indicator import found


@page
def figures(visit: Visit, indicator: str) -> HttpResponse:
    """Every figure of the indicator, in the form that `csvs` documents."""
    view = found(visit, indicator)
    return _attached(
        figures_csv(view, visit.say, visit.shown.snapshot.id), "text/csv; charset=utf-8", f"{view.id}.csv"
    )


@page
def chart(visit: Visit, indicator: str, chart: str) -> HttpResponse:
    """A chart as a file that stands alone, in the page's language."""
    view = found(visit, indicator)
    drawn = {one.id: one for one in visit.shown.charts(view)}
    if chart not in drawn:
        raise RefusedError(404, "This indicator has no such chart.")
    image = visit.shown.gallery.as_file(drawn[chart], visit.language)
    return _attached(image, "image/svg+xml", f"{view.id}-{chart}-{visit.language}.svg")


def _attached(body: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
