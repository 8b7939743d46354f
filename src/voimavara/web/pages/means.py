"""What do we do? All means of all goals, filtered by goal, owner and state."""

from __future__ import annotations

from voimavara.snapshot.model import MeansView
from voimavara.snapshot.words import STATES
from voimavara.web.answers import Page, Visit, page


@page
def means(visit: Visit) -> Page:
    """The page of the means."""
    say, goals = visit.say, visit.shown.snapshot.goals
    every = [one for goal in goals for one in goal.means]
    owners = {say.text(one.owner): one.owner for one in every}
    goal_ = visit.chosen("goal", visit.shown.goals)
    owner = visit.chosen("owner", owners)
    state = visit.chosen("state", STATES)

    def asked_for(one: MeansView) -> bool:
        return state in ("", one.state) and owner in ("", say.text(one.owner))

    groups = [
        (goal, [one for one in goal.means if asked_for(one)]) for goal in goals if goal_ in ("", goal.id)
    ]
    running, done = (sum(one.state == state for one in every) for state in ("running", "done"))
    context = {
        "headline": say.words(
            "Of {all} means, {running} are under way and {done} are done.",
            all=len(every),
            running=running,
            done=done,
        ),
        "groups": [(goal, kept) for goal, kept in groups if kept],
        "shown_count": sum(len(kept) for _, kept in groups),
        "every": every,
        "overdue": sum(one.overdue for one in every),
        "goals": goals,
        "owners": sorted(owners),
        "states": [state for state in STATES if any(one.state == state for one in every)],
        "goal": goal_,
        "owner": owner,
        "state": state,
        "indicators": visit.shown.indicators,
    }
    told = str(context["headline"])
    return Page("means.html", say.words("Means"), "means", context=context, description=told)
