"""A file of a city's accounts, from its bytes to the rows that count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from voimavara.core.errors import UserError
from voimavara.sources.files.loaded import files_of, load_file, loading_order

from .programme import COSTS, Workspace

TABLE = """Kiinteistökulut 2020;;;
Tulostettu 14.9.2020;;;
;;;
Kohdenro;Kausi;Tili;Summa €
114;08/2020;4410;12\u00a0345,60
114;08/2020;4420;-12,00
115;08/2020;4410;12,3,4
Yhteensä;;;12333,60
"""
LAYOUT = {"read": {"header_row": 4, "drop_where": {"Kohdenro": "Yhteensä"}}}
AUGUST = 2020 * 12 + 7


@pytest.fixture
def finnish(workspace) -> Workspace:
    return workspace(costs=COSTS | LAYOUT)


def test_a_finnish_export_becomes_typed_rows_with_their_lines(finnish: Workspace) -> None:
    load = finnish.load("costs", finnish.file("costs-2020.csv", TABLE, "cp1252"))

    assert (load.rows_read, load.rows_accepted, load.rows_set_aside, load.rows_dropped) == (4, 2, 1, 1)
    assert str(load.covers) == "2020-08"
    assert finnish.rows("property_costs") == [
        {"building": "114", "month": AUGUST, "kind": "heat", "amount": Decimal("12345.60"), "_line": 5},
        {"building": "114", "month": AUGUST, "kind": "electricity", "amount": Decimal("-12.00"), "_line": 6},
    ]


def test_a_faulty_cell_says_where_what_was_got_and_what_was_expected(finnish: Workspace) -> None:
    finnish.load("costs", finnish.file("costs-2020.csv", TABLE, "cp1252"))

    (rejected,) = finnish.select().open_of("property_costs")

    assert rejected.sentence() == (
        "incoming/costs-2020.csv:7, Summa €: got '12,3,4', expected an amount like 1 234,50; "
        "the row is set aside."
    )
    assert rejected.cells == {"Kohdenro": "115", "Kausi": "08/2020", "Tili": "4410", "Summa €": "12,3,4"}
    assert str(rejected.period) == "2020-08"


def test_a_month_whose_rows_were_all_set_aside_has_come_and_is_not_late(finnish: Workspace) -> None:
    only_faulty = TABLE.replace("08/2020;4410;12,3,4", "09/2020;4410;12,3,4")
    load = finnish.load("costs", finnish.file("costs-2020.csv", only_faulty, "cp1252"))

    assert str(load.covers) == "2020-08..2020-09"


def test_a_faulty_future_month_is_not_taken_as_covered(finnish: Workspace) -> None:
    future = TABLE.replace("08/2020;4410;12,3,4", "08/2021;4410;1,00")
    load = finnish.load("costs", finnish.file("costs-2020.csv", future, "cp1252"))

    assert load.rows_set_aside == 1
    assert str(load.covers) == "2020-08"


def test_nothing_counts_before_the_day_it_was_received(finnish: Workspace) -> None:
    finnish.load("costs", finnish.file("costs-2020.csv", TABLE, "cp1252"))

    assert finnish.select(date(2020, 9, 13)).of("property_costs") == ()


def test_the_same_file_twice_changes_nothing(finnish: Workspace) -> None:
    path = finnish.file("costs-2020.csv", TABLE, "cp1252")
    first = finnish.load("costs", path)
    before = finnish.select()

    assert finnish.load("costs", path) == first
    assert finnish.select() == before


def test_registers_are_loaded_before_what_refers_to_them(workspace) -> None:
    buildings = {
        "dataset": "buildings",
        "file": "incoming/buildings.csv",
        "replaces": "all",
        "columns": {"building": "Nro", "name": "Nimi", "gross_area": "Ala", "in_use_from": "Alkaen"},
    }
    space = workspace(a_costs=COSTS, z_buildings=buildings)
    assert loading_order(space.programme) == ("z_buildings", "a_costs")


def test_all_files_that_match_are_loaded_and_progress_is_told(costs: Workspace) -> None:
    rows = "".join(f"{number};08/2020;4410;1,00\n" for number in range(5000))
    one = costs.file("costs-1.csv", "Kohdenro;Kausi;Tili;Summa €\n" + rows)
    other = costs.file("costs-2.csv", "Kohdenro;Kausi;Tili;Summa €\n1;07/2020;4410;1,00\n")
    told: list[int] = []

    assert files_of(costs.programme, "costs") == (one, other)
    for path in (one, other):
        load_file(costs.programme, costs.warehouse, "costs", path, told.append)
    assert told == [5000, 1]


def test_a_long_file_is_read_in_parts_with_its_lines_right(
    costs: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voimavara.sources.files.delimited.CHUNK_BYTES", 200)
    lines = [f"{number};08/2020;4410;{'x' if number % 50 == 0 else '1,00'}\n" for number in range(2, 500)]
    lines[100] = "5;08/2020\n"

    load = costs.load("costs", costs.file("costs.csv", "Kohdenro;Kausi;Tili;Summa €\n" + "".join(lines)))

    assert [row.place.line for row in costs.warehouse.rejected([load])] == [
        50,
        100,
        102,
        *range(150, 500, 50),
    ]
    assert all(row["building"] == str(row["_line"]) for row in costs.rows("property_costs"))
    assert (load.rows_read, load.rows_accepted) == (498, 488)


def test_a_file_is_not_read_again_for_a_new_name_or_the_date_of_another_file(workspace) -> None:
    first = {"costs-1.csv": date(2020, 9, 14)}
    space = workspace(costs=COSTS | {"received": first})
    path = space.file("costs-1.csv", "Kohdenro;Kausi;Tili;Summa €\n1;07/2020;4410;1,00\n")
    load = space.load("costs", path)

    renamed = COSTS | {"received": first | {"costs-2.csv": date(2020, 9, 20)}, "name": {"fi": "Kulut"}}
    assert workspace(costs=renamed).load("costs", path) == load

    remapped = COSTS | {"received": first, "columns": COSTS["columns"] | {"kind": {"value": "heat"}}}
    assert workspace(costs=remapped).load("costs", path) != load


def test_a_mapping_that_is_changed_back_counts_again(workspace) -> None:
    remapped = COSTS | {"columns": COSTS["columns"] | {"kind": {"value": "water"}}}
    path = workspace(costs=COSTS).file("costs-1.csv", "Kohdenro;Kausi;Tili;Summa €\n1;07/2020;4410;1,00\n")
    kinds = []
    for written in (COSTS, remapped, COSTS, COSTS, remapped):
        space = workspace(costs=written)
        space.load("costs", path)
        kinds += [row["kind"] for row in space.rows("property_costs")]
    assert kinds == ["heat", "water", "heat", "heat", "water"]
    assert len(space.warehouse.loads()) == 4


def test_a_day_of_receipt_that_has_yet_to_come_is_refused(workspace) -> None:
    space = workspace(costs=COSTS | {"received": "name"})
    path = space.file("costs-2199-09-14.csv", "Kohdenro;Kausi;Tili;Summa €\n1;07/2020;4410;1,00\n")
    with pytest.raises(UserError, match="got 2199-09-14 as the day on which it was received"):
        space.load("costs", path)
