"""Files with something in them that cannot be: one object is left out and named, the rest stands."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from tests.portfolio.exports import Row, estate_of, send, send_again, send_book_again
from voimavara.core.errors import UserError
from voimavara.portfolio.estate import Estate
from voimavara.portfolio.remarks import remarks_of
from voimavara.portfolio.snapshot import current_snapshot
from voimavara.run.progress import silent
from voimavara.tasks.rejected import rejected

BUILDING = "Kohdenro"


def remarks(estate: Estate) -> str:
    return "\n".join(remark.en.replace("\xa0", " ") for remark in remarks_of(estate))


def changed(column: str, to: object, **where: object) -> object:
    """A change of one column in the rows where other columns hold what is given."""

    def change(row: Row) -> Row:
        return (
            {**row, column: to}
            if all(str(row[key]).removesuffix(".0") == value for key, value in where.items())
            else row
        )

    return change


def test_a_building_without_area_is_left_out_and_the_city_is_still_worked_out(workspace: Path) -> None:
    change = changed("Bruttoala m²", 0, **{BUILDING: "1001"})
    send_book_again(workspace, "rakennukset", "Rakennukset", change)
    snapshot = current_snapshot(workspace, None, silent)
    assert "building-1001" not in {one.id for one in snapshot.objects}
    assert {"building-1002", "building-1003"} <= {one.id for one in snapshot.objects}
    said = [remark.en for remark in snapshot.remarks if "1001" in remark.en]
    assert any(one.startswith("Parts of the buildings 1001 are left out") for one in said)
    assert any(one.startswith("Premises of services in the buildings 1001") for one in said)
    assert all("voimavara rejected" in one for one in said)
    assert any(row[0] == "buildings" and "at least" in str(row[5]) for row in
               rejected(workspace, None, None, "en").rows)  # fmt: skip


def test_a_part_older_than_its_building_leaves_out_that_buildings_parts_alone(workspace: Path) -> None:
    before = estate_of(workspace).buildings
    change = changed("Uusittu", 1901, Osanro="1008-VES")
    send_book_again(workspace, "rakennusosat", "Osat", change)
    estate = estate_of(workspace)
    kept = set(estate.buildings.parts.buildings.tolist())
    assert set(before.parts.buildings.tolist()) - kept == {"1008"}
    assert "Parts of building 1008 are left out: 1008-VES is of 1901" in remarks(estate)
    assert estate.buildings.holding.size == before.holding.size
    assert not np.isnan(estate.buildings.holding.life).any()


def test_parts_that_are_not_the_whole_building_are_left_out(workspace: Path) -> None:
    change = changed("Osuus arvosta %", 2, Osanro="1008-VES")
    send_book_again(workspace, "rakennusosat", "Osat", change)
    estate = estate_of(workspace)
    assert "1008" not in estate.buildings.parts.buildings
    assert "Parts of the buildings 1008 are left out: they are not 100%" in remarks(estate)


def test_a_repair_before_its_part_was_made_is_left_out_and_named(workspace: Path) -> None:
    head = "Työnro;Laji;Kohde;Osa;Tila;Vuosi;Kustannus €;Investointi;Kuvaus;Ohjelman työ\n"
    send(workspace, "korjaukset", f"{head}T9001;Rakennus;1008;1008-VES;Tehty;1950;10 000,00;K;Vesi;")
    assert "parts that are left out: 1 (T9001)" in remarks(estate_of(workspace))


@pytest.mark.parametrize(("replacement", "technical"), [("0,00", "0,00"), ("3 190 000,00", "9 999 999,00")])
def test_a_value_that_cannot_be_is_set_aside_and_the_older_one_is_told_to_count(
    workspace: Path, replacement: str, technical: str
) -> None:
    before = estate_of(workspace).buildings.holding.valuation.replacement
    head = f"{BUILDING};Vuosi;Jälleenhankinta-arvo €;Tekninen nykyarvo €\n"
    others = "".join(f"{number};2019;1 000 000,00;500 000,00\n" for number in range(1002, 1010))
    send(
        workspace, "rakennusarvot-talo-osasto-oikaisu", f"{head}{others}1001;2019;{replacement};{technical}\n"
    )
    mapping = workspace / "sources" / "building_values_correction.yaml"
    mapping.write_text(mapping.read_text("utf-8") + "tolerance: 20 %\n", "utf-8")
    estate = estate_of(workspace)
    assert estate.buildings.holding.valuation.replacement[0] == pytest.approx(before[0])
    assert re.search(r"Values of the buildings [^.]*\(1001\) were set aside", remarks(estate))


def test_an_inspection_above_the_replacement_value_leaves_one_building_unknown(workspace: Path) -> None:
    send(workspace, "kuntoarviot-kuntek", "Nro;Kohde;Pvm;Tekn. arvo 1000 €\nKK-9;1003;1.10.2020;999 999,0")
    estate = estate_of(workspace)
    condition = estate.buildings.holding.valuation
    unknown = condition.objects[np.isnan(condition.technical)].tolist()
    assert unknown == ["1003", "1024"]
    assert "technical value of the buildings 1003 is left out" in remarks(estate)


def test_bookings_that_cannot_be_are_set_aside_and_odd_ones_are_told(workspace: Path) -> None:
    sound = "".join(f"9{day:02},1001,LIIKSALI,{day}.8.2020 9:00,{day}.8.2020 10:00\n" for day in range(1, 29))
    rows = (
        "Varausnro,Kohdenro,Tila,Alkaa,Päättyy\n"
        f"{sound}"
        "901A,1001,LIIKSALI,1.8.2020 9:30,1.8.2020 11:00\n"
        "950,1001,LIIKSALI,1.8.2020 15:00,1.8.2020 14:00\n"
        "951,1001,LIIKSALI,29.3.2020 3:15,29.3.2020 5:00\n"
        "952,1001,LIIKSALI,2.8.2020 15:00,2.8.2020 15:00\n"
    )
    mapping = workspace / "sources" / "space_bookings.yaml"
    mapping.write_text(mapping.read_text("utf-8").replace("tolerance: 1 %", "tolerance: 20 %"), "utf-8")
    send(workspace, "tilavaraukset", rows.replace(",", ";"))
    estate = estate_of(workspace)
    waiting = {row.cells["Varausnro"] for row in estate.facts.selection.open_rows["space_bookings"]}
    assert {"950", "951"} <= waiting
    assert re.search(r"the newest on 1.August.2020 \([^)]*\(1001\), LIIKSALI\)", remarks(estate))
    assert "last no time and are left out: 1" in remarks(estate)


def test_heat_is_normalised_by_the_localitys_own_weather_and_never_by_the_last_in_order(
    workspace: Path,
) -> None:
    own = estate_of(workspace).consumption.degree_days

    def colder(row: Row) -> Row:
        return {**row, "Paikkakunta": "Utsjoki", "Toteutunut": str(int(row["Toteutunut"]) * 2)}

    months = workspace / "sources" / "degree_days.yaml"
    months.write_text(months.read_text("utf-8").replace("replaces: periods", "replaces: keys"), "utf-8")
    send_again(workspace, "lammitystarveluvut", colder)
    with pytest.raises(
        UserError, match=r"programme\.yaml.*none, expected one of those in the data: Lahti, Utsjoki"
    ):
        _ = estate_of(workspace).consumption
    cover = workspace / "programme.yaml"
    text = cover.read_text("utf-8")
    cover.write_text(
        text.replace('  code: "111"\n', '  code: "111"\n  degree_day_locality: Lahti\n'), "utf-8"
    )
    assert estate_of(workspace).consumption.degree_days == own
    cover.write_text(
        text.replace('  code: "111"\n', '  code: "111"\n  degree_day_locality: Lahtti\n'), "utf-8"
    )
    with pytest.raises(UserError, match=r"programme\.yaml:\d+.*'Lahtti', expected one of"):
        _ = estate_of(workspace).consumption
