"""The adopted plan against repairs: each euro counts once, and what is not known is not nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from voimavara.core.language import Text, same
from voimavara.estate.planning.progress import WorkProgress
from voimavara.estate.planning.slips import Slip
from voimavara.estate.prices import PriceIndex
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.plan.adopted import AdoptedPlan, AdoptedWork
from voimavara.portfolio.plan.progress import adopted_progress, outside
from voimavara.portfolio.plan.slips import _slip
from voimavara.portfolio.remarks import unindexed_plan_said
from voimavara.programme.programme import Programme
from voimavara.programme.scaffold import write_scaffold
from voimavara.run.programme import read_programme
from voimavara.snapshot.estate.plan import PlanView
from voimavara.tasks.plan import _money

YEAR = 12  # months
HEINOLA = Path(__file__).parents[2] / "examples" / "heinola"
NAMES = {"building-1": same("School")}
ACTIONS = {"renovate": cast("Any", SimpleNamespace(kinds=()))}


def facts(*repairs: dict[str, Any], programme: Programme | None = None) -> EstateFacts:
    """The repairs of a town at the end of 2023, whose prices have stood still."""
    index = PriceIndex("index", dict.fromkeys(range(2019, 2024), 100.0), "source")
    found = SimpleNamespace(
        rows=lambda _: list(repairs),
        index=index,
        price_level=index.level(2023),
        year=2023,
        value=lambda _: 0.05,
        programme=programme or read_programme(HEINOLA),
    )
    return cast("EstateFacts", found)


def repair(name: str, year: int, cost: float, **other: Any) -> dict[str, Any]:
    """An investment in the school that was done."""
    row = {
        "repair": name, "object_kind": "building", "object": "1", "part": None, "state": "done",
        "year": year * YEAR, "cost": cost, "capitalised": True, "work": None,
    }  # fmt: skip
    return row | other


def adopted(*works: tuple[str, int, float], price_year: int = 2020) -> AdoptedPlan:
    """A plan of works on the school."""
    return AdoptedPlan(
        name=same("Plan"),
        adopted=date(2019, 12, 16),
        price_year=price_year,
        works=tuple(
            AdoptedWork(
                id=name, object="building-1", action=same("Work"), year=year, cost=cost, action_id="renovate"
            )
            for name, year, cost in works
        ),
    )


def stands(town: EstateFacts, plan: AdoptedPlan) -> dict[str, WorkProgress]:
    """How each work stands, by its id."""
    return {one.work.id: one for one in adopted_progress(town, plan, ACTIONS)}


def test_money_of_one_repair_counts_for_one_work_though_an_object_has_two() -> None:
    plan = adopted(("A", 2020, 100.0), ("B", 2022, 50.0))
    found = stands(facts(repair("T1", 2023, 60.0)), plan)
    assert found["A"].done is None
    assert found["B"].cost == 60.0
    found = stands(facts(repair("T1", 2021, 110.0), repair("T2", 2022, 60.0)), plan)
    assert (found["A"].cost, found["B"].cost) == (110.0, 60.0)


def test_two_works_of_one_year_on_an_object_get_a_repair_each() -> None:
    found = stands(
        facts(repair("T1", 2020, 90.0), repair("T2", 2020, 40.0)),
        adopted(("A", 2020, 100.0), ("B", 2020, 50.0)),
    )
    assert (found["A"].cost, found["B"].cost) == (90.0, 40.0)


def test_a_work_that_a_repair_names_takes_no_other_money() -> None:
    town = facts(repair("T1", 2020, 90.0, work="A"), repair("T2", 2021, 40.0))
    plan = adopted(("A", 2020, 100.0))
    assert stands(town, plan)["A"].cost == 90.0
    assert [one.cost for one in outside(town, plan)] == [40.0]


def test_money_spent_outside_the_plan_is_told_by_object_and_each_euro_once() -> None:
    plan = adopted(("A", 2020, 100.0))
    town = facts(
        repair("T1", 2020, 90.0),
        repair("T2", 2021, 30.0, object="2"),
        repair("T3", 2021, 20.0, object="2", part="2-ROOF"),
        repair("T4", 2022, 500.0, object="3"),
        repair("T5", 2021, 7.0, object="2", capitalised=False),  # a yearly cost
        repair("T6", 2019, 7.0, object="2"),  # before the plan
        repair("T7", 2023, 7.0, object="2", state="planned"),
    )
    found = [(one.object, one.year, one.cost) for one in outside(town, plan)]
    assert found == [("building-3", 2022, 500.0), ("building-2", 2021, 50.0)]


def test_a_price_year_that_the_index_lacks_is_told() -> None:
    (said,) = unindexed_plan_said(facts(), adopted(price_year=2015))
    assert "prices of 2015" in said.en
    assert "2015" in said.fi
    assert said.fi.endswith("Kirjoita puuttuva tiedoston parameters/building_costs.yaml kohtaan `values`.")
    assert not list(unindexed_plan_said(facts(), adopted(price_year=2020)))
    assert not list(unindexed_plan_said(facts(), None))


def test_an_index_that_only_the_product_has_is_copied_before_it_is_completed(tmp_path: Path) -> None:
    write_scaffold(tmp_path / "city", "fi")
    town = facts(programme=read_programme(tmp_path / "city"))
    (said,) = unindexed_plan_said(town, adopted(price_year=2015))
    assert "Kopioi tuotteen tiedosto catalogue/parameters/building_costs.yaml ohjelman kansioon" in said.fi


def test_a_late_work_that_cannot_be_planned_has_no_known_price_rather_than_none() -> None:
    (one,) = stands(facts(), adopted(("A", 2020, 100.0))).values()
    slip = _slip(facts(), one, Slip(None, None), NAMES)
    assert (slip.state, slip.price) == ("late", None)
    assert slip.sentence.en == "Planned for 2020 and not done. What the delay costs is not known."
    assert "ei tiedetä" in slip.sentence.fi
    assert "0" not in slip.sentence.en.replace("2020", "")


def test_what_is_known_of_a_delay_of_unknown_price_is_its_least() -> None:
    town = facts(repair("T1", 2022, 130.0))
    (one,) = stands(town, adopted(("A", 2020, 100.0))).values()
    slip = _slip(town, one, Slip(30.0, None), NAMES)
    assert slip.price == 30.0
    assert "at least €30" in slip.sentence.en


@pytest.mark.parametrize(("cost", "state"), [(104.0, "done"), (96.0, "done"), (106.0, "dearer")])
def test_what_a_work_cost_more_or_less_is_told_though_it_was_done_as_planned(cost: float, state: str) -> None:
    town = facts(repair("T1", 2020, cost))
    (one,) = stands(town, adopted(("A", 2020, 100.0))).values()
    slip = _slip(town, one, Slip(cost - 100.0, 0.0), NAMES)
    assert (slip.state, slip.price) == (state, cost - 100.0)
    assert f"€{abs(cost - 100):.0f} {'dearer' if cost > 100 else 'cheaper'}" in slip.sentence.en


def test_money_for_works_under_way_stands_beside_that_of_new_ones() -> None:
    view = PlanView(
        name=Text(), objective=Text(), weights=(), years=(2021, 2022), budgets=(6e6, 6e6), spent=(2.6e6, 5e6),
        committed=(3.4e6, 0.0), shadow_prices=(), value=0.0, bound=0.0, gap=0.0, works=(),
    )  # fmt: skip
    assert "3" in _money(view, "en")
    assert "for works under way / " in _money(view, "en").split("2022")[0]
    assert "under way" not in _money(view, "en").split("2022")[1]
    assert "keskeneräisiin töihin" in _money(view, "fi")
