"""What could still change a figure, and loads: replaced rows, kept partial sums, order and cuts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from voimavara.core.errors import Place
from voimavara.core.message import Message
from voimavara.core.missing import Missing, Reason
from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.figures.columns import Figures
from voimavara.figures.engine import Engine
from voimavara.figures.figure import Figure, Incomplete
from voimavara.warehouse.load import Fault, Rejected
from voimavara.warehouse.selection import Selection

from .test_ratio import COST_PER_M2
from .town import Town, asked

COSTS: dict[str, Any] = {"sum": "amount", "in": "property_costs"}


def cost(building: str, month: str, amount: float, line: int = 2) -> dict[str, Any]:
    return {"building": building, "month": month, "kind": "heat", "amount": amount, "_line": line}


def buildings(town: Town, *names: str) -> None:
    fixed = {"use_class": "school", "sector": "edu", "gross_area": 100, "in_use_from": "2000-01-01"}
    town.load("buildings", [{"building": name, "name": name, **fixed} for name in names])


def with_open(town: Town, load: str, *periods: Period | None) -> Figure:
    fault = Fault("Summa", "12,3,4", Message("an amount"))
    rows = tuple(Rejected(load, Place("a.csv", 9, "Summa"), (fault,), {}, period) for period in periods)
    selection = Selection(town.as_of, town.selection.datasets, {"property_costs": rows})
    (figure,) = Engine(town.programme, selection).figures([asked(COSTS, "2020-01", unit="EUR")])
    return figure


def test_open_faulty_rows_of_the_month_or_of_no_readable_month_could_change_a_figure(town: Town) -> None:
    rows = [cost("A", "2020-01", 5), cost("B", "2020-01", 5), cost("A", "2020-02", 7)]
    load = town.load("property_costs", rows, tolerance=0.5)
    figure = with_open(town, load.id, Period.parse("2020-01"), None, Period.parse("2020-02"))
    assert figure.incomplete == Incomplete(2, 4, 0.5)
    assert figure.incomplete.tolerated
    assert with_open(town, load.id, Period.parse("2020-02")).incomplete is None


def test_a_building_without_any_cost_is_named(town: Town) -> None:
    buildings(town, "A", "B", "C")
    town.load("property_costs", [cost("A", "2020-01", 5), cost("B", "2020-01", 5)])
    figure = town.figure(COST_PER_M2, "2020-01", unit="EUR/m2")
    assert figure.incomplete == Incomplete(missing_keys=("C",))
    assert not figure.incomplete.tolerated
    by_building = town.figures(COST_PER_M2, "2020-01", "building", unit="EUR/m2")
    assert by_building[2].value == Missing(Reason.NO_DATA, "2020-01")


def test_persons_without_a_numerator_are_counted_and_never_named(town: Town) -> None:
    register = town.contracts["buildings"]
    town.contracts["buildings"] = register.model_copy(update={"personal": True})
    buildings(town, "A", "B", "C")
    town.load("property_costs", [cost("A", "2020-01", 5)])
    figure = town.figure(COST_PER_M2, "2020-01", unit="EUR/m2")
    assert figure.incomplete == Incomplete(unnamed_keys=2)
    assert not figure.incomplete.tolerated


def test_the_newest_word_counts_where_rows_were_replaced(town: Town) -> None:
    old = [cost("A", "2020-01", 5, 2), cost("B", "2020-01", 50, 3), cost("A", "2020-02", 500, 4)]
    town.load("property_costs", old, dropped_lines=(town.dropping([2]),))
    town.replace_last("property_costs", dropped_periods=(Period.parse("2020-02"),))
    town.load("property_costs", [cost("A", "2020-01", 1), cost("A", "2020-02", 2)], origin=Origin.EXAMPLE)
    figure = town.figure(COSTS, "2020-01..2020-02", unit="EUR")
    assert (figure.value, figure.n, figure.origin) == (53, 3, Origin.EXAMPLE)


def test_a_figure_names_only_the_loads_that_speak_of_its_place_and_months(town: Town) -> None:
    town.load("property_costs", [cost("A", "2020-01", 5)])
    town.load("property_costs", [cost("B", "2020-01", 5)])
    town.load("property_costs", [cost("A", "2020-02", 5)], origin=Origin.EXAMPLE)
    loads = {f.place[0][1]: f.loads for f in town.figures(COSTS, "2020-01", "building", unit="EUR")}
    assert loads == {"A": ("property_costs-0",), "B": ("property_costs-1",)}
    assert town.figure(COSTS, "2020-01", unit="EUR").origin is Origin.OWN


ROWS = [
    cost(name, f"2020-{month:02}", round(0.1 * month, 1) + len(name))
    for name in "ABC"
    for month in range(1, 10)
]


@pytest.mark.parametrize("order", [ROWS, ROWS[::-1], sorted(ROWS, key=lambda row: row["amount"])])
def test_the_same_rows_in_any_order_and_cut_give_the_same_figure_to_the_last_bit(
    tmp_path: Path, order: list[dict[str, Any]]
) -> None:
    values = set()
    for cut in (0, 1, 13):
        (tmp_path / str(cut)).mkdir()
        town = Town(tmp_path / str(cut))
        for part in (order[:cut], order[cut:]):
            town.load("property_costs", part)
        values.add(town.figure(COSTS, "2020-01..2020-09", unit="EUR").value)
    assert values == {40.5}


def test_amounts_a_thousand_times_larger_give_figures_a_thousand_times_larger(town: Town) -> None:
    town.load("property_costs", ROWS)
    euros = town.figure(COSTS, "2020-01..2020-09", unit="EUR").value
    assert town.figure(COSTS, "2020-01..2020-09", unit="kEUR").value == euros / 1000  # type: ignore[operator]


def test_partial_sums_that_were_kept_give_the_same_figures_and_new_loads_add_only_their_own(
    town: Town, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    town.load("property_costs", ROWS)
    request = asked(COSTS, "2020-01..2020-09", "building", unit="EUR")
    first = town.engine(cache).figures([request])
    kept = {path: path.stat().st_mtime_ns for path in cache.glob("*.arrow")}
    assert town.engine(cache).figures([request]) == first
    town.load("property_costs", [cost("D", "2020-01", 5)], received=date(2020, 10, 20))
    assert len(town.engine(cache).figures([request])) == 4
    now = {path: path.stat().st_mtime_ns for path in cache.glob("*.arrow")}
    assert len(now) == len(kept) + 1
    assert now.items() >= kept.items()


def test_figures_as_columns_say_all_that_they_said(town: Town) -> None:
    buildings(town, "A", "B", "C", "D")
    town.load("property_costs", ROWS)
    town.load("property_costs", [cost("D", "2020-01", 5)], received=date(2020, 10, 20))
    requests = [asked(COST_PER_M2, "2020-01 2020-10", *by, unit="EUR/m2") for by in ((), ("building",))]
    figures = town.engine().columns(requests)
    assert any(figure.missing for figure in figures)
    again = Figures.of(reversed(list(figures)))
    assert list(again) == list(figures)
    assert again.digest == figures.digest
