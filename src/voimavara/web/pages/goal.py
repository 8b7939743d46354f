"""What do we want, how far are we, what do we do? One goal."""

from __future__ import annotations

from voimavara.web.answers import Page, RefusedError, Visit, page
from voimavara.web.pages.home import tiles_of, under_way


@page
def goal(visit: Visit, goal: str) -> Page:
    """The page of a goal."""
    say = visit.say
    if goal not in visit.shown.goals:
        raise RefusedError(404, "There is no such goal in this programme.")
    view = visit.shown.goals[goal]
    context = {
        "goal": view,
        "tiles": tiles_of(visit, view),
        "under_way": under_way(view),
        "indicators": visit.shown.indicators,
    }
    crumbs = ((say.words("Overview"), visit.link.home),)
    return Page("goal.html", say.text(view.name), "home", crumbs, context, say.text(view.statement))
