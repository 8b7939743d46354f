"""Pictures: named, small, in the page's colours and language, drawn once."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import vl_convert

import voimavara
from tests.web.rich_snapshot import rich_snapshot
from voimavara.charts import Gallery, charts_of
from voimavara.charts.chart import WIDTHS, Chart
from voimavara.charts.theme import LIGHT
from voimavara.snapshot.model import Snapshot

STYLES = Path(voimavara.__file__).parent / "web" / "static" / "voimavara" / "tokens.css"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return rich_snapshot()


def every_chart(snapshot: Snapshot) -> list[Chart]:
    return [chart for indicator in snapshot.indicators for chart in charts_of(snapshot, indicator)]


@pytest.fixture(scope="module")
def folder(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("snapshots")
    Gallery(folder).draw_ahead(every_chart(snapshot)).join(120)
    return folder


@pytest.fixture(scope="module")
def charts(snapshot: Snapshot) -> list[Chart]:
    return every_chart(snapshot)


def test_every_picture_has_a_name_and_a_sentence_in_each_language(charts: list[Chart], folder: Path) -> None:
    gallery = Gallery(folder)
    for chart in charts:
        for language in ("fi", "sv", "en"):
            for width in WIDTHS:
                root = ET.fromstring(gallery.on_page(chart, width, language))  # noqa: S314 - our own
                assert root.get("role") == "img"
                named = {element.get("id"): element.text for element in root if element.text}
                assert named[root.get("aria-labelledby")] == chart.name.within(language)
                assert named[root.get("aria-describedby")] == chart.sentence.within(language)


def test_no_token_is_left_and_texts_are_escaped(charts: list[Chart], folder: Path) -> None:
    for chart in charts:
        assert "⟦" not in Gallery(folder).on_page(chart, "narrow", "sv")


def test_ids_differ_between_the_pictures_of_a_page(charts: list[Chart], folder: Path) -> None:
    gallery = Gallery(folder)
    growth = [chart for chart in charts if chart.id.startswith("peers") or chart.id == "series"][-3:]
    ids: list[str] = []
    for chart in {chart.id: chart for chart in growth}.values():
        for width in WIDTHS:
            ids += re.findall(r' id="([^"]+)"', gallery.on_page(chart, width, "fi"))
    assert len(ids) == len(set(ids))


def test_every_reference_inside_a_picture_leads_somewhere(charts: list[Chart], folder: Path) -> None:
    for chart in charts:
        svg = Gallery(folder).on_page(chart, "wide", "fi")
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(re.findall(r' id="([^"]+)"', svg))


def test_pages_give_every_colour_in_light_and_dark(charts: list[Chart], folder: Path) -> None:
    tokens = set(re.findall(r"--chart-([a-z0-9-]+):", STYLES.read_text(encoding="utf-8")))
    assert tokens == set(LIGHT)
    for chart in charts:
        svg = Gallery(folder).on_page(chart, "wide", "fi")
        painted = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none", "transparent"}
        assert all(paint.startswith(("var(--chart-", "url(#")) for paint in painted), painted


def test_the_policy_lets_every_picture_through(charts: list[Chart], folder: Path) -> None:
    for chart in charts:
        svg = Gallery(folder).on_page(chart, "wide", "fi")
        assert not re.search(r'\sstyle="|<style|<script|\son[a-z]+=|https?://(?!www\.w3\.org)', svg)


def test_a_file_stands_alone(charts: list[Chart], folder: Path) -> None:
    for chart in charts:
        svg = Gallery(folder).as_file(chart, "fi")
        ET.fromstring(svg)  # noqa: S314 - our own
        assert "var(" not in svg


def test_the_same_chart_gives_the_same_picture_whatever_was_drawn_before(
    snapshot: Snapshot, folder: Path, tmp_path: Path
) -> None:
    turned = snapshot.model_copy(update={"indicators": snapshot.indicators[::-1]})
    Gallery(tmp_path).draw_ahead(every_chart(turned)).join(120)
    for path in (folder / "charts").iterdir():
        assert path.read_bytes() == (tmp_path / "charts" / path.name).read_bytes()


def test_drawing_fetches_nothing() -> None:
    spec = {"data": {"url": "https://example.com/data.csv"}, "mark": "point", "encoding": {}}
    with pytest.raises(ValueError, match=r"example\.com|allowed|External"):
        vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


def test_every_peer_is_named_under_the_pointer(charts: list[Chart], folder: Path) -> None:
    chart = next(chart for chart in charts if chart.id.startswith("peers"))
    titles = re.findall(
        r'<g class="peer"><title>([^<]+)</title>', Gallery(folder).on_page(chart, "wide", "fi")
    )
    assert len(titles) == 38
    assert titles[0].startswith("Kunta 1 ")
