"""A figure explained: the SQL says the same, and the rows behind it are named with file and line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from voimavara.core.errors import Place
from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.figures.derived import with_derived
from voimavara.figures.engine import Engine
from voimavara.programme.models.programme import Parameter
from voimavara.run.derived import FUNCTIONS

from .test_growth import costs, growth
from .test_ratio import COST_PER_M2, houses  # noqa: F401 a fixture
from .test_share import INDUCTION
from .town import Town, asked

INDEX: dict[str, Any] = {"last": "index", "in": "unit_cost_index"}


def by_sql(town: Town, sql: str) -> Any:
    """What the statement gives over the towns' files, each dataset a table."""
    with duckdb.connect() as connection:
        for dataset, loads in town.loads.items():
            connection.read_parquet([file for used in loads for file in used.files]).create_view(dataset)
        (row,) = connection.sql(sql).fetchall()
    return row


def test_the_statement_gives_the_figure(houses: Town) -> None:  # noqa: F811
    request = asked(COST_PER_M2, "2020-01..2020-06", "sector", unit="EUR/m2")
    for figure in houses.engine().figures([request]):
        sql = houses.engine().explain(request, figure.period, figure.place).sql
        assert by_sql(houses, sql) == (
            pytest.approx(figure.numerator),
            pytest.approx(figure.denominator),
            pytest.approx(figure.value),
        )


def test_the_statement_of_a_growth_and_of_a_share_gives_the_figure(town: Town) -> None:
    costs(town, {"111": {2015: 100, 2019: 110}, "091": {2015: 5, 2019: 5}})
    request = asked(growth(), "2019")
    explained = town.engine().explain(request, Period.year(2019))
    assert by_sql(town, explained.sql) == (110, 100, pytest.approx(0.1))
    assert [lineage.cells["year"] for lineage in explained.datasets[0].rows] == ["2015", "2019"]


def test_the_rows_behind_are_those_that_were_counted(houses: Town) -> None:  # noqa: F811
    request = asked(COST_PER_M2, "2020-02", "sector", unit="EUR/m2")
    costs_behind, buildings_behind = (
        houses.engine().explain(request, Period.parse("2020-02"), (("sector", "edu"),)).datasets
    )
    (row,) = costs_behind.rows
    assert row.place == Place("incoming/property_costs-1.csv", 4)
    assert row.cells == {"building": "A", "month": "2020-02", "kind": "heat", "amount": "12.00"}
    assert [each.cells["building"] for each in buildings_behind.rows] == ["A"]


def test_rows_about_persons_are_counted_and_never_shown(town: Town) -> None:
    rows = [{"hire": f"h{n}", "sector": "edu", "started": "2020-01-10", "completed": None} for n in range(12)]
    town.load("inductions", rows, covers=Period.parse("2020-01..2020-09"))
    (behind,) = town.engine().explain(asked(INDUCTION, "2020-04"), Period.parse("2020-04")).datasets
    assert (behind.personal, behind.count, behind.rows) == (True, 12, ())


def test_a_column_about_persons_is_left_out_of_the_rows_behind(houses: Town) -> None:  # noqa: F811
    contract = houses.contracts["property_costs"]
    kind = contract.columns["kind"].model_copy(update={"personal": True})
    houses.contracts["property_costs"] = contract.model_copy(
        update={"columns": {**contract.columns, "kind": kind}}
    )
    request = asked(COST_PER_M2, "2020-02", "sector", unit="EUR/m2")
    period, place = request.periods[0], (("sector", "edu"),)
    behind = houses.engine().explain(request, period, place).datasets[0]
    assert behind.columns == ("building", "month", "amount")
    assert behind.rows[0].cells == {"building": "A", "month": "2020-02", "amount": "12.00"}


def test_only_so_many_rows_are_listed_but_all_are_counted(houses: Town) -> None:  # noqa: F811
    request = asked({"sum": "amount", "in": "property_costs"}, "2020-01..2020-06", unit="EUR")
    explained = houses.engine().explain(request, request.periods[0], limit=5)
    assert (explained.datasets[0].count, len(explained.datasets[0].rows)) == (24, 5)


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 4, 5, 6])
def test_the_rows_listed_are_the_first_by_load_and_line_wherever_the_limit_falls(
    town: Town, limit: int
) -> None:
    row = {"building": "A", "month": "2020-01", "kind": "heat", "amount": 1}
    town.load("property_costs", [{**row, "_line": line} for line in (9, 4, 7)])
    town.load("property_costs", [{**row, "_line": line} for line in (3, 2)])
    request = asked({"sum": "amount", "in": "property_costs"}, "2020-01", unit="EUR")
    (behind,) = town.engine().explain(request, request.periods[0], limit=limit).datasets
    assert behind.count == 5
    first, second = ("incoming/property_costs-0.csv", "incoming/property_costs-1.csv")
    listed = [Place(first, 4), Place(first, 7), Place(first, 9), Place(second, 2), Place(second, 3)]
    assert [each.place for each in behind.rows] == listed[:limit]


@pytest.fixture
def served(town: Town) -> Town:
    """Two services of one sector with costs and outputs."""
    names = {"name": "s", "output_name": "o", "sector": "edu", "main": True}
    town.load("services", [{"service": "school", **names}, {"service": "library", **names}])
    years = [(service, year) for service in ("school", "library") for year in (2018, 2019)]
    cost = {("school", 2018): 100, ("school", 2019): 110, ("library", 2018): 50, ("library", 2019): 55}
    town.load(
        "service_costs", [{"service": s, "year": y, "gross_cost": cost[s, y]} for s, y in years],
        covers=Period.years(2018, 2019),
    )  # fmt: skip
    town.load(
        "outputs", [{"service": s, "year": y, "quantity": 10} for s, y in years],
        covers=Period.years(2018, 2019),
    )  # fmt: skip
    prices = Parameter(name=Text(en="Prices"), values={"2018": 100.0, "2019": 100.0}, source=Text(en="x"))
    town.rest = {"parameters": {"municipal_prices": prices, "backlog_threshold": prices}}
    return town


def test_a_computed_dataset_leads_to_the_rows_it_was_computed_from(served: Town, tmp_path: Path) -> None:
    folder = tmp_path / "derived"
    selection = with_derived(served.programme, served.selection, FUNCTIONS, folder)
    engine = Engine(served.programme, selection)
    request = asked(INDEX, "2019", "sector")
    (figure,) = engine.figures([request])
    assert figure.value == pytest.approx(110)
    assert figure.loads == ("outputs-2", "service_costs-1", "services-0")
    explained = engine.explain(request, Period.year(2019), figure.place)
    assert {each.dataset: each.count for each in explained.datasets} == {
        "service_costs": 2,
        "outputs": 2,
        "services": 2,
    }


def test_a_computed_dataset_is_made_once_for_the_same_loads(served: Town, tmp_path: Path) -> None:
    folder = tmp_path / "derived"
    registry = FUNCTIONS
    first = with_derived(served.programme, served.selection, registry, folder)
    made = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    again = with_derived(served.programme, served.selection, registry, folder)
    assert again == first
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == made
    served.load("outputs", [{"service": "school", "year": 2017, "quantity": 1}])
    newer = with_derived(served.programme, served.selection, registry, folder)
    assert newer.of("unit_cost_index") != first.of("unit_cost_index")
    assert first.of("unit_cost_index")[0].load.loaded == datetime(2020, 10, 31, 12)
