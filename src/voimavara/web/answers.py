"""From a visit to a page: the snapshot is found, the view fills the page, the template is rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string

from voimavara.core.language import LANGUAGES, Language
from voimavara.web.links import Links, in_language
from voimavara.web.say import Say
from voimavara.web.shelf import Shelf, Shown

KEPT = "public, max-age=60"
LONGEST_QUERY = 100


@dataclass(frozen=True)
class Visit:
    """Somebody asks for a page: in which language, of which snapshot."""

    request: HttpRequest
    language: Language
    shown: Shown
    say: Say
    link: Links

    def asked(self, name: str) -> str:
        """What a field of the address's query says; raises BadQuery where it is too long."""
        value = str(self.request.GET.get(name, "")).strip()
        if len(value) > LONGEST_QUERY:
            raise RefusedError(400, "The search is too long; use at most 100 characters.")
        return value

    def chosen(self, name: str, known: object) -> str:
        """The same, for a field that has a list of values; raises RefusedError for another one."""
        value = self.asked(name)
        if value and value not in known:  # type: ignore[operator]  # any container will do
            raise RefusedError(400, "The address asks for something that isn't there.")
        return value


@dataclass(frozen=True)
class Page:
    """What a view gives: a template, its title, which menu item it belongs to, what it shows.

    The description is what a search engine shows below the title.
    """

    template: str
    title: str
    nav: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    context: dict[str, Any] = field(default_factory=dict)
    description: str = ""


class RefusedError(Exception):
    """The address can't be answered: a status from 400 on and a sentence for the reader."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        self.sentence = sentence
        super().__init__(sentence)


@cache
def shelf() -> Shelf:
    """The shelf of the workspace that the settings name, as it stood on the day that they name."""
    return Shelf(settings.SNAPSHOTS, until=settings.AS_OF, ahead=settings.DRAW_AHEAD)


def etag(shown: Shown) -> str:
    """Changes when the snapshots or the product change, and with nothing else."""
    before = shown.previous.id if shown.previous else ""
    estate = shown.estate.id if shown.estate else ""
    inputs = f"{shown.snapshot.id[:16]}-{before[:8]}-{shown.unreadable}-{estate}"
    return f'W/"{inputs}-{settings.PRODUCT}"'


def page(view: Callable[..., Page | HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view of a function from a Visit to a Page."""

    @wraps(view)
    def answer(request: HttpRequest, language: Language, **address: str) -> HttpResponse:
        shown = shelf().newest()
        if shown is None:
            return without_snapshot(request, language)
        tag = etag(shown)
        if request.headers.get("If-None-Match") == tag:
            return _kept(HttpResponseNotModified(), tag)
        visit = Visit(request, language, shown, Say(language, shown.snapshot), Links(language))
        try:
            answered = view(visit, **address)
        except RefusedError as refused:
            return refuse(request, refused)
        if isinstance(answered, HttpResponse):
            return _kept(answered, tag)
        return _kept(HttpResponse(rendered(request, visit.say, answered, shown)), tag)

    return answer


def _kept(response: HttpResponse, tag: str) -> HttpResponse:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = KEPT
    return response


def rendered(request: HttpRequest, say: Say, shows: Page, shown: Shown | None) -> str:
    """The page as HTML."""
    language = say.language
    address = request.get_full_path()
    context = {
        "say": say,
        "_": say.words,
        "link": Links(language),
        "language": language,
        "snapshot": shown.snapshot if shown else None,
        "previous": shown.previous if shown else None,
        "estate": shown.estate if shown else None,
        "unreadable": shown.unreadable if shown else 0,
        "title": shows.title,
        "description": shows.description
        or say.words("The goals of the resource programme, its indicators, and how they stand."),
        "nav": shows.nav,
        "crumbs": shows.crumbs,
        "brand": settings.BRAND_FILES,
        "translations": {other: in_language(address, other) for other in say.languages()},
        **shows.context,
    }
    return str(render_to_string(shows.template, context))


def language_of(path: str) -> Language:
    """The language that the address begins with; the table's first where it has none."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in LANGUAGES else LANGUAGES[0]


def refuse(request: HttpRequest, refused: RefusedError) -> HttpResponse:
    """The designed page of an error: what is wrong, and where to go on."""
    language = language_of(request.path)
    shown = shelf().newest()
    say = Say(language, shown.snapshot if shown else None)
    titles = {404: "The page was not found", 400: "The address can't be understood"}
    title = say.words(titles.get(refused.status, "Something went wrong"))
    shows = Page(
        "error.html", title, context={"sentence": say.words(refused.sentence), "status": refused.status}
    )
    elsewhere = {other: f"/{other}/" for other in say.languages()}
    context = {**shows.context, "translations": elsewhere}
    body = rendered(request, say, Page(shows.template, title, context=context), shown)
    return HttpResponse(body, status=refused.status)


def without_snapshot(request: HttpRequest, language: Language) -> HttpResponse:
    """The page as long as there is nothing to show: what to do about it."""
    say = Say(language)
    shows = Page("empty.html", say.words("Nothing to show yet"))
    response = HttpResponse(rendered(request, say, shows, None), status=503)
    response.headers["Retry-After"] = "60"
    return response
