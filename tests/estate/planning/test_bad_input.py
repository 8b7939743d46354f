"""What cannot be planned is said in a sentence with the amount that is lacking."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.estate.planning.towns import town
from voimavara.core.errors import UserError
from voimavara.estate.planning.problem import Floor, PlanProblem, Rule
from voimavara.estate.planning.solution import make_plan

GAIN, COST = [[[9, 8]], [[7, 6]]], [[[100, 100]], [[80, 80]]]


def said(problem: PlanProblem) -> str:
    with pytest.raises(UserError) as error:
        make_plan(problem)
    return str(error.value)


def test_budgets_that_cannot_meet_must_dos_say_which_years_and_by_how_much() -> None:
    must = (Rule("school", years=(2021,)), Rule("library", years=(2022,)))
    message = said(town(GAIN, COST, [70, 80], must=must))
    assert "must-dos on school: at least" in message
    assert "at least 30 € more" in message
    assert "2021: 30 €" in message
    assert "2022" not in message


def test_a_floor_beyond_reach_says_the_class_and_how_much_is_short() -> None:
    condition = np.array([[0.2, 0.9, 0.9], [0.4, 0.8, 0.8]])
    sides = {"condition": condition, "class_of": ("schools", "schools")}
    assert "'schools' cannot be reached: the mean condition is at most 0.85 even if money" in said(
        town(GAIN, COST, [999, 999], floors=(Floor("schools", 0.9),), **sides)
    )
    assert "0.65 within the budgets, 0.15 short" in said(
        town(GAIN, COST, [100, 0], floors=(Floor("schools", 0.8),), **sides)
    )


def test_a_floor_that_can_just_be_reached_is_reached() -> None:
    condition = np.array([[0.2, 0.9, 0.9], [0.4, 0.9, 0.9]])
    sides = {"condition": condition, "class_of": ("schools", "schools")}
    plan = make_plan(town(GAIN, COST, [200, 200], floors=(Floor("schools", 0.9),), **sides))
    assert sorted(work.object for work in plan.works) == ["library", "school"]


def test_an_emissions_cap_beyond_reach_says_by_how_much() -> None:
    emissions = np.array([[50.0, 20.0, 25.0], [50.0, 40.0, 45.0]])
    assert "emissions are at least 60 t even if money" in said(
        town(GAIN, COST, [999, 999], emissions=emissions, emissions_cap=30.0)
    )


@pytest.mark.parametrize(
    ("cost", "budgets", "words"),
    [
        ([[[-1, 5]]], [9, 9], "The cost of 'repair' in 2021 for 'school' is -1.0"),
        ([[[float("nan"), 5]]], [9, 9], "'school' is nan"),
        ([[[5, 5]]], [9, float("nan")], "The budget of 2022 is nan"),
        ([[[5, 5]]], [9], "1 budgets for 2 years"),
    ],
)
def test_amounts_that_are_none_are_never_guessed(
    cost: list[list[list[float]]], budgets: list[float], words: str
) -> None:
    assert words in said(town([[[1, 1]]], cost, budgets))


def test_names_that_are_unknown_get_a_suggestion() -> None:
    problem = town(GAIN, COST, [99, 99])
    assert "did you mean 'school'?" in said(replace(problem, must=(Rule("scool"),)))
    assert "speaks of 2031" in said(replace(problem, must=(Rule("school", years=(2031,)),)))
    assert "in two bundles" in said(replace(problem, bundles=(("school",), ("school", "library"))))


def test_a_work_that_is_both_asked_for_and_banned_is_named() -> None:
    problem = town(GAIN, COST, [99, 99], must=(Rule("school"),), forbidden=(Rule("school"),))
    assert "Nothing is left that may be done with 'school'" in said(problem)


def test_a_finnish_reader_gets_the_years_and_euros_that_are_short_in_finnish() -> None:
    with pytest.raises(UserError) as error:
        make_plan(town(GAIN, COST, [70, 80], must=(Rule("school", years=(2021,)),)))
    assert error.value.within("fi") == (
        "Määrärahat eivät riitä määrättyihin töihin (school): lisää tarvitaan vähintään 30 € (2021: 30 €);"
        " nosta näiden vuosien määrärahoja tai salli jonkin työn tekeminen muuna vuonna."
    )


def test_a_swedish_reader_gets_the_contradicting_rules_in_swedish() -> None:
    problem = town(GAIN, COST, [99, 99], must=(Rule("school"),), forbidden=(Rule("school"),))
    with pytest.raises(UserError) as error:
        make_plan(problem)
    assert "vilket arbete som helst (vilket år som helst); vilket" in error.value.within("sv")
