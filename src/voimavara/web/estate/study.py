"""Can one figure stand for the whole city? The candidates, and what the study recommends."""

from __future__ import annotations

from voimavara.web.answers import Page, RefusedError
from voimavara.web.estate.tour import Tour, estate_page


@estate_page
def study(tour: Tour) -> Page:
    """The page of the study."""
    view = tour.estate.study
    if view is None:
        raise RefusedError(404, "The study has not been made yet.")
    context = {"part": "study", "study": view}
    return Page("estate/study.html", tour.visit.say.words("One figure?"), context=context)
