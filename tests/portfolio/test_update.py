"""The adopted plan is updated from where things stand, and a reader sees what changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from voimavara.portfolio.estate import Estate
from voimavara.run.workspace import open_workspace
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.snapshot.estate.plan import UpdateView


@pytest.fixture
def update(heinola: EstateSnapshot) -> UpdateView:
    assert heinola.following is not None
    assert heinola.following.update is not None
    return heinola.following.update


def test_every_adopted_work_that_is_not_finished_gets_its_place_in_the_plan_now(
    heinola: EstateSnapshot, update: UpdateView
) -> None:
    assert heinola.plan is not None
    planned = {work.object: work.year for work in heinola.plan.works}
    assert update.changes
    for one in update.changes:
        assert one.year == (2021 if one.state == "begun" else planned.get(one.object))
    assert {"later", "sooner"} <= {one.state for one in update.changes}


def test_a_work_under_way_is_finished_and_keeps_its_money(
    heinola: EstateSnapshot, update: UpdateView
) -> None:
    assert heinola.plan is not None
    (begun,) = [one for one in update.changes if one.state == "begun"]
    assert begun.object == "building-1027"
    assert begun.object not in {work.object for work in heinola.plan.works}
    assert heinola.plan.committed[0] == begun.cost
    assert heinola.plan.spent[0] + heinola.plan.committed[0] <= heinola.plan.budgets[0]


def test_money_of_the_coming_years_is_that_of_the_plan(heinola: EstateSnapshot, update: UpdateView) -> None:
    assert heinola.plan is not None
    assert tuple(one.year for one in update.years) == heinola.plan.years
    used = [
        round(own + begun, 2) for own, begun in zip(heinola.plan.spent, heinola.plan.committed, strict=True)
    ]
    assert [one.updated for one in update.years] == used
    adopted = sum(one.adopted_cost for one in update.changes)
    assert 0 < sum(one.adopted for one in update.years) <= adopted


def test_a_work_done_is_not_planned_again_as_if_it_were_not(
    heinola: EstateSnapshot, update: UpdateView
) -> None:
    assert heinola.following is not None
    finished = {slip.object for slip in heinola.following.slips if slip.done_year and not slip.moved_to}
    assert finished
    assert finished.isdisjoint(one.object for one in update.changes)


def test_years_that_are_over_get_no_works_and_an_overdue_must_is_still_done(loaded: Path) -> None:
    estate = Estate(open_workspace(loaded), date(2023, 12, 31))
    assert estate.plans is not None
    whole = estate.plans.whole
    assert whole.problem.years == tuple(range(2024, 2031))
    assert {work.year for work in whole.works} <= set(whole.problem.years)
    assert "building-1006" in {work.object for work in whole.works}


def test_when_all_years_of_a_plan_are_over_there_is_no_plan_rather_than_an_old_one(loaded: Path) -> None:
    estate = Estate(open_workspace(loaded), date(2030, 12, 31))
    assert estate.plan is None
    assert estate.plans is None
