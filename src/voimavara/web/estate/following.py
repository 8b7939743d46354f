"""Was the plan followed? The adopted plan beside what was done, with the price of each slip."""

from __future__ import annotations

from voimavara.snapshot.estate_plan import SlipView
from voimavara.web.answers import Page, RefusedError
from voimavara.web.estate.visiting import Tour, estate_page

# How a work that came out so is shown: its tone, and the shape beside its word.
TONES = {
    "done": "good",
    "cheaper": "good",
    "ahead": "good",
    "unplanned": "open",
    "late": "bad",
    "dearer": "bad",
    "dropped": "bad",
}
SHAPES = {
    "done": "in_time",
    "cheaper": "down",
    "ahead": "met",
    "unplanned": "undecided",
    "late": "late",
    "dearer": "up",
    "dropped": "missing",
}


@estate_page
def following(tour: Tour) -> Page:
    """The page of the plan against what was done."""
    view = tour.estate.following
    if view is None:
        raise RefusedError(404, "No plan has been adopted yet, so there is nothing to follow.")
    dear = [one for one in view.slips if one.price > 0]
    context = {
        "part": "following",
        "following": view,
        "headline": _headline(dear, tour),
        "slips": sorted(view.slips, key=lambda one: -one.price),
        "slip_tones": TONES,
        "slip_shapes": SHAPES,
        "price": sum(one.price for one in dear),
        "saved": -sum(one.price for one in view.slips if one.price < 0),
    }
    return Page("estate/following.html", tour.visit.say.words("Plan against done"), context=context)


def _headline(dear: list[SlipView], tour: Tour) -> str:
    if not dear:
        return tour.visit.say.words("No slip from the plan has cost anything.")
    return tour.visit.say.told(
        "One work has slipped from the plan, at a price of {price}.",
        "{number} works have slipped from the plan, at a price of {price}.",
        len(dear),
        price=tour.names.money(sum(one.price for one in dear)),
    )
