"""What other programs get: JSON that OpenAPI describes, CSV that Excel opens, pictures."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client

from voimavara.snapshot.model import IndicatorView, Snapshot

from .rich_indicators import all_indicators
from .rich_snapshot import rich_snapshot, text


def test_the_description_lists_every_address_and_all_of_them_answer(client: Client) -> None:
    description = client.get("/api/v1/openapi.json").json()
    assert len(description["paths"]) >= 11
    for address, methods in description["paths"].items():
        assert set(methods) == {"get"}, "the interface only reads"
        answer = client.get(address.replace("{indicator}", "unit_cost").replace("{thing}", "pipe-5"))
        assert answer.status_code == 200, address
        assert address in client.get("/fi/open-data").text


def test_an_indicator_comes_back_as_it_was_frozen(client: Client) -> None:
    got = IndicatorView.model_validate_json(client.get("/api/v1/indicators/net_cost_growth").content)
    frozen = next(one for one in all_indicators() if one.id == "net_cost_growth")
    assert got.model_dump() == frozen.model_dump()


def test_the_whole_snapshot_can_be_taken_along_and_an_older_one_too(client: Client) -> None:
    newest, older = client.get("/api/v1/snapshots").json()
    assert (newest["as_of"], older["as_of"]) == ("2020-10-31", "2020-04-30")
    got = Snapshot.model_validate_json(client.get(f"/api/v1/snapshot?snapshot={older['id']}").content)
    assert str(got.as_of) == "2020-04-30"


def test_figures_are_filtered_and_come_in_pages(client: Client) -> None:
    every = client.get("/api/v1/figures?indicator=recruitment_success&limit=1000").json()
    assert every["count"] == len(every["figures"]) == 5 + 12
    whole = client.get("/api/v1/figures?indicator=recruitment_success&dimension=none").json()
    assert [figure["place"] for figure in whole["figures"]] == [{}] * 5
    care = client.get("/api/v1/figures?indicator=recruitment_success&place=sector=care").json()
    assert care["count"] == 3
    first = client.get("/api/v1/figures?indicator=recruitment_success&limit=10").json()
    rest = client.get(f"/api/v1/figures?indicator=recruitment_success&offset={first['next']}").json()
    assert [*first["figures"], *rest["figures"]] == every["figures"]
    assert rest["next"] is None


def test_a_missing_figure_is_null_with_its_reason(client: Client) -> None:
    figures = client.get("/api/v1/figures?indicator=exit_interview_share").json()["figures"]
    assert (figures[0]["value"], figures[0]["missing"]) == (None, "partly")


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/api/v1/indicators/nope", 404, "'nope'"),
        ("/api/v1/figures?indicator=nope", 404, "/api/v1/indicators"),
        ("/api/v1/figures?limit=many", 422, "limit"),
        ("/api/v1/figures?limit=100000", 422, "1000"),
        ("/api/v1/snapshot?snapshot=nope", 404, "/api/v1/snapshots"),
    ],
)
def test_a_request_that_cannot_be_answered_gets_a_sentence(
    client: Client, address: str, status: int, says: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert says in answer.json()["detail"]


def test_nothing_can_be_written(client: Client) -> None:
    for method in (client.post, client.put, client.delete):
        assert method("/api/v1/indicators").status_code == 405


def test_without_a_snapshot_programs_are_told_so(site_of: Callable[..., Client]) -> None:
    answer = site_of().get("/api/v1/indicators")
    assert answer.status_code == 503
    assert "voimavara run" in answer.json()["detail"]


def test_other_pages_may_read_the_data_and_an_unchanged_answer_costs_nothing(client: Client) -> None:
    first = client.get("/api/v1/verdicts")
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/verdicts", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_the_csv_opens_in_a_finnish_excel_and_is_the_same_in_each_language(client: Client) -> None:
    finnish, swedish = (
        client.get(f"/{one}/indicators/recruitment_success/figures.csv") for one in ("fi", "sv")
    )
    assert finnish.content.startswith(b"\xef\xbb\xbfindicator;measure;period;first_day;last_day;place;")
    rows = _rows(finnish)
    assert rows[0]["value"] == "0,71"
    assert (rows[0]["first_day"], rows[0]["last_day"]) == ("2017-10-01", "2018-09-30")
    sector = next(row for row in rows if row["place"] == "sector=education")
    assert sector["place_name"] == "Sivistys"
    strip = [{**row, "place_name": ""} for row in rows]
    assert strip == [{**row, "place_name": ""} for row in _rows(swedish)]


def test_a_missing_figure_is_an_empty_cell_with_its_reason(client: Client) -> None:
    rows = _rows(client.get("/fi/indicators/exit_interview_share/figures.csv"))
    assert (rows[0]["value"], rows[0]["missing"]) == ("", "partly")


def test_the_csv_and_the_interface_agree(client: Client) -> None:
    for indicator in all_indicators():
        rows = _rows(client.get(f"/en/indicators/{indicator.id}/figures.csv"))
        told = client.get(f"/api/v1/figures?indicator={indicator.id}&limit=1000").json()["figures"]
        values = ["" if figure["value"] is None else f"{figure['value']:.12g}" for figure in told]
        assert [row["value"].replace(",", ".") for row in rows] == values, indicator.id


def test_a_name_that_excel_would_run_is_made_harmless(site_of: Callable[..., Client]) -> None:
    labels = {"reporter": {"premises": text("=cmd|' /C calc'!A0")}}
    rows = _rows(site_of(rich_snapshot(labels=labels)).get("/fi/indicators/maintenance_backlog/figures.csv"))
    assert {row["place_name"][0] for row in rows if "premises" in row["place"]} == {"'"}


def test_a_picture_stands_alone(client: Client) -> None:
    picture = client.get("/fi/indicators/net_cost_growth/charts/series.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert "var(" not in picture.text
    assert "⟦" not in picture.text
    assert "<title" in picture.text
    assert "<desc" in picture.text


def test_a_picture_that_there_is_none_of_gets_a_page_that_says_so(client: Client) -> None:
    assert client.get("/fi/indicators/unit_cost/charts/nope.svg").status_code == 404


def _rows(answer: object) -> list[dict[str, str]]:
    content: bytes = answer.content  # type: ignore[attr-defined]  # Django's response has no types
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
