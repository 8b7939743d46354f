"""Rows of the estate's registers whose cells don't agree are set aside with a sentence that says why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from voimavara.programme.programme import Programme
from voimavara.programme.scaffold import write_scaffold
from voimavara.run.programme import read_programme
from voimavara.sources.files.loaded import load_file, loading_order
from voimavara.warehouse.warehouse import Warehouse

Told = Callable[[str, str], list[str]]
TOLD_DATASETS = (
    "buildings", "building_parts", "building_values", "consumption", "pipes", "streets", "repairs",
    "inspections",
)  # fmt: skip


@pytest.fixture
def town(tmp_path: Path) -> Programme:
    """What `voimavara init` writes, with a source for each register whose headers are the columns' names."""
    folder = tmp_path / "town"
    write_scaffold(folder, "en")
    uses = "name: {en: Uses}\nvalues: {school: {en: Schools}}\n"
    (folder / "vocabularies" / "use_classes.yaml").write_text(uses, encoding="utf-8")
    catalogue = read_programme(folder).contracts
    for dataset in TOLD_DATASETS:
        written = {
            "dataset": dataset,
            "file": f"incoming/{dataset}*.csv",
            "received": "2020-09-14",
            "replaces": "keys",
            "origin": "own",
            "columns": {name: name for name in catalogue[dataset].columns},
        }
        with (folder / "sources" / f"{dataset}.yaml").open("w", encoding="utf-8") as file:
            YAML(typ="safe").dump(written, file)
    return read_programme(folder)


@pytest.fixture
def told(town: Programme, tmp_path: Path) -> Told:
    """Loads rows (`column=value, …`, one a line) and says what is told about each fault in them."""
    warehouse = Warehouse(tmp_path / "warehouse")

    def load(dataset: str, rows: str) -> list[str]:
        columns = tuple(town.contracts[dataset].columns)
        lines = [";".join(columns)]
        for row in rows.strip().splitlines():
            cells = dict(cell.strip().split("=", 1) for cell in row.split(", "))
            lines.append(";".join(cells.get(name, "") for name in columns))
        path = town.folder / "incoming" / f"{dataset}-{len(warehouse.loads())}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        found = load_file(town, warehouse, dataset, path).load
        assert found.rows_read == found.rows_accepted + found.rows_set_aside
        return [
            f"{row.place.line}, {fault.column}: got '{fault.got}', expected {fault.expected.within('en')}"
            for row in warehouse.rejected([found])
            for fault in row.faults
        ]

    return load


SCHOOL = "building=7, name=School, use_class=school, sector=education, gross_area=900, in_use_from=1.8.1990"


def test_a_technical_value_above_the_replacement_value(told: Told) -> None:
    value = "building=7, year=2019, reporter=premises, replacement_value=1000"
    assert told("building_values", f"{value}, technical_value=1000.01") == [
        "2, technical_value: got '1000.01', expected at most what “Replacement value” is in the same row"
    ]
    assert told("building_values", f"{value}, technical_value=1000") == []


def test_heat_for_hot_water_is_no_more_than_all_heat_and_either_may_be_missing(told: Told) -> None:
    assert told("consumption", "building=7, month=1/2020, heat=100, hot_water=120") == [
        "2, hot_water: got '120', expected at most what “Heat” is in the same row"
    ]
    assert told("consumption", "building=7, month=2/2020, hot_water=120") == []


def test_a_building_of_the_future_and_one_without_area(told: Told) -> None:
    without = SCHOOL.replace("gross_area=900", "gross_area=0").replace("building=7", "building=8")
    assert told("buildings", f"{SCHOOL}, built=2021\n{without}, built=1990") == [
        (
            "2, built: got '2021', expected a time no later than 14\xa0September\xa02020, "
            "when the file was received"
        ),
        "3, gross_area: got '0', expected at least 1",
    ]


def test_a_repair_of_a_thing_that_its_own_register_does_not_have(told: Told) -> None:
    assert told("buildings", SCHOOL) == []
    assert told("streets", "street=K1, street_class=main, length=100, width=7") == []
    repair = "state=done, year=2019, cost=10, capitalised=yes"
    assert told(
        "repairs",
        f"""
        repair=R1, object_kind=building, object=7, {repair}
        repair=R2, object_kind=street, object=7, {repair}
        repair=R3, object_kind=building, object=K1, {repair}
        repair=R4, object_kind=street, object=K1, {repair}
        repair=R5, object_kind=pipe, object=V1, {repair}
        """,
    ) == [
        "3, object: got '7', expected an id that is in the dataset “Streets”",
        "4, object: got 'K1', expected an id that is in the dataset “Buildings”",
    ], "no pipes are loaded yet, so nothing is known of them"


def test_a_repair_of_a_building_that_was_itself_set_aside_says_which_to_mend_first(told: Told) -> None:
    assert len(told("buildings", f"{SCHOOL}\n{SCHOOL.replace('=7', '=8').replace('=900', '=0')}")) == 1
    repair = "state=done, year=2019, cost=10, capitalised=yes, object_kind=building"
    assert told("repairs", f"repair=R1, object=8, {repair}\nrepair=R2, object=9, {repair}") == [
        (
            "2, object: got '8', expected an id that is in the dataset “Buildings” (its own row waits there "
            "to be mended: mend that one first)"
        ),
        "3, object: got '9', expected an id that is in the dataset “Buildings”",
    ]


def test_an_unknown_part_is_told_beside_what_else_is_wrong(told: Told) -> None:
    assert told("buildings", SCHOOL) == []
    part = "building=7, kind=roof, installed=2000, value_share=10"
    assert told("building_parts", f"part=7-A, {part}") == []
    seen = "object_kind=building, object=7, inspected=1.2.2020, reporter=premises"
    assert told(
        "inspections",
        f"""
        inspection=I1, part=7-A, condition=80, {seen}
        inspection=I2, condition=80, {seen}
        inspection=I3, part=7-B, condition=101, {seen}
        """,
    ) == [
        "4, condition: got '101', expected at most 100",
        "4, part: got '7-B', expected an id that is in the dataset “Parts of buildings”",
    ]


def test_lengths_shares_and_coordinates_that_cannot_be(told: Told) -> None:
    assert told("streets", "street=K1, street_class=main, length=0, width=7, start_latitude=6.1") == [
        "2, length: got '0', expected at least 0.1",
        "2, start_latitude: got '6.1', expected at least 59",
    ]
    part = "part=A, building=7, kind=roof, installed=2000"
    assert told("building_parts", f"{part}, value_share=10, wearing=120") == [
        "2, wearing: got '120', expected at most 100"
    ]


def test_registers_are_loaded_before_what_refers_to_them_by_kind(town: Programme) -> None:
    order = loading_order(town)
    assert {"buildings", "streets", "pipes", "building_parts"} <= set(order[: order.index("repairs")])
