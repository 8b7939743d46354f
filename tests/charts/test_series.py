"""What a line must not say: nothing across a break, nothing for a missing month, no target that isn't one."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.web.rich_indicators import all_indicators, figures, measure, text
from tests.web.rich_snapshot import rich_snapshot
from voimavara.charts import charts_of, sparkline
from voimavara.charts.chart import Chart
from voimavara.charts.places import breaks_at, whole
from voimavara.charts.series import Story, series_chart
from voimavara.core.language import gettext
from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.figures.series import Series
from voimavara.snapshot.model import BreakView, TargetView

YEARS = ("2016", "2017", "2018", "2019", "2020")
PLACES = {"care": (100.0, 102.7), "education": (100.0, 98.8)}
BREAK = BreakView(at="2018", text=text("Tilastointi muuttui"))


def story(values: tuple[float | None, ...], origin: Origin = Origin.OWN, **more: Any) -> Chart | None:
    shown_in = more.pop("shown_in", "EUR/m2")
    series = figures(values, YEARS, origin)
    of = measure("EUR/m2", shown_in, 1, series)
    return series_chart(Story("series", text("Kulut"), of, [Series((), series)], [text("Kulut")], **more))


def told(chart: Chart | None) -> str:
    assert chart is not None
    return json.dumps(chart.specs["wide"], ensure_ascii=False)


def pieces(chart: Chart | None) -> list[list[float]]:
    """The values of the lines in the first layer that has pieces."""
    assert chart is not None
    layer = next(one for one in chart.specs["wide"]["layer"] if "detail" in one["encoding"])
    rows = layer["data"]["values"]
    return [[row["y"] for row in rows if row["piece"] == piece] for piece in range(rows[-1]["piece"] + 1)]


def test_no_line_crosses_a_break_and_the_gap_has_a_word() -> None:
    chart = story((1.0, 2.0, 8.0, 9.0), breaks=[BREAK])
    assert pieces(chart) == [[1.0], [2.0, 8.0, 9.0]]
    assert chart is not None
    assert gettext("fi", "break") in [word.fi for word in chart.words]


def test_no_line_crosses_a_missing_figure() -> None:
    assert pieces(story((1.0, 2.0, None, 4.0, 5.0))) == [[1.0, 2.0], [4.0, 5.0]]


def test_example_data_are_hatched_and_named() -> None:
    chart = story((1.0, 2.0), origin=Origin.EXAMPLE)
    assert "url(#HATCH)" in told(chart)
    assert chart is not None
    assert gettext("fi", "example data") in [word.fi for word in chart.words]
    assert "url(#HATCH)" not in told(story((1.0, 2.0), origin=Origin.OFFICIAL))


def test_a_place_keeps_its_whole_name_beside_its_line() -> None:
    name = text("Sosiaali- ja terveystoimi", "Social- och hälsovård", "Social and health services")
    rows = [
        Series((("sector", key),), figures(values, YEARS, Origin.OWN, place={"sector": key}))
        for key, values in PLACES.items()
    ]
    of = measure("1", "1", 1, None)
    chart = series_chart(Story("series", text("Kulut"), of, rows, [name, text("Sivistystoimi")]))
    assert chart is not None
    for language in ("fi", "sv", "en"):
        said = chart.said(language)
        wide, narrow = (
            [said[one["text"]] for one in chart.specs[width]["layer"][-1]["data"]["values"]]
            for width in ("wide", "narrow")
        )
        assert name.within(language) in wide
        assert " ".join(narrow[1:3]) == name.within(language)
        assert not any("…" in one for one in (*wide[1:], *narrow[1:]))


def test_a_name_on_one_line_in_one_language_is_not_taken_from_another() -> None:
    name = text("Talo-osasto", "Fastighetsavdelningen", "Premises unit")
    rows = [
        Series((("sector", key),), figures(values, YEARS, Origin.OWN, place={"sector": key}))
        for key, values in PLACES.items()
    ]
    chart = series_chart(Story("series", text("x"), measure("1", "1", 1, None), rows, [name, text("Kuntek")]))
    assert chart is not None
    assert not any("[" in word.within("fi") for word in chart.words)


def test_amounts_start_at_nought_and_indexes_do_not() -> None:
    assert '"domain": [0.0' in told(story((55.0, 60.0)))
    assert '"domain": [0.0' not in told(story((98.0, 103.0), shown_in="1"))


def test_a_trifle_does_not_look_like_a_leap() -> None:
    series = figures((0.4376, 0.4366), YEARS, Origin.OWN)
    chart = series_chart(
        Story("series", text("x"), measure("1", "%", 1, series), [Series((), series)], [text("x")])
    )
    assert chart is not None
    low, high = next(one for one in re.findall(r'"domain": \[(0\.\d+), (0\.\d+)\]', told(chart)))
    assert float(high) - float(low) >= 0.1


def test_the_target_has_its_label_at_the_line() -> None:
    target = TargetView(kind="at_most", text=text("Enintään 50"), level=50.0)
    chart = story((55.0, 60.0), target=target)
    assert chart is not None
    level, spoken = gettext("fi", "Target {level}"), gettext("fi", "Target: {target}.")
    assert level.format(level="50,0\u00a0€/m²") in [word.fi for word in chart.words]
    assert spoken.format(target="Enintään 50") in chart.sentence.fi


def test_a_deadline_is_drawn_as_the_line_that_leads_to_it() -> None:
    target = TargetView(
        kind="at_most",
        text=text("x"),
        level=50.0,
        path={Period.parse("2019"): 60.0, Period.parse("2021"): 50.0},
    )
    chart = story((62.0, 60.0, 58.0), target=target)
    assert '"y": 60.0' in told(chart)
    assert '"y": 50.0' in told(chart)


@pytest.mark.parametrize("values", [(1.0,), (None, None), (None, 3.0)])
def test_one_figure_makes_no_line(values: tuple[float | None, ...]) -> None:
    assert story(values) is None


def test_places_beside_each_other_differ_in_colour_and_in_dashes() -> None:
    snapshot = rich_snapshot()
    unit_cost = next(one for one in snapshot.indicators if one.id == "unit_cost")
    chart = charts_of(snapshot, unit_cost)[0]
    lines = [one["mark"] for one in chart.specs["wide"]["layer"] if "detail" in one["encoding"]]
    looks = {(line["color"], tuple(line.get("strokeDash", ()))) for line in lines}
    assert len({color for color, _ in looks}) == len({dash for _, dash in looks}) == 4


def test_every_kind_of_indicator_gets_the_charts_it_needs() -> None:
    snapshot = rich_snapshot()
    kinds = {one.id: [chart.id for chart in charts_of(snapshot, one)] for one in all_indicators()}
    assert kinds["net_cost_growth"] == ["peers-2015-2019", "series"]
    assert kinds["system_adoption"] == ["cohort", "series"]
    assert kinds["maintenance_backlog"] == ["series"]
    assert kinds["no_figures_at_all"] == []


def test_a_small_line_has_the_same_gaps() -> None:
    made = sparkline(Series((), figures((1.0, 2.0, None, 4.0, 5.0), YEARS, Origin.OWN)))
    assert made is not None
    assert made.line.count("M") == 2
    ends_missing = sparkline(Series((), figures((1.0, 2.0, None), YEARS, Origin.OWN)))
    assert ends_missing is not None
    assert ends_missing.last is None


def test_small_lines_beside_each_other_share_their_scale() -> None:
    low = sparkline(Series((), figures((1.0, 2.0), YEARS, Origin.OWN)), bounds=(0.0, 10.0))
    high = sparkline(Series((), figures((9.0, 10.0), YEARS, Origin.OWN)), bounds=(0.0, 10.0))
    heights = [one.last[1] for one in (low, high) if one and one.last]
    assert heights == sorted(heights, reverse=True)


def test_a_break_of_some_places_leaves_the_others_whole() -> None:
    only = BREAK.model_copy(update={"where": {"function": ("early_education",)}})
    assert breaks_at([only], {"function": "early_education"}) == [only]
    assert breaks_at([only], {"function": "libraries"}) == []
    assert breaks_at([only], {}) == []


def test_parts_that_are_never_added_stand_for_the_whole() -> None:
    backlog = next(one for one in all_indicators() if one.id == "maintenance_backlog")
    assert [series.place for series in whole(backlog.main, 6)] == [
        (("reporter", "engineering"),),
        (("reporter", "premises"),),
    ]
