"""San Diego's 30,712 measured street segments: load, backlog, thirty-year plan, the data of a page."""

from __future__ import annotations

import json
import os
from pathlib import Path
from time import perf_counter

import numpy as np
import pyarrow as pa
from pyarrow import csv

from benchmarks.result import Result
from voimavara.core.errors import UserError
from voimavara.estate.condition_basis import Method
from voimavara.estate.condition_sums import sums, sums_by, to_arrow
from voimavara.estate.prices import PriceLevel
from voimavara.estate.simulation.policies import Budget, ClearBacklog, DoNothing, KeepCondition, Policy, Works
from voimavara.estate.simulation.running import simulate
from voimavara.estate.simulation.stock import stock_of
from voimavara.estate.streets import FunctionalClass, Segments, street_condition

FILE = "assets/sandiego_pavement/oci_2015_datasd.csv"
SQUARE_FOOT = 0.09290304  # m²
SURVEY, NOW, YEARS, LIMIT = 2015, 2026, 30, 10.0
LEVEL = PriceLevel("civil_engineering_costs", 2025)
# Prices and optimal conditions are made up for the benchmark: the data have none.
CLASSES = tuple(
    FunctionalClass(name, optimal, price, life, 0.9, "benchmark")
    for name, optimal, price, life in (
        ("Prime", 0.80, 60.0, 30.0),
        ("Major", 0.80, 55.0, 35.0),
        ("Collector", 0.75, 50.0, 40.0),
        ("Local", 0.70, 40.0, 45.0),
        ("Residential", 0.65, 35.0, 50.0),
        ("Alley", 0.50, 30.0, 50.0),
    )
)


def run() -> Result:
    """Seconds from the file to the page's data."""
    folder = os.environ.get("VOIMAVARA_TEST_DATA")
    if not folder:
        raise UserError("VOIMAVARA_TEST_DATA is not set: it names the folder of the real data.")
    start = perf_counter()
    page = page_data(Path(folder) / FILE)
    seconds = perf_counter() - start
    if page["segments"] != 30_712 or len(json.dumps(page)) < 1000:
        raise AssertionError(f"{page['segments']} segments were read")
    return Result("streets", seconds, "s", LIMIT)


def page_data(file: Path) -> dict[str, object]:
    """Condition, backlog by class and its paths under four policies."""
    segments = read_segments(file)
    found = street_condition(segments, CLASSES, NOW, Method.HYBRID, LEVEL)
    total = sums(found.condition)
    life, wearing = (
        np.array([getattr(one, name) for one in CLASSES])[class_numbers(segments)]
        for name in ("life", "wearing")
    )
    stock = stock_of(found.condition, segments.classes, life, wearing)
    yearly = 0.02 * total.replacement
    policies: dict[str, Policy] = {
        "nothing": DoNothing(),
        "keep": KeepCondition(),
        "budget": Budget(yearly, Works.WHOLE),
        "clear": ClearBacklog(10),
    }
    paths = {name: simulate(stock, policy, NOW, YEARS) for name, policy in policies.items()}
    return {
        "segments": total.objects,
        "backlog": total.backlog,
        "classes": to_arrow(sums_by(found.condition, segments.classes)).to_pylist(),
        "rows": [list(row) for row in zip(segments.names.tolist(), found.present.tolist(), strict=True)],
        "paths": {name: path.total("backlog")[0].tolist() for name, path in paths.items()},
        "spent": {name: path.total("spent")[0].tolist() for name, path in paths.items()},
    }


def read_segments(file: Path) -> Segments:
    """The measured segments, areas in m²; the survey's index 0-100 is the condition."""
    table: pa.Table = csv.read_csv(file)
    size = table.num_rows
    return Segments(
        names=np.array(table["seg_id"].to_pylist()),
        classes=np.array(table["func_class"].to_pylist()),
        quantity=table["area_sq_ft"].to_numpy() * SQUARE_FOOT,
        measured=table["oci"].to_numpy() / 100,
        measured_in=np.full(size, float(SURVEY)),
        renewed=np.full(size, np.nan),
    )


def class_numbers(segments: Segments) -> np.ndarray:
    """The number of each segment's functional class."""
    names = [one.name for one in CLASSES]
    found, position = np.unique(segments.classes, return_inverse=True)
    return np.array([names.index(name) for name in found])[position]
