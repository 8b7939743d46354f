"""The first sentence of the first page: who meets the target, who falls short, what can't be judged."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.snapshot.indicators import indicator_view
from voimavara.snapshot.model import IndicatorView
from voimavara.snapshot.summary import additions_summary, summarise, summary
from voimavara.verdicts.verdict import Judgement

from .making import material, snapshot


def indicators(programme, **counts: int) -> list[IndicatorView]:
    """So many indicators of each judgement."""
    one = indicator_view(material(programme), "vacancy_rate")
    return [
        one.model_copy(update={"verdict": one.verdict.model_copy(update={"judgement": Judgement(name)})})
        for name, number in counts.items()
        for _ in range(number)
    ]


@pytest.mark.parametrize(
    ("counts", "fi", "sv", "en"),
    [
        (
            {"met": 2, "on_track": 1, "not_met": 3, "undecided": 2, "incomplete": 1, "inconclusive": 1},
            (
                "Kymmenestä mittarista kaksi täyttää tavoitteensa ja yksi on matkalla siihen. Kolme "
                "jää tavoitteesta. Neljää mittaria ei voi vielä arvioida: kahden tavoitetaso on "
                "päättämättä, yhden tiedot ovat puutteelliset ja yhden tulos on epävarma."
            ),
            (
                "Av tio indikatorer når två sitt mål och en är på väg dit. Tre når inte sitt mål. Fyra "
                "kan inte bedömas ännu: målnivån för två har inte beslutats, uppgifterna för en är "
                "ofullständiga och resultatet för en är osäkert."
            ),
            (
                "Of ten indicators, two meet their targets, with one on track. Three fall short. Four "
                "cannot be judged yet: two have no decided target, one has incomplete data and one is "
                "inconclusive."
            ),
        ),
        (
            {"met": 1, "off_track": 1},
            "Kahdesta mittarista yksi täyttää tavoitteensa. Yksi jää tavoitteesta.",
            "Av två indikatorer når en sitt mål. En når inte sitt mål.",
            "Of two indicators, one meets its target. One falls short.",
        ),
        (
            {"met": 3},
            "Kaikki kolme mittaria täyttävät tavoitteensa.",
            "Alla tre indikatorer når sina mål.",
            "All three indicators meet their targets.",
        ),
        (
            {"late": 1, "missing": 1},
            ("Yhtäkään mittaria ei voi vielä arvioida. Yhden tiedot ovat myöhässä ja yhden luku puuttuu."),
            ("Ingen indikator kan bedömas ännu. Uppgifterna för en är försenade och värdet för en saknas."),
            "No indicator can be judged yet. One is late and one has no figure.",
        ),
        (
            {"late": 3},
            "Kaikkien mittarien tiedot ovat myöhässä.",
            "Uppgifterna för alla indikatorer är försenade.",
            "The data of every indicator are late.",
        ),
        (
            {"not_met": 1, "late": 2},
            (
                "Kolmesta mittarista yksikään ei vielä täytä tavoitettaan. Yksi jää tavoitteesta. Kahta "
                "mittaria ei voi vielä arvioida: kahden tiedot ovat myöhässä."
            ),
            (
                "Av tre indikatorer når ingen ännu sitt mål. En når inte sitt mål. Två kan inte bedömas "
                "ännu: uppgifterna för två är försenade."
            ),
            (
                "Of three indicators, none meets its target yet. One falls short. Two cannot be judged "
                "yet: two are late."
            ),
        ),
        (
            {"on_track": 2},
            "Kahdesta mittarista yksikään ei vielä täytä tavoitettaan, mutta kaksi on matkalla siihen.",
            "Av två indikatorer når ingen ännu sitt mål, men två är på väg dit.",
            "Of two indicators, none meets its target yet, with two on track.",
        ),
        (
            {"undecided": 14},
            "Yhdenkään mittarin tavoitetasoa ei ole vielä päätetty.",
            "Ingen indikator har någon beslutad målnivå ännu.",
            "No indicator has a decided target yet.",
        ),
        (
            {"met": 1, "undecided": 13},
            (
                "14 mittarista yksi täyttää tavoitteensa. 13 mittaria ei voi vielä arvioida: 13:n "
                "tavoitetaso on päättämättä."
            ),
            (
                "Av 14 indikatorer når en sitt mål. 13 kan inte bedömas ännu: målnivån för 13 har inte "
                "beslutats."
            ),
            ("Of 14 indicators, one meets its target. 13 cannot be judged yet: 13 have no decided target."),
        ),
        (
            {"met": 1},
            "Ainoa mittari täyttää tavoitteensa.",
            "Den enda indikatorn når sitt mål.",
            "The only indicator meets its target.",
        ),
        (
            {"late": 1},
            "Ainoan mittarin tiedot ovat myöhässä.",
            "Uppgifterna för den enda indikatorn är försenade.",
            "The data of the only indicator are late.",
        ),
        (
            {"missing": 1},
            "Ainoaa mittaria ei voi vielä arvioida.",
            "Den enda indikatorn kan inte bedömas ännu.",
            "The only indicator cannot be judged yet.",
        ),
        (
            {},
            "Ohjelmassa ei ole vielä mittareita.",
            "Programmet har inga indikatorer ännu.",
            "The programme has no indicators yet.",
        ),
    ],
)
def test_the_verdicts_are_summed_up_in_three_languages(programme, counts, fi, sv, en):
    found = summarise(indicators(programme, **counts))
    assert (found.fi, found.sv, found.en) == (fi, sv, en)


def test_additions_are_counted_apart(programme):
    made = snapshot(programme)
    assert summary(made).fi.startswith("Kahdestatoista mittarista ")
    assert additions_summary(made).fi.startswith("Ohjelman lisäksi seurataan viittä mittaria")
    alone = made.model_copy(update={"indicators": tuple(one for one in made.indicators if not one.addition)})
    assert not additions_summary(alone)


@pytest.mark.parametrize(
    ("counts", "fi"),
    [
        ({"met": 1}, "Ohjelman lisäksi seurataan yhtä mittaria, ja se täyttää tavoitteensa."),
        ({"met": 2}, "Ohjelman lisäksi seurataan kahta mittaria, ja ne kaikki täyttävät tavoitteensa."),
        ({"late": 1}, "Ohjelman lisäksi seurataan yhtä mittaria."),
        (
            {"met": 1, "late": 2},
            "Ohjelman lisäksi seurataan kolmea mittaria, joista yksi täyttää tavoitteensa.",
        ),
    ],
)
def test_additions_are_told_in_whole_sentences(programme, counts, fi):
    added = tuple(one.model_copy(update={"addition": True}) for one in indicators(programme, **counts))
    assert additions_summary(snapshot(programme).model_copy(update={"indicators": added})).fi == fi


@pytest.fixture(scope="module")
def text_of(programme):
    def write(judgements):
        return summarise(indicators(programme, **Counter(judgement.value for judgement in judgements)))

    return write


@given(data=st.data())
def test_no_summary_has_a_place_left_to_fill(text_of, data):
    found = text_of(data.draw(st.lists(st.sampled_from(list(Judgement)), max_size=20)))
    for text, sign in product((found.fi, found.sv, found.en), "{}"):
        assert sign not in text
        assert text.endswith(".")
        assert text[0] == text[0].upper()
