"""Before a deadline against the straight line, from the deadline on against the level."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.verdicts.bounds import Bound
from voimavara.verdicts.deadlines import StraightLine, against_line
from voimavara.verdicts.verdict import Judgement

from .making import DAY, DAYS, WINDOW, case, figure, in_finnish, verdict

TARGET = {"at_most": "14.5 day/htv", "by": "2021-12-31"}
BASELINE = {"at": "2019"}


def sick_leave(value, asked=WINDOW, first=16.5, **more):
    figures = [figure("2019", first, unit=DAY), figure(asked, value, unit=DAY)]
    return verdict(TARGET, figures, asked=asked, baseline=BASELINE, **DAYS, **more)


@pytest.mark.parametrize(
    ("value", "judgement", "reason"),
    [
        # the line stands at 15,75 on 30.9.2020: 274 of 731 days are gone
        (
            15.7,
            "on_track",
            (
                "Luku on 15,7 pv/htv ja laskee suunnitellusti: nyt se saa olla enintään 15,8 pv/htv ja "
                "31.12.2021 mennessä enintään 14,5 pv/htv."
            ),
        ),
        (
            16.0,
            "off_track",
            (
                "Luku on 16,0 pv/htv, vaikka se saisi nyt olla enintään 15,8 pv/htv ja 31.12.2021 "
                "mennessä enintään 14,5 pv/htv."
            ),
        ),
        (
            14.2,
            "on_track",
            (
                "Luku on 14,2 pv/htv eli jo nyt enintään 14,5 pv/htv, kuten tavoite edellyttää 31.12.2021 "
                "mennessä."
            ),
        ),
    ],
)
def test_before_the_deadline_the_figure_is_compared_with_the_straight_line(value, judgement, reason):
    found = sick_leave(value)
    assert (found.judgement, in_finnish(found)) == (judgement, reason)
    assert found.margin == pytest.approx(14.5 - value)


def test_on_the_line_exactly_is_on_track():
    line = StraightLine(date(2019, 12, 31), 16.5, date(2021, 12, 31), 14.5)
    assert sick_leave(line.at(date(2020, 9, 30))).judgement is Judgement.ON_TRACK


def test_before_the_line_begins_the_figure_has_neither_fallen_nor_risen():
    found = sick_leave(16.5, asked="2019")
    assert (found.judgement, in_finnish(found)) == (
        Judgement.ON_TRACK,
        (
            "Luku on 16,5 pv/htv. Sen pitää laskea 31.12.2019 alkaen niin, että se on 31.12.2021 mennessä "
            "enintään 14,5 pv/htv."
        ),
    )


def test_from_the_deadline_on_only_the_level_counts():
    assert sick_leave(14.5, asked="2021").judgement is Judgement.MET
    assert sick_leave(14.6, asked="2021").judgement is Judgement.NOT_MET


def test_the_year_of_the_baseline_without_a_figure_makes_no_line():
    found = verdict(TARGET, [figure(WINDOW, 15.0, unit=DAY)], baseline=BASELINE, **DAYS)
    assert found.judgement is Judgement.MISSING
    assert found.reason.fi == "Tietoja ajalta 2019 ei ole saatu."


def test_a_level_with_a_deadline_but_no_baseline_says_what_lacks():
    assert verdict(TARGET, [figure(WINDOW, 15.0, unit=DAY)], **DAYS).judgement is Judgement.MISSING
    assert verdict(TARGET, [figure(WINDOW, 14.0, unit=DAY)], **DAYS).judgement is Judgement.ON_TRACK


def test_no_line_is_drawn_across_a_break():
    found = sick_leave(15.0, breaks={"2020-01": {"fi": "Uusi laskutapa"}})
    assert found.judgement is Judgement.MISSING
    assert found.detail.fi == "Uusi laskutapa"


def test_a_sample_whose_interval_holds_the_line_is_inconclusive():
    figures = [figure("2019", 0.6), figure(WINDOW, (0.7, 0.6, 0.75))]
    found = verdict({"at_least": "80 %", "by": "2021-12-31"}, figures, baseline=BASELINE)
    assert found.judgement is Judgement.INCONCLUSIVE


shares = st.integers(0, 1000).map(lambda number: number / 1000)


@given(value=shares, gain=shares, first=shares, level=shares, gone=st.integers(0, 700))
def test_a_better_figure_is_never_further_off_the_track(value, gain, first, level, gone):
    start = date(2019, 1, 1)
    line = StraightLine(start, first, date(2021, 12, 31), level)
    of = case({"at_least": "80 %", "by": "2021-12-31"}, [])
    period = "2020-01"
    worse, better = (
        against_line(of, (), figure(period, number), Bound(level), line) for number in (value, value + gain)
    )
    order = [Judgement.OFF_TRACK, Judgement.ON_TRACK]
    assert order.index(better.judgement) >= order.index(worse.judgement)


@given(first=shares, level=shares, when=st.dates(date(2018, 1, 1), date(2023, 1, 1)))
def test_the_line_stays_between_its_ends(first, level, when):
    line = StraightLine(date(2019, 12, 31), first, date(2021, 12, 31), level)
    assert min(first, level) - 1e-12 <= line.at(when) <= max(first, level) + 1e-12
