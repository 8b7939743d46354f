"""What goes before any judging, in its order, with its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from voimavara.core.language import Text
from voimavara.core.missing import Missing, Reason
from voimavara.figures.figure import Incomplete
from voimavara.verdicts.verdict import Judgement

from .making import WINDOW, figure, in_finnish, verdict

TARGET = {"at_least": "80 %"}
UNDECIDED = {"undecided": {"fi": "Voiko koko kaupungille valita yhden luvun?"}}
LATE = {"late_since": date(2020, 10, 16)}
UNSURE = (0.8, 0.7, 0.9)
OPEN = Incomplete(open_rows=3, rows=100, tolerance=0.01)


@pytest.mark.parametrize(
    ("target", "value", "incomplete", "parts", "judgement"),
    [
        (UNDECIDED, Missing(Reason.NO_DATA), OPEN, LATE, "undecided"),
        (TARGET, Missing(Reason.NO_DATA), None, LATE, "late"),
        (TARGET, UNSURE, OPEN, LATE, "late"),
        (TARGET, Missing(Reason.PARTLY), OPEN, {}, "missing"),
        (TARGET, UNSURE, OPEN, {}, "incomplete"),
        (TARGET, UNSURE, None, {}, "inconclusive"),
        (TARGET, 0.9, None, {}, "met"),
        (TARGET, 0.7, None, {}, "not_met"),
    ],
)
def test_what_hinders_judging_is_told_in_its_order(target, value, incomplete, parts, judgement):
    found = verdict(target, [figure(WINDOW, value, incomplete=incomplete)], case_parts=parts)
    assert found.judgement == judgement


def test_an_undecided_level_shows_the_figure_and_asks_its_question():
    found = verdict(UNDECIDED, [figure(WINDOW, 0.47)])
    assert in_finnish(found) == "Luku on 47,0 %, mutta tavoitetasoa ei ole päätetty."
    assert found.detail.fi == "Voiko koko kaupungille valita yhden luvun?"


def test_an_undecided_level_of_parts_shows_each_of_them():
    figures = [figure(WINDOW, 0.21, "reporter=engineering"), figure(WINDOW, 0.24, "reporter=premises")]
    labels = {"reporter": {"engineering": Text(fi="Kuntek"), "premises": Text(fi="Talo-osasto")}}
    found = verdict(UNDECIDED, figures, apart=["reporter"], case_parts={"labels": labels})
    assert in_finnish(found) == "Kuntek 21,0 %, Talo-osasto 24,0 %; tavoitetasoa ei ole päätetty."


def test_an_undecided_level_says_when_its_data_are_late():
    found = verdict(UNDECIDED, [], case_parts=LATE)
    assert in_finnish(found) == (
        "Tavoitetasoa ei ole päätetty, ja tiedot ajalta 10/2019–9/2020 puuttuvat, vaikka ne piti saada "
        "16.10.2020 mennessä."
    )


def test_late_data_say_since_when():
    found = verdict(TARGET, [], case_parts=LATE)
    assert in_finnish(found) == (
        "Tiedot ajalta 10/2019–9/2020 piti saada 16.10.2020 mennessä, mutta niitä ei ole saatu."
    )


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        (Missing(Reason.NO_DATA), "Tietoja ajalta 10/2019–9/2020 ei ole saatu."),
        (
            Missing(Reason.PARTLY, "2020-07, 2020-08"),
            "Tiedoista ajalta 10/2019–9/2020 puuttuu heinäkuu 2020, elokuu 2020.",
        ),
        (Missing(Reason.PARTLY), "Osa tiedoista ajalta 10/2019–9/2020 puuttuu."),
        (
            Missing(Reason.ZERO_DENOMINATOR),
            "Lukua ei voi laskea, koska jakaja on nolla (10/2019–9/2020).",
        ),
        (Missing(Reason.HIDDEN), "Luku ajalta 10/2019–9/2020 koskee niin harvoja, ettei sitä näytetä."),
        (Missing(Reason.NOT_PUBLISHED), "Tietoja ajalta 10/2019–9/2020 ei ole vielä julkaistu."),
    ],
)
def test_a_missing_figure_says_why(missing, reason):
    found = verdict(TARGET, [figure(WINDOW, missing)])
    assert (found.judgement, in_finnish(found)) == (Judgement.MISSING, reason)


def test_open_faulty_rows_within_the_tolerance_do_not_hold_the_verdict_back():
    tolerated = Incomplete(open_rows=1, rows=100, tolerance=0.01)
    assert verdict(TARGET, [figure(WINDOW, 0.9, incomplete=tolerated)]).judgement is Judgement.MET


def test_open_faulty_rows_above_the_tolerance_are_counted():
    found = verdict(TARGET, [figure(WINDOW, 0.9, incomplete=OPEN)])
    assert in_finnish(found) == (
        "Riveistä 3 % (kolme riviä) odottaa korjausta, kun sallittu osuus on 1 %, joten lukua 90,0 % ei "
        "vielä arvioida."
    )
    assert found.value == 0.9


def test_keys_without_data_are_named():
    lacking = Incomplete(missing_keys=("114", "115"))
    labels = {"building": {"114": Text(fi="Kirkonkylän koulu")}}
    found = verdict(TARGET, [figure(WINDOW, 0.9, incomplete=lacking)], case_parts={"labels": labels})
    assert in_finnish(found) == (
        "Tiedot puuttuvat näistä: Kirkonkylän koulu, 115. Siksi lukua 90,0 % ei vielä arvioida."
    )


def test_many_keys_without_data_are_counted():
    many = Incomplete(missing_keys=tuple(str(number) for number in range(8)))
    found = verdict(TARGET, [figure(WINDOW, 0.9, incomplete=many)])
    assert (
        in_finnish(found) == "Tiedot puuttuvat kahdeksasta kohteesta, joten lukua 90,0 % ei vielä arvioida."
    )


@pytest.mark.parametrize(("number", "said"), [(1, "yhdestä kohteesta"), (3, "kolmesta kohteesta")])
def test_persons_without_data_are_counted(number: int, said: str):
    found = verdict(TARGET, [figure(WINDOW, 0.9, incomplete=Incomplete(unnamed_keys=number))])
    assert in_finnish(found) == f"Tiedot puuttuvat {said}, joten lukua 90,0 % ei vielä arvioida."


def test_a_window_that_holds_a_break_is_not_judged():
    found = verdict(TARGET, [figure(WINDOW, 0.9)], breaks={"2020-01": {"fi": "Uusi laskutapa"}})
    assert found.judgement is Judgement.MISSING


def test_a_break_at_the_beginning_of_a_window_does_not_hinder():
    found = verdict(TARGET, [figure(WINDOW, 0.9)], breaks={"2019-10": {"fi": "Uusi laskutapa"}})
    assert found.judgement is Judgement.MET
