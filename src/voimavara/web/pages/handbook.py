"""What does this mean? Every measure, dataset, parameter and word, searchable."""

from __future__ import annotations

from voimavara.snapshot.lineage import HandbookEntry
from voimavara.snapshot.words import KINDS
from voimavara.web.answers import Page, RefusedError, Visit, page
from voimavara.web.say import Say


@page
def handbook(visit: Visit) -> Page:
    """The list of everything explained, or what matches a search."""
    say = visit.say
    query = visit.asked("q")
    found = [entry for entry in visit.shown.snapshot.handbook if _matches(entry, query, say)]
    groups = [
        (
            kind,
            sorted((one for one in found if one.kind == kind), key=lambda one: say.text(one.name).casefold()),
        )
        for kind in KINDS
    ]
    context = {
        "query": query,
        "groups": [(kind, entries) for kind, entries in groups if entries],
        "kinds": KINDS,
        "number": len(found),
    }
    return Page("handbook.html", say.words("Handbook"), "handbook", context=context)


@page
def entry(visit: Visit, kind: str, entry: str) -> Page:
    """One thing explained."""
    say = visit.say
    found = visit.shown.entries.get((kind, entry))
    if found is None:
        raise RefusedError(404, "The handbook has no such entry.")
    context = {"entry": found, "kinds": KINDS, "indicators": visit.shown.indicators}
    crumbs = ((say.words("Handbook"), visit.link.handbook),)
    return Page("entry.html", say.text(found.name), "handbook", crumbs, context, say.text(found.definition))


def _matches(entry: HandbookEntry, query: str, say: Say) -> bool:
    """Whether every word of the query occurs in the entry's texts or id."""
    texts = (entry.name, entry.definition, entry.formula_text, entry.source)
    said = " ".join([*(say.text(text) for text in texts), entry.id]).casefold()
    return all(word in said for word in query.casefold().split())
