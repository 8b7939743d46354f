"""Peers: who they are, on which borders, and how growth compares."""

from __future__ import annotations

import csv
import gzip
import os
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.missing import Missing, Reason
from voimavara.figures.borders import Merger, amount_on_borders, on_borders
from voimavara.peers.comparison import Comparison, compare, judge
from voimavara.peers.members import members_of
from voimavara.programme.models.programme import PeerSet

SAME_SIZE = PeerSet(name={"fi": "Samankokoiset"}, year=2019, population=(14001, 24999))
MERGED = [Merger("164", "301", date(2016, 1, 1)), Merger("301", "999", date(2021, 1, 1))]


def test_both_ends_of_the_size_are_in_and_the_city_always():
    population = {"001": {2019: 14000}, "002": {2019: 14001}, "003": {2019: 24999}, "004": {2019: 25000}}
    assert members_of(SAME_SIZE, population, "111") == ("002", "003", "111")


def test_peers_chosen_by_code_need_no_population():
    chosen = PeerSet(name={"fi": "Valitut"}, year=2019, codes=("005", "001"))
    assert members_of(chosen, {}, "111") == ("001", "005", "111")


def test_a_tie_after_adding_up_what_merged_passes_as_any_other():
    own = {2015: 0.3, 2019: 0.33}
    merged = {"164": {2015: 0.1, 2019: 0.0}, "301": {2015: 0.2, 2019: 0.33}}
    found = compare("111", ["301"], {"111": own, **merged}, (2015, 2019), MERGED[:1])
    assert isinstance(found, Comparison)
    assert found.own.log_growth > found.others[0].log_growth  # by noise: 0.1 + 0.2 is more than 0.3
    assert (found.outcome, found.rank) == ("met", 1)


def test_a_merged_municipality_counts_into_the_one_it_joined_until_it_joined():
    amounts = {"164": {2015: 10.0, 2016: 99.0}, "301": {2015: 20.0, 2016: 31.0}}
    assert amount_on_borders("301", 2015, amounts, MERGED, 2019) == 30.0
    assert amount_on_borders("301", 2016, amounts, MERGED, 2019) == 31.0
    assert amount_on_borders("301", 2015, {"301": {2015: 20.0}}, MERGED, 2019) == ("164",)


RAASEPORI = [Merger("220", "710", date(2009, 1, 1)), Merger("835", "710", date(2009, 1, 1))]


def test_a_municipality_founded_by_a_merger_has_the_history_of_those_it_was_made_of():
    amounts = {"220": {2008: 10.0}, "835": {2008: 20.0}, "710": {2009: 33.0}}
    assert amount_on_borders("710", 2008, amounts, RAASEPORI, 2019) == 30.0
    assert amount_on_borders("710", 2008, {**amounts, "835": {}}, RAASEPORI, 2019) == ("835",)
    later = [*RAASEPORI, Merger("710", "999", date(2021, 1, 1))]
    assert amount_on_borders("999", 2008, {**amounts, "999": {2008: 5.0}}, later, 2021) == 35.0


def test_a_municipality_that_others_joined_is_not_taken_for_a_new_one():
    amounts = {"220": {2008: 10.0}, "835": {2008: 20.0}, "710": {2007: 90.0}}
    assert amount_on_borders("710", 2008, amounts, RAASEPORI, 2019) == ("710",)
    assert amount_on_borders("710", 2008, {"220": {2008: 10.0}}, RAASEPORI[:1], 2019) == ("710",)


def test_borders_are_those_of_the_windows_last_year():
    assert on_borders(["164", "301"], MERGED, date(2019, 12, 31)) == ("301",)
    assert on_borders(["164", "301"], MERGED, date(2021, 12, 31)) == ("999",)


def test_a_peer_without_an_amount_is_left_out_and_named():
    amounts = {"111": {2018: 1.0, 2019: 1.1}, "001": {2018: 1.0, 2019: 1.2}, "002": {2019: 1.0}}
    found = compare("111", ["001", "002", "111"], amounts, (2018, 2019))
    assert isinstance(found, Comparison)
    assert found.left_out == (("002", Missing(Reason.PARTLY, "2018")),)
    assert found.of == 2


