"""Prices restated by an index, and two sources that speak of the same objects."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from voimavara.core.errors import UserError
from voimavara.estate.condition.reconciliation import Reported, reconcile
from voimavara.estate.prices import PriceIndex

PUBLISHED = {2021: 100.0, 2022: 107.3, 2023: 110.6, 2024: 110.5, 2025: 111.5}
INDEX = PriceIndex("building_costs", PUBLISHED, "Statistics Finland")


def test_amounts_are_restated_by_the_published_index() -> None:
    assert INDEX.restated(1_000_000.0, 2021, 2025) == pytest.approx(1_115_000)
    assert INDEX.restated(INDEX.restated(5.0, 2022, 2024), 2024, 2022) == pytest.approx(5.0)


def test_a_year_that_the_index_lacks_is_not_guessed() -> None:
    with pytest.raises(UserError, match="got the year 2019, expected one of 2021-2025"):
        INDEX.restated(1.0, 2019, 2025)


def table(**columns: list[object]) -> pa.Table:
    return pa.table(columns)


PREMISES = Reported(
    "premises",
    table(
        building=["114", "115", "116"],
        replacement_value=[8_400_000.0, 1_000.0, 5.0],
        name=["School", "Office", "Hall"],
        at=[date(2019, 1, 1)] * 3,
    ),
)
ENGINEERING = Reported(
    "engineering",
    table(
        building=["114", "115", "117"],
        replacement_value=[9_000_000.0, 1_000.4, 7.0],
        name=["School", "Town hall", "Depot"],
        at=[date(2020, 1, 1), date(2018, 1, 1), date(2020, 1, 1)],
    ),
)


def test_two_sources_are_matched_and_their_differences_listed() -> None:
    found = reconcile(PREMISES, ENGINEERING, "building", {"replacement_value": 1.0})
    told = {
        (one.object, one.column): (one.first, one.second) for one in found.differences if one.column != "at"
    }
    assert told == {
        ("114", "replacement_value"): (8_400_000.0, 9_000_000.0),
        ("115", "name"): ("Office", "Town hall"),
    }
    assert found.differences[0].gap == 600_000
    assert found.only == {"premises": ("116",), "engineering": ("117",)}


def test_the_source_that_is_named_first_is_chosen_and_the_other_is_kept() -> None:
    found = reconcile(PREMISES, ENGINEERING, "building")
    assert found.chosen["building"].to_pylist() == ["114", "115", "116", "117"]
    assert found.chosen["source"].to_pylist() == ["premises", "premises", "premises", "engineering"]
    assert found.kept["building"].to_pylist() == ["114", "115"]
    assert set(found.kept["source"].to_pylist()) == {"engineering"}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Reported("premises", table(building=["1", "1"])), "'1' stands twice"),
        (Reported("premises", table(building=[None])), "no identifier"),
        (Reported("premises", table(house=["1"])), "no column 'building'"),
    ],
)
def test_sources_that_can_not_be_matched_are_refused(source: Reported, words: str) -> None:
    with pytest.raises(UserError, match=words):
        reconcile(source, ENGINEERING, "building")
