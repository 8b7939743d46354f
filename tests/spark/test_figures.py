"""Spark gives what plain Python gives, and keeps the partial sums that DuckDB keeps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyarrow import feather

from tests.figures.test_property import compare
from tests.figures.town import Town, asked
from voimavara.core.errors import UserError
from voimavara.core.periods import Period
from voimavara.figures.conditions import Condition
from voimavara.figures.cubes import Cubes, Job
from voimavara.figures.database import Database, DuckDB
from voimavara.figures.scan import Grain
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.formula import Bounds

pytestmark = [
    pytest.mark.spark,
    pytest.mark.xdist_group("spark"),
    # Py4J leaves the connection of a thread that has ended to Python's search for garbage.
    pytest.mark.filterwarnings("ignore:.*<socket:pytest.PytestUnraisableExceptionWarning"),
]


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # making a fault small would take minutes
)
@given(data=st.data())
def test_spark_gives_what_plain_python_gives(spark: Database, data: st.DataObject) -> None:
    compare(data, database=spark)


WORKS = {
    "name": {}, "rows": {}, "key": "id", "period": "month", "expects": "month",
    "columns": {
        "id": {"type": "id"},
        "month": {"type": "month"},
        "kind": {"type": "choice", "of": ["Ä", "a", "A", "a "]},
        "urgent": {"type": "yes_no", "required": False},
        "municipality": {"type": "municipality"},
        "begun": {"type": "date"},
        "done": {"type": "date", "required": False},
        "reported": {"type": "datetime"},
        "hours": {"type": "integer", "is": "flow"},
        "cost": {"type": "money", "is": "flow", "required": False},
        "area": {"type": "number", "is": "stock", "unit": "m2"},
        "rate": {"type": "number", "is": "share", "required": False},
    },
}  # fmt: skip
GRAIN = Grain(
    ("kind", "urgent", "municipality", "begun", "reported"),
    tuple(
        Condition(column, Bounds.model_validate(bounds))
        for column, bounds in (
            ("done", {"within": "1 month", "from": "begun"}),
            ("done", {"at_most": "2020-02"}),
            ("reported", {"at_most": "2020-01-31"}),
            ("hours", {"at_least": 2.5}),
            ("cost", {"below": 100}),
            ("area", {"at_most": 0.0005}),
            ("rate", {"at_least": 0.8505}),
        )
    ),
    ("hours", "cost", "area", "rate"),
)
# Values that databases are known to treat each its own way: halves, ends of months and days, long numbers.
CELLS: dict[str, Sequence[Any]] = {
    "month": ["2019-12", "2020-01", "2020-02"],
    "kind": ["Ä", "a", "A", "a "],
    "urgent": [True, False, None],
    "municipality": ["111", "091"],
    "begun": [date(2020, 1, 31), date(2020, 2, 29), date(2019, 12, 31)],
    "done": [date(2020, 2, 29), date(2020, 3, 29), date(2020, 3, 1), None],
    "reported": [datetime(2020, 1, 31, 23, 59, 59, 999_999), datetime(2020, 2, 1), datetime(2020, 3, 29, 3)],
    "hours": [0, 2, 3, -1, 2**53 + 1],
    "cost": [Decimal("0.01"), Decimal("-99.99"), Decimal("100.00"), Decimal("9999999999999999.99"), None],
    "area": [Decimal("0.0005"), Decimal("0.0006"), Decimal("99999999999999.9999"), Decimal(0)],
    "rate": [0.8505, 0.1, 0.5238320965, 0.5323743415, 0.2502725265, 1 / 3, 5e-10, 0.85049999, None],
}  # fmt: skip


@pytest.fixture
def works(tmp_path: Path) -> Town:
    """Loads from before and after a column came, with lines and months that newer loads replaced."""
    folder = tmp_path / "Töitä {a,b} [c]* ?"
    folder.mkdir()
    now = Contract.model_validate(WORKS)
    before = now.model_copy(update={"columns": {k: c for k, c in now.columns.items() if k != "rate"}})
    town = Town(folder, {"works": before})
    rows = [
        {
            name: cells[(7 * number + 3 * place) % len(cells)]
            for place, (name, cells) in enumerate(CELLS.items())
        }
        for number in range(400)
    ]
    town.load("works", [{**row, "id": f"old {number}"} for number, row in enumerate(rows)])
    town.contracts["works"] = now
    for number, dropped in enumerate(
        (
            {},
            {"dropped_lines": (town.dropping([2, 5, 7]), town.dropping([11]))},
            {"dropped_periods": (Period.parse("2019-12"), Period.parse("2020-02"))},
        )
    ):
        town.load("works", [{**row, "id": f"{number} {n}"} for n, row in enumerate(rows)], **dropped)
        (file,) = town.loads["works"][-1].files
        rates = pa.array([row["rate"] for row in rows], pa.float64())  # with more decimals than a town writes
        table = pq.read_table(file, partitioning=None)
        place = table.column_names.index("rate")
        pq.write_table(table.set_column(place, "rate", rates), file)
    return town


def test_partial_sums_are_kept_the_same_by_either_engine(
    spark: Database, works: Town, tmp_path: Path
) -> None:
    jobs = [Job(used, works.contracts["works"], GRAIN) for used in works.loads["works"]]
    kept = []
    for name, database in (("duckdb", DuckDB()), ("spark", spark)):
        Cubes(tmp_path / name, database=database).of(jobs)
        files = sorted((tmp_path / name).glob("*.arrow"))
        kept.append({file.name: in_order(feather.read_table(file)) for file in files})
    duck, sparks = kept
    assert duck.keys() == sparks.keys()
    assert len(duck) == 4
    for name, table in duck.items():
        assert table.schema.equals(sparks[name].schema, check_metadata=True)
        assert table.equals(sparks[name])


def in_order(table: pa.Table) -> pa.Table:
    """The rows in an order of their own, whatever numbers their words have."""
    for number, column in enumerate(table.schema):
        if pa.types.is_dictionary(column.type):
            table = table.set_column(number, column.name, table.column(number).cast(column.type.value_type))
    return table.sort_by([(name, "ascending") for name in table.column_names])


def test_the_rows_behind_a_figure_are_the_same_by_either_engine(spark: Database, works: Town) -> None:
    request = asked(
        {"sum": "cost", "in": "works", "where": {"rate": {"at_least": 0.1}}}, "2020-01..2020-02", unit="EUR"
    )
    by_duck, by_spark = (
        works.engine(database=database).explain(request, request.periods[0], limit=150)
        for database in (DuckDB(), spark)
    )
    assert by_duck == by_spark
    assert by_duck.datasets[0].count > len(by_duck.datasets[0].rows) == 150


def test_a_file_that_no_worker_can_read_is_told_with_its_load(spark: Database, works: Town) -> None:
    (file,) = works.loads["works"][0].files
    Path(file).write_bytes(b"PAR1 not quite PAR1")
    cubes = Cubes(database=spark)
    with pytest.raises(UserError, match="works: Spark failed on the load works-0: ") as told:
        cubes.of([Job(works.loads["works"][0], works.contracts["works"], GRAIN)])
    assert "\n" not in str(told.value)
