"""What is known of one object: its condition and why, its parts, repairs and inspections, what lies ahead."""

from __future__ import annotations

from voimavara.charts import condition_chart
from voimavara.snapshot.estate.condition import ObjectView
from voimavara.web.answers import Page, RefusedError
from voimavara.web.estate.tour import Tour, estate_page
from voimavara.web.pages.pictures import picture

STEP = 5  # years between two rows of the table below the forecast


@estate_page
def one(tour: Tour, thing: str) -> Page:
    """The page of a building, street, green area or pipe."""
    visit, estate, say = tour.visit, tour.estate, tour.visit.say
    if thing not in visit.shown.objects:
        raise RefusedError(404, "There is no such object in the property.")
    view = visit.shown.objects[thing]
    chart = condition_chart(view)
    consumed = next((found for found in estate.consumption if found.object == thing), None)
    context = {
        "part": "object",
        "one": view,
        "headline": _headline(view, tour),
        "unknown": _why_unknown(view, tour),
        "basis": estate.bases.get(view.kind),
        "picture": picture(visit.shown.gallery, chart, tour.language) if chart else None,
        "forecast": _forecast(view),
        "works": [work for work in (estate.plan.works if estate.plan else ()) if work.object == thing],
        "left_out": [work for work in (estate.plan.left_out if estate.plan else ()) if work.object == thing],
        "all_differences": 0,
        "differences": [difference for difference in estate.differences if difference.object == thing],
        "abnormal": [found for found in estate.abnormal if found.object == thing],
        "consumed": consumed,
        "consumed_assumed": tuple(what.partition(": ")[0] for what in consumed.assumed) if consumed else (),
        "candidate": next((found for found in estate.candidates if found.object == thing), None),
        "use": next((found for found in estate.utilisation if found.object == thing), None),
    }
    crumbs = ((say.words("Property"), visit.link.estate),)
    return Page("estate/object.html", say.text(view.name), crumbs=crumbs, context=context)


def _headline(view: ObjectView, tour: Tour) -> str:
    say, grade = tour.visit.say, tour.names.grade_of(view)
    if view.condition is not None and view.backlog == 0:
        return say.words(
            "The condition is {condition}, and there is no backlog.",
            condition=tour.names.share(view.condition),
        )
    if view.condition is not None:
        return say.words(
            "The condition is {condition}, and the backlog is {backlog}.",
            condition=tour.names.share(view.condition),
            backlog=tour.names.money(view.backlog),
        )
    if grade == "unknown":
        return say.words("The condition isn't known.")
    if grade == "good":
        return say.words("The pipe is within its life.")
    return say.words(
        "The pipe is past its life, and renewing it costs {backlog}.", backlog=tour.names.money(view.backlog)
    )


def _why_unknown(view: ObjectView, tour: Tour) -> str:
    """What would have to be known to tell the condition; nothing where it is told."""
    say = tour.visit.say
    if tour.names.grade_of(view) != "unknown":
        return ""
    if view.replacement is None:
        return say.words("Its replacement value isn't known.")
    if view.kind == "building":
        return say.words("Its technical value isn't known.")
    if view.kind != "pipe":
        return say.words("It hasn't been measured, and the year of its renewal isn't known.")
    if view.built is None:
        return say.words("The year in which it was laid isn't known.")
    return say.words("How long it lasts isn't known: its material is lacking, or no life is given for it.")


def _forecast(view: ObjectView) -> list[tuple[int, float, float | None]]:
    """Every fifth year of the forecast, and its last."""
    ahead = view.forecast
    if ahead is None:
        return []
    last = len(ahead.years) - 1
    return [
        (year, ahead.untouched[at], ahead.planned[at] if ahead.planned else None)
        for at, year in enumerate(ahead.years)
        if at % STEP == 0 or at == last
    ]
