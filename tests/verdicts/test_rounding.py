"""What binary arithmetic adds turns no verdict, and no reason is rounded until it contradicts its verdict."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.language import Text
from voimavara.core.sentences import Scale
from voimavara.core.units import Unit
from voimavara.programme.models.programme import Parameter
from voimavara.verdicts.bounds import Range
from voimavara.verdicts.kinds.undecided import what_history_says
from voimavara.verdicts.verdict import Judgement

from .making import WINDOW, case, figure, in_finnish, indicator, verdict

PRICES = Parameter(name=Text(fi="Hinnat"), values={"2018": 100.0, "2019": 110.0}, source=Text(fi="Lähde"))


def test_one_minus_a_ratio_at_the_very_end_of_the_range_is_within_it():
    found = verdict({"within": ["2 %", "4 %"]}, [figure(WINDOW, 1 - 0.96)])  # 0.040000000000000036
    assert (found.judgement, found.margin) == (Judgement.MET, 0.0)
    assert in_finnish(found) == "Luku on 4,0 % ja pysyy tavoitevälillä 2–4 %."


def test_costs_that_rose_just_as_prices_did_have_not_fallen():
    figures = [figure("2018", 100.0), figure("2019", 110.0)]  # 100 · 1.1 is a little above 110
    found = verdict(
        {"falling": {"real": "prices"}},
        figures,
        asked="2019",
        period="year",
        unit="EUR",
        case_parts={"prices": PRICES},
    )
    assert (found.judgement, found.margin) == (Judgement.NOT_MET, 0.0)


def test_the_end_of_an_interval_is_not_rounded_onto_the_level():
    found = verdict({"at_least": "80 %"}, [figure(WINDOW, (0.82, 0.79961, 0.84))])
    assert found.judgement is Judgement.INCONCLUSIVE
    assert found.reason.en.startswith("The answers put the share between 79.96% and 84.00%")
    assert "79,96–84,00 %" in in_finnish(found)


def test_what_the_line_asks_for_is_not_rounded_to_less_than_the_figure():
    found = verdict(
        {"at_least": "100 %", "by": date(2020, 12, 31)},
        [figure(WINDOW, 0.862)],
        decimals=0,
        baseline={"value": "0 %", "at": "2018-12-31"},
    )
    assert found.judgement is Judgement.OFF_TRACK
    assert found.asked == pytest.approx(0.874, abs=0.001)
    close = verdict(
        {"at_least": "100 %", "by": date(2020, 12, 31)},
        [figure(WINDOW, 0.872)],
        decimals=0,
        baseline={"value": "0 %", "at": "2018-12-31"},
    )
    assert "87.2%, though it should be 87.4% already" in close.reason.en


def test_millions_of_euros_have_the_decimals_that_tell_them_from_the_level():
    found = verdict({"at_most": "20 MEUR"}, [figure(WINDOW, 20_040_000)], unit="EUR")
    said = found.reason.en.replace("\u00a0", " ")
    assert said == "The figure is €20.04 million and exceeds the target of at most €20.0 million."


def test_answers_that_tell_nothing_are_not_said_to_miss_a_level_from_history():
    earlier = [figure(str(year), 0.8) for year in (2017, 2018, 2019)]
    said = what_history_says(
        case({"undecided": {"fi": "?"}}, [*earlier, figure(WINDOW, (0.78, 0.72, 0.83))], better="higher")
    )
    assert "would not tell whether it is met" in said.en


@pytest.mark.parametrize(("value", "level", "margin"), [(0.021, 0.02, 0.001), (0.039, 0.04, 0.001)])
def test_the_margin_to_a_range_is_told_beside_the_end_that_it_is_counted_from(value, level, margin):
    found = verdict({"within": ["2 %", "4 %"]}, [figure(WINDOW, value)])
    assert (found.level, found.margin) == (level, pytest.approx(margin))


@given(value=st.decimals(-5, 105, places=4).map(float), level=st.integers(0, 100))
def test_two_numbers_that_differ_are_never_written_alike(value, level):
    scale = Scale("%", 1)
    written = scale.value(value / 100, beside=level / 100)("en")
    assert (float(written.rstrip("%").replace("\u2212", "-")) == level) == (value == level)


@given(value=st.floats(-10, 10), low=st.floats(-5, 0), high=st.floats(0, 5))
def test_a_value_is_in_the_range_exactly_when_its_margin_is_not_negative(value, low, high):
    allowed = Range(low, high)
    assert (allowed.judge(value) is Judgement.MET) == (allowed.margin(value) >= 0)


@pytest.mark.parametrize(
    ("level", "value", "said"),
    [
        (
            "0.05 piece/person",
            0.04,
            "Luku on 0,04 kpl/henkilö ja pysyy tavoitteessa, joka on enintään 0,05 kpl/henkilö.",
        ),
        (
            "14.25 piece/person",
            14.5,
            "Luku on 14,50 kpl/henkilö ja ylittää tavoitteen, joka on enintään 14,25 kpl/henkilö.",
        ),
        (
            "0.5 piece/person",
            0.0437,
            "Luku on 0,044 kpl/henkilö ja pysyy tavoitteessa, joka on enintään 0,5 kpl/henkilö.",
        ),
    ],
)
def test_small_figures_and_fine_levels_are_not_rounded_until_they_say_something_else(level, value, said):
    unit = "piece/person"
    found = verdict({"at_most": level}, [figure(WINDOW, value, unit=Unit.parse(unit))], unit=unit)
    assert in_finnish(found) == said


@pytest.mark.parametrize(("value", "decimals"), [(1.99, 2), (1.9, 1), (2.0, 1), (0.04, 2), (1.9996, 4)])
def test_a_figure_beside_its_level_is_shown_with_decimals_that_tell_the_two_apart(value, decimals):
    of = indicator({"at_least": "2 piece/person"}, unit="piece/person")
    assert of.decimals_of(value) == decimals
