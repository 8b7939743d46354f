"""Falling and rising: the last full year against the one before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.language import Text
from voimavara.core.missing import Missing, Reason
from voimavara.core.units import Unit
from voimavara.programme.models.programme import Parameter
from voimavara.verdicts.verdict import Judgement

from .making import figure, in_finnish, verdict

YEAR = {"period": "year", "unit": "1", "decimals": 1}
EURO = Unit.parse("EUR")


@pytest.mark.parametrize(
    ("kind", "before", "last", "judgement", "reason"),
    [
        ("falling", 103.2, 101.1, "met", "Luku laski tavoitteen mukaisesti: 103,2 (2018) → 101,1 (2019)."),
        (
            "falling",
            101.1,
            103.2,
            "not_met",
            "Luku nousi, vaikka sen pitäisi laskea: 101,1 (2018) → 103,2 (2019).",
        ),
        (
            "falling",
            100.0,
            100.0,
            "not_met",
            "Luku pysyi ennallaan, 100,0 (2018 ja 2019), vaikka sen pitäisi laskea.",
        ),
        (
            "rising",
            100.0,
            100.0,
            "not_met",
            "Luku pysyi ennallaan, 100,0 (2018 ja 2019), vaikka sen pitäisi nousta.",
        ),
        ("rising", 99.0, 100.0, "met", "Luku nousi tavoitteen mukaisesti: 99,0 (2018) → 100,0 (2019)."),
        (
            "rising",
            100.04,
            100.0,
            "not_met",
            "Luku laski, vaikka sen pitäisi nousta: 100,04 (2018) → 100,00 (2019).",
        ),
    ],
)
def test_a_trend_is_judged_by_two_full_years_and_a_tie_fails(kind, before, last, judgement, reason):
    found = verdict({kind: {}}, [figure("2018", before), figure("2019", last)], asked="2019", **YEAR)
    assert (found.judgement, in_finnish(found)) == (judgement, reason)
    assert found.margin == pytest.approx(before - last if kind == "falling" else last - before)


def test_twelve_months_are_judged_against_the_twelve_before_them_and_not_by_older_years():
    years = [figure("2018", 0.5), figure("2019", 0.6)]
    windows = [figure("2018-10..2019-09", 0.6), figure("2019-10..2020-09", 0.4)]
    assert verdict({"rising": {}}, years + windows).judgement is Judgement.NOT_MET


def test_every_value_of_the_dimension_must_fall():
    figures = [
        *(figure("2018", 100.0, f"sector={name}") for name in ("care", "education", "technical")),
        figure("2019", 99.0, "sector=care"),
        figure("2019", 101.0, "sector=education"),
        figure("2019", 98.0, "sector=technical"),
    ]
    found = verdict({"falling": {"each": "sector"}}, figures, asked="2019", apart=["sector"], **YEAR)
    assert found.judgement is Judgement.NOT_MET
    assert found.counts == {"not_met": 1, "met": 2}
    assert [part.judgement for part in found.parts] == ["met", "not_met", "met"]
    assert in_finnish(found) == "Tavoite jää täyttymättä yhdessä kolmesta kohteesta."


def test_a_value_that_lacks_a_year_is_missing_and_not_forgotten():
    figures = [
        figure("2018", 100.0, "sector=care"),
        figure("2019", 99.0, "sector=care"),
        figure("2018", 100.0, "sector=education"),
        figure("2019", Missing(Reason.NO_DATA), "sector=education"),
    ]
    found = verdict({"falling": {"each": "sector"}}, figures, asked="2019", **YEAR)
    assert found.judgement is Judgement.MISSING
    assert found.counts == {"missing": 1, "met": 1}


PRICES = Parameter(name={"fi": "Hinnat"}, values={"2018": 100.0, "2019": 102.0}, source={"fi": "Lähde"})
REAL = {"falling": {"real": "municipal_prices"}}


def test_money_is_compared_in_the_prices_of_the_last_year():
    figures = [figure("2018", 100.0, unit=EURO), figure("2019", 101.0, unit=EURO)]
    parts = {"unit": "EUR", "period": "year", "case_parts": {"prices": PRICES}}
    found = verdict(REAL, figures, asked="2019", **parts)  # 101 is less than 100 · 1,02
    assert found.judgement is Judgement.MET
    assert found.margin == pytest.approx(1.0)
    assert found.detail.fi == "Luvut ovat vuoden 2019 hinnoin."


def test_money_without_the_years_price_is_not_judged_in_current_prices():
    figures = [figure("2018", 100.0, unit=EURO), figure("2019", 99.0, unit=EURO)]
    without = PRICES.model_copy(update={"values": {"2018": 100.0}})
    parts = {"unit": "EUR", "period": "year", "case_parts": {"prices": without}}
    assert verdict(REAL, figures, asked="2019", **parts).judgement is Judgement.MISSING


def test_an_index_that_is_real_already_is_not_deflated_again():
    figures = [figure("2018", 100.0), figure("2019", 101.0)]
    found = verdict(REAL, figures, asked="2019", case_parts={"prices": PRICES}, **YEAR)
    assert found.judgement is Judgement.NOT_MET


def test_no_trend_is_judged_across_a_break():
    figures = [figure("2018", 100.0), figure("2019", 90.0)]
    found = verdict({"falling": {}}, figures, asked="2019", breaks={"2019": {"fi": "Uusi tehtävä"}}, **YEAR)
    assert found.judgement is Judgement.MISSING
    assert found.reason.fi == "Sarjassa on katko (2019), eikä tavoitetta arvioida katkon yli."


def test_a_break_of_one_value_leaves_the_others_judged():
    breaks = {"2019": {"fi": "Uusi tehtävä", "where": {"sector": "care"}}}
    figures = [
        figure(year, value, f"sector={name}")
        for name in ("care", "education")
        for year, value in (("2018", 2.0), ("2019", 1.0))
    ]
    found = verdict({"falling": {"each": "sector"}}, figures, asked="2019", breaks=breaks, **YEAR)
    assert found.counts == {"missing": 1, "met": 1}


def test_samples_whose_intervals_overlap_have_not_moved_for_sure():
    figures = [figure("2018", (0.7, 0.65, 0.75)), figure("2019", (0.74, 0.7, 0.78))]
    assert verdict({"rising": {}}, figures, asked="2019", **YEAR).judgement is Judgement.INCONCLUSIVE


values = st.integers(-1000, 1000).map(float)


@given(before=values, last=values, gain=st.integers(0, 500).map(float), rising=st.booleans())
def test_a_better_last_year_is_never_judged_worse(before, last, gain, rising):
    target = {"rising" if rising else "falling": {}}
    better = last + gain if rising else last - gain
    found = [
        verdict(target, [figure("2018", before), figure("2019", value)], asked="2019", **YEAR)
        for value in (last, better)
    ]
    assert not (found[0].judgement is Judgement.MET and found[1].judgement is Judgement.NOT_MET)
    assert (found[1].judgement is Judgement.MET) == (found[1].margin > 0)


def test_a_sector_that_ended_does_not_stay_missing_for_ever():
    each = {"falling": {"each": "sector"}}
    figures = [
        figure("2017", 90.0, "sector=care"),
        figure("2018", Missing(Reason.NO_DATA), "sector=care"),
        figure("2018", 100.0, "sector=edu"),
        figure("2019", 90.0, "sector=edu"),
    ]
    labels = {"sector": {"care": Text(fi="Sote", en="Care")}}
    found = verdict(each, figures, asked="2019", case_parts={"labels": labels}, **YEAR)
    assert (found.judgement, found.place) == (Judgement.MET, (("sector", "edu"),))
    assert found.detail.fi == "Mukana eivät ole seuraavat, koska niiden sarja on päättynyt: Sote."


def test_a_sector_whose_newest_year_lacks_is_still_told_as_missing():
    figures = [
        *(figure(year, 100.0, "sector=care") for year in ("2017", "2018")),
        *(figure(year, value, "sector=edu") for year, value in (("2018", 100.0), ("2019", 90.0))),
    ]
    found = verdict({"falling": {"each": "sector"}}, figures, asked="2019", **YEAR)
    assert found.judgement is Judgement.MISSING


def test_an_index_without_the_years_price_is_named_as_people_know_it():
    figures = [figure("2018", 100.0, unit=EURO), figure("2019", 99.0, unit=EURO)]
    prices = PRICES.model_copy(update={"values": {"2018": 100.0}})
    found = verdict(REAL, figures, asked="2019", unit="EUR", period="year", case_parts={"prices": prices})
    assert "hintaindeksistä ”Hinnat” puuttuu vuosi 2019" in found.reason.fi
