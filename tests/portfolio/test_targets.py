"""A scenario's figures are judged by the programme's own targets, run by run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from voimavara.portfolio.estate import Estate
from voimavara.portfolio.futures.paths import path_views
from voimavara.portfolio.futures.targets import ScenarioTargets
from voimavara.run.computation import Computation
from voimavara.run.progress import silent
from voimavara.run.workspace import open_workspace
from voimavara.snapshot.estate.futures import PathView
from voimavara.verdicts.verdict import Judgement

INDICATOR = "indicators/maintenance_backlog.yaml"


def paths_under(workspace: Path, target: str) -> dict[tuple[str, str], PathView]:
    path = workspace / INDICATOR
    text = re.sub(r"target:\n(?:  .*\n)+", f"target: {target}\n", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    opened = open_workspace(workspace)
    estate = Estate(opened, opened.as_of(None))
    targets = ScenarioTargets(estate.facts, Computation(opened, estate.as_of), None, estate.running_costs)
    views = path_views(estate.facts, estate.ageing, targets, silent)
    return {(view.scenario, view.policy): view for view in views}


def test_a_level_between_the_runs_is_met_by_some_of_them(workspace: Path) -> None:
    first = paths_under(workspace, "{at_most: 20 MEUR}")
    kept, left = first["keep_and_clear", "keep_condition"], first["present_funding", "do_nothing"]
    assert (kept.verdicts["maintenance_backlog"], kept.met["maintenance_backlog"]) == (Judgement.MET, 1.0)
    assert (left.verdicts["maintenance_backlog"], left.met["maintenance_backlog"]) == (Judgement.NOT_MET, 0.0)
    budget = first["present_funding", "budget"]
    middle = budget.figures["maintenance_backlog"]
    path = workspace / INDICATOR
    path.write_text(path.read_text("utf-8").replace("20 MEUR", f"{middle:.6f} MEUR"), "utf-8")
    opened = open_workspace(workspace)
    estate = Estate(opened, opened.as_of(None))
    targets = ScenarioTargets(estate.facts, Computation(opened, estate.as_of), None, estate.running_costs)
    again = {
        (view.scenario, view.policy): view
        for view in path_views(estate.facts, estate.ageing, targets, silent)
    }
    assert 0.25 < again["present_funding", "budget"].met["maintenance_backlog"] < 0.75


@pytest.mark.parametrize("real", ["", "real: building_costs"])
def test_a_falling_backlog_is_judged_in_todays_prices(workspace: Path, real: str) -> None:
    paths = paths_under(workspace, "{falling: {" + real + "}}")
    assert paths["keep_and_clear", "clear_in_years"].verdicts["maintenance_backlog"] is Judgement.MET
    assert paths["present_funding", "do_nothing"].met["maintenance_backlog"] == 0.0
    assert paths["keep_and_clear", "keep_condition"].met["maintenance_backlog"] > 0.5


def test_history_before_the_scenario_is_not_mixed_with_it(workspace: Path) -> None:
    paths = paths_under(workspace, "{from_history: {at_most: median, of: 20 years}}")
    verdicts = {view.verdicts["maintenance_backlog"] for view in paths.values()}
    assert verdicts == {Judgement.MISSING}


def test_cycleways_move_between_the_states_that_the_city_wrote(workspace: Path) -> None:
    """With a state that never changes their backlog stays as it is, whatever the class's life says."""
    path = workspace / "transitions" / "cycleways.yaml"
    moving = paths_under(workspace, "{at_most: 20 MEUR}")["present_funding", "do_nothing"]
    states = ("very_good", "good", "fair", "poor", "very_poor")
    rows = "".join(f"  {state}: {{{state}: 1}}\n" for state in states)
    written = re.sub(r"yearly:\n(?:  .*\n)+", f"yearly:\n{rows}", path.read_text("utf-8"))
    path.write_text(written, "utf-8")
    still = paths_under(workspace, "{at_most: 20 MEUR}")["present_funding", "do_nothing"]
    assert still.backlog[0] == moving.backlog[0]
    assert still.backlog[-1] < moving.backlog[-1]
    assert any(
        "95\u00a0%, 80\u00a0%, 60\u00a0%, 40\u00a0%, 20\u00a0%" in told.fi for told in still.assumptions
    )
