"""Every address there is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, register_converter

from voimavara.web import errors
from voimavara.web.api import api
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


class LanguageInPath:
    """The first part of a page's address."""

    regex = "fi|sv|en"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LanguageInPath, "language")


def to_finnish(request: HttpRequest) -> HttpResponse:
    """The front door leads to the Finnish pages."""
    return HttpResponseRedirect("/fi/")


def without_slash(request: HttpRequest, address: str) -> HttpResponse:
    """One address a page: without the slash at its end."""
    return HttpResponseRedirect("/" + address.strip("/\\"))


urlpatterns = [
    path("", to_finnish),
    path("api/v1/", api.urls),
    path("<language:language>/", home.home),
    path("<language:language>/indicators", indicator.all_of_them),
    path("<language:language>/indicators/<str:indicator>", indicator.one),
    path("<language:language>/indicators/<str:indicator>/rows", rows.rows),
    path("<language:language>/indicators/<str:indicator>/peers", peers.peers),
    path("<language:language>/indicators/<str:indicator>/figures.csv", files.figures),
    path("<language:language>/indicators/<str:indicator>/charts/<str:chart>.svg", files.chart),
    path("<language:language>/goals/<str:goal>", goal.goal),
    path("<language:language>/means", means.means),
    path("<language:language>/coverage", coverage.coverage),
    path("<language:language>/data", data.data),
    path("<language:language>/handbook", handbook.handbook),
    path("<language:language>/handbook/<str:kind>/<str:entry>", handbook.entry),
    path("<language:language>/accessibility", about.accessibility),
    path("<language:language>/open-data", about.open_data),
    path("<path:address>/", without_slash),
]
handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.broken
