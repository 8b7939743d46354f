"""Targets in words, with the lines that charts draw."""

from __future__ import annotations

import pytest

from voimavara.verdicts.judge import describe_target, judge

from .making import DAY, DAYS, WINDOW, case, figure

EARLIER = [figure("2017", 0.8), figure("2018", 0.84), figure("2019", 0.7), figure(WINDOW, 0.9)]


@pytest.mark.parametrize(
    ("target", "fi", "sv", "en"),
    [
        ({"at_least": "80 %"}, "Vähintään 80 %", "Minst 80 %", "At least 80%"),
        ({"at_most": "2.5 %"}, "Enintään 2,5 %", "Högst 2,5 %", "At most 2.5%"),
        (
            {"at_least": "80 %", "by": "2021-12-31"},
            "Vähintään 80 % 31.12.2021 mennessä",
            "Minst 80 % senast 31.12.2021",
            "At least 80% by 31 December 2021",
        ),
        ({"within": ["2 %", "4 %"]}, "Välillä 2–4 %", "Mellan 2 % och 4 %", "Between 2% and 4%"),
        ({"falling": {}}, "Pienempi kuin edellisvuonna", "Lägre än året innan", "Lower than the year before"),
        (
            {"from_history": {"at_least": "median", "of": "3 years"}},
            "Vähintään vuosien 2017–2019 mediaani",
            "Minst medianen för 2017–2019",
            "At least the median of 2017–2019",
        ),
        (
            {"not_above_peers": {"peers": "same_size", "window": "4 years"}},
            "Kasvu neljässä vuodessa enintään verrokkikuntien mediaanin verran",
            "Ökningen på fyra år högst lika stor som jämförelsekommunernas median",
            "Growth in four years at most the median of the peer municipalities",
        ),
        (
            {"covered": "100 %"},
            "100 % pyydetyistä luvuista määräajassa",
            "100 % av uppgifterna kommer i tid",
            "100% of the figures due come in time",
        ),
        (
            {"undecided": {"fi": "Mikä?"}},
            "Tavoitetasoa ei ole päätetty",
            "Ingen målnivå har beslutats",
            "No target level has been decided",
        ),
    ],
)
def test_a_target_is_told_in_three_languages(target, fi, sv, en):
    of = case(target, EARLIER)
    told = describe_target(of, judge(of))
    texts = [text.replace("\u00a0", " ") for text in (told.text.fi, told.text.sv, told.text.en)]
    assert texts == [fi, sv, en]
    assert told.kind == next(key for key in target if key != "by")


def test_each_items_deadline_is_told_with_the_first_of_all():
    target = {
        "within_months": {"reach": "100 %", "months": 12, "from": "introduced", "not_before": "2020-12-31"}
    }
    told = describe_target(of := case(target, [], case_parts={"cohort": "system"}), judge(of))
    assert told.text.fi.replace("\u00a0", " ") == (
        "100 % viimeistään 12 kuukauden kuluttua kunkin alkamisesta, ensimmäinen määräpäivä 31.12.2020"
    )


def test_the_line_towards_a_deadline_can_be_drawn():
    figures = [figure("2019", 16.5, unit=DAY), figure(WINDOW, 15.7, unit=DAY)]
    target = {"at_most": "14.5 day/htv", "by": "2021-12-31"}
    of = case(target, figures, baseline={"at": "2019"}, **DAYS)
    told = describe_target(of, judge(of))
    path = {str(period): level for period, level in told.path.items()}
    assert list(path) == ["2019", WINDOW, "2021-12"]
    assert path["2019"] == 16.5
    assert path["2021-12"] == 14.5


def test_a_range_has_two_lines():
    of = case({"within": ["2 %", "4 %"]}, [])
    told = describe_target(of, judge(of))
    assert (told.level, told.upper) == (0.02, 0.04)
