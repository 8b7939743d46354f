"""Several places in one verdict: the worst of them, with the counts of all."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.language import Text
from voimavara.verdicts.places import worst_of
from voimavara.verdicts.verdict import WORST_FIRST, Judgement, Verdict

from .making import case

TARGET = {"at_least": "80 %"}


def verdicts(*judgements: Judgement) -> list[Verdict]:
    return [
        Verdict(
            judgement,
            Text(fi="Syy.", en="Reason."),
            place=(("sector", f"s{number:02}"),),
            margin=float(number),
        )
        for number, judgement in enumerate(judgements)
    ]


@pytest.mark.parametrize(("worse", "better"), list(pairwise(WORST_FIRST)))
def test_the_worse_of_two_places_counts(worse, better):
    for order in ((worse, better), (better, worse)):
        assert worst_of(case(TARGET, []), verdicts(*order)).judgement is worse


@given(st.lists(st.sampled_from(WORST_FIRST), min_size=2, max_size=15), st.randoms(use_true_random=False))
def test_the_order_of_places_changes_nothing_and_none_is_lost(judgements, chance):
    parts = verdicts(*judgements)
    shuffled = list(parts)
    chance.shuffle(shuffled)
    one, other = worst_of(case(TARGET, []), parts), worst_of(case(TARGET, []), shuffled)
    assert (one.judgement, one.reason, one.detail, one.counts) == (
        other.judgement,
        other.reason,
        other.detail,
        other.counts,
    )
    assert one.counts == Counter(judgement.value for judgement in judgements)
    assert all(WORST_FIRST.index(one.judgement) <= WORST_FIRST.index(each) for each in judgements)


def test_of_equally_bad_places_the_one_furthest_from_its_target_is_named():
    made = worst_of(case(TARGET, []), verdicts(Judgement.NOT_MET, Judgement.NOT_MET, Judgement.MET))
    assert made.detail.fi == "s00: Syy."
    assert made.reason.fi == "Tavoite jää täyttymättä kahdessa kolmesta kohteesta."
    assert made.reason.sv == "Målet nås inte i två av tre fall."
    assert made.reason.en == "The target is missed in two of three cases."


@pytest.mark.parametrize(
    ("judgement", "reason"),
    [
        (Judgement.MET, "Tavoite täyttyy kaikissa kahdessa kohteessa."),
        (Judgement.ON_TRACK, "Kaikissa kahdessa kohteessa edetään aikataulussa."),
        (Judgement.OFF_TRACK, "Kaikissa kahdessa kohteessa jäädään jälkeen aikataulusta."),
        (Judgement.MISSING, "Kaikissa kahdessa kohteessa luku puuttuu."),
    ],
)
def test_places_that_agree_are_told_together(judgement, reason):
    assert worst_of(case(TARGET, []), verdicts(judgement, judgement)).reason.fi == reason
