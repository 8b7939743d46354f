"""What is not known is told as not known: never as nothing, and never guessed in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from tests.portfolio.exports import PREMISES, Row, estate_of, send, send_again, send_book_again
from voimavara.core.errors import UserError
from voimavara.estate.condition.parts import value_share
from voimavara.estate.consumption.hot_water import weather_share
from voimavara.estate.study import compared
from voimavara.portfolio.assumed import heat_not_known
from voimavara.portfolio.futures.thousand_years import spent_in
from voimavara.portfolio.remarks import remarks_of
from voimavara.portfolio.space.intensity import space_use_views
from voimavara.portfolio.space.running_costs import read_running_costs
from voimavara.portfolio.space.study import ground_of
from voimavara.portfolio.space.uses import utilisation_views
from voimavara.programme.folder import CATALOGUE
from voimavara.snapshot.estate.model import EstateSnapshot


def test_sums_and_long_run_and_plan_are_marked_where_they_rest_on_assumptions(
    heinola: EstateSnapshot,
) -> None:
    pipes = next(one for one in heinola.sums if (one.dimension, one.value) == ("kind", "pipe"))
    assert pipes.assumed == sum(bool(one.assumed) for one in heinola.objects if one.kind == "pipe")
    assert heinola.thousand_years is not None
    assert "assumed" in heinola.thousand_years.assumed.en
    assert heinola.plan is not None
    assert "assumed" in heinola.plan.assumed.en


def test_the_inspector_is_named_in_each_language(heinola: EstateSnapshot) -> None:
    named = {event.inspector for one in heinola.objects for event in one.events if event.inspector}
    assert named
    assert all(name.sv != name.fi for name in named)


def test_rooms_have_all_four_measures_once_people_are_counted_and_rooms_are_known(workspace: Path) -> None:
    estate = estate_of(workspace)
    period = estate.uses.period
    assert period is not None
    assert all(one.occupied_of_open is None for one in utilisation_views(estate.facts, estate.uses))
    days = (period.first_day + timedelta(days=number) for number in range(366))
    counts = "".join(
        f"1001;LIIKSALI;{day.day}.{day.month}.{day.year} 9:00;{day.day}.{day.month}.{day.year} 11:00;6\n"
        for day in days
        if day <= period.last_day
    )
    source(
        workspace, "space_presence", "laskennat", {"starts": "Alkaa", "ends": "Loppuu", "people": "Ihmisiä"}
    )
    source(workspace, "spaces", "huoneet", {"capacity": "Paikkoja"})
    send(workspace, "laskennat", f"Kohdenro;Tila;Alkaa;Loppuu;Ihmisiä\n{counts}")
    send(workspace, "huoneet", "Kohdenro;Tila;Paikkoja\n1001;LIIKSALI;12\n")
    estate = estate_of(workspace)
    (found,) = [one for one in utilisation_views(estate.facts, estate.uses) if one.object == "building-1001"]
    assert found.people_of_capacity == pytest.approx(0.5)
    assert found.occupied_of_open is not None
    assert 0 < found.occupied_of_open < 1


def test_counts_of_a_part_of_the_year_are_no_proof_that_nobody_came_in_the_rest(workspace: Path) -> None:
    source(
        workspace, "space_presence", "laskennat", {"starts": "Alkaa", "ends": "Loppuu", "people": "Ihmisiä"}
    )
    send(
        workspace,
        "laskennat",
        "Kohdenro;Tila;Alkaa;Loppuu;Ihmisiä\n1001;LIIKSALI;3.8.2020 9:00;3.8.2020 11:00;6\n",
    )
    estate = estate_of(workspace)
    assert all(one.occupied_of_open is None for one in utilisation_views(estate.facts, estate.uses))
    assert any(one.en.startswith("Counts of people in rooms are left out") for one in remarks_of(estate))


def test_without_last_years_bookings_rooms_do_not_look_empty(workspace: Path) -> None:
    for path in sorted((workspace / "incoming" / "kiinteistot").glob("tilavaraukset_*"))[:2]:
        path.unlink()
    (workspace / "warehouse").rename(workspace / "old")
    estate = estate_of(workspace)
    assert not list(utilisation_views(estate.facts, estate.uses))
    (said,) = [one for one in remarks_of(estate) if one.en.startswith("The utilisation of rooms is not told")]
    assert "9/2019–8/2020" in said.fi


def test_a_building_opened_in_august_does_not_look_cheap_beside_those_that_ran_all_year(
    workspace: Path,
) -> None:
    estate = estate_of(workspace)
    found = estate.running_costs
    assert "1024" in found.by_building  # the city did pay for two months of it
    assert "1024" not in found.a_year
    (opened,) = [one for one in estate.uses.ranking if one.building == "1024"]
    assert next(part for part in opened.parts if part.criterion == "cost").points is None
    assert any("(1024) were in use for a part of" in one.en for one in remarks_of(estate))


def test_a_month_without_costs_is_no_month_that_cost_nothing(workspace: Path) -> None:
    whole = estate_of(workspace).running_costs

    path = sorted((workspace / PREMISES).glob("kiinteistokulut_*"))[-1]
    lines = path.read_text("cp1252").splitlines(keepends=True)
    path.write_text("".join(one for one in lines if not one.startswith("1001;05/2020;")), "cp1252")
    (workspace / "warehouse").rename(workspace / "old")
    estate = estate_of(workspace)
    found = estate.running_costs
    assert found.lacking == ("1001",)
    assert found.by_building.keys() == whole.by_building.keys() - {"1001"}
    whole_city = next(
        space_use_views(estate.facts, estate.buildings.holding, estate.needs, estate.running_costs)
    )
    assert whole_city.cost is None
    assert any("(1001) are left out, for some month" in one.en for one in remarks_of(estate))


def test_running_costs_are_the_kinds_that_the_citys_own_formula_counts(workspace: Path) -> None:
    own = workspace / "formulas"
    own.mkdir(exist_ok=True)
    written = (CATALOGUE / "formulas" / "property_cost_per_m2.yaml").read_text("utf-8")
    (own / "property_cost_per_m2.yaml").write_text(written.replace("cleaning, repair]", "cleaning]"), "utf-8")
    facts = estate_of(workspace).facts
    kinds = {kind for euros in read_running_costs(facts).by_kind.values() for kind in euros}
    assert kinds == {"heat", "electricity", "water", "care", "cleaning"}


def test_a_building_seen_below_its_curves_end_lacks_all_of_it_in_plan_and_future(workspace: Path) -> None:
    def poor(row: Row) -> Row:
        return {**row, "Kunto %": 3}

    send_book_again(workspace, "kuntoarviot-talo-osasto", "Arviot", poor)
    estate = estate_of(workspace)
    planned, stock = estate.planned, estate.ageing.stock
    at = int(np.flatnonzero(np.isclose(planned.condition, 0.03))[0])
    assert 1 - planned.wearing_anew[at] > 0.03  # where its curve ends
    assert planned.untouched(2020, [2020, 2030])[at] == pytest.approx([0.03, 0.03])
    assert planned.renewed(1.0, 200)[at, -1] == pytest.approx(1 - planned.wearing_anew[at])
    row = stock.names.tolist().index(planned.ids[at])
    assert value_share(stock.age, stock.life, stock.wearing)[row] == pytest.approx(0.03)
    assert stock.wearing_anew is not None
    assert stock.wearing_anew[row] == pytest.approx(planned.wearing_anew[at])


def source(workspace: Path, dataset: str, file: str, columns: dict[str, str]) -> None:
    """A mapping for a dataset of rooms."""
    named = "".join(f"  {name}: {header}\n" for name, header in columns.items())
    (workspace / "sources" / f"{dataset}.yaml").write_text(
        f"dataset: {dataset}\nname: {{fi: Tilat, sv: Lokaler, en: Rooms}}\n"
        f"file: incoming/kiinteistot/{file}_*.csv\nreceived: name\nreplaces: all\norigin: example\n"
        f"owner: premises\ncolumns:\n  building: Kohdenro\n  space: Tila\n{named}",
        "utf-8",
    )


def test_a_building_of_unknown_cost_is_not_counted_as_free(workspace: Path) -> None:
    estate = estate_of(workspace)
    ground = ground_of(estate.facts, estate.buildings.holding, estate.running_costs)
    unknown = replace(ground, cost=np.where(np.arange(ground.cost.size) == 0, np.nan, ground.cost))
    found = {one.candidate.id: one for one in compared(unknown, lambda _: None)}
    assert found["cost_per_htv"].value is None
    assert found["cost_per_inhabitant"].value is None
    assert found["cost_per_m2"].value is not None
    assert found["m2_per_inhabitant"].agreement is None  # inhabitants are of no sector
    assert found["m2_per_htv"].agreement is not None


def test_networks_say_what_they_lack_and_what_is_assumed(workspace: Path) -> None:
    def without_place(row: Row) -> Row:
        return {**row, "Lev.": ""} if row["Tunnus"] == "03" else row

    def small_or_unknown(row: Row) -> Row:
        if row["Palvelu"] == "Perusopetus":
            return {**row, "Paikkoja": "" if row["Kohdenro"] == "1002" else "60"}
        return row

    send_again(workspace, "kaupunginosat", without_place)
    send_again(workspace, "palvelutilat", small_or_unknown)
    estate = estate_of(workspace)
    said = "\n".join(one.en for one in estate.service_networks.remarks)
    assert "Basic education: districts without coordinates are in no network: Niittylä." in said
    assert "Basic education: the number of places is assumed from the area" in said
    assert "Basic education: there is no network of" in said
    assert not [one for one in estate.service_networks.views if one.service == "school"]
    assert "best are shown; there are more" in said
    assert any(not one.complete for one in estate.service_networks.views)


def test_spending_is_not_known_where_no_repairs_came(workspace: Path) -> None:
    facts = estate_of(workspace).facts
    assert spent_in(facts, 2020) is not None
    for path in (workspace / "incoming" / "kiinteistot").glob("korjaukset_*"):
        path.unlink()
    (workspace / "warehouse").rename(workspace / "old")
    estate = estate_of(workspace)
    assert spent_in(estate.facts, 2020) is None
    view = estate.thousand_years
    assert view is not None
    assert view.this_year is None
    assert "is not known" in view.sentence.en


def test_heat_left_out_of_the_cap_on_emissions_is_named(workspace: Path) -> None:
    path = workspace / "plans" / "works_2021_2030.yaml"
    path.write_text(path.read_text("utf-8") + "emissions_cap: 100000\n", "utf-8")
    estate = estate_of(workspace)
    assert estate.plan is not None
    planned = estate.planned
    heat = np.where(np.array(planned.ids) == "building-1002", np.nan, planned.heat)
    said = "".join(one.en for one in heat_not_known(estate.plan[1], replace(planned, heat=heat)))
    assert "building-1002" in said


@pytest.mark.parametrize(("measured", "share"), [(0.0, 1.0), (40.0, 0.6), (None, 0.5)])
def test_hot_water_measured_as_none_is_not_assumed(measured: float | None, share: float) -> None:
    row = {"month": 1, "heat": 100.0, "electricity": 0.0, "hot_water": measured, "water": 1.0}
    columns = {name: pa.array([value], pa.float64()) for name, value in row.items()}
    assert weather_share(pa.table(columns), each_m3=50.0) == pytest.approx(share)


def test_the_range_of_pipe_lives_is_the_municipalitys_to_decide(workspace: Path) -> None:
    written = workspace / "parameters" / "pipe_life_range.yaml"
    text = (
        "name: {fi: Väli, sv: Intervall, en: Range}\nunit: year\nvalues: {2019: %s}\n"
        "source: {fi: Oma, sv: Egen, en: Own}\n"
    )
    written.write_text(text % 4, "utf-8")
    past = estate_of(workspace).networks[2]
    assert past is not None
    assert past.shifts.tolist() == [-4, -2, 0, 2, 4]
    written.write_text(text % 55, "utf-8")
    with pytest.raises(UserError, match="narrow the parameter pipe_life_range"):
        _ = estate_of(workspace).networks
