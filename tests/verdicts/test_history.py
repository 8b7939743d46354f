"""A level taken from earlier years, and what it would say of an undecided one."""

from __future__ import annotations

import pytest

from voimavara.core.missing import Missing, Reason
from voimavara.verdicts.kinds.undecided import what_history_says
from voimavara.verdicts.verdict import Judgement

from .making import WINDOW, case, figure, in_finnish, verdict

EARLIER = [figure("2017", 0.8), figure("2018", 0.84), figure("2019", 0.7)]


@pytest.mark.parametrize(
    ("history", "value", "judgement", "level", "reason"),
    [
        (
            {"at_least": "median"},
            0.84,
            "met",
            0.8,
            "Luku on 84,0 % ja yltää tavoitteeseen, joka on vähintään vuosien 2017–2019 mediaani eli 80,0 %.",
        ),
        (
            {"at_least": "median"},
            0.80,
            "met",
            0.8,
            "Luku on 80,0 % ja yltää tavoitteeseen, joka on vähintään vuosien 2017–2019 mediaani eli 80,0 %.",
        ),
        (
            {"at_least": "mean"},
            0.77,
            "not_met",
            0.78,
            "Luku on 77,0 % ja jää tavoitteesta, joka on vähintään vuosien 2017–2019 keskiarvo eli 78,0 %.",
        ),
        (
            {"at_least": "best"},
            0.83,
            "not_met",
            0.84,
            "Luku on 83,0 % ja jää tavoitteesta, joka on vähintään vuosien 2017–2019 paras luku eli 84,0 %.",
        ),
        (
            {"at_most": "best"},
            0.7,
            "met",
            0.7,
            "Luku on 70,0 % ja pysyy tavoitteessa, joka on enintään vuosien 2017–2019 paras luku eli 70,0 %.",
        ),
        (
            {"at_most": "median"},
            0.9,
            "not_met",
            0.8,
            "Luku on 90,0 % ja ylittää tavoitteen, joka on enintään vuosien 2017–2019 mediaani eli 80,0 %.",
        ),
    ],
)
def test_the_level_comes_from_earlier_years(history, value, judgement, level, reason):
    target = {"from_history": {**history, "of": "3 years"}}
    found = verdict(target, [*EARLIER, figure(WINDOW, value)])
    assert (found.judgement, in_finnish(found)) == (judgement, reason)
    assert found.level == pytest.approx(level)


def test_a_year_that_lacks_is_told_and_not_left_out_of_the_median():
    target = {"from_history": {"at_least": "median", "of": "3 years"}}
    found = verdict(target, [*EARLIER[1:], figure(WINDOW, 0.9)])
    assert found.judgement is Judgement.MISSING
    assert found.reason.fi == "Tietoja ajalta 2017 ei ole saatu."


def test_history_is_not_taken_from_across_a_break():
    target = {"from_history": {"at_least": "median", "of": "3 years"}}
    found = verdict(target, [*EARLIER, figure(WINDOW, 0.9)], breaks={"2018": {"fi": "Uusi määritelmä"}})
    assert found.judgement is Judgement.MISSING


UNDECIDED = {"undecided": {"fi": "Otetaanko tavoite aiempien vuosien tasosta?"}}


@pytest.mark.parametrize(
    ("better", "value", "says"),
    [
        (
            "higher",
            0.84,
            "Jos tavoitteena olisi vuosien 2017–2019 mediaani eli 80,0 %, se täyttyisi: luku on 84,0 %.",
        ),
        (
            "higher",
            0.79,
            "Jos tavoitteena olisi vuosien 2017–2019 mediaani eli 80,0 %, se ei täyttyisi: luku on 79,0 %.",
        ),
        (
            "lower",
            0.79,
            "Jos tavoitteena olisi vuosien 2017–2019 mediaani eli 80,0 %, se täyttyisi: luku on 79,0 %.",
        ),
        ("neither", 0.84, ""),
    ],
)
def test_an_undecided_level_tells_what_the_median_of_three_years_would_say(better, value, says):
    of = case(UNDECIDED, [*EARLIER, figure(WINDOW, value)], better=better)
    assert what_history_says(of).fi.replace("\u00a0", " ") == says


def test_nothing_is_proposed_where_a_figure_lacks():
    of = case(UNDECIDED, [*EARLIER, figure(WINDOW, Missing(Reason.PARTLY))], better="higher")
    assert not what_history_says(of)


@pytest.mark.parametrize(
    ("period", "years", "statistic", "basis"),
    [
        ("wave", "3 years", "median", "saman kuukauden lukujen mediaani vuosina 2017–2019"),
        ("wave", "1 year", "mean", "saman kuukauden luku vuonna 2019"),
        ("year", "1 year", "best", "vuoden 2019 luku"),
        ("12 months", "3 years", "median", "vuosien 2017–2019 mediaani"),
    ],
)
def test_the_basis_names_waves_windows_and_single_years_as_what_they_are(period, years, statistic, basis):
    asked = {"wave": "2020-09", "year": "2020", "12 months": WINDOW}[period]
    earlier = [f"{year}-09" if period == "wave" else str(year) for year in (2017, 2018, 2019)]
    figures = [figure(each, 0.8) for each in (*earlier, asked)]
    target = {"from_history": {"at_least": statistic, "of": years}}
    found = verdict(target, figures, asked=asked, period=period, published={"month": 9, "year": "same"})
    assert f"vähintään {basis} eli 80,0 %" in in_finnish(found)
