"""From a visit to a page of the estate: its snapshot is there or the reader is told so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps

from django.http import HttpResponse

from voimavara.core.language import Language
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.web.answers import Page, RefusedError, Visit, page
from voimavara.web.estate.names import Names


@dataclass(frozen=True)
class Tour:
    """Somebody asks for a page of the estate: the visit, the estate's snapshot, its names in the language."""

    visit: Visit
    estate: EstateSnapshot
    names: Names

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.visit.language

    def parts(self) -> list[tuple[str, str, str]]:
        """The pages of the estate that have something to show: id, address, word."""
        words, link, estate = self.visit.say.words, self.visit.link, self.estate
        pages = [
            ("", words("Condition"), True),
            ("futures", words("Futures"), bool(estate.paths or estate.thousand_years)),
            ("plan", words("Plan"), estate.plan is not None),
            ("following", words("Plan against done"), estate.following is not None),
            ("space", words("Space"), bool(estate.space_needs or estate.candidates or estate.utilisation)),
            ("study", words("One figure?"), estate.study is not None),
        ]
        return [(part, link.estate_part(part).rstrip("/"), word) for part, word, there in pages if there]


def estate_page(view: Callable[..., Page | HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view of a function from a Tour to a Page."""

    @wraps(view)
    def answer(visit: Visit, **address: str) -> Page | HttpResponse:
        if visit.shown.estate is None:
            raise RefusedError(
                404, "There is nothing about the property yet; make it with: voimavara simulate."
            )
        names = Names(visit.say, visit.shown.estate)
        tour = Tour(visit, visit.shown.estate, names)
        shows = view(tour, **address)
        if isinstance(shows, HttpResponse):
            return shows
        part = str(shows.context.get("part", ""))
        common = {
            "names": names,
            "parts": tour.parts(),
            "part": part,
            "objects": visit.shown.objects,
            "indicators": visit.shown.indicators,
            "entries": visit.shown.entries,
        }
        return replace(shows, nav="estate", context={**common, **shows.context})

    return page(answer)
