"""Candidates for giving up, and the way to the next building of the use."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.errors import UserError
from voimavara.estate.space.candidates import Candidate, Criterion, Flag, ranked
from voimavara.estate.space.travel import Site, to_next

CRITERIA = (
    Criterion("cost", 2, 50, 150, "EUR/m2"),
    Criterion("condition", 2, 0.75, 0.25, "1"),
    Criterion("use", 3, 0.6, 0.1, "1"),
    Criterion("adaptability", 1, 1, 0, "1"),
    Criterion("travel", 2, 10, 1, "km"),
)
EMPTY = {"cost": 100.0, "condition": 0.5, "use": 0.1, "adaptability": 0.5, "travel": 1.0}
BUSY = {"cost": 60.0, "condition": 0.8, "use": 0.7, "adaptability": 1.0, "travel": 12.0}
values = st.fixed_dictionaries({one.name: st.none() | st.floats(0, 200) for one in CRITERIA}).filter(
    lambda drawn: any(value is not None for value in drawn.values())
)


def test_every_share_of_a_score_shows() -> None:
    first, second = ranked([Candidate("busy", BUSY, saleable=True), Candidate("empty", EMPTY)], CRITERIA)
    assert (first.building, first.place, second.place) == ("empty", 1, 2)
    assert first.score == pytest.approx((2 * 0.5 + 2 * 0.5 + 3 + 0.5 + 2) / 10)
    assert first.score == pytest.approx(sum(part.points or 0 for part in first.parts))
    assert first.share("use") == pytest.approx(0.3 / 0.75)
    assert second.score == pytest.approx(0.02)
    assert (first.known, first.least, first.most) == (1, first.score, first.score)


def test_a_protected_or_unsaleable_building_is_flagged_and_not_hidden() -> None:
    found = ranked(
        [
            Candidate("a", EMPTY, protected=True, saleable=False, only_one=True),
            Candidate("b", EMPTY, saleable=True),
            Candidate("c", EMPTY),
        ],
        CRITERIA,
    )
    assert [one.flags for one in found] == [
        (Flag.PROTECTED, Flag.NOT_SALEABLE, Flag.ONLY_ONE),
        (),
        (Flag.SALEABILITY_UNKNOWN,),
    ]
    assert [one.place for one in found] == [1, 1, 1]


def test_what_is_not_known_is_not_guessed_but_bounded() -> None:
    (one,) = ranked([Candidate("a", {"use": 0.1, "cost": None})], CRITERIA)
    assert (one.score, one.known) == (1, 0.3)
    assert (one.least, one.most) == (0.3, 1)
    assert one.parts[0].points is None


def test_a_building_without_a_next_one_speaks_for_keeping() -> None:
    (one,) = ranked([Candidate("a", {"travel": math.inf}, only_one=True)], CRITERIA)
    assert one.score == 0


def test_a_place_that_hangs_on_one_weight_shows_it() -> None:
    cheap, used = (
        Candidate("cheap", {"cost": 50.0, "use": 0.1}),
        Candidate("used", {"cost": 150.0, "use": 0.6}),
    )
    first, second = ranked([cheap, used], CRITERIA)
    assert (first.building, first.best, first.worst) == ("cheap", 1, 2)
    assert (second.best, second.worst) == (1, 2)


def test_faults_are_refused() -> None:
    with pytest.raises(UserError, match="did you mean 'condition'"):
        ranked([Candidate("a", {"conditon": 1.0})], CRITERIA)
    with pytest.raises(UserError, match="a, use: got nan, expected a number"):
        ranked([Candidate("a", {"use": math.nan})], CRITERIA)
    with pytest.raises(UserError, match="no value of any criterion"):
        ranked([Candidate("a", {"use": None})], CRITERIA)
    with pytest.raises(UserError, match="a building stands twice"):
        ranked([Candidate("a", EMPTY)] * 2, CRITERIA)
    with pytest.raises(UserError, match="each once"):
        ranked([Candidate("a", EMPTY)], CRITERIA[:1] * 2)
    with pytest.raises(UserError, match="two different ends"):
        Criterion("use", 1, 5, 5, "1")


@given(st.lists(values, min_size=1, max_size=6), st.floats(0.01, 100))
def test_scores_do_not_depend_on_company_or_on_the_scale_of_weights(
    drawn: list[dict[str, float | None]], scale: float
) -> None:
    candidates = [Candidate(str(number), one) for number, one in enumerate(drawn)]
    together = {one.building: one for one in ranked(candidates, CRITERIA)}
    scaled = tuple(Criterion(c.name, c.weight * scale, c.keep, c.give_up, c.unit) for c in CRITERIA)
    for candidate in candidates:
        (alone,) = ranked([candidate], scaled)
        one = together[candidate.building]
        assert alone.score == pytest.approx(one.score)
        assert one.least <= one.score + 1e-9
        assert one.score <= one.most + 1e-9
        assert one.best <= one.place <= one.worst
        assert one.score == pytest.approx(sum(part.points or 0 for part in one.parts))


def test_the_way_to_the_next_building_of_the_use() -> None:
    sites = [
        Site("a", "school", 61.2, 26.0),
        Site("b", "school", 61.3, 26.0),
        Site("c", "library", 61.2, 26.0),
    ]
    a, b, c = to_next(sites, 1.3)
    assert (a.next, b.next, c.next, c.km) == ("b", "a", None, None)
    assert a.km == b.km == pytest.approx(1.3 * 11.1195, rel=1e-4)
    with pytest.raises(UserError, match="expected 1 or more"):
        to_next(sites, 0.5)
    with pytest.raises(UserError, match="expected degrees"):
        Site("a", "school", 6_785_000, 430_000)
