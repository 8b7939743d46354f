"""What the example says at its two dates: every indicator's verdict, and what changed between them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from voimavara.core.errors import UserError
from voimavara.core.origin import Origin
from voimavara.snapshot.changes import compare
from voimavara.snapshot.model import IndicatorView, Snapshot
from voimavara.tasks.explain import explain
from voimavara.tasks.figures import figures
from voimavara.tasks.run import run
from voimavara.verdicts.verdict import Judgement

SPRING, AUTUMN = date(2020, 4, 30), date(2020, 10, 31)

# Indicator: its verdict in spring, in autumn.
VERDICTS = {
    "recruitment_success": ("undecided", "undecided"),
    "would_recommend": ("not_met", "inconclusive"),  # 75 % of 2019, then 78 % with 80 % inside its interval
    "maintenance_backlog": ("undecided", "undecided"),
    "property_cost_per_m2": ("undecided", "undecided"),
    "utilisation_rate": ("undecided", "undecided"),
    "property_cost_per_person_year": ("undecided", "undecided"),
    "floor_area_per_person_year": ("undecided", "undecided"),
    "consumption_per_m2": ("undecided", "undecided"),
    "reporting_coverage": ("not_met", "not_met"),
    "system_adoption": ("off_track", "on_track"),  # Kuntari caught up
    "net_cost_growth": ("missing", "met"),  # the accounts of 2019 came in October
    "unit_cost": ("met", "not_met"),  # two sectors turned upwards
    "exit_interview_share": ("not_met", "late"),  # September's interviews have not come
    "induction_completed": ("met", "met"),
    "vacancy_rate": ("met", "incomplete"),  # two rows of September are set aside
    "sick_leave_days": ("on_track", "off_track"),
}

# Indicator: the figure in autumn, as it is shown, with how far it may be off.
FIGURES = {
    "recruitment_success": (0.84, 0.005),
    "would_recommend": (0.784, 0.0005),
    "property_cost_per_m2": (57.87, 0.005),
    "property_cost_per_person_year": (5668, 0.5),
    "floor_area_per_person_year": (97.95, 0.005),
    "consumption_per_m2": (178.88, 0.005),
    "reporting_coverage": (10 / 13, 0.0005),
    "net_cost_growth": (0.00245, 0.0001),
    "induction_completed": (0.723, 0.0005),
    "sick_leave_days": (15.6, 0.05),
}


@pytest.fixture(scope="module")
def workspace(heinola: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("example") / "heinola"
    ignored = shutil.ignore_patterns("warehouse", "snapshots", "make", "mending")
    shutil.copytree(heinola, copy, ignore=ignored)
    return copy


@pytest.fixture(scope="module")
def spring(workspace: Path) -> Snapshot:
    return run(workspace, SPRING).snapshot


@pytest.fixture(scope="module")
def autumn(workspace: Path, spring: Snapshot) -> Snapshot:
    return run(workspace).snapshot


def _of(snapshot: Snapshot, indicator: str) -> IndicatorView:
    return next(one for one in snapshot.indicators if one.id == indicator)


def _figure(snapshot: Snapshot, indicator: str) -> float | None:
    total = _of(snapshot, indicator).main.total
    return total.latest.value if total and total.latest else None


@pytest.mark.parametrize("indicator", VERDICTS)
def test_the_verdict_in_spring(spring: Snapshot, indicator: str) -> None:
    verdict = _of(spring, indicator).verdict
    assert verdict.judgement == VERDICTS[indicator][0], verdict.reason.en


@pytest.mark.parametrize("indicator", VERDICTS)
def test_the_verdict_in_autumn(autumn: Snapshot, indicator: str) -> None:
    verdict = _of(autumn, indicator).verdict
    assert verdict.judgement == VERDICTS[indicator][1], verdict.reason.en


@pytest.mark.parametrize("indicator", FIGURES)
def test_the_figure_in_autumn(autumn: Snapshot, indicator: str) -> None:
    expected, margin = FIGURES[indicator]
    assert _figure(autumn, indicator) == pytest.approx(expected, abs=margin)


def test_every_word_that_a_verdict_can_be_is_seen_in_the_example() -> None:
    said = {word for words in VERDICTS.values() for word in words}
    assert said == set(Judgement)


def test_every_reason_is_written_in_three_languages(spring: Snapshot, autumn: Snapshot) -> None:
    for snapshot in (spring, autumn):
        for one in snapshot.indicators:
            assert not one.verdict.reason.missing, one.id


def test_net_costs_meet_the_target_in_four_years_but_not_in_one(autumn: Snapshot) -> None:
    four_years, one_year = sorted(_of(autumn, "net_cost_growth").peers, key=lambda peers: peers.own_growth)
    assert (four_years.of, four_years.judgement, one_year.judgement) == (39, "met", "not_met")
    assert four_years.own_growth < four_years.median_growth
    assert one_year.own_growth > one_year.median_growth


def test_net_costs_are_official_and_all_else_is_an_example(autumn: Snapshot) -> None:
    origins = {one.id: one.origin for one in autumn.indicators if one.origin is not None}
    assert origins.pop("net_cost_growth") is Origin.OFFICIAL
    origins.pop("reporting_coverage", None)  # computed from when data came, not from rows
    assert set(origins.values()) == {Origin.EXAMPLE}


def test_the_two_backlogs_stand_side_by_side_and_are_never_added(autumn: Snapshot) -> None:
    main = _of(autumn, "maintenance_backlog").main
    by_reporter = next(one for one in main.breakdowns if one.dimensions == ("reporter",))
    newest = {dict(one.place)["reporter"]: one.latest.value for one in by_reporter.series if one.latest}
    assert main.total is None
    assert newest["premises"] == pytest.approx(19.26, abs=0.005)
    assert newest["engineering"] == pytest.approx(22.60, abs=0.005)


def test_bookings_of_september_are_missed_and_energy_came_late(autumn: Snapshot) -> None:
    states = {cell.indicator: cell.state for cell in autumn.coverage.cells if cell.round == AUTUMN}
    assert states["utilisation_rate"] == "late"
    assert states["exit_interview_share"] == "late"
    assert states["consumption_per_m2"] == "came_late"
    assert states["maintenance_backlog"] == "not_due"
    assert states["net_cost_growth"] == "in_time"


def test_what_changed_since_spring_is_told(spring: Snapshot, autumn: Snapshot) -> None:
    changes = compare(spring, autumn)
    turned = {one.indicator for one in changes.turned}
    assert turned >= {name for name, (before, after) in VERDICTS.items() if before != after}
    revised = {one.indicator for one in changes.revised}
    assert revised >= {"maintenance_backlog", "property_cost_per_m2"}


def test_every_row_that_waits_to_be_mended_is_listed_once(autumn: Snapshot) -> None:
    places = [(row.file, row.line) for row in autumn.rejected]
    assert len(places) == len(set(places)) == 22


def test_what_is_hidden_of_a_year_cannot_be_worked_out_from_its_quarters(
    workspace: Path, autumn: Snapshot
) -> None:
    with pytest.raises(UserError, match="speaks of persons"):
        figures(workspace, "recruitment_success", ["sector"], "quarter", AUTUMN, "en")
    assert figures(workspace, "recruitment_success", ["sector"], "year", AUTUMN, "en").rows
    everything = figures(workspace, None, [], "month", AUTUMN, "en")
    assert "recruitment_success" not in {row[0] for row in everything.rows}
    assert "sick_leave_days" in {row[0] for row in everything.rows}


def test_the_size_of_a_hidden_group_is_not_told(workspace: Path, autumn: Snapshot) -> None:
    answer = explain(workspace, "exit_interview_share", "main", None, ["sector=culture"], AUTUMN, "en")
    assert "not even counted" in answer.words
    assert "rows: 5" not in answer.words
