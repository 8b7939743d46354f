"""Every address there is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path

from voimavara.core.language import LANGUAGES
from voimavara.web import errors
from voimavara.web.estate import atlas, exports, following, futures, one_object, plan, portfolio, space, study
from voimavara.web.estate.interface import api
from voimavara.web.pages import (
    about,
    coverage,
    data,
    files,
    goal,
    handbook,
    home,
    indicator,
    means,
    peers,
    rows,
)


def to_finnish(_request: HttpRequest) -> HttpResponse:
    """The front door leads to the Finnish pages."""
    return HttpResponseRedirect("/fi/")


def without_slash(_request: HttpRequest, address: str) -> HttpResponse:
    """One address a page: without the slash at its end."""
    return HttpResponseRedirect("/" + address.strip("/\\"))


PAGES = [
    path("", home.home),
    path("indicators", indicator.all_of_them),
    path("indicators/<str:indicator>", indicator.one),
    path("indicators/<str:indicator>/rows", rows.rows),
    path("indicators/<str:indicator>/peers", peers.peers),
    path("indicators/<str:indicator>/figures.csv", files.figures),
    path("indicators/<str:indicator>/charts/<str:chart>.svg", files.chart),
    path("goals/<str:goal>", goal.goal),
    path("means", means.means),
    path("coverage", coverage.coverage),
    path("data", data.data),
    path("handbook", handbook.handbook),
    path("handbook/<str:kind>/<str:entry>", handbook.entry),
    path("estate", portfolio.portfolio),
    path("estate/map.json", atlas.map_json),
    path("estate/objects.csv", exports.objects_csv),
    path("estate/differences.csv", exports.differences_csv),
    path("estate/objects/<str:thing>", one_object.one),
    path("estate/futures", futures.futures),
    path("estate/plan", plan.plan),
    path("estate/plan.csv", exports.plan_csv),
    path("estate/plan.xlsx", exports.plan_xlsx),
    path("estate/following", following.following),
    path("estate/space", space.space),
    path("estate/study", study.study),
    path("accessibility", about.accessibility),
    path("open-data", about.open_data),
]
urlpatterns = [
    path("", to_finnish),
    path("api/v1/", api.urls),
    *(path(f"{language}/", include(PAGES), {"language": language}) for language in LANGUAGES),
    path("<path:address>/", without_slash),
]
handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.broken
