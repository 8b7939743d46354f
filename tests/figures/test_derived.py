"""Datasets computed from others: only of what their sources speak of."""

from __future__ import annotations

from dataclasses import replace

from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.figures.derived import with_derived
from voimavara.figures.engine import Engine
from voimavara.figures.figure import Figure
from voimavara.run.derived import FUNCTIONS

from .town import Town, asked, catalogue_formulas

RATE = catalogue_formulas()["utilisation_rate"].formula.model_dump(by_alias=True, exclude_none=True)
HALL = {"building": "A", "space": "hall"}


def opened(town: Town) -> None:
    """The hall is open on Mondays for ten hours."""
    hours = {**HALL, "weekday": 1, "opens": 8, "closes": 18, "valid_from": "2019-01-01"}
    town.load("opening_hours", [hours])


def booked(town: Town, month: str) -> None:
    """A load of one month, in which the hall is booked on the first Monday for two hours."""
    monday = next(day for day in range(1, 8) if Period.parse(month).first_day.replace(day=day).weekday() == 0)
    start = f"{month}-{monday:02d}"
    booking = {**HALL, "booking": month, "starts": f"{start}T10:00", "ends": f"{start}T12:00"}
    town.load("space_bookings", [booking], covers=Period.parse(month))


def utilisation(town: Town, period: str) -> Figure:
    made = {name: each for name, each in town.contracts.items() if not each.derived or name == "space_hours"}
    programme = replace(town, contracts=made).programme
    selection = with_derived(programme, town.selection, FUNCTIONS, town.folder / "derived")
    (figure,) = Engine(programme, selection).figures([asked(RATE, period)])
    return figure


def test_a_month_that_no_load_of_bookings_speaks_of_is_not_a_month_of_empty_rooms(town: Town) -> None:
    opened(town)
    booked(town, "2020-03")
    booked(town, "2020-05")
    assert utilisation(town, "2020-03").value == 2 / 50
    assert utilisation(town, "2020-04").value == Missing(Reason.NO_DATA, "2020-04")
    assert utilisation(town, "2020-03..2020-05").value == Missing(Reason.PARTLY, "2020-04")
    booked(town, "2020-04")
    assert utilisation(town, "2020-03..2020-05").value == 6 / 130
