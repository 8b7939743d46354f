"""Shares of rows about persons: intervals, lags, and small groups."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.figures.wilson import wilson_interval

from .town import Town

RECOMMEND: dict[str, Any] = {
    "share": {
        "of": {"recommend": True},
        "in": "survey_answers",
        "where": {"recommend": [True, False]},
        "sample": True,
        "invited": {"last": "invited", "in": "survey_invitations"},
    }
}
INDUCTION: dict[str, Any] = {
    "share": {
        "of": {"completed": {"within": "3 months", "from": "started"}},
        "in": "inductions",
        "lag": "3 months",
    }
}


def interval(yes: int, answers: int, population: int = 0) -> tuple[float, float]:
    low, high = wilson_interval(np.array([[yes]]), np.array([[answers]]), np.array([[population]]))
    return float(low[0, 0]), float(high[0, 0])


@pytest.mark.parametrize(("yes", "answers", "low", "high"), [(16, 20, 0.584, 0.919), (80, 100, 0.711, 0.867)])
def test_the_published_intervals(yes: int, answers: int, low: float, high: float) -> None:
    assert interval(yes, answers) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_fewer_invited_than_answered_make_no_figure_sure() -> None:
    assert interval(16, 20, 15) == interval(16, 20)
    assert interval(16, 20, 20) == (0.8, pytest.approx(0.8))


@pytest.mark.parametrize(("yes", "answers"), [(16, 16), (20, 20), (46, 50), (88, 100), (418, 500)])
def test_eighty_per_cent_is_certain_from_these_counts_on(yes: int, answers: int) -> None:
    assert interval(yes, answers)[0] >= 0.8
    assert interval(yes - 1, answers)[0] < 0.8


def test_asking_everybody_leaves_no_doubt() -> None:
    assert interval(16, 20, 20) == (pytest.approx(0.8), pytest.approx(0.8))
    low, high = interval(16, 20, 40)
    assert 0.584 < low < 0.8 < high < 0.919


def answers(town: Town, **sectors: tuple[int, int]) -> None:
    rows = [
        {"wave": "2020-05", "respondent": f"{sector}-{number}", "sector": sector, "recommend": number < yes}
        for sector, (yes, count) in sectors.items()
        for number in range(count)
    ]
    town.load("survey_answers", rows)
    invited = [{"wave": "2020-05", "sector": sector, "invited": 2 * n} for sector, (_, n) in sectors.items()]
    town.load("survey_invitations", invited)


def test_an_answer_left_empty_is_not_counted_as_no(town: Town) -> None:
    answers(town, edu=(16, 20))
    blank = [{"wave": "2020-05", "respondent": f"b{n}", "sector": "edu", "recommend": None} for n in range(7)]
    town.load("survey_answers", blank)
    figure = town.figure(RECOMMEND, "2020-05")
    assert (figure.value, figure.n, figure.interval) == (0.8, 20, pytest.approx(interval(16, 20, 40)))


def test_a_small_group_is_hidden_together_with_what_would_reveal_it(town: Town) -> None:
    answers(town, edu=(30, 40), care=(10, 15), roads=(3, 4), parks=(40, 50))
    shown = {dict(f.place)["sector"]: f for f in town.figures(RECOMMEND, "2020-05", "sector")}
    assert shown["roads"].value == Missing(Reason.HIDDEN)
    assert shown["care"].value == Missing(Reason.HIDDEN)  # the smallest beside it: 4 = all - the others
    assert {shown["edu"].value, shown["parks"].value} == {0.75, 0.8}
    assert shown["roads"].n is None
    assert shown["roads"].numerator is None


def test_two_small_groups_that_stay_few_together_take_a_third_with_them(town: Town) -> None:
    answers(town, edu=(30, 40), care=(10, 15), roads=(3, 4), parks=(2, 3))
    hidden = {dict(f.place)["sector"] for f in town.figures(RECOMMEND, "2020-05", "sector") if f.is_missing}
    assert hidden == {"roads", "parks", "care"}


def test_an_induction_counts_once_its_three_months_are_over(town: Town) -> None:
    started = {"edu-1": ("2020-01-31", "2020-04-30"), "edu-2": ("2020-01-15", "2020-04-16")}
    rows = [
        {"hire": hire, "sector": "edu", "started": since, "completed": done}
        for hire, (since, done) in started.items()
    ]
    late = [{"hire": f"h{n}", "sector": "edu", "started": "2020-01-10", "completed": None} for n in range(10)]
    town.load("inductions", rows + late, covers=Period.parse("2019-10..2020-04"))
    figure = town.figure(INDUCTION, "2020-04")
    assert (figure.numerator, figure.denominator) == (1, 12)  # 30.4. is within three months of 31.1.
    assert town.figure(INDUCTION, "2020-01..2020-04").denominator == 12
    assert town.figure(INDUCTION, "2020-05").value == Missing(Reason.NO_DATA, "2020-05")
    assert town.figure(INDUCTION, "2019-12..2020-01").value == Missing(Reason.PARTLY, "2019-12")


def test_nobody_in_the_period_is_no_share_of_zero(town: Town) -> None:
    rows = [{"hire": "a", "sector": "edu", "started": "2019-10-01", "completed": None}]
    town.load("inductions", rows, covers=Period.parse("2019-10..2020-09"))
    assert town.figure(INDUCTION, "2020-06").value == Missing(Reason.ZERO_DENOMINATOR)
