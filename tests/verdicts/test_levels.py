"""Levels, ranges and coverage: figure and target → verdict, margin and reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.verdicts.bounds import Bound, Range
from voimavara.verdicts.verdict import Judgement

from .making import DAY, DAYS, WINDOW, figure, in_finnish, verdict

SPEC = [
    (
        {"at_least": "80 %"},
        0.84,
        "met",
        0.04,
        "Luku on 84,0 % ja yltää tavoitteeseen, joka on vähintään 80 %.",
    ),
    (
        {"at_least": "80 %"},
        0.80,
        "met",
        0.0,
        "Luku on 80,0 % ja yltää tavoitteeseen, joka on vähintään 80 %.",
    ),
    (
        {"at_least": "80 %"},
        0.7999,
        "not_met",
        -0.0001,
        "Luku on 79,99 % ja jää tavoitteesta, joka on vähintään 80 %.",
    ),
    ({"at_most": "5 %"}, 0.05, "met", 0.0, "Luku on 5,0 % ja pysyy tavoitteessa, joka on enintään 5 %."),
    (
        {"at_most": "5 %"},
        0.06,
        "not_met",
        -0.01,
        "Luku on 6,0 % ja ylittää tavoitteen, joka on enintään 5 %.",
    ),
    ({"within": ["2 %", "4 %"]}, 0.031, "met", 0.009, "Luku on 3,1 % ja pysyy tavoitevälillä 2–4 %."),
    ({"within": ["2 %", "4 %"]}, 0.04, "met", 0.0, "Luku on 4,0 % ja pysyy tavoitevälillä 2–4 %."),
    ({"within": ["2 %", "4 %"]}, 0.015, "not_met", -0.005, "Luku on 1,5 % ja jää tavoitevälin 2–4 % alle."),
    ({"within": ["2 %", "4 %"]}, 0.055, "not_met", -0.015, "Luku on 5,5 % ja ylittää tavoitevälin 2–4 %."),
    (
        {"at_least": "80 %"},
        (0.8, 0.711, 0.867),  # 80 of 100 answers: the level lies inside the interval
        "inconclusive",
        0.0,
        (
            "Vastausten perusteella osuus on 71,1–86,7 %, joten ei voi sanoa, yltääkö se tavoitteeseen, "
            "joka on vähintään 80 %."
        ),
    ),
    (
        {"at_least": "80 %"},
        (0.88, 0.802, 0.93),
        "met",
        0.08,
        "Luku on 88,0 % ja yltää tavoitteeseen, joka on vähintään 80 %.",
    ),
    (
        {"at_least": "80 %"},
        (0.7, 0.65, 0.75),
        "not_met",
        -0.1,
        "Luku on 70,0 % ja jää tavoitteesta, joka on vähintään 80 %.",
    ),
]


@pytest.mark.parametrize(("target", "value", "judgement", "margin", "reason"), SPEC)
def test_a_level_is_judged_with_its_margin_and_a_reason(target, value, judgement, margin, reason):
    found = verdict(target, [figure(WINDOW, value)])
    assert found.judgement == judgement
    assert found.margin == pytest.approx(margin, abs=1e-9)
    assert in_finnish(found) == reason


def test_a_level_is_read_in_the_indicators_own_unit():
    found = verdict({"at_most": "14.5 day/htv"}, [figure(WINDOW, 15.2, unit=DAY)], **DAYS)
    assert in_finnish(found) == "Luku on 15,2 pv/htv ja ylittää tavoitteen, joka on enintään 14,5 pv/htv."
    assert found.margin == pytest.approx(-0.7)


def test_an_uncertain_share_tells_its_estimate_and_number_of_answers():
    found = verdict({"at_least": "80 %"}, [figure(WINDOW, (0.76, 0.7, 0.81), n=412)])
    assert found.detail.en == "The estimate is 76.0%, from 412 answers."


@pytest.mark.parametrize(
    ("in_time", "judgement", "reason"),
    [
        (12, "met", "Kierroksen 12 luvusta 12 tuli määräajassa, joten tavoite (100 %) täyttyy."),
        (10, "not_met", "Kierroksen 12 luvusta 10 tuli määräajassa, kun tavoite on 100 %."),
    ],
)
def test_coverage_tells_how_many_came_in_time(in_time, judgement, reason):
    covered = figure("2020-10", in_time / 12, numerator=in_time, denominator=12, n=12)
    found = verdict({"covered": "100 %"}, [covered], asked="2020-10")
    assert (found.judgement, in_finnish(found)) == (judgement, reason)


@pytest.mark.parametrize(
    ("in_time", "reason"),
    [
        (1, "The only figure due came in time, as the target of 100% asks."),
        (0, "The only figure due did not come in time, which misses the target of 100%."),
    ],
)
def test_a_round_with_one_figure_speaks_of_one(in_time, reason):
    covered = figure("2020-10", float(in_time), numerator=in_time, denominator=1, n=1)
    assert verdict({"covered": "100 %"}, [covered], asked="2020-10").reason.en == reason


def test_parts_that_are_never_added_together_are_judged_each_and_the_worst_counts():
    figures = [figure(WINDOW, 0.9, "reporter=a"), figure(WINDOW, 0.7, "reporter=b"), figure(WINDOW, 0.8)]
    found = verdict({"at_least": "75 %"}, figures, apart=["reporter"])
    assert found.judgement is Judgement.NOT_MET
    assert found.counts == {"not_met": 1, "met": 1}
    assert in_finnish(found) == "Tavoite jää täyttymättä yhdessä kahdesta kohteesta."
    assert found.detail.fi.startswith("b: Luku on 70,0")


numbers = st.decimals(-50, 50, places=3).map(float)
widths = st.decimals(0, 10, places=3).map(float)
ORDER = [Judgement.NOT_MET, Judgement.INCONCLUSIVE, Judgement.MET]


@given(level=numbers, highest=st.booleans(), value=numbers, gain=widths, low=widths, high=widths)
def test_a_better_figure_is_never_judged_worse(level, highest, value, gain, low, high):
    bound = Bound(level, highest)
    better = value - gain if highest else value + gain
    worse_one = bound.judge(value, (value - low, value + high))
    better_one = bound.judge(better, (better - low, better + high))
    assert ORDER.index(better_one) >= ORDER.index(worse_one)
    assert bound.margin(better) >= bound.margin(value)


@given(level=numbers, highest=st.booleans(), value=numbers)
def test_met_is_exactly_a_margin_that_is_not_negative(level, highest, value):
    bound = Bound(level, highest)
    assert (bound.judge(value) is Judgement.MET) == (bound.margin(value) >= 0)


@given(low=numbers, width=widths, value=numbers, below=widths, above=widths)
def test_a_surer_figure_is_judged_as_before_or_less_inconclusively(low, width, value, below, above):
    allowed = Range(low, low + width)
    sure, unsure = allowed.judge(value), allowed.judge(value, (value - below, value + above))
    assert unsure in (sure, Judgement.INCONCLUSIVE)
