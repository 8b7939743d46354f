"""Was the plan followed? The adopted plan beside what was done, with the price of each slip."""

from __future__ import annotations

from voimavara.web.answers import Page, RefusedError
from voimavara.web.estate.visiting import Tour, estate_page

# How a work that came out so is shown: its tone, and the shape beside its word.
TONES = {"done": "good", "cheaper": "good", "ahead": "good", "unplanned": "open",
         "late": "bad", "dearer": "bad", "dropped": "bad"}  # fmt: skip
SHAPES = {"done": "in_time", "cheaper": "down", "ahead": "met", "unplanned": "undecided",
          "late": "late", "dearer": "up", "dropped": "missing"}  # fmt: skip


@estate_page
def following(tour: Tour) -> Page:
    """The page of the plan against what was done."""
    view = tour.estate.following
    if view is None:
        raise RefusedError(404, "No plan has been adopted yet, so there is nothing to follow.")
    context = {
        "part": "following",
        "following": view,
        "slips": sorted(view.slips, key=lambda one: (one.state == "done", -one.price)),
        "slip_tones": TONES,
        "slip_shapes": SHAPES,
        "price": sum(one.price for one in view.slips),
    }
    return Page("estate/following.html", tour.visit.say.words("Plan against done"), context=context)
