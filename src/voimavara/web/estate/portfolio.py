"""In what condition is our property? The whole of it in a sentence, on a map, in a list and added up."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from voimavara.snapshot.estate.condition import DifferenceView, ObjectView, SumView
from voimavara.snapshot.estate.consumption import AbnormalView
from voimavara.snapshot.estate.words import DIMENSIONS, GRADES
from voimavara.web.answers import Page
from voimavara.web.estate.atlas import picture_of
from voimavara.web.estate.lists import objects_listed
from voimavara.web.estate.tour import Tour, estate_page

MOST = 10  # differences and findings on this page; an object's own page has all of its
WEAK = ("weak", "poor")


@estate_page
def portfolio(tour: Tour) -> Page:
    """The page of the whole property."""
    estate, say = tour.estate, tour.visit.say
    listing = objects_listed(tour)
    whole = next((one for one in estate.sums if one.dimension == "whole"), None)
    grades = Counter(tour.names.grade_of(one) for one in listing.every)
    known = [one.backlog for one in listing.every if one.backlog is not None]
    context = {
        "headline": _headline(whole, tour),
        "lead": _lead(estate.objects, tour),
        "whole": whole,
        "listing": listing,
        "together": sum(known) if known else None,
        "unknown": len(listing.every) - len(known),
        "grades": [(grade, grades[grade]) for grade in GRADES],
        "drawn": picture_of(listing.every, estate.border, tour.names),
        "unplaced": sum(not one.line for one in listing.every),
        "sums": _sums(estate.sums),
        "differences": sorted(estate.differences, key=_apart, reverse=True)[:MOST],
        "all_differences": len(estate.differences),
        "abnormal": sorted((one for one in estate.abnormal if one.amount > 0), key=_cost)[:MOST],
        "pipe_range": sorted(estate.pipe_range.items(), key=lambda pair: float(pair[0])),
        "assumed": sum(bool(one.assumed) for one in estate.objects),
    }
    return Page("estate/portfolio.html", say.words("Property"), context=context)


def _cost(one: AbnormalView) -> tuple[bool, float]:
    """The costliest first; what nobody knows the price of comes after them."""
    return one.cost is None, -(one.cost or 0.0)


def _headline(whole: SumView | None, tour: Tour) -> str:
    if whole is None or whole.condition is None:
        return tour.visit.say.words("The condition of the property isn't known yet.")
    return tour.visit.say.words(
        "The condition of our property is {condition}, and its maintenance backlog is {backlog}.",
        condition=tour.names.share(whole.condition),
        backlog=tour.names.money(whole.backlog),
    )


def _lead(objects: tuple[ObjectView, ...], tour: Tour) -> str:
    """How many are in a condition that creates backlog, and of how many nothing is known."""
    grades = Counter(tour.names.grade_of(one) for one in objects)
    say = tour.visit.say
    said = say.count(
        "Of {number} object, {weak} are in weak or poor condition.",
        "Of {number} objects, {weak} are in weak or poor condition.",
        len(objects),
        weak=say.number(sum(grades[grade] for grade in WEAK)),
    )
    if not grades["unknown"]:
        return said
    unknown = say.count(
        "The condition of {number} isn't known.", "The condition of {number} isn't known.", grades["unknown"]
    )
    return f"{said} {unknown}"


def _apart(one: DifferenceView) -> float:
    """How far two sources are from each other, beside the larger value; words that differ come first."""
    try:
        low, high = sorted(float(value) for value in one.values.values())
    except ValueError:
        return 1.0
    return (high - low) / (abs(high) or 1.0)


def _sums(sums: tuple[SumView, ...]) -> list[tuple[str, list[SumView]]]:
    """The sums of each dimension, largest backlog first; the dimensions in the order of the filters."""
    order = list(DIMENSIONS)
    known = sorted(
        (one for one in sums if one.dimension in order), key=lambda one: order.index(one.dimension)
    )
    return [
        (dimension, sorted(group, key=lambda one: -one.backlog))
        for dimension, group in groupby(known, key=lambda one: one.dimension)
    ]
