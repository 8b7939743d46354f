"""A cap on emissions, on the example: it is kept, and a cap that cannot be kept is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from voimavara.core.errors import UserError
from voimavara.estate.planning.plan import WorkPlan
from voimavara.portfolio.estate import Estate
from voimavara.run.workspace import open_workspace

PLAN = "plans/works_2021_2030.yaml"


def plan_with(workspace: Path, cap: float) -> WorkPlan:
    """The city's plan where heat emits 0.15 t a MWh, a repair saves heat, and the cap holds."""
    path = workspace / PLAN
    text = path.read_text("utf-8").partition("heat_emissions:")[0]
    if "saves_heat" not in text:
        text = text.replace(
            "    cost: 100 %\n", "    cost: 100 %\n    saves_heat: 30 %\n    emissions: 100\n"
        )
    path.write_text(f"{text}heat_emissions: 0.15\nemissions_cap: {cap}\n", "utf-8")
    opened = open_workspace(workspace)
    planning = Estate(opened, opened.as_of(None)).planning
    if isinstance(planning, UserError):
        raise planning
    assert planning is not None
    return planning.whole


def emitted(plan: WorkPlan) -> float:
    assert plan.problem.options.emissions is not None
    return float(plan.problem.options.emissions[plan.options].sum())


def test_a_plan_under_a_cap_emits_no_more_than_the_cap_and_brings_no_more(workspace: Path) -> None:
    free = plan_with(workspace, 1e9)
    tonnes = emitted(free)
    least = np.minimum.reduceat(free.problem.options.emissions, free.problem.options.first[:-1]).sum()
    assert least < tonnes
    cap = tonnes - (tonnes - least) * 0.1
    capped = plan_with(workspace, float(cap))
    assert emitted(capped) <= cap
    assert capped.value <= free.bound
    assert (capped.spent <= capped.problem.budgets + 1e-6).all()


def test_a_cap_below_what_any_plan_emits_is_refused_in_a_sentence(workspace: Path) -> None:
    with pytest.raises(UserError, match="emissions"):
        plan_with(workspace, 1.0)
