"""What a newer load replaces, as of every date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from .shelf import Shelf

FIRST, SECOND, THIRD = date(2020, 9, 1), date(2020, 9, 10), date(2020, 9, 20)


def test_all_the_rows_of_a_register_are_replaced_by_its_newest_file(shelf: Shelf) -> None:
    shelf.put("a1", [("1", "2020-01", 1), ("2", "2020-01", 2)], replaces="all", received=FIRST)
    shelf.put("a2", [("1", "2020-01", 3)], replaces="all", received=SECOND)

    assert shelf.counts(FIRST) == {("1", "2020-01"): 1, ("2", "2020-01"): 2}
    assert shelf.counts() == {("1", "2020-01"): 3}


def test_only_the_periods_that_a_file_contains_are_replaced(shelf: Shelf) -> None:
    shelf.put("b1", [("1", "2020-01", 1), ("1", "2020-02", 2)], replaces="periods", received=FIRST)
    shelf.put("b2", [("1", "2020-02", 3)], replaces="periods", received=SECOND)

    assert shelf.counts() == {("1", "2020-01"): 1, ("1", "2020-02"): 3}


def test_a_month_whose_rows_were_all_set_aside_does_not_fall_back_to_the_old_file(shelf: Shelf) -> None:
    shelf.put("c1", [("1", "2020-01", 1), ("1", "2020-02", 2)], replaces="periods", received=FIRST)
    shelf.put("c2", [], aside=[("1", "2020-02", 3)], replaces="periods", received=SECOND)

    assert shelf.counts() == {("1", "2020-01"): 1}
    assert shelf.open_lines() == [("c2", 2)]


def test_only_the_keys_that_a_file_contains_are_replaced(shelf: Shelf) -> None:
    shelf.put("d1", [("1", "2020-01", 1), ("2", "2020-01", 2)], received=FIRST)
    shelf.put("d2", [("2", "2020-01", 3), ("3", "2020-01", 4)], received=SECOND)

    assert shelf.counts(FIRST) == {("1", "2020-01"): 1, ("2", "2020-01"): 2}
    assert shelf.counts() == {("1", "2020-01"): 1, ("2", "2020-01"): 3, ("3", "2020-01"): 4}


def test_an_older_file_that_is_loaded_later_replaces_nothing_newer(shelf: Shelf) -> None:
    shelf.put("e3", [("1", "2020-01", 3)], received=THIRD)
    shelf.put("e1", [("1", "2020-01", 1), ("2", "2020-01", 1)], received=FIRST)
    shelf.put("e2", [("1", "2020-01", 2), ("2", "2020-01", 2)], received=SECOND)

    assert shelf.counts(FIRST) == {("1", "2020-01"): 1, ("2", "2020-01"): 1}
    assert shelf.counts(SECOND) == {("1", "2020-01"): 2, ("2", "2020-01"): 2}
    assert shelf.counts(THIRD) == {("1", "2020-01"): 3, ("2", "2020-01"): 2}


def test_of_two_files_of_one_day_the_one_loaded_later_counts(shelf: Shelf) -> None:
    shelf.put("f9", [("1", "2020-01", 1)], received=FIRST)
    shelf.put("f1", [("1", "2020-01", 2)], received=FIRST)

    assert shelf.counts() == {("1", "2020-01"): 2}


def test_a_set_aside_row_is_open_no_more_once_a_newer_file_has_its_key(shelf: Shelf) -> None:
    shelf.put("a1", [("1", "2020-01", 1)], aside=[("2", "2020-01", 0), ("3", "2020-01", 0)], received=FIRST)
    shelf.put("a2", [("2", "2020-01", 5)], received=SECOND)

    assert shelf.open_lines(FIRST) == [("a1", 3), ("a1", 4)]
    assert shelf.open_lines(SECOND) == [("a1", 4)]


@pytest.mark.parametrize("replaces", ["all", "periods", "keys"])
def test_a_key_counts_once_whichever_source_it_came_from(shelf: Shelf, replaces: str) -> None:
    rows = [("1", "2020-01", 1), ("2", "2020-01", 1)]
    shelf.put("c1", rows, source="premises", replaces="all", received=FIRST)
    shelf.put("c3", [("2", "2020-01", 3)], source="premises", replaces="all", received=THIRD)
    shelf.put("c2", [("1", "2020-01", 2)], source="corrections", replaces=replaces, received=SECOND)

    assert shelf.counts(FIRST) == {("1", "2020-01"): 1, ("2", "2020-01"): 1}
    assert shelf.counts(SECOND) == {("1", "2020-01"): 2, ("2", "2020-01"): 1}
    assert shelf.counts(THIRD) == {("1", "2020-01"): 2, ("2", "2020-01"): 3}


def test_two_sources_of_a_dataset_replace_only_common_keys_of_each_other(shelf: Shelf) -> None:
    shelf.put("b1", [("1", "2020-01", 1)], source="premises", replaces="all", received=FIRST)
    shelf.put("b2", [("2", "2020-01", 2)], source="engineering", replaces="all", received=SECOND)

    assert shelf.counts() == {("1", "2020-01"): 1, ("2", "2020-01"): 2}


def test_a_file_read_again_takes_the_place_of_its_earlier_reading(shelf: Shelf) -> None:
    shelf.put("c1", [("1", "2020-01", 1), ("2", "2020-01", 1)], bytes_hash="same", received=FIRST)
    shelf.put("c2", [("1", "2020-01", 9)], bytes_hash="same", received=FIRST)

    assert shelf.counts() == {("1", "2020-01"): 9}


def test_a_received_date_corrected_to_a_later_day_is_taken(shelf: Shelf) -> None:
    shelf.put("c1", [("1", "2020-01", 1)], bytes_hash="same", file="a.csv", received=FIRST)
    shelf.put("c2", [("1", "2020-01", 1)], bytes_hash="same", file="a.csv", received=SECOND)

    assert shelf.counts(FIRST) == {}
    assert shelf.counts(SECOND) == {("1", "2020-01"): 1}


def test_a_register_exported_again_unchanged_had_come_before(shelf: Shelf) -> None:
    for name, day in (("a.csv", FIRST), ("b.csv", SECOND)):
        shelf.put(name, [("1", "2020-01", 1)], bytes_hash="same", file=name, received=day, replaces="periods")

    assert shelf.counts(FIRST) == shelf.counts(SECOND) == {("1", "2020-01"): 1}


@pytest.mark.parametrize("replaces", ["all", "periods", "keys"])
def test_a_mending_stands_where_the_file_it_mends_stood(shelf: Shelf, replaces: str) -> None:
    shelf.put("d1", [("1", "2020-01", 1)], aside=[("2", "2020-01", 0)], received=FIRST, replaces=replaces)
    shelf.put("d2", [("1", "2020-01", 2), ("2", "2020-01", 2)], received=SECOND, replaces=replaces)
    shelf.put(
        "d3",
        [("2", "2020-01", 3)],
        first_line=3,
        mends="d1",
        closes=[3],
        received=THIRD,
        replaces=replaces,
    )

    assert shelf.counts(THIRD) == {("1", "2020-01"): 2, ("2", "2020-01"): 2}
    assert shelf.open_lines(THIRD) == []


def test_a_mended_row_counts_beside_the_rows_of_its_file(shelf: Shelf) -> None:
    shelf.put("e1", [("1", "2020-01", 1)], aside=[("2", "2020-01", 0)], received=FIRST, replaces="all")
    shelf.put(
        "e2", [("2", "2020-01", 3)], first_line=3, mends="e1", closes=[3], received=THIRD, replaces="all"
    )

    assert shelf.counts(SECOND) == {("1", "2020-01"): 1}
    assert shelf.counts(THIRD) == {("1", "2020-01"): 1, ("2", "2020-01"): 3}
    assert shelf.open_lines(SECOND) == [("e1", 3)]
    (row,) = shelf.warehouse.rejected([shelf.warehouse.load("e1")])
    assert (row.mended_by, row.cells) == ("e2", {})


def test_a_load_is_what_was_put_in(shelf: Shelf) -> None:
    assert shelf.put("f1", [("1", "2020-01", 1)])
    assert not shelf.put("f1", [("1", "2020-01", 1)])
    (load,) = shelf.warehouse.loads()
    assert (load.rows_read, load.received, load.replaces, str(load.periods[0])) == (
        1,
        FIRST,
        "keys",
        "2020-01",
    )


def test_what_counts_is_called_the_same_wherever_the_warehouse_lies(tmp_path: Path) -> None:
    told = []
    for folder in ("one", "other"):
        shelf = Shelf(tmp_path / folder)
        shelf.put("d1", [("1", "2020-01", 1), ("2", "2020-01", 2)], received=FIRST)
        shelf.put("d2", [("2", "2020-01", 3)], received=SECOND)
        told.append([used.dropped for used in shelf.select().of("costs")])
    assert told[0] == told[1] == [((), ("d2",)), ((), ())]
