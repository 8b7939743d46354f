"""Each item by its own start: twelve months, with no deadline before the first one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.verdicts.kinds.within_months import deadline
from voimavara.verdicts.verdict import Judgement

from .making import figure, in_finnish, verdict

TARGET = {"within_months": {"reach": "100 %", "months": 12, "from": "introduced", "not_before": "2020-12-31"}}
BASELINE = {"value": "0 %", "at": "introduced"}


def adoption(shares, starts, asked="2020-09"):
    figures = [figure(asked, share, f"system={system}") for system, share in shares.items()]
    return verdict(
        TARGET,
        figures,
        asked=asked,
        apart=["system"],
        baseline=BASELINE,
        case_parts={"cohort": "system", "starts": starts},
    )


def test_before_its_deadline_an_item_is_on_or_off_the_track_from_nothing():
    # from 31.12.2019 to 31.12.2020 the line is at 274/366 = 74,9 % on 30.9.2020
    starts = {"office": date(2019, 12, 31)}
    assert adoption({"office": 0.75}, starts).judgement is Judgement.ON_TRACK
    behind = adoption({"office": 0.74}, starts)
    assert behind.judgement is Judgement.OFF_TRACK
    assert in_finnish(behind) == (
        "Luku on 74,0 %, vaikka sen pitäisi olla jo vähintään 74,9 % ja 31.12.2020 mennessä vähintään 100 %."
    )


def test_no_deadline_comes_before_the_first_one_of_all():
    assert adoption({"office": 0.99}, {"office": date(2018, 1, 1)}).judgement is Judgement.ON_TRACK


def test_from_its_deadline_on_an_item_is_met_or_not():
    starts = {"office": date(2019, 11, 1)}
    assert adoption({"office": 1.0}, starts, asked="2020-12").judgement is Judgement.MET
    assert adoption({"office": 0.99}, starts, asked="2020-12").judgement is Judgement.NOT_MET


def test_an_item_that_has_not_been_introduced_is_not_judged():
    starts = {"office": date(2020, 1, 1), "archive": date(2021, 3, 1)}
    found = adoption({"office": 0.9, "archive": 0.0}, starts)
    assert found.judgement is Judgement.ON_TRACK
    assert not found.parts


def test_the_worst_item_speaks_for_all():
    starts = {"office": date(2020, 1, 1), "archive": date(2020, 4, 1), "kuntari": date(2020, 9, 1)}
    found = adoption({"office": 0.9, "archive": 0.2, "kuntari": 0.3}, starts)
    assert found.judgement is Judgement.OFF_TRACK
    assert found.counts == {"off_track": 1, "on_track": 2}
    assert in_finnish(found) == "Aikataulusta jäädään jälkeen yhdessä kolmesta kohteesta."


def test_an_introduced_item_without_data_is_missing():
    found = adoption({"office": 0.9}, {"office": date(2020, 1, 1), "archive": date(2020, 4, 1)})
    assert found.judgement is Judgement.MISSING


@pytest.mark.parametrize(
    ("start", "by"),
    [
        (date(2019, 3, 1), date(2020, 12, 31)),
        (date(2019, 12, 31), date(2020, 12, 31)),
        (date(2020, 1, 1), date(2021, 1, 1)),
        (date(2020, 2, 29), date(2021, 2, 28)),
    ],
)
def test_a_deadline_is_a_year_from_the_start_but_never_before_the_first(start, by):
    assert deadline(start, 12, date(2020, 12, 31)) == by


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_a_later_start_never_has_an_earlier_deadline(start, months):
    later = date.fromordinal(start.toordinal() + 1)
    assert start < deadline(start, months, None) <= deadline(later, months, None)


def test_where_nothing_has_started_no_data_are_said_to_lack():
    found = adoption({"archive": 0.0}, {"archive": date(2021, 3, 1)})
    assert found.judgement is Judgement.MISSING
    assert (
        found.reason.en
        == "Nothing had begun by 30\u00a0September\u00a02020, so there is nothing to judge yet."
    )


def test_no_item_is_judged_across_a_break_since_its_start():
    found = verdict(
        TARGET,
        [figure("2020-09", 0.9, "system=office")],
        asked="2020-09",
        apart=["system"],
        baseline=BASELINE,
        breaks={"2020-06": {"fi": "Käyttäjät lasketaan toisin"}},
        case_parts={"cohort": "system", "starts": {"office": date(2020, 1, 1)}},
    )
    assert found.judgement is Judgement.MISSING
    assert found.detail.fi == "Käyttäjät lasketaan toisin"
