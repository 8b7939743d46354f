"""San Diego's 30,712 street segments, measured in 2015: from their file to a plan of thirty years."""

from __future__ import annotations

import csv
import shutil
import time
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from voimavara.estate.condition.sums import sums
from voimavara.estate.planning.solution import make_plan
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.plan.question import planned_objects, problem_of
from voimavara.portfolio.registers.streets_and_pipes import read_streets
from voimavara.programme.models.plan import InvestmentPlan
from voimavara.run.incoming import load_all
from voimavara.run.workspace import Workspace, open_workspace

FOOT, SEGMENTS, SECONDS = 0.3048, 30_712, 10.0
CLASSES = {
    "Residential": "local",
    "Collector": "collector",
    "Major": "main",
    "Prime": "main",
    "Alley": "cycleway",
}
SOURCE = """dataset: streets
name: {fi: Kadut, sv: Gator, en: Streets}
file: incoming/streets_*.csv
received: name
replaces: all
origin: official
owner: engineering
publisher: {fi: San Diego, sv: San Diego, en: San Diego}
columns:
  street: id
  street_class: class
  length: length
  width: width
  condition: condition
  assessed: assessed
  assessed_in: year
"""


@pytest.fixture
def streets(tmp_path: Path, real_data: Path) -> Path:
    """A workspace with the real segments alone, in metres."""
    example = Path(__file__).parents[2] / "examples" / "heinola"
    folder = tmp_path / "streets"
    shutil.copytree(
        example, folder, ignore=shutil.ignore_patterns("incoming", "warehouse", "snapshots", "sources")
    )
    (folder / "incoming").mkdir()
    (folder / "sources").mkdir()
    (folder / "sources" / "streets.yaml").write_text(SOURCE, "utf-8")
    given = real_data / "assets" / "sandiego_pavement" / "oci_2015_datasd.csv"
    with (
        given.open(encoding="utf-8") as file,
        (folder / "incoming" / "streets_2016-01-31.csv").open("w") as out,
    ):
        writer = csv.writer(out)
        writer.writerow(["id", "class", "length", "width", "condition", "assessed", "year"])
        for row in csv.DictReader(file):
            length, width = (float(row[f"seg_{what}_ft"]) * FOOT for what in ("length", "width"))
            own = CLASSES.get(row["func_class"], "local")
            writer.writerow(
                [row["seg_id"], own, f"{length:.4f}", f"{width:.4f}", row["oci"], "measured", 2015]
            )
    return folder


def plan_of(workspace: Workspace, yearly: str) -> InvestmentPlan:
    (written,) = workspace.programme.plans.values()
    return InvestmentPlan.model_validate(
        {
            "name": {"en": "Streets"},
            "source": {"en": "test"},
            "budgets": {str(year): yearly for year in range(2021, 2051)},
            "actions": {"renovate": written.actions["renovate"].model_dump()},
            "weights": {"condition": 0.02, "avoided_cost": 1},
            "backlog_cost": "5 %",
        }
    )


@pytest.mark.panel
def test_from_file_to_plan_in_ten_seconds(streets: Path) -> None:
    begun = time.process_time()
    workspace = open_workspace(streets)
    (loaded,) = load_all(workspace)
    day = date(2020, 12, 31)
    facts = EstateFacts(
        workspace.programme, workspace.warehouse.select(workspace.programme.contracts, day), day
    )
    holding = read_streets(facts)
    total = sums(holding.valuation)
    planned = planned_objects(facts, (holding,), np.zeros(0))
    plan = make_plan(problem_of(facts, "streets", plan_of(workspace, "30 MEUR"), planned))
    taken = time.process_time() - begun
    assert loaded.load.rows_read == SEGMENTS
    assert total.objects == loaded.load.rows_accepted
    assert total.backlog == pytest.approx(_backlog_by_hand(facts), rel=1e-9)
    assert (plan.spent <= plan.problem.budgets * (1 + 1e-9)).all()
    assert plan.gap < 2e-3
    assert taken < SECONDS


def _backlog_by_hand(facts: EstateFacts) -> float:
    """Row by row: the measured condition, aged since along its class's curve, against the class's optimum."""
    found = 0.0
    for row in facts.rows("streets"):
        own = row["street_class"]
        life, wearing = facts.value("street_life", own), facts.value("street_wearing", own) / 100
        price = facts.at_price_level("street_renovation_price").in_force(facts.as_of, own)
        assert price is not None
        seen = float(row["condition"]) / 100
        age = (min(1.0, (1 - seen) / wearing)) ** 0.5 * life + facts.year - 2015
        now = min(seen, 1 - wearing * min(age / life, 1.0) ** 2)
        area = float(row["length"]) * float(row["width"])
        found += max(0.0, facts.value("street_optimal_condition", own) / 100 - now) * price * area
    return found
