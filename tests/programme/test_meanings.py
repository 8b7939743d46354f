from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from voimavara.core.units import Unit
from voimavara.programme.checks.cycles import rings
from voimavara.programme.meanings import aggregates, conditions, formula_unit
from voimavara.run.programme import read_programme

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("property_cost_per_m2", "EUR/m2"),
        ("property_cost_per_output", "EUR/{output}"),
        ("sick_leave_days", "day/htv"),
        ("consumption_per_m2", "kWh/m2"),
        ("water_per_m2", "m3/m2"),
        ("maintenance_backlog", "EUR"),
        ("vacancy_rate", "1"),
        ("would_recommend", "1"),
        ("net_cost_growth", "1"),
        ("reporting_coverage", "1"),
    ],
)
def test_the_unit_of_a_formula_follows_from_its_columns(formula: str, unit: str, write: Write) -> None:
    programme = read_programme(write())
    assert formula_unit(programme, programme.formulas[formula].formula) == Unit.parse(unit)


def test_every_aggregate_and_condition_is_found_with_its_address(write: Write) -> None:
    formula = read_programme(write()).formulas["would_recommend"].formula
    assert [address for address, _ in aggregates(formula)] == [("share", "invited")]
    assert [(address, dataset) for address, dataset, _ in conditions(formula)] == [
        (("share", "invited", "where"), "survey_invitations"),
        (("share", "of"), "survey_answers"),
        (("share", "where"), "survey_answers"),
    ]


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ({}, ()),
        ({"a": ("b", "c"), "b": ("c",), "c": ()}, ()),
        ({"a": ("a",)}, (("a",),)),
        ({"a": ("b",), "b": ("a",), "c": ("a",)}, (("a", "b"),)),
        ({"c": ("a",), "a": ("b",), "b": ("c",)}, (("a", "b", "c"),)),
        ({"a": ("b",), "b": ("a",), "c": ("d",), "d": ("c",)}, (("a", "b"), ("c", "d"))),
    ],
)
def test_each_ring_is_told_once(
    links: dict[str, tuple[str, ...]], found: tuple[tuple[str, ...], ...]
) -> None:
    assert rings(links) == found
