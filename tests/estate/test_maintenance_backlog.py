"""Maintenance backlog: FORMULAS.md 1."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa

from voimavara.estate.condition.backlog import backlog, stated_backlog

THRESHOLDS = {2006 * 12: Decimal("0.75"), 2019 * 12 + 6: Decimal("0.8")}  # from July 2019 on


def rows(*values: tuple[str, int, str, int | None]) -> list[tuple[object, ...]]:
    table = pa.table(
        {
            "building": [building for building, *_ in values],
            "year": pa.array([year * 12 for _, year, *_ in values], pa.int32()),
            "reporter": ["premises"] * len(values),
            "replacement_value": pa.array([Decimal(r) for *_, r, _ in values], pa.decimal128(18, 2)),
            "technical_value": pa.array(
                [None if v is None else Decimal(v) for *_, v in values], pa.decimal128(18, 2)
            ),
        }
    )
    found = stated_backlog(table, THRESHOLDS)
    return [tuple(row.values()) for row in found.to_pylist()]


def test_the_published_case() -> None:
    assert backlog(Decimal(8_400_000), Decimal(3_360_000), Decimal("0.75")) == 2_940_000


def test_a_good_building_never_cancels_a_bad_one() -> None:
    found = rows(("bad", 2018, "8400000", 3_360_000), ("good", 2018, "8400000", 8_000_000))
    assert [row[-1] for row in found] == [2_940_000, 0]


def test_each_year_has_the_threshold_that_was_in_force_at_its_end() -> None:
    found = rows(("a", 2018, "1000", 0), ("a", 2019, "1000", 0), ("a", 2005, "1000", 0))
    assert [row[-1] for row in found] == [750, 800]


def test_a_building_without_a_technical_value_has_no_backlog_rather_than_all_of_it() -> None:
    assert rows(("a", 2018, "1000", None)) == []
