"""What the estate's commands work out is a figure: judged by targets, explained, with its origin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from voimavara.portfolio.snapshot import current_snapshot
from voimavara.run.computation import Computation
from voimavara.run.progress import silent
from voimavara.run.workspace import open_workspace
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.tasks.answer import Word
from voimavara.tasks.explain import explain
from voimavara.tasks.figures import figures
from voimavara.verdicts.verdict import Verdict

INDICATOR = "whole_against_parts"


def values(folder: Path, indicator: str = INDICATOR) -> dict[tuple[str, str], tuple[float, str, Word]]:
    """Measure and place → value, unit, origin."""
    table = figures(folder, indicator, (), None, None, "en")
    return {
        (row[1].code, row[3].said.within("en") if row[3] else ""): (row[4], row[5], row[8])
        for row in table.rows
    }  # type: ignore[misc, union-attr]


def verdict(folder: Path) -> Verdict:
    workspace = open_workspace(folder)
    return Computation(workspace, workspace.as_of(None)).material.verdicts[INDICATOR]


def test_the_difference_of_whole_and_parts_is_a_figure_with_unit_and_origin(
    loaded: Path, heinola: EstateSnapshot
) -> None:
    assert heinola.whole_against_parts is not None
    value, unit, origin = values(loaded)["main", ""]
    assert value == pytest.approx(heinola.whole_against_parts.difference / 1e6)
    assert (unit, origin.code) == ("MEUR", "example")


def test_the_difference_is_explained_down_to_the_snapshot_it_stands_in(
    loaded: Path, heinola: EstateSnapshot
) -> None:
    answer = explain(loaded, INDICATOR, "main", None, (), None, "en")
    (row,) = answer.rows.rows
    assert row[0] == "estate_outlook"
    assert heinola.id in str(row[1])
    assert (loaded / str(row[1])).is_file()


@pytest.mark.parametrize(("level", "judged"), [("1 EUR", "not_met"), ("900 MEUR", "met")])
@pytest.mark.usefixtures("heinola")
def test_the_difference_is_judged_by_a_target_in_yaml(workspace: Path, level: str, judged: str) -> None:
    path = workspace / "indicators" / f"{INDICATOR}.yaml"
    text = re.sub(r"target:\n(?:  .*\n)+", f"target: {{at_most: {level}}}\n", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    assert verdict(workspace).judgement == judged


def test_a_portfolio_by_kind_adds_up_to_what_the_portfolio_page_shows(
    loaded: Path, heinola: EstateSnapshot
) -> None:
    found = values(loaded)
    for one in heinola.sums:
        if one.dimension in ("whole", "district"):
            place = "" if one.dimension == "whole" else one.name.en
            assert found["backlog", place][0] == pytest.approx(one.backlog / 1e6, abs=1e-6)


@pytest.mark.usefixtures("heinola")
def test_the_same_estate_is_loaded_once(workspace: Path) -> None:
    before = open_workspace(workspace).warehouse.loads()
    current_snapshot(workspace, None, silent)
    assert open_workspace(workspace).warehouse.loads() == before


@pytest.mark.usefixtures("heinola")
def test_a_new_budget_replaces_the_years_figure_and_the_old_one_can_come_back(workspace: Path) -> None:
    first = values(workspace)["main", ""][0]
    plan = workspace / "plans" / "works_2021_2030.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace(": 6 MEUR", ": 9 MEUR").replace(": 7 MEUR", ": 9 MEUR"), "utf-8")
    current_snapshot(workspace, None, silent)
    second = values(workspace)["main", ""][0]
    plan.write_text(text, "utf-8")
    current_snapshot(workspace, None, silent)
    assert second != first
    assert values(workspace)["main", ""][0] == first


def test_a_city_without_a_plan_has_no_figure_rather_than_a_zero(workspace: Path) -> None:
    for path in (workspace / "plans").glob("*.yaml"):
        path.unlink()
    current_snapshot(workspace, None, silent)
    found = values(workspace)
    assert found.get(("main", ""), (None,))[0] is None
    assert found["sustainable", ""][0]


def test_nobody_is_late_with_what_the_product_works_out(workspace: Path) -> None:
    assert verdict(workspace).judgement == "undecided"
