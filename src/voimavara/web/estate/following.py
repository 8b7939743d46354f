"""Was the plan followed? The adopted plan beside what was done, with the price of each slip."""

from __future__ import annotations

from voimavara.web.answers import Page, RefusedError
from voimavara.web.estate.tour import Tour, estate_page

# How a work that came out so is shown: its tone, and the shape beside its word.
TONES = {
    "done": "good",
    "cheaper": "good",
    "ahead": "good",
    "late": "bad",
    "dearer": "bad",
}
SHAPES = {
    "done": "in_time",
    "cheaper": "down",
    "ahead": "met",
    "late": "late",
    "dearer": "up",
}


@estate_page
def following(tour: Tour) -> Page:
    """The page of the plan against what was done."""
    view = tour.estate.following
    if view is None:
        raise RefusedError(404, "No plan has been adopted yet, so there is nothing to follow.")
    prices = [one.price for one in view.slips if one.price is not None]
    dear = [price for price in prices if price > 0]
    unknown = len(view.slips) - len(prices)
    context = {
        "part": "following",
        "following": view,
        "headline": _headline(dear, unknown, tour),
        "slips": sorted(view.slips, key=lambda one: -(one.price or 0.0)),
        "slip_tones": TONES,
        "slip_shapes": SHAPES,
        "price": sum(dear) if dear or not unknown else None,
        "unknown": unknown,
        "saved": -sum(price for price in prices if price < 0),
        "outside": sum(one.cost for one in view.outside),
    }
    return Page("estate/following.html", tour.visit.say.words("Plan against done"), context=context)


def _headline(dear: list[float], unknown: int, tour: Tour) -> str:
    if not dear and unknown:
        return tour.visit.say.words("What the slips from the plan cost is not known.")
    if not dear:
        return tour.visit.say.words("No slip from the plan has cost anything.")
    return tour.visit.say.told(
        "One work has slipped from the plan, at a price of {price}.",
        "{number} works have slipped from the plan, at a price of {price}.",
        len(dear),
        price=tour.names.money(sum(dear)),
    )
