"""An indicator of a thousand places: the page stays small, and every figure can be found and taken along."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable

import pytest
from django.test import Client

from voimavara.core.origin import Origin
from voimavara.snapshot.model import VerdictView
from voimavara.verdicts.verdict import Judgement

from .rich_indicators import YEARS, all_indicators, by, figures, measure, named, text, verdict
from .rich_snapshot import rich_snapshot

SiteOf = Callable[[object], Client]
NAME = "property_cost_per_m2"
PLACES = 1000
VALUES = {f"b{number:04}": (50.0, 10.0 + number) for number in range(PLACES)}
LABELS = {"building": {name: text(f"Talo {name}") for name in VALUES}}


def city(parts: tuple[VerdictView, ...] = (), *, apart: bool = False) -> object:
    """The rich snapshot, in which the indicator has a figure for each of a thousand buildings."""
    total = None if apart else figures((50.0, 60.0), YEARS, Origin.OWN)
    main = measure("EUR/m2", "EUR/m2", 2, total, by("building", VALUES, YEARS, Origin.OWN))

    def changed(one):
        if one.id != NAME:
            return one
        judged = one.verdict.model_copy(update={"parts": parts})
        return one.model_copy(update={"main": named(main, NAME), "verdict": judged})

    indicators = tuple(changed(one) for one in all_indicators())
    return rich_snapshot(indicators=indicators, labels=LABELS)


@pytest.fixture
def reader(site_of: SiteOf) -> Client:
    return site_of(city())


def test_the_page_shows_the_ten_at_each_end_and_stays_small(reader: Client) -> None:
    answer = reader.get(f"/en/indicators/{NAME}", headers={"Accept-Encoding": "gzip"})
    assert len(answer.content) < 60_000
    page = gzip.decompress(answer.content).decode()
    drawn = page.split('class="breakdown"')[1].split("<details>")[0]
    shown = re.findall(r"Talo (b\d{4})", drawn.replace("\u00ad", ""))
    assert shown == [f"b{number:04}" for number in (*range(999, 989, -1), *range(9, -1, -1))]
    assert "Of 1,000 places" in page


def test_a_place_in_the_middle_is_found_by_its_name(reader: Client) -> None:
    page = reader.get(f"/en/indicators/{NAME}?place=B0512").text
    assert "1 of 1,000 places matches" in page
    assert "Talo b0512" in page.replace("\u00ad", "")
    assert "0 of 1,000 places match" in reader.get(f"/en/indicators/{NAME}?place=Rome").text


def test_so_many_matches_are_not_all_shown(reader: Client) -> None:
    page = reader.get(f"/sv/indicators/{NAME}?place=talo").text
    assert "Av dem visas de 30 första" in page
    assert len(page) < 400_000


def test_what_a_reader_searches_for_is_text_and_nothing_else(reader: Client) -> None:
    page = reader.get(f"/fi/indicators/{NAME}?place=%3Cscript%3E").text
    assert "<script>" not in page.split('id="places"')[1]
    assert reader.get(f"/fi/indicators/{NAME}?place={'x' * 101}").status_code == 400


def test_all_figures_are_in_the_csv_and_come_in_pages_from_the_api(reader: Client) -> None:
    rows = reader.get(f"/fi/indicators/{NAME}/figures.csv").text.splitlines()
    assert len(rows) == 1 + 2 + 2 * PLACES
    found, offset = [], 0
    while offset is not None:
        address = f"/api/v1/figures?indicator={NAME}&dimension=building&limit=1000&offset={offset}"
        page = reader.get(address).json()
        found += page["figures"]
        offset = page["next"]
    assert len(found) == page["count"] == 2 * PLACES
    assert {figure["place"]["building"] for figure in found} == set(VALUES)


def test_the_api_finds_one_place_and_one_period(reader: Client) -> None:
    found = reader.get(f"/api/v1/figures?indicator={NAME}&place=building=b0007&period=2020").json()
    newest = YEARS[-1]
    assert found["figures"] == []
    found = reader.get(f"/api/v1/figures?indicator={NAME}&place=building=b0007&period={newest}").json()
    assert [figure["value"] for figure in found["figures"]] == [17.0]
    assert reader.get(f"/api/v1/figures?indicator={NAME}&period=never").json()["count"] == 0


def test_verdicts_one_by_one_begin_with_the_worst(site_of: SiteOf) -> None:
    judged = {
        name: Judgement.NOT_MET if number == 500 else Judgement.MET for number, name in enumerate(VALUES)
    }
    parts = tuple(
        verdict(each, ("syy", "skäl", "why"), 1.0, place={"building": name}) for name, each in judged.items()
    )
    page = site_of(city(parts)).get(f"/en/indicators/{NAME}").text
    table = page.split("<h2>Verdicts one by one</h2>")[1].split("</table>")[0]
    assert table.count("<tr>") == 1 + 30
    assert "Talo b0500" in table.split("<tr>")[2]
    assert "Of 1,000 places, the 30 that are worst." in table


def test_parts_that_are_never_added_are_counted_on_the_first_page(site_of: SiteOf) -> None:
    reader = site_of(city(apart=True))
    home = reader.get("/en/").text
    assert "1,000" in home
    assert len(home) < 200_000
    assert len(reader.get(f"/en/indicators/{NAME}").text) < 300_000
