"""What a reader gets: every page, whole, safe and small."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from voimavara.snapshot.model import Snapshot
from voimavara.snapshot.store import newest_day, save
from voimavara.verdicts.verdict import Judgement
from voimavara.web import answers
from voimavara.web.shelf import Shelf

from .addresses import FAULTY, LANGUAGES, PAGES
from .rich_indicators import all_indicators
from .rich_snapshot import rich_snapshot, text

SiteOf = Callable[..., Client]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers_and_shows_its_date(client: Client, language: str) -> None:
    for page in PAGES:
        answer = client.get(f"/{language}/{page}")
        assert answer.status_code == 200, page
        assert f'<html lang="{language}">' in answer.text
        assert ("31.10.2020" in answer.text) or ("31\u00a0October\u00a02020" in answer.text), page


def test_the_front_door_leads_to_the_finnish_pages(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/fi/"
    assert client.get("/fi/means/").headers["Location"] == "/fi/means"


def test_no_slash_leads_to_another_host(client: Client) -> None:
    assert client.get("//elsewhere.example/").headers.get("Location", "/").startswith("/")
    assert client.get("///elsewhere.example/").headers.get("Location", "/").lstrip("/")[:2] != "//"
    location = client.get("/fi//elsewhere.example//").headers.get("Location", "/x")
    assert location.startswith("/")
    assert not location.startswith("//")


def test_switching_language_stays_on_the_page(client: Client) -> None:
    answer = client.get("/fi/means?state=done&goal=employer").text
    assert 'href="/sv/means?state=done&amp;goal=employer" lang="sv"' in answer


def test_the_home_page_says_how_it_goes_and_shows_principle_values_and_decision(client: Client) -> None:
    home = client.get("/fi/").text
    assert "Kymmenestä mittarista yksi täyttää tavoitteensa" in home
    for wanted in ("Resurssit ovat voimavara, eivät kuluerä.", "Rohkeus", "Asukkaat", "26.6.2019"):
        assert wanted in home
    assert "Kumpi lähde otetaan käyttöön?" in home
    assert "Vastuutaho: Tilapalvelut." in home


def test_every_tile_has_figure_unit_period_origin_target_and_verdict(client: Client) -> None:
    tiles = re.findall(r'<li class="tile">(.*?)</li>', client.get("/en/indicators").text, re.DOTALL)
    assert len(tiles) == len(all_indicators())
    for tile in tiles:
        assert 'class="figure"' in tile
        assert re.search(r'class="target">.+<', tile)
        assert 'class="verdict' in tile
        assert "<use href=" in tile
        assert re.search(r'class="when">\S', tile)
    with_data = [tile for tile in tiles if "An indicator without figures" not in tile]
    assert all('class="origin' in tile for tile in with_data)


def test_two_sources_stand_side_by_side_and_are_not_added(client: Client) -> None:
    tile = client.get("/fi/indicators?verdict=undecided").text
    assert "Talo-osasto" in tile
    assert "18,0" in tile
    assert "Kuntek" in tile
    assert "21,4" in tile
    assert "39,4" not in client.get("/fi/indicators/maintenance_backlog").text


@pytest.mark.parametrize("judgement", list(Judgement))
def test_every_verdict_has_a_word_and_a_shape(client: Client, judgement: Judgement) -> None:
    page = client.get(f"/fi/indicators?verdict={judgement}")
    assert page.status_code == 200
    assert f'<use href="#v-{judgement}"/>' in page.text
    assert f'<symbol id="v-{judgement}"' in page.text


def test_a_missing_figure_says_why_and_is_not_nought(client: Client) -> None:
    page = client.get("/fi/indicators/exit_interview_share").text
    assert "Osa jakson tiedoista puuttuu (heinäkuu\u00a02019)" in page
    assert not re.search(r">0,0\u00a0%", page)


def test_rows_of_personal_datasets_are_counted_but_not_shown(client: Client) -> None:
    page = client.get("/fi/indicators/recruitment_success/rows").text
    assert "412 riviä. Ne koskevat yksittäisiä ihmisiä" in page
    assert "<td>" not in page
    assert "ei näytetä (henkilötieto)" in client.get("/fi/data").text


def test_rows_are_shown_with_file_and_line(client: Client) -> None:
    assert "incoming/kulut-2020.csv:212" in client.get("/fi/indicators/property_cost_per_m2/rows").text


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fi", "korjattu tiedostossa korj.xlsx"),
        ("sv", "rättad i korj.xlsx"),
        ("en", "corrected in korj.xlsx"),
    ],
)
def test_a_row_that_people_corrected_names_the_file_of_corrections(
    client: Client, language: str, told: str
) -> None:
    page = client.get(f"/{language}/indicators/property_cost_per_m2/rows").text
    (line,) = (line for line in page.splitlines() if told in line)
    assert "incoming/kulut-2020.csv:212" in line


def test_names_that_look_like_html_are_shown_as_text(site_of: SiteOf) -> None:
    evil = "<script>alert('x')</script>\"'&"
    indicators = tuple(
        one.model_copy(
            update={
                "name": text(evil),
                "questions": (text(evil),),
                "verdict": one.verdict.model_copy(update={"reason": text(evil)}),
            }
        )
        for one in all_indicators()
    )
    labels = {"reporter": {"premises": text(evil)}, "sector": {"education": text(evil)}}
    client = site_of(
        rich_snapshot(title=text(evil), indicators=indicators, labels=labels, values=(text(evil),))
    )
    for page in PAGES:
        answer = client.get(f"/fi/{page}").text
        assert "<script>alert" not in answer, page
        assert "onerror" not in answer
    svg = client.get("/fi/indicators/maintenance_backlog/charts/series.svg").text
    assert "<script>" not in svg


def test_what_is_searched_for_is_shown_as_text(client: Client) -> None:
    assert "<b>" not in client.get("/fi/handbook?q=<b>").text.split("found", 1)[1].split("</p>")[0]


@pytest.mark.parametrize("page", FAULTY)
def test_an_address_that_is_not_there_gets_a_page_that_says_so(client: Client, page: str) -> None:
    answer = client.get(f"/sv/{page}")
    assert answer.status_code in (400, 404)
    assert '<html lang="sv">' in answer.text
    assert "Till första sidan" in answer.text


def test_an_unknown_language_gets_a_page_that_says_so(client: Client) -> None:
    answer = client.get("/de/indicators")
    assert answer.status_code == 404
    assert "Tässä osoitteessa ei ole sivua" in answer.text


@pytest.mark.parametrize("address", ["/fi/handbook?q=" + "x" * 5000, "/fi/means?owner=" + "x" * 5000])
def test_a_huge_query_is_refused_in_a_sentence(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "enintään 100 merkkiä" in answer.text


@pytest.mark.parametrize(
    "address", ["/fi/%00", "/fi/indicators/%F0%9F%92%A3", "/fi/handbook?q=%FF%FE", "/fi/../etc"]
)
def test_odd_addresses_break_nothing(client: Client, address: str) -> None:
    assert client.get(address).status_code in (200, 301, 302, 400, 404)


def test_without_a_snapshot_the_page_says_what_to_do(site_of: SiteOf) -> None:
    answer = site_of().get("/fi/")
    assert answer.status_code == 503
    assert "voimavara run" in answer.text
    assert "Ensimmäistä tilannekuvaa ei ole vielä tehty" in answer.text


def test_a_fault_of_ours_gets_a_page_of_its_own(site_of: SiteOf, tmp_path: Path) -> None:
    (tmp_path / "2020-10-31.0001.abc.json").write_text("{")
    answer = site_of().get("/en/")
    assert answer.status_code == 500
    assert "The figures are safe" in answer.text


def test_a_snapshot_that_cannot_be_read_gives_way_to_the_one_before(site_of: SiteOf, tmp_path: Path) -> None:
    site = site_of(rich_snapshot(date(2020, 4, 30)))
    whole = site.get("/en/")
    assert "A newer snapshot cannot be read" not in whole.text
    (tmp_path / "2020-10-31.0001.abc.json").write_text("{")
    answers.shelf.cache_clear()
    answer = site.get("/en/", headers={"If-None-Match": whole.headers["ETag"]})
    assert answer.status_code == 200
    assert "as they stood on 30\u00a0April\u00a02020" in answer.text
    assert site.get("/api/v1/snapshot?snapshot=abc").status_code == 404


def test_a_new_snapshot_appears_without_a_restart(tmp_path: Path) -> None:
    now = [0.0]
    shelf = Shelf(tmp_path, clock=lambda: now[0])
    assert shelf.newest() is None
    save(tmp_path, rich_snapshot(date(2020, 4, 30)))
    now[0] += 2
    assert _as_of(shelf) == date(2020, 4, 30)
    save(tmp_path, rich_snapshot(date(2020, 10, 31)))
    assert _as_of(shelf) == date(2020, 4, 30), "the folder is looked at once a second at most"
    now[0] += 2
    assert _as_of(shelf) == date(2020, 10, 31)
    newest = shelf.newest()
    assert newest
    assert newest.previous
    assert newest.previous.as_of == date(2020, 4, 30)


def test_a_run_for_an_earlier_day_does_not_take_the_place_of_the_newest(tmp_path: Path) -> None:
    save(tmp_path, rich_snapshot(date(2020, 10, 31)))
    save(tmp_path, rich_snapshot(date(2020, 4, 30)))
    assert _as_of(Shelf(tmp_path)) == date(2020, 10, 31)
    assert newest_day(tmp_path) == date(2020, 10, 31)


def test_pages_can_be_shown_as_they_stood_on_a_day(tmp_path: Path) -> None:
    for day in (date(2020, 4, 30), date(2020, 10, 31)):
        save(tmp_path, rich_snapshot(day))
    shelf = Shelf(tmp_path, until=date(2020, 9, 1))
    assert _as_of(shelf) == date(2020, 4, 30)
    assert [day for day, _ in shelf.ids()] == [date(2020, 4, 30)]


def _as_of(shelf: Shelf) -> date:
    shown = shelf.newest()
    assert shown is not None
    return shown.snapshot.as_of


def test_a_page_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    first = client.get("/fi/")
    again = client.get("/fi/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_the_tag_changes_with_the_snapshot(site_of: SiteOf) -> None:
    before = site_of(rich_snapshot()).get("/fi/").headers["ETag"]
    answers.shelf.cache_clear()
    other = site_of(rich_snapshot(id="0123456789abcdef"))
    assert other.get("/fi/").headers["ETag"] != before


def test_pages_are_compressed_and_small(client: Client) -> None:
    for page in PAGES:
        answer = client.get(f"/fi/{page}", headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.content) < 60_000, page
        assert gzip.decompress(answer.content).startswith(b"<!doctype html>")


def test_nothing_inline_that_the_policy_would_refuse(client: Client) -> None:
    for page in (*PAGES, *FAULTY):
        answer = client.get(f"/fi/{page}")
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert not re.search(r'\sstyle="|<style|\son[a-z]+="|javascript:', answer.text), page
        assert all("src=" in script for script in re.findall(r"<script[^>]*>", answer.text)), page
        assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text), page


def test_stylesheets_and_scripts_are_there_and_kept_for_long(client: Client) -> None:
    page = client.get("/fi/means").text
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(files) >= 4
    for file in files:
        answer = client.get(file)
        assert answer.status_code == 200, file
        assert "immutable" in answer.headers["Cache-Control"]
        answer.close()


def test_filters_and_search_work_without_a_script(client: Client) -> None:
    done = client.get("/fi/means?state=done").text
    assert re.findall(r'class="state (\w+)"', done) == ["done"] * done.count('class="deed"')
    found = client.get("/fi/handbook?q=korjausvelan raja").text
    assert "Korjausvelan raja" in found
    assert "Henkilötyövuosi" not in found
    assert "Mitään ei löytynyt" in client.get("/fi/handbook?q=zzz").text


def test_means_show_who_when_and_whether_the_indicator_moved(client: Client) -> None:
    page = client.get("/fi/means?goal=employer").text
    assert page.count('class="deed"') == 11
    assert "45\u00a0000\u00a0€" in page
    assert "Henkilöstöpalvelut" in page
    assert "syyskuu\u00a02019" in page
    assert "Määräaika ylittynyt" in page
    assert "pitäisi nostaa lukua" in page
    assert "70,0\u00a0% → 80,0\u00a0%" in page


def test_what_changed_is_told_on_the_first_page(site_of: SiteOf, tmp_path: Path) -> None:
    save(tmp_path, _with_verdict(rich_snapshot(date(2020, 4, 30)), Judgement.NOT_MET))
    home = site_of(_with_verdict(rich_snapshot(date(2020, 10, 31)), Judgement.MET)).get("/fi/").text
    assert "tavoite täyttyy nyt" in home
    assert "Verrattuna tilanteeseen 30.4.2020" in home


def _with_verdict(snapshot: Snapshot, judgement: Judgement) -> Snapshot:
    first, *rest = snapshot.indicators
    verdict = first.verdict.model_copy(update={"judgement": judgement})
    changed = first.model_copy(update={"verdict": verdict})
    return snapshot.model_copy(update={"indicators": (changed, *rest)})
