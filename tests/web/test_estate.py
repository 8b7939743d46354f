"""The property's pages: found, told in words, safe to take along, and there only when there is something."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from django.test.utils import override_settings
from python_calamine import CalamineWorkbook

from voimavara.core.errors import UserError
from voimavara.snapshot.estate import store as estate_store
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.snapshot.estate.plan import OutsideView
from voimavara.web import answers

from .estate_snapshot import estate_snapshot
from .rich_snapshot import rich_snapshot, text

SiteOf = Callable[..., Client]
EVIL = "=cmd|' /C calc'!A0"


def test_the_property_is_told_in_one_sentence_with_its_definition(client: Client) -> None:
    page = client.get("/fi/estate").text
    assert re.search(
        r"<h1>Omaisuutemme kunto on \d+\u00a0%, ja korjausvelkaa on [\d,]+\u00a0milj\.\u00a0€\.</h1>", page
    )
    for wanted in (
        "Raja 75\u00a0%.",
        "vuoden 2020 hinnoin",
        "Menetelmä: arvon mukaan.",
        "erikseen, ei sisälly korjausvelkaan",
    ):
        assert wanted in page
    assert "10 vuotta lyhyempi" in page, "pipes are a range over the life assumed"
    assert "Työt sen jälkeen" in page, "why the backlog is not the one that the indicator has"
    assert "−3,2\N{NO-BREAK SPACE}milj." in page
    assert "Tilapalvelujen tieto on uudempi." in page, (
        "a difference between two sources tells which one is used"
    )


def test_nothing_of_the_property_shows_before_there_is_a_snapshot_of_it(site_of: SiteOf) -> None:
    site = site_of(rich_snapshot())
    assert "Omaisuus</a>" not in site.get("/fi/").text
    assert "Kohteet kartalla" not in site.get("/fi/indicators/maintenance_backlog").text
    answer = site.get("/fi/estate")
    assert answer.status_code == 404
    assert "voimavara simulate" in answer.text
    assert site.get("/api/v1/estate").status_code == 503


def test_parts_that_have_not_been_made_have_no_page_and_no_link(site_of: SiteOf, tmp_path: Path) -> None:
    empty = {"plan": None, "following": None, "thousand_years": None, "study": None, "pipe_range": {}}
    lists = (
        "paths",
        "space_needs",
        "candidates",
        "networks",
        "utilisation",
        "sums",
        "differences",
        "objects",
    )
    bare = estate_snapshot(**empty, **dict.fromkeys(lists, ()))
    estate_store.save(tmp_path / estate_store.FOLDER, bare)
    site = site_of(rich_snapshot())
    page = site.get("/fi/estate")
    assert page.status_code == 200
    assert "Omaisuuden kuntoa ei vielä tiedetä." in page.text
    assert "estate/plan" not in page.text
    for address in ("plan", "plan.xlsx", "plan.csv", "following", "study"):
        assert site.get(f"/fi/estate/{address}").status_code == 404, address
    for address in ("futures", "space"):
        assert site.get(f"/fi/estate/{address}").status_code == 200, address


def test_a_new_snapshot_of_the_property_changes_the_page_and_its_tag(site_of: SiteOf, tmp_path: Path) -> None:
    site = site_of(rich_snapshot())
    before = site.get("/fi/").headers["ETag"]
    estate_store.save(tmp_path / estate_store.FOLDER, estate_snapshot())
    answers.shelf.cache_clear()  # it looks at its folder once a second at most
    assert site.get("/fi/").headers["ETag"] != before
    assert "Omaisuus</a>" in site.get("/fi/").text


def test_filters_find_the_same_objects_in_list_map_and_file(client: Client) -> None:
    query = "?kind=building&district=lusi"
    page = client.get(f"/fi/estate{query}").text
    number = int(re.search(r'role="status">(\d+) kohdetta', page)[1])  # type: ignore[index]
    assert _list_in(page).count("/fi/estate/objects/building-") == number
    drawn = client.get(f"/fi/estate/map.json{query}").json()["objects"]
    unplaced = int((re.search(r"(\d+) kohteen sijaintia", page) or [0, "0"])[1])
    assert len(drawn) + unplaced == number
    assert len(_rows(client.get(f"/fi/estate/objects.csv{query}"))) == number


def test_a_backlog_that_nobody_knows_is_not_added_up_as_nothing(site_of: SiteOf, tmp_path: Path) -> None:
    town = estate_snapshot()
    first, second, *others = town.objects
    known = first.model_copy(update={"kind": "street", "backlog": 1000.0})
    unknown = second.model_copy(update={"kind": "pipe", "backlog": None})
    rest = (one for one in others if one.kind not in ("street", "pipe"))
    alike = unknown.model_copy(update={"id": "pipe-2", "kind": "street"})
    estate_store.save(
        tmp_path / estate_store.FOLDER, town.model_copy(update={"objects": (known, unknown, alike, *rest)})
    )
    site = site_of(rich_snapshot())
    assert 'role="status">1 kohde. Suurin' in site.get("/fi/estate?kind=pipe").text
    streets = site.get("/fi/estate?kind=street").text
    assert "2 kohdetta, joiden korjausvelka on yhteensä 1\u00a0000\u00a0€." in streets
    assert "1 kohteen korjausvelkaa ei tiedetä." in streets


def _list_in(page: str) -> str:
    return page.partition('<h2 id="list">')[2].partition("</section>")[0]


def test_every_object_stands_on_some_page_of_the_list_and_the_largest_backlog_first(client: Client) -> None:
    seen: list[str] = []
    for number in range(1, 20):
        page = client.get(f"/en/estate?page={number}")
        if page.status_code == 404:
            break
        seen += re.findall(r"/en/estate/objects/([a-z_]+-\d+)", _list_in(page.text))
    every = estate_snapshot().objects
    assert sorted(seen) == sorted(one.id for one in every)
    largest = max(every, key=lambda one: one.backlog or 0.0)
    assert seen[0] == largest.id


def test_an_unknown_condition_is_told_and_not_taken_for_nought(client: Client) -> None:
    unknown = next(
        one for one in estate_snapshot().objects if one.condition is None and one.kind == "building"
    )
    page = client.get(f"/fi/estate/objects/{unknown.id}").text
    assert "Kuntoa ei tiedetä." in page
    assert "0\u00a0%" not in page.partition("<aside")[0]


def test_an_assumed_value_is_marked_wherever_it_shows(client: Client) -> None:
    assumed = next(one for one in estate_snapshot().objects if "built" in one.assumed)
    page = client.get(f"/fi/estate/objects/{assumed.id}").text
    assert "Oletettu, ei tiedossa: rakennusvuosi, jälleenhankinta-arvo." in page
    assert "oletettu</abbr>" in client.get("/fi/estate/objects/building-1").text, (
        "a part with an assumed life"
    )


def test_each_scenario_has_its_band_level_verdict_and_share_of_runs(client: Client) -> None:
    page = client.get("/en/estate/futures").text
    assert "The band holds 90% of 1,000 runs" in page
    assert re.search(r"Backlog cleared in ten years.*?Target met.*?met in 97% of the runs", page, re.DOTALL)
    assert "63% of what is needed" in page, "this year's spending beside what keeps the stock"


def test_a_figure_without_chance_claims_no_share_of_the_runs(site_of: SiteOf, tmp_path: Path) -> None:
    first = estate_snapshot().paths[0]
    _save(tmp_path, estate_snapshot(paths=(first.model_copy(update={"met": {}}),)))
    page = site_of(rich_snapshot()).get("/en/estate/futures").text
    assert "of the runs</span>" not in page
    assert "follows from the assumptions alone" in page


def test_scenarios_with_several_policies_have_a_chart_each_on_one_scale(
    site_of: SiteOf, tmp_path: Path
) -> None:
    paths = tuple(
        one.model_copy(update={"scenario": scenario, "policy": policy})
        for scenario in ("now", "warm")
        for one, policy in zip(estate_snapshot().paths, ("do_nothing", "budget"), strict=False)
    )
    _save(tmp_path, estate_snapshot(paths=paths))
    page = site_of(rich_snapshot()).get("/en/estate/futures").text
    assert page.count('class="chart narrow"') == 2 + 1
    assert "Every chart has the same scale." in page
    assert "No repairs" in page
    assert "By the budget" in page


def test_of_many_differences_the_largest_are_shown_and_all_can_be_taken_along(
    site_of: SiteOf, tmp_path: Path
) -> None:
    estate = estate_snapshot()
    first = estate.differences[0]
    many = tuple(
        first.model_copy(
            update={"object": one.id, "values": {"premises": "100", "engineering": str(100 + number)}}
        )
        for number, one in enumerate(estate.objects[:40])
    )
    _save(tmp_path, estate.model_copy(update={"differences": many}))
    site = site_of(rich_snapshot())
    page = site.get("/fi/estate").text
    assert "Näkyvissä on 10 suurinta eroa. Kaikki 40 ovat tiedostossa." in page
    assert ">139\u00a0€<" in page
    assert ">101\u00a0€<" not in page
    assert ">101\u00a0€<" in site.get("/fi/estate/objects/building-2").text
    assert len(_rows(site.get("/fi/estate/differences.csv"))) == 80


def test_slips_show_what_is_dear_apart_from_what_was_saved(site_of: SiteOf, tmp_path: Path) -> None:
    following = estate_snapshot().following
    assert following
    cheap = following.slips[2].model_copy(update={"state": "cheaper", "price": -50_000.0})
    _save(
        tmp_path,
        estate_snapshot(following=following.model_copy(update={"slips": (*following.slips[:2], cheap)})),
    )
    page = site_of(rich_snapshot()).get("/fi/estate/following").text
    assert "Kaksi työtä on poikennut suunnitelmasta. Poikkeamat maksavat 181\u00a0000\u00a0€." in page
    assert re.search(r"Halvemmista töistä säästyi</dt><dd>50\u00a0000\u00a0€", page)


def test_what_a_delay_costs_is_a_dash_where_it_is_not_known_and_money_outside_the_plan_is_told(
    site_of: SiteOf, tmp_path: Path
) -> None:
    following = estate_snapshot().following
    assert following
    unknown = following.slips[1].model_copy(update={"price": None})
    other = OutsideView(object="building-3", name=following.slips[0].name, year=2020, cost=77_000.0)
    _save(
        tmp_path,
        estate_snapshot(following=following.model_copy(update={"slips": (unknown,), "outside": (other,)})),
    )
    page = site_of(rich_snapshot()).get("/fi/estate/following").text
    assert "Poikkeamien hintaa ei tiedetä." in page
    assert "eivät ole maksaneet mitään" not in page
    assert re.search(r"Poikkeamien hinta</dt><dd><b>–</b>", page)
    assert re.search(r"Viivästyneet työt, joiden hintaa ei tiedetä</dt><dd>1<", page)
    assert re.search(r"Investoitu ohjelman ulkopuolella</dt><dd>77\u00a0000\u00a0€", page)
    assert 'id="outside"' in page


def test_the_plan_says_why_and_proves_how_good_it_is(client: Client) -> None:
    page = client.get("/fi/estate/plan").text
    assert "mikään suunnitelma ei voi olla yli 0,014\u00a0% parempi. Se on todistettu." in page
    assert "yksi euro lisää toisi hyötyä 1,38\u00a0€" in page
    for wanted in ("Katto on elinkaarensa lopussa.", "Virastotalo 3", "pakko tehdä"):
        assert wanted in page
    assert "Yhdessä suunnittelu välttää 2,4" in page


def test_the_plan_in_excel_is_the_same_bytes_each_time_and_holds_every_work(client: Client) -> None:
    first, again = (client.get("/fi/estate/plan.xlsx").content for _ in range(2))
    assert first == again
    book = CalamineWorkbook.from_filelike(io.BytesIO(first))
    assert book.sheet_names == ["Suunnitelma", "Työt", "Vuodet"]
    plan = estate_snapshot().plan
    assert plan
    works = book.get_sheet_by_name("Työt").to_python()
    assert {row[1] for row in works[2:-1]} == {one.object for one in plan.works}
    assert len(works) == len(plan.works) + 3
    assert sum(row[9] for row in works[2:-1]) == pytest.approx(sum(plan.spent))
    assert (works[-1][0], works[-1][9]) == ("Yhteensä", pytest.approx(sum(plan.spent)))
    grid = book.get_sheet_by_name("Suunnitelma").to_python()
    assert sum(row[-1] for row in grid[2:-1]) == pytest.approx(sum(plan.spent))
    assert grid[-1][-1] == pytest.approx(sum(plan.spent))
    assert grid[1][3] == f"{plan.years[0]}, €"
    for name in book.sheet_names:
        assert "Esimerkkiaineisto" in str(book.get_sheet_by_name(name).to_python()[0][0]), name


def test_a_name_that_excel_would_run_is_only_text(site_of: SiteOf, tmp_path: Path) -> None:
    estate = estate_snapshot()
    assert estate.plan
    works = tuple(one.model_copy(update={"name": text(EVIL), "why": text(EVIL)}) for one in estate.plan.works)
    objects = tuple(one.model_copy(update={"name": text(EVIL)}) for one in estate.objects)
    _save(
        tmp_path,
        estate.model_copy(
            update={"plan": estate.plan.model_copy(update={"works": works}), "objects": objects}
        ),
    )
    site = site_of(rich_snapshot())
    for file in ("objects.csv", "plan.csv"):  # the first sign tells Excel that it is text
        assert {row["name"][0] for row in _rows(site.get(f"/fi/estate/{file}"))} == {"'"}
    with ZipFile(io.BytesIO(site.get("/fi/estate/plan.xlsx").content)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/" in name]
    assert not any("<f>" in sheet for sheet in sheets)


def test_names_that_look_like_html_are_shown_as_text(site_of: SiteOf, tmp_path: Path) -> None:
    evil = "<script>alert('x')</script>\"'&"
    estate = estate_snapshot()
    objects = tuple(one.model_copy(update={"name": text(evil)}) for one in estate.objects)
    paths = tuple(one.model_copy(update={"name": text(evil)}) for one in estate.paths)
    _save(tmp_path, estate.model_copy(update={"objects": objects, "paths": paths}))
    site = site_of(rich_snapshot())
    for page in ("estate", "estate/futures", "estate/objects/building-1", "estate/space"):
        assert "<script>alert" not in site.get(f"/fi/{page}").text, page
    assert json.loads(site.get("/fi/estate/map.json").content)["objects"][0]["name"] == evil


def test_negative_numbers_stay_numbers_in_the_files(site_of: SiteOf, tmp_path: Path) -> None:
    estate = estate_snapshot()
    first = estate.objects[0].model_copy(update={"line": ((-5.25, -0.5),)})
    _save(tmp_path, estate.model_copy(update={"objects": (first,)}))
    row = _rows(site_of(rich_snapshot()).get("/fi/estate/objects.csv"))[0]
    assert (row["longitude"], row["latitude"]) == ("-5,25", "-0,5")


@override_settings(TILES="https://tiles.example/{z}/{x}/{y}.png", TILES_BY="© Kaupunki")
def test_background_tiles_are_allowed_only_when_the_city_names_them(client: Client) -> None:
    policy = client.get("/fi/estate").headers["Content-Security-Policy"]
    assert "img-src 'self' https://tiles.example;" in policy
    assert "tiles.example" not in client.get("/fi/").headers["Content-Security-Policy"]
    assert client.get("/fi/estate/map.json").json()["tiles"]["by"] == "© Kaupunki"


def test_without_tiles_nothing_of_another_host_is_allowed(client: Client) -> None:
    assert "https:" not in client.get("/fi/estate").headers["Content-Security-Policy"]
    assert client.get("/fi/estate/map.json").json()["tiles"] is None


def test_programs_get_the_property_as_it_was_frozen(client: Client, tmp_path: Path) -> None:
    whole, _ = estate_store.save(tmp_path / "again", estate_snapshot())
    got = EstateSnapshot.model_validate_json(client.get("/api/v1/estate").content)
    assert got == whole.model_copy(update={"objects": ()})
    pipes = client.get("/api/v1/estate/objects?kind=pipe&limit=1000").json()
    assert pipes["count"] == 400
    assert client.get("/api/v1/estate/objects?limit=100&offset=700").json()["next"] is None
    assert client.get("/api/v1/estate/objects/nope").status_code == 404
    assert client.get("/api/v1/estate/objects?limit=100000").status_code == 422


def test_thirty_thousand_objects_are_still_a_light_page(site_of: SiteOf, tmp_path: Path) -> None:
    estate = estate_snapshot()
    street = next(one for one in estate.objects if one.kind == "street" and one.line)
    many = tuple(street.model_copy(update={"id": f"street-{number}"}) for number in range(30_000))
    _save(tmp_path, estate.model_copy(update={"objects": many}))
    answer = site_of(rich_snapshot()).get("/fi/estate", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert len(answer.content) < 60_000


def test_a_snapshot_is_named_by_its_content_and_kept_once(tmp_path: Path) -> None:
    first, again = (
        estate_store.save(tmp_path, estate_snapshot()),
        estate_store.save(tmp_path, estate_snapshot()),
    )
    assert first == again
    assert estate_store.newest(tmp_path) == first
    _, changed = estate_store.save(tmp_path, estate_snapshot(price_level="2021"))
    assert changed > first[1]
    (tmp_path / "2021-01-01.0001.abc.json").write_text("{")
    with pytest.raises(UserError, match="not a snapshot"):
        estate_store.newest(tmp_path)


def _save(folder: Path, estate: EstateSnapshot) -> None:
    estate_store.save(folder / estate_store.FOLDER, estate)


def _rows(answer: object) -> list[dict[str, str]]:
    content: bytes = answer.content  # type: ignore[attr-defined]  # Django's response has no types
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
