"""Figures that stay when a load comes, and those that are computed again: always what all anew would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from voimavara.core.errors import Place
from voimavara.core.message import Message
from voimavara.core.periods import Period
from voimavara.figures.evaluation import evaluate
from voimavara.figures.figure import Figure
from voimavara.figures.request import Request
from voimavara.warehouse.load import Fault, Rejected

from .test_ratio import COST_PER_M2
from .town import Town, asked

COSTS: dict[str, Any] = {"sum": "amount", "in": "property_costs"}
PER_VISIT: dict[str, Any] = {
    "ratio": {
        "of": {"sum": "amount", "in": "property_costs"},
        "to": {"mean": "area", "in": "space_occupancy"},
    }
}
MONTHS = "2020-01 2020-02 2020-03 2020-04 2020-05 2020-06"
REQUESTS = (
    asked(COSTS, MONTHS, "building", unit="EUR", indicator="costs"),
    asked(COSTS, MONTHS, unit="EUR", indicator="total"),
    asked(PER_VISIT, MONTHS, "building", unit="EUR/m2", indicator="per_area"),
    asked(COST_PER_M2, MONTHS, "sector", unit="EUR/m2", indicator="by_register"),
    asked(COSTS, "2020 2020-06", unit="EUR", indicator="mixed"),
)


def costs(town: Town, buildings: str, months: str, amount: int = 10, **said: Any) -> None:
    covers = Period.parse(months)
    rows = [
        {"building": building, "month": str(Period(month, 1)), "kind": "heat", "amount": amount}
        for building in buildings
        for month in range(covers.first, covers.end)
    ]
    town.load("property_costs", rows, covers=covers, **said)


@pytest.fixture
def estate(town: Town) -> Town:
    building = {"name": "a", "use_class": "school", "gross_area": 100, "in_use_from": "2000-01-01"}
    sectors = {"A": "edu", "B": "adm", "C": "edu"}
    town.load("buildings", [{"building": name, "sector": of, **building} for name, of in sectors.items()])
    covers = Period.parse("2020-01..2020-06")
    area = [
        {"building": building, "month": str(Period(month, 1)), "area": 50, "occupied_area": 40}
        for building in "AB"
        for month in range(covers.first, covers.end)
    ]
    town.load("space_occupancy", area, covers=covers)
    costs(town, "AB", "2020-01..2020-03")
    costs(town, "A", "2020-04..2020-05")
    return town


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def same_as_anew(town: Town, cache: Path, requests: tuple[Request, ...] = REQUESTS) -> None:
    """What the kept figures give is what all computed anew gives, to the last bit."""
    there, anew = town.engine(cache).columns(requests), town.engine().columns(requests)
    assert list(there) == list(anew)
    assert there.digest == anew.digest


def test_a_new_load_changes_what_it_speaks_of(estate: Town, kept: Path) -> None:
    same_as_anew(estate, kept)
    for buildings, months in (
        ("A", "2020-06"),
        ("B", "2020-05..2020-06"),
        ("C", "2020-06"),
        ("C", "2020-02"),
    ):
        costs(estate, buildings, months, 7)
        same_as_anew(estate, kept)


def test_rows_that_a_newer_load_replaces_are_gone(estate: Town, kept: Path) -> None:
    same_as_anew(estate, kept)
    may = Period.parse("2020-05")
    estate.replace_last("property_costs", dropped_periods=(may,))
    costs(estate, "A", "2020-05", 99)
    same_as_anew(estate, kept)
    estate.replace_last("property_costs", dropped_lines=(estate.dropping([2]),))
    same_as_anew(estate, kept)


def test_a_place_whose_rows_were_replaced_by_none_is_still_told_of(estate: Town, kept: Path) -> None:
    costs(estate, "C", "2020-04..2020-06")
    same_as_anew(estate, kept)
    estate.replace_last("property_costs", dropped_periods=(Period.parse("2020-05..2020-06"),))
    same_as_anew(estate, kept)


def test_a_register_that_changes_changes_every_figure_that_asks_it(estate: Town, kept: Path) -> None:
    same_as_anew(estate, kept)
    moved = {"name": "a", "use_class": "school", "gross_area": 1, "in_use_from": "2000-01-01"}
    estate.load("buildings", [{"building": "B", "sector": "edu", **moved}])
    same_as_anew(estate, kept)


def test_rows_that_wait_make_figures_incomplete_although_no_load_has_changed(
    estate: Town, kept: Path
) -> None:
    same_as_anew(estate, kept)
    place = Place("incoming/property_costs.csv", 7, "Summa")
    fault = Fault("Summa", "1,2,3", Message("an amount"))
    last = estate.selection.of("property_costs")[-1].load.id
    waiting = Rejected(last, place, (fault,), {}, period=Period.parse("2020-05"))
    estate.waiting("property_costs", waiting)
    same_as_anew(estate, kept)
    (figure,) = [one for one in estate.engine(kept).figures(REQUESTS) if _is(one, "total", "2020-05")]
    assert figure.incomplete
    assert figure.incomplete.open_rows == 1
    estate.waiting("property_costs")
    same_as_anew(estate, kept)


def _is(figure: Figure, indicator: str, period: str) -> bool:
    return (figure.indicator, str(figure.period)) == (indicator, period)


def test_another_question_under_the_same_name_gets_its_own_answer(estate: Town, kept: Path) -> None:
    same_as_anew(estate, kept)
    other = (replace(REQUESTS[0], formula=asked({**COSTS, "where": {"kind": "rent"}}, "2020").formula),)
    same_as_anew(estate, kept, other)
    same_as_anew(estate, kept)


def test_more_periods_leave_the_earlier_figures_as_they_are(estate: Town, kept: Path) -> None:
    same_as_anew(estate, kept, REQUESTS[:3])
    costs(estate, "AB", "2020-07")
    longer = tuple(replace(one, periods=(*one.periods, Period.parse("2020-07"))) for one in REQUESTS[:3])
    same_as_anew(estate, kept, longer)


@pytest.mark.parametrize("damage", [b"", b"ARROW1 and nothing else"])
def test_kept_figures_that_are_damaged_or_gone_are_computed_again(
    estate: Town, kept: Path, damage: bytes
) -> None:
    same_as_anew(estate, kept)
    files = sorted(kept.glob("*.figures"))
    before = [path.read_bytes() for path in files]
    files[0].write_bytes(damage)
    files[1].unlink()
    same_as_anew(estate, kept)
    assert [path.read_bytes() for path in files] == before


@pytest.mark.parametrize("damage", [b"", b"ARROW1 and nothing else"])
@pytest.mark.parametrize("kind", ["arrow", "sql", "explained", "figures"])
def test_whatever_is_kept_may_be_damaged_and_is_made_again(
    estate: Town, kept: Path, kind: str, damage: bytes
) -> None:
    month = Period.parse("2020-05")
    estate.engine(kept).explain(REQUESTS[1], month)
    same_as_anew(estate, kept)
    for path in kept.glob("*.figures" if kind == "arrow" else "*.explained"):
        path.unlink()
    files = sorted(kept.glob(f"*.{kind}"))
    assert files or kind == "explained"
    for path in files:
        path.write_bytes(damage)
    same_as_anew(estate, kept)
    assert estate.engine(kept).explain(REQUESTS[1], month) == estate.engine().explain(REQUESTS[1], month)


def test_a_folder_that_takes_no_files_hinders_no_figure(estate: Town, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file stands where the folder should be")
    same_as_anew(estate, tmp_path / "kept")


def test_only_the_months_from_the_first_change_on_are_computed_again(
    estate: Town, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same_as_anew(estate, kept, REQUESTS[:2])
    computed: list[Request] = []
    monkeypatch.setattr("voimavara.figures.engine.evaluate", _noting(computed))
    costs(estate, "AB", "2020-06")
    estate.engine(kept).columns(REQUESTS[:2])
    assert [str(period) for request in computed for period in request.periods] == ["2020-06", "2020-06"]


def _noting(computed: list[Request]) -> Any:
    def noted(material: Any, requests: Sequence[Request]) -> Any:
        computed.extend(requests)
        return evaluate(material, requests)

    return noted


def test_a_load_after_every_period_that_is_asked_for_changes_nothing(
    estate: Town, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same_as_anew(estate, kept, REQUESTS[:3])
    computed: list[Request] = []
    monkeypatch.setattr("voimavara.figures.engine.evaluate", _noting(computed))
    costs(estate, "AB", "2020-07")
    estate.engine(kept).columns(REQUESTS[:3])
    assert computed == []
    monkeypatch.undo()
    same_as_anew(estate, kept, REQUESTS[:3])


def test_an_explanation_is_kept_until_a_load_that_speaks_of_its_months_comes(
    estate: Town, kept: Path
) -> None:
    may = Period.parse("2020-05")
    for buildings, months in (("A", "2020-06"), ("B", "2020-05"), ("C", "2020-04..2020-05")):
        found = estate.engine(kept).explain(REQUESTS[1], may)
        assert found == estate.engine().explain(REQUESTS[1], may)
        assert found == estate.engine(kept).explain(REQUESTS[1], may)
        costs(estate, buildings, months, 3)
    for path in kept.glob("*.explained"):
        path.write_text("{")
    assert estate.engine(kept).explain(REQUESTS[1], may) == estate.engine().explain(REQUESTS[1], may)
