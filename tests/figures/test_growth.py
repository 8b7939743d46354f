"""Growth over a window of years, on the borders of its last year."""

from __future__ import annotations

import csv
import gzip
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.figures.figure import Figure
from voimavara.programme.models.indicator import Break, Indicator

from .town import Town


def growth(over: str = "4 years") -> dict[str, Any]:
    of = {"sum": "amount", "in": "net_costs", "where": {"function": "total"}}
    return {"growth": {"of": of, "over": over}}


def costs(town: Town, amounts: dict[str, dict[int, int]], function: str = "total") -> None:
    rows = [
        {"municipality": code, "year": year, "function": function, "amount": amount}
        for code, years in amounts.items()
        for year, amount in years.items()
    ]
    town.load("net_costs", rows)


def test_it_tells_start_and_end_of_the_window(town: Town) -> None:
    costs(town, {"111": {2015: 100, 2019: 110}, "091": {2015: 1, 2019: 9}})
    figure = town.figure(growth(), "2019")
    assert figure.value == pytest.approx(0.1)
    assert (figure.denominator, figure.numerator) == (100, 110)


def test_a_window_whose_first_year_is_absent_says_which(town: Town) -> None:
    costs(town, {"111": {2015: 100, 2018: 110}})
    assert town.figure(growth(), "2018").value == Missing(Reason.NO_DATA, "2014")
    assert town.figure(growth(), "2019").value == Missing(Reason.NO_DATA, "2019")


def test_amounts_of_zero_or_less_have_no_growth(town: Town) -> None:
    costs(town, {"111": {2015: -5, 2019: 110}})
    assert town.figure(growth(), "2019").value == Missing(Reason.NOT_POSITIVE, "2015")


def test_a_merged_municipality_counts_into_its_successor(town: Town) -> None:
    costs(town, {"297": {2015: 100, 2019: 150}, "174": {2015: 20}, "111": {2015: 10, 2019: 11}})
    town.load("mergers", [{"from_municipality": "174", "to_municipality": "297", "at": date(2017, 1, 1)}])
    figures = {dict(f.place)["municipality"]: f for f in town.figures(growth(), "2019", "municipality")}
    assert set(figures) == {"111", "297"}
    assert figures["297"].value == pytest.approx(150 / 120 - 1)
    before = {dict(f.place)["municipality"] for f in town.figures(growth("1 year"), "2016", "municipality")}
    assert "174" not in before or "297" in before  # on the borders of 2016 they are still two


def test_growth_is_not_taken_from_a_part_of_what_merged(town: Town) -> None:
    costs(town, {"297": {2015: 100, 2019: 150}, "111": {2015: 10, 2019: 11}})
    town.load("mergers", [{"from_municipality": "174", "to_municipality": "297", "at": date(2017, 1, 1)}])
    figures = town.figures(growth(), "2019", "municipality")
    (figure,) = (figure for figure in figures if ("municipality", "297") in figure.place)
    assert figure.value == Missing(Reason.NO_DATA, "2015")


def test_a_municipality_founded_by_a_merger_grows_from_what_it_was_made_of(town: Town) -> None:
    costs(town, {"220": {2015: 100}, "835": {2015: 20}, "710": {2019: 150}, "111": {2015: 10, 2019: 11}})
    merged = [
        {"from_municipality": code, "to_municipality": "710", "at": date(2017, 1, 1)}
        for code in ("220", "835")
    ]
    town.load("mergers", merged)

    def figure() -> Figure:
        figures = town.figures(growth(), "2019", "municipality")
        return next(each for each in figures if ("municipality", "710") in each.place)

    assert figure().value == pytest.approx(150 / 120 - 1)
    costs(town, {"710": {2016: 90}})  # so it was there before, and its own 2015 lacks
    assert figure().value == Missing(Reason.NO_DATA, "2015")


MARKED = Indicator.model_construct(
    breaks={"2016": Break(en="Day care", where={"function": ("early_education",)})}
)


