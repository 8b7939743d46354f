"""The example's files load as its mappings say: nothing is lost, the faulty rows are set aside and told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from voimavara.run.programme import read_programme
from voimavara.sources.files.loaded import files_of, load_file, loading_order
from voimavara.warehouse.warehouse import Warehouse


@pytest.fixture(scope="module")
def warehouse(heinola: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    programme = read_programme(heinola)
    warehouse = Warehouse(tmp_path_factory.mktemp("warehouse"))
    for source in loading_order(programme):
        for path in files_of(programme, source):
            load_file(programme, warehouse, source, path)
    return warehouse


def test_every_row_of_every_file_is_accounted_for(warehouse: Warehouse) -> None:
    for load in warehouse.loads():
        assert load.rows_read == load.rows_accepted + load.rows_set_aside + load.rows_dropped, load.file


def test_every_file_of_the_example_is_read(warehouse: Warehouse, heinola: Path) -> None:
    files = {path.name for path in (heinola / "incoming").rglob("*.*")}
    assert {Path(load.file).name for load in warehouse.loads()} == files


def test_faulty_rows_are_set_aside_and_only_they(warehouse: Warehouse) -> None:
    aside = Counter(load.dataset for load in warehouse.loads() for _ in range(load.rows_set_aside))
    assert aside == {
        "building_parts": 2,  # made in 2035, an unknown building
        "buildings": 1,  # a negative area
        "consumption": 2,  # a meter not read, a negative volume
        "inspections": 1,  # 140 %
        "pipes": 1,  # laid in 2091
        "property_costs": 6,  # #ARVO!, 12,3,4, account, building, one made twice, a future month
        "recruitments": 1,  # a sector that there is not
        "repairs": 2,  # an unknown street, "about 20 000"
        "streets": 1,  # no length
        "space_bookings": 3,  # the 31st of February, an unknown building, an end without a date
        "space_occupancy": 2,  # 1 234,0,5 and "to be checked"
    }


def test_totals_of_excel_sheets_and_ledgers_are_dropped(warehouse: Warehouse) -> None:
    dropped = {load.dataset for load in warehouse.loads() if load.rows_dropped}
    assert dropped == {"buildings", "building_values", "person_years", "property_costs"}


def test_heat_in_megawatt_hours_becomes_kilowatt_hours(warehouse: Warehouse) -> None:
    load = next(load for load in warehouse.loads() if load.dataset == "consumption")
    rows = warehouse.rows(load)
    assert rows is not None
    heat = sorted(float(value) for value in rows.column("heat").to_pylist())
    assert 1_000 < heat[len(heat) // 2] < 100_000, "a building's heat in a month, in kWh"
