"""The example's estate from its files to the snapshot: what adds up, what is marked, what is said."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import pytest

import voimavara.programme
from voimavara.portfolio.condition.breaks import breaks_said
from voimavara.portfolio.consumption.yearly_use import consumption_views
from voimavara.portfolio.estate import Estate
from voimavara.portfolio.snapshot import current_snapshot, frozen
from voimavara.run.progress import silent
from voimavara.run.workspace import open_workspace
from voimavara.snapshot.estate.condition import ObjectView
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.snapshot.estate.store import FOLDER, save
from voimavara.verdicts.verdict import Judgement

LANGUAGES = ("fi", "sv", "en")


def one(snapshot: EstateSnapshot, identity: str) -> ObjectView:
    return next(each for each in snapshot.objects if each.id == identity)


def test_every_object_of_the_registers_is_there_once(heinola: EstateSnapshot) -> None:
    kinds = [each.kind for each in heinola.objects]
    counts = {kind: kinds.count(kind) for kind in set(kinds)}
    assert counts == {"building": 69, "street": 249, "green_area": 40, "pipe": 399}
    assert len({each.id for each in heinola.objects}) == len(heinola.objects)


@pytest.mark.parametrize("dimension", ["kind", "class", "district", "sector"])
def test_the_portfolio_is_the_sum_of_its_parts(heinola: EstateSnapshot, dimension: str) -> None:
    (whole,) = [each for each in heinola.sums if each.dimension == "whole"]
    parts = [each for each in heinola.sums if each.dimension == dimension]
    for what in ("objects", "unknown", "replacement", "backlog", "liability"):
        assert sum(getattr(part, what) for part in parts) == pytest.approx(getattr(whole, what), abs=0.1)
    backlogs = [each.backlog for each in heinola.objects if each.backlog is not None]
    assert math.fsum(backlogs) == pytest.approx(whole.backlog, abs=1)


def test_an_unknown_condition_is_not_counted_as_good(heinola: EstateSnapshot) -> None:
    unknown = one(heinola, "building-1024")
    assert (unknown.condition, unknown.backlog, unknown.method) == (None, None, None)
    (buildings,) = [each for each in heinola.sums if (each.dimension, each.value) == ("kind", "building")]
    assert buildings.unknown == 1
    assert any("Myllyojan päiväkoti (1024)" in remark.fi for remark in heinola.remarks)


def test_what_is_assumed_is_marked(heinola: EstateSnapshot) -> None:
    pipe = next(each for each in heinola.objects if each.kind == "pipe" and each.backlog is not None)
    assert "life" in pipe.assumed
    parts = [part for each in heinola.objects for part in each.parts]
    assert parts
    assert any(part.assumed for part in parts)
    assert all(need.assumed for need in heinola.space_needs)


def test_what_stands_empty_leads_the_list_of_what_could_be_given_up(heinola: EstateSnapshot) -> None:
    empty = {each.id for each in heinola.objects if "empty" in each.flags}
    first = heinola.candidates[: len(empty)]
    assert {each.object for each in first} == empty
    assert all("tyhj" in each.sentence.fi.lower() and not each.barred.fi for each in first)


def test_the_protected_the_empty_and_the_disputed_are_flagged(heinola: EstateSnapshot) -> None:
    assert "protected" in one(heinola, "building-1006").flags
    assert "empty" in one(heinola, "building-1011").flags
    assert heinola.differences
    assert {each.chosen for each in heinola.differences} == {"premises", "register"}


def test_a_repair_after_the_values_were_stated_raises_the_condition(loaded: Path) -> None:
    workspace = open_workspace(loaded)
    buildings = Estate(workspace, workspace.as_of(None)).buildings
    number = buildings.holding.names.tolist().index("1020")
    after, before = buildings.holding.valuation, buildings.before.valuation
    assert after.technical[number] - before.technical[number] == pytest.approx(821_300, rel=1e-9)


def test_pipes_past_their_life_come_with_a_range(heinola: EstateSnapshot) -> None:
    range_ = [heinola.pipe_range[shift] for shift in ("-10", "-5", "0", "5", "10")]
    assert range_ == sorted(range_, reverse=True)
    assert range_[0] > range_[2] > range_[4]


def test_more_money_leaves_less_backlog_in_each_scenario(heinola: EstateSnapshot) -> None:
    paths = {(path.scenario, path.policy): path for path in heinola.paths}
    nothing, budget = paths["present_funding", "do_nothing"], paths["present_funding", "budget"]
    assert all(one <= other for one, other in zip(budget.backlog, nothing.backlog, strict=True))
    assert all(
        low <= mid <= high for low, mid, high in zip(budget.low, budget.backlog, budget.high, strict=True)
    )
    assert paths["keep_and_clear", "clear_in_years"].backlog[10] == pytest.approx(0, abs=1)
    today = sum(each.backlog for each in heinola.sums if each.dimension == "kind")  # pipes too
    assert all(path.backlog[0] == pytest.approx(today, rel=1e-9) for path in heinola.paths)


def test_undecided_stays_undecided_and_the_decided_has_its_share_of_runs(heinola: EstateSnapshot) -> None:
    for path in heinola.paths:
        assert path.verdicts["maintenance_backlog"] is Judgement.UNDECIDED
        assert "maintenance_backlog" not in path.met
        assert path.verdicts["vacancy_rate"] is Judgement.NOT_MET
        assert "vacancy_rate" not in path.met, "chance has no part in it, so no share of the runs meets it"
        assert path.seed == 20201031


def test_a_warm_scenario_lowers_consumption_and_fewer_people_need_less_space(heinola: EstateSnapshot) -> None:
    present = next(path for path in heinola.paths if path.scenario == "present_funding")
    warm = next(path for path in heinola.paths if path.scenario == "dear_and_wet")
    assert warm.figures["consumption_per_m2"] < present.figures["consumption_per_m2"]
    assert warm.figures["vacancy_rate"] > present.figures["vacancy_rate"]
    assert warm.space_surplus["school"] > present.space_surplus["school"]


def test_the_plan_keeps_to_its_budgets_rules_and_bound(heinola: EstateSnapshot) -> None:
    plan = heinola.plan
    assert plan is not None
    assert all(spent <= budget + 0.01 for spent, budget in zip(plan.spent, plan.budgets, strict=True))
    assert plan.value <= plan.bound
    assert plan.gap <= 0.02
    works = {work.object: work for work in plan.works}
    assert works["building-1006"].must
    assert works["building-1006"].year in (2021, 2022)
    assert "building-1011" not in works  # it stands empty
    street, pipe = works.get("street-K-0038"), works.get("pipe-V0400")
    assert (street and street.year) == (pipe and pipe.year)
    assert all(work.why.fi and work.why_now.sv for work in plan.works)


def test_no_work_of_the_plan_comes_for_nothing(heinola: EstateSnapshot) -> None:
    assert heinola.plan is not None
    value = {each.id: each.replacement for each in heinola.objects}
    assert all(work.cost > 0 for work in heinola.plan.works)
    pipes = [work for work in heinola.plan.works if work.kind == "pipe"]
    assert pipes
    assert all(work.cost >= 0.5 * (value[work.object] or 0) for work in pipes)  # laid anew whole


def test_the_whole_is_never_worth_less_than_its_parts(heinola: EstateSnapshot) -> None:
    both = heinola.whole_against_parts
    assert both is not None
    assert both.difference >= 0
    assert both.difference == pytest.approx(both.whole - sum(both.parts.values()), abs=1)


def test_what_slipped_from_the_adopted_plan_has_its_price(heinola: EstateSnapshot) -> None:
    following = heinola.following
    assert following is not None
    states = {slip.object: slip for slip in following.slips}
    assert states["building-1020"].state == "dearer"
    assert states["building-1041"].state == "late"
    assert states["building-1041"].moved_to == 2021
    assert states["building-1041"].price > 0
    assert following.ahead == 12


def test_a_work_that_is_half_done_is_late_and_not_cheaper(heinola: EstateSnapshot) -> None:
    assert heinola.following is not None
    half = next(slip for slip in heinola.following.slips if slip.object == "building-1027")
    assert (half.state, half.done_year, half.moved_to) == ("late", 2020, 2021)
    assert half.price > 0
    assert "47% is done, and the rest is moved to 2021" in half.sentence.en
    assert all(slip.state != "cheaper" for slip in heinola.following.slips)


def test_no_reason_of_the_plan_turns_on_what_arithmetic_adds(heinola: EstateSnapshot) -> None:
    assert heinola.plan is not None
    assert not [work.why_now.fi for work in heinola.plan.works if "0,0000" in work.why_now.fi]


def test_a_thousand_years_tend_to_a_steady_need(heinola: EstateSnapshot) -> None:
    long = heinola.thousand_years
    assert long is not None
    assert len(long.years) == len(long.need) == 1000
    assert long.need[-1] == pytest.approx(long.need[-50], rel=0.01)
    assert long.sustainable >= long.need[-1] * 0.99
    assert long.this_year < long.sustainable


def test_the_emptied_space_shows_that_cost_per_square_metre_misleads(heinola: EstateSnapshot) -> None:
    assert heinola.study is not None
    rows = {row.measure: row for row in heinola.study.rows}
    cost = rows["cost_per_m2"]
    assert cost.response is not None
    assert cost.response < 0
    assert rows["backlog_share"].response == max(row.response or -1 for row in heinola.study.rows)
    known = {name for name, row in rows.items() if row.agreement is not None}
    assert rows.keys() - known == {"m2_per_inhabitant", "cost_per_inhabitant"}  # inhabitants are of no sector
    assert all(-1 <= (row.agreement or 0) <= 1 for row in heinola.study.rows)
    assert heinola.study.recommendation.sv


def test_heat_is_as_in_normal_weather_and_says_what_it_assumes(heinola: EstateSnapshot) -> None:
    warm = next(each for each in heinola.consumption if each.object == "building-1067")
    assert warm.normalised is not None
    assert warm.hot_water is not None
    assert warm.weather_ratio is not None
    heat = warm.totals["heat"]
    assert heat is not None
    wanted = warm.weather_ratio * (heat - warm.hot_water) + warm.hot_water
    assert warm.normalised == pytest.approx(wanted, rel=1e-4)
    assert warm.reference == "1981-2010"
    assert any(word.startswith("hot_water") for word in warm.assumed)


def test_sectors_make_up_the_city_with_what_stands_empty(heinola: EstateSnapshot) -> None:
    (whole,) = [each for each in heinola.space_use if each.dimension == "whole"]
    sectors = [each.area for each in heinola.space_use if each.dimension == "sector"]
    assert sum(sectors) == pytest.approx(whole.area)
    assert {each.value for each in heinola.space_use if each.dimension == "service"} >= {"school", "daycare"}
    assert whole.per["inhabitants"].area == pytest.approx(whole.area / 18667, rel=0.05)


def test_each_forecast_starts_from_today_and_never_rises_untouched(heinola: EstateSnapshot) -> None:
    for each in heinola.objects:
        if each.forecast is not None and each.condition is not None:
            untouched = each.forecast.untouched
            assert all(later <= now + 1e-9 for now, later in pairwise(untouched))
            assert untouched[0] == pytest.approx(each.condition, abs=1e-4)


def test_sentences_are_there_in_three_languages(heinola: EstateSnapshot) -> None:
    sentences = [
        *heinola.remarks,
        *(each.sentence for each in heinola.candidates),
        *(each.sentence for each in heinola.abnormal),
        *(basis.definition for basis in heinola.bases.values()),
    ]
    for text in sentences:
        assert all(text.within(language) for language in LANGUAGES)
        assert text.fi != text.en
        assert text.sv != text.en


def test_the_same_inputs_give_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    first = current_snapshot(workspace, None, silent)
    opened = open_workspace(workspace)
    again, _ = save(tmp_path, frozen(Estate(opened, opened.as_of(None))))
    assert again == first
    current_snapshot(workspace, None, silent)
    assert len(list((workspace / "snapshots" / FOLDER).glob("*.json"))) == 1


def test_a_budget_is_spent_once_though_pipes_come_first(heinola: EstateSnapshot) -> None:
    for path in heinola.paths:
        if path.policy == "budget":
            assert sum(path.spending[1:4]) <= 3 * 5e6


def test_streets_are_shown_measured_modelled_and_both(heinola: EstateSnapshot) -> None:
    found = {one.method: one for one in heinola.street_methods if one.kind == "street"}
    assert set(found) == {"measured", "modelled", "hybrid"}
    (streets,) = [one for one in heinola.sums if (one.dimension, one.value) == ("kind", "street")]
    assert (found["hybrid"].backlog, found["hybrid"].unknown) == (streets.backlog, streets.unknown)
    assert found["measured"].unknown > found["hybrid"].unknown, "what nobody measured is in no measured sum"
    assert found["measured"].objects + found["measured"].unknown == streets.objects
    assert len({one.backlog for one in found.values()}) == 3


def test_the_money_that_keeps_buildings_and_clears_their_backlog_is_shown(heinola: EstateSnapshot) -> None:
    (buildings,) = [one for one in heinola.sums if (one.dimension, one.value) == ("kind", "building")]
    assert heinola.funding is not None
    assert heinola.funding.euros == pytest.approx(0.0175 * buildings.replacement + buildings.backlog / 10)


def test_another_threshold_breaks_the_series(workspace: Path) -> None:
    opened = open_workspace(workspace)
    estate = Estate(opened, opened.as_of(None))
    assert list(breaks_said(estate.facts, estate.holdings)) == []
    name = "backlog_threshold.yaml"
    catalogue = Path(voimavara.programme.__file__).with_name("catalogue") / "parameters" / name
    written = catalogue.read_text("utf-8").replace("{2006: 0.75}", "{2006: 0.75, 2019: 0.8, 2030: 0.9}")
    (workspace / "parameters" / name).write_text(written, "utf-8")
    opened = open_workspace(workspace)
    estate = Estate(opened, opened.as_of(None))
    (said,) = breaks_said(estate.facts, estate.holdings)
    assert said.en.startswith("Buildings: from 2019 on the figures are another series")


def test_heat_is_compared_between_buildings_by_the_coefficients_alone(workspace: Path) -> None:
    opened = open_workspace(workspace)
    estate = Estate(opened, opened.as_of(None))
    both = [
        one
        for one in consumption_views(estate.facts, estate.consumption, estate.normalised)
        if one.comparable
    ]
    assert any(one.comparable["country"] < one.comparable["locality"] for one in both)
    for one in both:
        assert one.normalised_per_m2 is not None
        assert one.comparable["locality"] == pytest.approx(one.normalised_per_m2), "the example's k1 is 1"
        assert one.comparable["country"] <= one.comparable["locality"]
    for name in ("heat_k1", "heat_k2"):
        (workspace / "parameters" / f"{name}.yaml").unlink()
    opened = open_workspace(workspace)
    estate = Estate(opened, opened.as_of(None))
    assert not any(
        one.comparable for one in consumption_views(estate.facts, estate.consumption, estate.normalised)
    )
    assert any("heat_k1" in remark.sv for remark in estate.normalised.remarks)
