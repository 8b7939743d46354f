"""Pages for addresses that aren't there and for faults of our own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from voimavara.web.answers import RefusedError, language_of, refuse
from voimavara.web.say import Say


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's name
    """404."""
    return refuse(
        request,
        RefusedError(404, "There is no page at this address. It may have moved, or there is a slip in it."),
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - the same
    """400."""
    return refuse(request, RefusedError(400, "The address asks for something that isn't there."))


def broken(request: HttpRequest) -> HttpResponse:
    """500: needs nothing but the template, for anything else may be what is broken."""
    language = language_of(request.path)
    say = Say(language)
    return HttpResponse(render_to_string("broken.html", {"_": say.words, "language": language}), status=500)
