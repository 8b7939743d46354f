"""Streets and green areas: present condition by three methods, and backlog by functional class."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pytest

from voimavara.core.errors import UserError
from voimavara.estate.condition.basis import Method
from voimavara.estate.condition.streets import (
    FunctionalClass,
    Segments,
    assumed_measured_in,
    street_condition,
)
from voimavara.estate.condition.sums import sums, sums_by
from voimavara.estate.prices import PriceLevel

LEVEL = PriceLevel("civil_engineering_costs", 2025)
CLASSES = (
    FunctionalClass("main", 0.8, 50.0, 40.0, 0.8, "parameter"),
    FunctionalClass("yard", 0.6, 30.0, 40.0, 0.8, "parameter"),
)
NAN = np.nan
SEGMENTS = Segments(
    names=np.array(["a", "b", "c", "d"]),
    classes=np.array(["main", "main", "yard", "yard"]),
    quantity=np.array([1000.0, 1000.0, 500.0, 500.0]),
    measured=np.array([0.55, NAN, 0.9, NAN]),
    measured_in=np.array([2015.0, NAN, 2020.0, NAN]),
    renewed=np.array([1970.0, 1990.0, 1960.0, NAN]),
)


def present(method: Method, year: int = 2020) -> list[float]:
    return street_condition(SEGMENTS, CLASSES, year, method, LEVEL).present.round(4).tolist()


def test_measured_modelled_and_hybrid_differ_and_say_which_they_are() -> None:
    assert present(Method.MEASURED) == pytest.approx([0.55, NAN, 0.9, NAN], nan_ok=True)
    assert present(Method.MODELLED) == pytest.approx([0.2, 0.55, 0.2, NAN], nan_ok=True)
    assert present(Method.HYBRID) == pytest.approx([0.3875, 0.55, 0.9, NAN], nan_ok=True)
    found = street_condition(SEGMENTS, CLASSES, 2020, Method.HYBRID, LEVEL)
    assert found.how.tolist() == ["measured", "modelled", "measured", "unknown"]
    assert found.valuation.basis.method is Method.HYBRID
    assert found.valuation.basis.threshold == "main 0.8, yard 0.6"


def test_the_backlog_is_by_class_and_no_segment_cancels_another() -> None:
    found = street_condition(SEGMENTS, CLASSES, 2020, Method.MEASURED, LEVEL).valuation
    assert found.backlog[0] == pytest.approx((0.8 - 0.55) * 50 * 1000)
    assert found.backlog[2] == 0.0
    total = sums(found)
    assert (total.unknown, total.backlog) == (2, pytest.approx(12_500))
    assert sums_by(found, SEGMENTS.classes)["yard"].backlog == 0.0


def test_a_measurement_counts_from_its_year_on() -> None:
    assert present(Method.HYBRID, 2014)[0] == pytest.approx(0.2)
    assert np.isnan(present(Method.MEASURED, 2014)[0])


def test_a_renewal_after_the_measurement_replaces_it() -> None:
    renewed = replace(SEGMENTS, renewed=np.array([2020.0, 1990.0, 1960.0, NAN]))
    assert street_condition(renewed, CLASSES, 2020, Method.HYBRID, LEVEL).present[0] == 1.0


def test_a_street_renewed_in_the_year_it_was_found_bad_is_as_new() -> None:
    both = replace(SEGMENTS, measured_in=np.array([2018.0, NAN, 2020.0, NAN]))
    both = replace(both, renewed=np.array([2018.0, 1990.0, 1960.0, NAN]))
    found = street_condition(both, CLASSES, 2018, Method.HYBRID, LEVEL)
    assert (found.present[0], found.how[0]) == (1.0, "modelled")


def test_a_year_assumed_for_a_measurement_is_marked_as_assumed() -> None:
    undated = replace(SEGMENTS, measured_in=np.array([NAN, NAN, 2020.0, NAN]))
    with pytest.raises(UserError, match="a: a condition was measured, but the year is missing"):
        street_condition(undated, CLASSES, 2020, Method.HYBRID, LEVEL)
    dated, assumed = assumed_measured_in(undated, 2015, "year of the survey")
    assert dated.measured_in[0] == 2015
    assert [(one.object, one.value) for one in assumed] == [("a", 2015.0)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"quantity": np.array([0.0, 1, 1, 1])}, r"a, area \(m²\): got 0, expected more than 0"),
        ({"measured": np.array([55.0, NAN, NAN, NAN])}, "divide it by 100"),
        ({"renewed": np.array([2030.0, NAN, NAN, NAN])}, "a, renewed: got 2030"),
        ({"classes": np.array(["mian", "main", "yard", "yard"])}, "did you mean 'main'"),
        ({"names": np.array(["a", "a", "c", "d"])}, "'a' stands 2 times"),
    ],
)
def test_bad_registers_are_refused(change: dict[str, np.ndarray], words: str) -> None:
    with pytest.raises(UserError, match=words):
        street_condition(replace(SEGMENTS, **change), CLASSES, 2020, Method.HYBRID, LEVEL)


@pytest.mark.panel
def test_real_streets_have_the_backlog_that_a_database_computes() -> None:
    folder = os.environ.get("VOIMAVARA_TEST_DATA")
    if not folder:
        pytest.skip("VOIMAVARA_TEST_DATA names no folder with the real data")
    file = Path(folder) / "assets" / "sandiego_pavement" / "oci_2015_datasd.csv"
    read = duckdb.read_csv(str(file))
    table = read.to_arrow_table()
    size = table.num_rows
    segments = Segments(
        names=np.array(table["seg_id"].to_pylist()),
        classes=np.array(table["func_class"].to_pylist()),
        quantity=table["area_sq_ft"].to_numpy(),
        measured=table["oci"].to_numpy() / 100,
        measured_in=np.full(size, 2015.0),
        renewed=np.full(size, np.nan),
    )
    classes = [
        FunctionalClass(str(name), 0.7, 10.0, 40.0, 0.8, "test") for name in np.unique(segments.classes)
    ]
    found = street_condition(segments, classes, 2015, Method.MEASURED, LEVEL).valuation
    short = "sum(greatest(0, 0.7 - oci / 100) * 10 * area_sq_ft)"
    asked = read.aggregate(f"func_class, {short}").fetchall()
    assert size == 30_712
    assert {name: one.backlog for name, one in sums_by(found, segments.classes).items()} == pytest.approx(
        dict(asked)
    )
    later = street_condition(segments, classes, 2026, Method.HYBRID, LEVEL).valuation
    assert (later.backlog >= found.backlog).all()
