"""Accessibility statement and open data."""

from __future__ import annotations

from voimavara.web.answers import Page, Visit, page
from voimavara.web.api import described


@page
def accessibility(visit: Visit) -> Page:
    """The accessibility statement."""
    return Page("accessibility.html", visit.say.words("Accessibility statement"))


@page
def open_data(visit: Visit) -> Page:
    """What other programs can read here, and how."""
    context = {"endpoints": described(), "indicators": visit.shown.snapshot.indicators}
    return Page("open_data.html", visit.say.words("Open data and interface"), context=context)
