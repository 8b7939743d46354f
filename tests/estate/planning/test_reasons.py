"""Reasons for choices, the whole against its parts, and an adopted plan against what was done."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace

import numpy as np
import pytest

from tests.estate.planning.towns import random_city, town
from voimavara.core.errors import UserError
from voimavara.core.language import Language, gettext
from voimavara.estate.planning import reasons
from voimavara.estate.planning.problem import Floor, Rule
from voimavara.estate.planning.reasons import explain, next_in_line
from voimavara.estate.planning.slips import DoneWork, slip_of, updated
from voimavara.estate.planning.solution import make_plan
from voimavara.estate.planning.whole_and_parts import beyond_shares, whole_and_parts
from voimavara.portfolio.plan.views import whole_against_parts_view

GAIN = [[[20, 18]], [[9, 8]], [[6, 5]]]
COST = [[[10, 10]], [[8, 8]], [[9, 9]]]


def test_each_choice_says_why_this_and_why_now() -> None:
    school, library, hall = explain(make_plan(town(GAIN, COST, [10, 8])))
    assert "It brings" in school.why_this.within("en")
    assert school.why_now is not None
    assert "2022" in school.why_now.within("en")
    assert school.value == 20
    assert school.net == pytest.approx(school.value - school.price)
    assert library.why_now is not None
    assert hall.why_now is None
    assert "2021" in hall.why_this.within("en") or "2022" in hall.why_this.within("en")


def test_a_difference_of_mere_arithmetic_is_no_reason_for_the_year() -> None:
    (school,) = explain(make_plan(town([[[20, 20 + 1e-9]]], [[[10, 10]]], [10, 10])))
    assert school.why_now is not None
    assert school.why_now.within("en").startswith("It would bring as much in 202")


def test_what_is_next_in_line_says_how_much_more_money_it_takes() -> None:
    following = next_in_line(make_plan(town(GAIN, COST, [10, 8])))
    first = next(each for each in following if each.year == 2022)
    assert (first.object, first.money) == ("hall", 9.0)
    assert first.says.within("en") == "With €9 more in 2022, hall would come next: repair."


def test_the_whole_is_never_worth_less_than_its_parts() -> None:
    problem = random_city(90, 11)
    sectors = tuple("abc"[n % 3] for n in range(90))
    both = whole_and_parts(problem, sectors, {"a": 0.6, "b": 0.3, "c": 0.1})
    assert both.gain == pytest.approx(both.whole.value - sum(part.value for part in both.parts.values()))
    assert both.gain > 0
    assert 0 < both.money < problem.budgets.sum()
    spent = sum(part.spent for part in both.parts.values())
    assert (spent <= problem.budgets * (1 + 1e-12)).all()


def test_a_floor_of_the_whole_may_cost_what_planning_as_one_brings() -> None:
    condition = np.array([[0.2, 0.9, 0.9], [0.4, 0.9, 0.9]])
    problem = town(
        GAIN[:2], COST[:2], [10, 0], condition=condition, class_of=("a", "b"), floors=(Floor("b", 0.8),)
    )
    both = whole_and_parts(problem, ("a", "b"), {"a": 1.0, "b": 0.0})
    assert (both.whole.value, both.gain) == (9, -11)
    said = whole_against_parts_view(both, assumed=False, alone=0).sentence.en
    assert "€11 less than planned by sector: the floors" in said
    assert "assumed" not in said


def test_works_that_no_sector_could_pay_by_itself_are_counted_and_an_assumed_split_is_said() -> None:
    both = whole_and_parts(town(GAIN[:2], COST[:2], [10, 8]), ("a", "b"), {"a": 0.5, "b": 0.5})
    assert {work.object for work in both.whole.works} == {"school", "library"}  # each dearer than 5 and 4
    alone = beyond_shares(both, ("a", "b"))
    assert alone == 2
    said = whole_against_parts_view(both, assumed=True, alone=alone).sentence
    assert "assumed by replacement value" in said.en
    assert said.en.endswith("could not pay for them by itself: 2.")
    assert said.fi.endswith(": 2.")
    assert beyond_shares(whole_and_parts(town(GAIN, COST, [40, 40]), ("a",) * 3, {"a": 1.0}), ("a",) * 3) == 0


def test_a_split_that_does_not_sum_to_one_is_refused() -> None:
    with pytest.raises(UserError, match=r"sum to 0\.9"):
        whole_and_parts(town(GAIN, COST, [10, 8]), ("a", "a", "b"), {"a": 0.5, "b": 0.4})


def test_a_slip_has_its_price() -> None:
    planned = DoneWork("school", "repair", 2021, 10.0)
    slip = slip_of(town(GAIN, COST, [10, 8]), planned, DoneWork("school", "repair", 2022, 12.0), 2023)
    assert (slip.dearer, slip.lost) == (2.0, 2.0)


def test_what_a_delay_costs_is_not_known_rather_than_nothing_where_no_option_says() -> None:
    slip = slip_of(town(GAIN, COST, [10, 8]), DoneWork("library", "repair", 2022, 8.0), None, 2023)
    assert (slip.dearer, slip.lost) == (None, None)


def test_the_plan_is_updated_from_where_things_stand() -> None:
    problem = town(GAIN, COST, [10, 8])
    left = updated(problem, (DoneWork("library", "repair", 2021, 8.0),), 2022)
    assert left.years == (2022,)
    plan = make_plan(replace(left, budgets=np.array([10.0])))
    assert [(work.object, work.year) for work in plan.works] == [("school", 2022)]
    assert plan.value == 9 + 18  # what was done still counts


def test_instalments_of_a_work_already_begun_are_still_paid() -> None:
    problem = town([[[9, 9, 9]]], [[[10, 10, 10]]], [5, 5, 5], spread=np.array([[0.5, 0.5]]))
    left = updated(problem, (DoneWork("school", "repair", 2021, 5.0),), 2022)
    assert make_plan(left).spent.tolist() == [5.0, 0.0]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_reason_can_be_read_in_every_language(language: Language) -> None:
    written = {
        part.value
        for node in ast.walk(ast.parse(inspect.getsource(reasons)))
        if isinstance(node, ast.Assign | ast.Call)
        for part in ast.walk(node)
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and part.value.endswith(".")
        and len(part.value) > 1
    }
    assert len(written) == 14
    assert [text for text in written if gettext(language, text) == text] == []


def test_a_sector_whose_share_does_not_reach_its_must_dos_hinders_no_plan_of_the_city() -> None:
    problem = town([[[9]], [[9]]], [[[10]], [[4]]], [14], must=(Rule("school"),))
    both = whole_and_parts(problem, ("a", "b"), {"a": 0.5, "b": 0.5})
    assert both.short == ("a",)
    assert {work.object for work in both.whole.works} == {"school", "library"}
    assert (both.gain, both.money) == (0.0, 0.0)
