"""What a resident reads: nothing empty, nothing twice, what is missing first, numbers of the language."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from voimavara.core.language import Text
from voimavara.core.origin import Origin
from voimavara.figures.columns import Figures
from voimavara.figures.series import Measured, Series, measured
from voimavara.snapshot.model import IndicatorView, Snapshot
from voimavara.snapshot.store import save
from voimavara.web.hyphens import soften
from voimavara.web.pages.lacking import Lacking
from voimavara.web.say import Say, in_a_row

from .addresses import FAULTY, LANGUAGES, PAGES
from .rich_indicators import YEARS, all_indicators, by, figures, named
from .rich_snapshot import rich_snapshot, text

SiteOf = Callable[..., Client]


def changed(name: str, **update: object) -> Snapshot:
    """The rich snapshot with one indicator changed; `main` is changed by a dictionary of its own."""

    def change(one: IndicatorView) -> IndicatorView:
        main = named(one.main.model_copy(update=update.get("main", {})), name)  # type: ignore[arg-type]
        return one.model_copy(update={**update, "main": main})

    indicators = (change(one) if one.id == name else one for one in all_indicators())
    return rich_snapshot(indicators=tuple(indicators))


def plain(html: str) -> str:
    """The words that are read, without their tags."""
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", "", html)).replace("\u00ad", "")


def test_an_indicator_without_a_definition_has_no_empty_heading(site_of: SiteOf) -> None:
    main = {"formula_version": "e437ee3b"}
    page = site_of(changed("property_cost_per_m2", definition=Text(), why=Text(), main=main))
    shown = page.get("/fi/indicators/property_cost_per_m2").text
    assert "Mitä luku kertoo" not in shown
    assert "Miksi tämä on tärkeää" not in shown
    assert "kaupungin oma kaava" in shown
    assert "e437ee3b" not in shown


def test_the_first_sentence_does_not_repeat_the_open_question(site_of: SiteOf) -> None:
    question = text("Kumpi lähde otetaan käyttöön?")
    verdict = next(one.verdict for one in all_indicators() if one.id == "maintenance_backlog")
    verdict = verdict.model_copy(update={"detail": question})
    site = site_of(changed("maintenance_backlog", verdict=verdict, questions=(question,)))
    page = site.get("/fi/indicators/maintenance_backlog").text
    assert page.split("<main")[1].count("Kumpi lähde otetaan käyttöön?") == 1


def test_a_snapshot_of_the_same_day_is_not_told_by_its_date(site_of: SiteOf, tmp_path: Path) -> None:
    save(tmp_path, rich_snapshot(id="00000000first", title=text("Ennen")))
    home = site_of(rich_snapshot(id="11111111second")).get("/fi/").text
    assert "edellinen 31.10.2020" not in home
    assert "saman päivän" in home


def test_a_goal_without_means_is_not_told_to_have_none_of_none(site_of: SiteOf) -> None:
    goals = tuple(goal.model_copy(update={"means": ()}) for goal in rich_snapshot().goals)
    site = site_of(rich_snapshot(goals=goals))
    assert "keinoa aloitettu" not in site.get("/fi/").text
    page = site.get("/fi/goals/employer").text
    assert "0 / 0" not in page
    assert "Tällä tavoitteella ei ole vielä keinoja." in page


def test_what_every_place_lacks_is_said_once(client: Client) -> None:
    page = client.get("/fi/indicators/consumption_per_m2").text
    breakdown = page.split('class="breakdown"')[1].split("<details>")[0]
    assert breakdown.count("Osa jakson tiedoista puuttuu") == 1
    assert plain(breakdown).count("Viimeisin tieto") == 3
    first, second, third = re.findall(r"Viimeisin tieto (\d+)", breakdown)
    assert (first, second, third) == ("231", "208", "188"), "largest first, by what is known"


def test_what_some_places_lack_is_said_with_their_names() -> None:
    made = by("sector", {"a": (1.0, None), "b": (2.0, None), "c": (3.0, 4.0)}, YEARS, Origin.OWN)
    rows = measured(Figures.of(made), "").breakdowns[0].series
    lacking = Lacking.among(rows)
    assert lacking.told(lambda series: dict(series.place)["sector"], Say("fi")) == (
        "Osa jakson tiedoista puuttuu (heinäkuu\u00a02019): a, b.",
    )
    assert not lacking.alone(rows[0].latest)
    assert Lacking.among(rows[1:]).alone(rows[1].latest), "a reason of its own is said at its place"


def test_months_in_a_row_are_one_period() -> None:
    assert in_a_row(["2019-11", "2019-12", "2020-01", "2020-03", "muu"]) == [
        "2019-11..2020-01",
        "2020-03",
        "muu",
    ]


def test_the_data_page_says_what_is_missing_before_it_lists_what_there_is(client: Client) -> None:
    page = client.get("/fi/data").text
    late, waiting = page.index("tiedot ovat myöhässä."), page.index("Tilapalvelut: 2 riviä")
    assert late < waiting < page.index(">Aineistot</h2>") < page.index("voimavara rejected")


def test_where_nothing_is_missing_the_data_page_says_so(site_of: SiteOf) -> None:
    coverage = rich_snapshot().coverage.model_copy(update={"cells": ()})
    loads = tuple(load.model_copy(update={"rows_open": 0}) for load in rich_snapshot().loads)
    page = site_of(rich_snapshot(coverage=coverage, loads=loads, rejected=())).get("/fi/data").text
    assert "Kaikki pyydetyt tiedot on saatu" in page
    assert "Mitä puuttuu" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_and_a_description(client: Client, language: str) -> None:
    described = set()
    for page in (*PAGES, *FAULTY):
        answer = client.get(f"/{language}/{page}").text
        title = re.search(r"<title>(.+?)</title>", answer)
        description = re.search(r'<meta name="description" content="([^"]+)">', answer)
        assert title, page
        assert description, page
        described.add(description[1])
    assert len(described) > 20, "the pages of a search engine can be told apart"


def test_growth_is_written_with_its_sign(site_of: SiteOf) -> None:
    page = site_of(changed("net_cost_growth", main={"growth": True})).get("/fi/indicators").text
    assert "+0,2\u00a0%" in plain(page)


def test_a_figure_just_short_of_its_target_does_not_look_as_if_it_met_it(site_of: SiteOf) -> None:
    total = figures((0.79, 0.7996), YEARS, Origin.OWN)
    judged = next(one.verdict for one in all_indicators() if one.id == "exit_interview_share")
    target = next(one.target for one in all_indicators() if one.id == "exit_interview_share")
    site = site_of(
        changed(
            "exit_interview_share",
            main={"figures": Measured(Series((), total))},
            verdict=judged.model_copy(update={"margin": -0.0004}),
            target=target.model_copy(update={"level": 0.8}),
        )
    )
    page = plain(site.get("/fi/indicators/exit_interview_share").text)
    assert "79,96\u00a0%" in page
    assert "0,04 prosenttiyksikköä" in page


def test_english_puts_the_euro_before_the_number(client: Client) -> None:
    page = plain(client.get("/en/indicators").text)
    assert "€61.30/m²" in page
    assert "€18.0 million" in page
    assert "61,30 €/m²" in plain(client.get("/fi/indicators").text)


def test_cells_of_source_rows_are_written_as_the_language_writes_them() -> None:
    written = ("-1443.2", "2020-09", "2020-09-30", "1001", "A.b")
    assert [Say("fi").cell(one) for one in written] == [
        "−1443,2",
        "syyskuu\u00a02020",
        "30.9.2020",
        "1001",
        "A.b",
    ]
    assert Say("en").cell("-1443.2") == "-1443.2"


def test_times_of_source_rows_are_written_as_the_language_writes_them() -> None:
    said = {language: Say(language).cell("2019-10-01 08:05") for language in LANGUAGES}
    assert said["fi"] == "1.10.2019 klo 8.05"
    assert said["sv"] == "1.10.2019 kl. 8.05"
    assert said["en"].replace("\u00a0", " ") == "1 October 2019, 8:05"


@pytest.mark.parametrize(
    "text", ["2019-02-31", "2019-10-", "2019-10 remontti", "2019-10..remontti", "2020-Q3-1"]
)
def test_a_text_that_begins_like_a_date_stays_as_it_is(text: str) -> None:
    assert Say("fi").cell(text) == text


def test_columns_of_source_rows_have_their_names(client: Client) -> None:
    page = client.get("/sv/indicators/property_cost_per_m2/rows").text
    assert '<th scope="col">Byggnad</th>' in page


def test_codes_in_source_rows_have_their_names(client: Client) -> None:
    page = client.get("/sv/indicators/property_cost_per_m2/rows").text
    assert ">Värme</td>" in page
    assert "heat" not in page


def test_a_long_finnish_word_is_divided_where_finnish_divides_it() -> None:
    parts = soften("Yksikkökustannukset, infrastruktuurihankkeet ja korjausvelka", "fi").split("\u00ad")
    assert parts == ["Yksik", "kökus", "tan", "nukset, infrastruk", "tuurihankkeet ja korjausvelka"]
    assert soften("10/2019–9/2020", "sv") == "10/2019–\u20609/2020"
    assert soften("Småbarnspedagogikverksamhet", "sv") == "Småbarnspedagogikverksamhet"


def test_an_empty_site_offers_no_links_that_lead_nowhere(site_of: SiteOf) -> None:
    page = site_of().get("/fi/").text
    assert "/fi/indicators" not in page
    assert "voimavara run KANSIO" in page
    assert 'href="/sv/"' in page
