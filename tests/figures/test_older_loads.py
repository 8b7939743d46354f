"""A dataset that got a new optional column: loads from before it are asked like any others."""

from __future__ import annotations

from typing import Any

import pyarrow.parquet as pq
import pytest

from voimavara.core.periods import Period
from voimavara.figures.rows import all_rows
from voimavara.programme.models.contract import Contract

from .town import Town, asked

COSTS: dict[str, Any] = {"sum": "amount", "in": "property_costs"}
NET: dict[str, Any] = {"sum": ["amount", "refund"], "in": "property_costs"}
LARGE: dict[str, Any] = {**COSTS, "where": {"refund": {"at_least": 1}}}


@pytest.fixture
def grown(town: Town) -> Town:
    """An old load without the column, a newer one with it."""
    row = {"building": "A", "kind": "heat", "amount": 10}
    town.load("property_costs", [{**row, "month": "2020-01"}])
    written = town.contracts["property_costs"].model_dump(by_alias=True, exclude_unset=True)
    written["columns"]["refund"] = {"type": "money", "is": "flow", "required": False}
    town.contracts["property_costs"] = Contract.model_validate(written)
    town.load("property_costs", [{**row, "month": "2020-02", "refund": 3}])
    return town


def test_figures_count_the_old_load_and_its_absent_cells_as_empty(grown: Town) -> None:
    assert grown.figure(COSTS, "2020-01..2020-02", unit="EUR").value == 20
    assert grown.figure(NET, "2020-01..2020-02", unit="EUR").value == 23
    assert grown.figure(LARGE, "2020-02", unit="EUR").value == 10


def test_the_rows_behind_are_found_in_old_and_new_loads(grown: Town) -> None:
    request = asked(COSTS, "2020-01..2020-02", unit="EUR")
    (behind,) = grown.engine().explain(request, Period.parse("2020-01..2020-02")).datasets
    assert [row.cells["refund"] for row in behind.rows] == ["", "3.00"]


def test_rows_that_a_newer_load_replaced_stay_gone(grown: Town) -> None:
    grown.loads["property_costs"].reverse()
    grown.replace_last("property_costs", dropped_lines=(grown.dropping([2]),))
    assert grown.figure(NET, "2020-02", unit="EUR").value == 13
    rows = all_rows(grown.contracts["property_costs"], grown.selection.of("property_costs"))
    assert rows.column("refund").to_pylist() == [3]


def test_all_rows_have_the_new_column(grown: Town) -> None:
    loads = grown.selection.of("property_costs")
    assert "refund" not in pq.read_schema(loads[0].files[0]).names
    rows = all_rows(grown.contracts["property_costs"], loads)
    assert rows.column("refund").to_pylist() == [None, 3]
