"""Where do we stand and why? One indicator with everything behind it, and the list of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from voimavara.snapshot.model import IndicatorView, VerdictView
from voimavara.verdicts.verdict import WORST_FIRST, Judgement
from voimavara.web.answers import Page, RefusedError, Visit, page
from voimavara.web.pages.breakdowns import MANY, breakdowns_of
from voimavara.web.pages.pictures import picture
from voimavara.web.pages.tables import table_of
from voimavara.web.pages.tiles import tile


def found(visit: Visit, indicator: str) -> IndicatorView:
    """The indicator; refuses an id that there is none of."""
    if indicator not in visit.shown.indicators:
        raise RefusedError(404, "There is no such indicator in this programme.")
    return visit.shown.indicators[indicator]


@page
def one(visit: Visit, indicator: str) -> Page:
    """The page of an indicator."""
    shown, say = visit.shown, visit.say
    view = found(visit, indicator)
    goal = shown.goals[view.goal]
    text = visit.asked("place")
    breakdowns = breakdowns_of(view, say, text=text)
    beside = [
        (measure, table_of(measure, say), breakdowns_of(view, say, measure, text)) for measure in view.beside
    ]
    groups = [*breakdowns, *(group for _, _, those in beside for group in those)]
    context = {
        "indicator": view,
        "goal": goal,
        "tile": tile(view, say),
        "pictures": [(chart, picture(shown.gallery, chart, say.language)) for chart in shown.charts(view)],
        "table": table_of(view.main, say),
        "breakdowns": breakdowns,
        "beside": beside,
        "many": any(group.chosen.is_part for group in groups),
        "text": text,
        "parts": told_parts(view.verdict.parts),
        "loads": [shown.loads[load] for load in view.loads if load in shown.loads],
        "entry": shown.entries.get(("indicator", view.id)),
        "means": [
            (goal_, means, moved)
            for goal_ in shown.snapshot.goals
            for means in goal_.means
            for moved in means.moves
            if moved.indicator == view.id
        ],
    }
    crumbs = ((say.words("Overview"), visit.link.home), (say.text(goal.name), visit.link.goal(goal.id)))
    reason = say.text(view.verdict.reason)
    return Page("indicator.html", say.name(view), "indicators", crumbs, context, reason)


def told_parts(parts: Sequence[VerdictView]) -> Sequence[VerdictView]:
    """The verdicts that a page tells one by one: all of few places, of many the worst."""
    if len(parts) <= MANY:
        return parts
    return sorted(parts, key=lambda part: (WORST_FIRST.index(part.judgement), part.margin or 0.0))[:MANY]


@page
def all_of_them(visit: Visit) -> Page:
    """The list of indicators, with filters by verdict and by owner."""
    shown, say = visit.shown, visit.say
    judgement = visit.chosen("verdict", [str(one) for one in Judgement])
    owner = visit.chosen("owner", shown.snapshot.owners)
    listed = [
        tile(indicator, say)
        for indicator in shown.snapshot.indicators
        if judgement in ("", indicator.verdict.judgement) and owner in ("", indicator.owner)
    ]
    there = {indicator.verdict.judgement for indicator in shown.snapshot.indicators}
    context = {
        "tiles": listed,
        "judgement": judgement,
        "owner": owner,
        "judgements": [one for one in Judgement if one in there],
        "owners": sorted({i.owner for i in shown.snapshot.indicators}, key=say.owner),
        "goals": shown.goals,
    }
    return Page("indicators.html", say.words("Indicators"), "indicators", context=context)