def test_a_break_inside_the_window_stops_the_places_it_touches(town: Town) -> None:
    costs(town, {"111": {2015: 100, 2019: 110}})
    costs(town, {"111": {2015: 50, 2018: 60, 2019: 66}}, "early_education")
    town.rest = {"indicators": {"asked": MARKED}}
    figures = {dict(f.place)["function"]: f.value for f in town.figures(growth(), "2019", "function")}
    assert figures == {"total": pytest.approx(0.1), "early_education": Missing(Reason.BREAK, "2016")}
    short = town.figures(growth("1 year"), "2019", "function")
    assert [f.value for f in short if ("function", "early_education") in f.place] == [pytest.approx(0.1)]


# --- the real panel ---------------------------------------------------------------------------------------


@pytest.fixture
def panel(town: Town) -> Town:
    folder = os.environ.get("VOIMAVARA_TEST_DATA")
    if not folder and os.environ.get("CI"):
        pytest.fail("in CI, VOIMAVARA_TEST_DATA has to name the folder of the real panel")
    if not folder:
        pytest.skip("VOIMAVARA_TEST_DATA does not name the folder of the real panel")
    finland = Path(folder) / "finland"
    rows = [
        {"municipality": code, "year": year, "function": "total", "amount": Decimal(amount)}
        for code, year, function, amount in read(finland / "net_costs_by_function_2015_2019.csv.gz")
        if function == "Käyttötalous yhteensä"
    ]
    town.load("net_costs", rows)
    town.load(
        "mergers",
        [
            {"from_municipality": old, "to_municipality": new, "at": date(year, 1, 1)}
            for old, new, year in MERGERS
        ],
    )
    people = read(finland / "population_2000_2022.csv.gz")
    town.load(
        "population",
        [
            {"municipality": code, "year": year, "population": int(float(count))}
            for code, year, count in people
        ],
    )
    return town


# Statistics Finland's municipalities that became part of others in these years.
MERGERS = [
    ("283", "098", 2016),
    ("164", "301", 2016),
    ("319", "783", 2016),
    ("532", "398", 2016),
    ("174", "297", 2017),
    ("442", "051", 2017),
    ("911", "541", 2020),
]


def read(path: Path) -> list[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        _, *rows = csv.reader(file)
    return [[row[0].zfill(3), *row[1:]] for row in rows]


def peers(panel: Town, over: str) -> tuple[float, list[float]]:
    people = {"last": "population", "in": "population"}
    band = {
        dict(figure.place)["municipality"]
        for figure in panel.figures(people, "2019", "municipality", unit="person")
        if isinstance(figure.value, float) and 14_001 <= figure.value <= 24_999
    }
    assert len(band) == 39
    figures: list[Figure] = panel.figures(growth(over), "2019", "municipality")
    values = {dict(figure.place)["municipality"]: figure.value for figure in figures}
    others = [value for code in band - {"111"} if isinstance(value := values[code], float)]
    own = values["111"]
    assert isinstance(own, float)
    assert panel.figure(growth(over), "2019").value == own
    return own, others


@pytest.mark.panel
def test_heinola_grew_less_than_its_peers_in_four_years(panel: Town) -> None:
    own, others = peers(panel, "4 years")
    assert own == pytest.approx(0.0024453, abs=1e-7)
    assert median(others) == pytest.approx(0.0808478, abs=1e-7)
    assert len(others) == 38


@pytest.mark.panel
def test_heinola_grew_more_than_its_peers_in_one_year(panel: Town) -> None:
    own, others = peers(panel, "1 year")
    assert (own, median(others)) == (pytest.approx(0.067748, abs=1e-6), pytest.approx(0.040007, abs=1e-6))


@pytest.mark.panel
def test_the_window_before_the_panel_lacks_its_first_year(panel: Town) -> None:
    assert panel.figure(growth(), "2018").value == Missing(Reason.NO_DATA, str(Period.year(2014)))