@pytest.mark.parametrize("amount", [0.0, -5.0])
def test_amounts_that_are_not_above_zero_have_no_growth(amount):
    amounts = {"111": {2018: amount, 2019: 1.1}, "001": {2018: 1.0, 2019: 1.2}}
    assert compare("111", ["001"], amounts, (2018, 2019)) == Missing(Reason.NOT_POSITIVE, "2018")


def test_without_peers_nothing_is_compared():
    assert compare("111", [], {"111": {2018: 1.0, 2019: 1.1}}, (2018, 2019)) == Missing(
        Reason.NO_DATA, "2018..2019"
    )


growths = st.lists(st.integers(-40, 60).map(lambda percent: percent / 100), min_size=1, max_size=12)


def compared(own, others, order=1):
    codes = {"111": own, **{f"{200 + number}": growth for number, growth in enumerate(others)}}
    amounts = {code: {2018: 1000.0, 2019: 1000.0 * (1 + growth)} for code, growth in codes.items()}
    return compare("111", list(codes)[::order], dict(list(amounts.items())[::order]), (2018, 2019))


@given(own=st.integers(-40, 60).map(lambda percent: percent / 100), others=growths)
def test_the_interval_holds_the_median_and_repeats_whatever_the_order(own, others):
    found = compared(own, others)
    assert found.interval[0] <= found.median_growth <= found.interval[1]
    assert found == compared(own, others, order=-1)
    assert 1 <= found.rank <= found.of == len(others) + 1


ends = st.integers(-100, 100).map(lambda number: number / 100)


@given(median=ends, low=st.integers(0, 50), high=st.integers(0, 50), own=ends, less=st.integers(0, 100))
def test_lower_growth_is_never_judged_worse(median, low, high, own, less):
    interval = (median - low / 100, median + high / 100)
    order = ["not_met", "inconclusive", "met"]
    lower, higher = judge(own - less / 100, interval), judge(own, interval)
    assert order.index(lower) >= order.index(higher)


# --- the real panel ---------------------------------------------------------------------------------------

REAL_MERGERS = [
    Merger(merged, into, date(year, 1, 1))
    for merged, into, year in [
        ("283", "098", 2016), ("164", "301", 2016), ("319", "783", 2016), ("532", "398", 2016),
        ("174", "297", 2017), ("442", "051", 2017), ("911", "541", 2020),
    ]
]  # fmt: skip


@pytest.fixture(scope="module")
def panel() -> Path:
    folder = os.environ.get("VOIMAVARA_TEST_DATA")
    if not folder:
        pytest.skip("VOIMAVARA_TEST_DATA names no folder with the real panel")
    return Path(folder) / "finland"


def rows_of(path: Path) -> list[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(csv.reader(file))[1:]


@pytest.fixture(scope="module")
def totals(panel) -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for code, year, function, amount in rows_of(panel / "net_costs_by_function_2015_2019.csv.gz"):
        if function == "Käyttötalous yhteensä":
            found[code][int(year)] = float(amount)
    return found


@pytest.fixture(scope="module")
def members(panel) -> tuple[str, ...]:
    population: dict[str, dict[int, int]] = defaultdict(dict)
    for code, year, inhabitants in rows_of(panel / "population_2000_2022.csv.gz"):
        population[code.zfill(3)][int(year)] = int(float(inhabitants))
    return members_of(SAME_SIZE, population, "111")


@pytest.mark.panel
@pytest.mark.parametrize(
    ("window", "own", "median", "outcome", "rank"),
    [((2015, 2019), 0.2445, 8.0848, "met", 3), ((2018, 2019), 6.7748, 4.0007, "not_met", 35)],
)
def test_heinola_meets_four_years_and_not_the_last_one(totals, members, window, own, median, outcome, rank):
    found = compare("111", members, totals, window, REAL_MERGERS)
    assert len(members) == 39
    assert found.own_growth * 100 == pytest.approx(own, abs=5e-5)
    assert found.median_growth * 100 == pytest.approx(median, abs=5e-5)
    assert (found.outcome, found.rank, found.of) == (outcome, rank, 39)


@pytest.mark.panel
def test_a_window_that_begins_before_the_panel_is_missing(totals, members):
    assert compare("111", members, totals, (2014, 2018), REAL_MERGERS) == Missing(Reason.PARTLY, "2014")
