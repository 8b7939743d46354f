"""Faults that show only when several files are read together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from voimavara.run.programme import inspect_programme

Write = Callable[..., Path]

EMPLOYEES = """\
name: {fi: Työntekijät}
rows: {fi: Työntekijä}
key: [employee]
label: name
personal: true
columns:
  employee: {type: id}
  name: {type: text}
"""
SHIFTS = """\
name: {fi: Vuorot}
rows: {fi: Vuoro}
key: [employee, month]
period: month
columns:
  employee: {type: id, of: employees}
  month: {type: month}
  hours: {type: number, is: flow, unit: h}
"""
HOURS = """\
name: {fi: Tunnit}
goal: assets
why: {fi: Siksi}
formula: {sum: hours, in: shifts}
unit: h
by: [employee]
period: 12 months
owner: premises
target: {undecided: {fi: Mikä?}}
"""
ADOPTION = """\
name: {fi: Käyttöönotto}
goal: assets
why: {fi: Siksi}
formula: system_adoption
unit: "%"
by: [system]
period: month_end
owner: premises
target: {within_months: {reach: 100 %, months: 12, from: introduced}}
"""
PRICES = """\
name: {fi: Hinnat}
source: {fi: Lähde}
values: {2018: 100, 2019-06: 101}
"""


def problems_of(folder: Path) -> list[str]:
    return [str(problem) for problem in inspect_programme(folder)[1]]


def test_figures_are_not_broken_down_by_persons_whose_register_is_personal(write: Write) -> None:
    folder = write(datasets__employees=EMPLOYEES, datasets__shifts=SHIFTS, indicators__hours=HOURS)
    assert "\n".join(problems_of(folder)) == (
        "indicators/hours.yaml:6: 'employee' tells one person from another and can't break a figure down. "
        "Use something that many have, such as a sector."
    )


def test_items_with_deadlines_of_their_own_are_kept_apart(write: Write) -> None:
    assert "\n".join(problems_of(write(indicators__adoption=ADOPTION))) == (
        "indicators/adoption.yaml:9: each 'system' has its own deadline, so their figures are never added "
        "together. Write apart: [system], and leave it out of `by`."
    )
    assert problems_of(write(indicators__adoption=ADOPTION.replace("by:", "apart:"))) == []


def test_real_change_needs_an_index_of_years(write: Write, texts: dict[str, str]) -> None:
    cost = texts["indicators/cost.yaml"].replace("{at_most: 30 EUR/m2}", "{falling: {real: prices}}")
    assert "\n".join(problems_of(write(parameters__prices=PRICES, indicators__cost=cost))) == (
        "indicators/cost.yaml:13: 'prices' is no index of years: it has a value for 2019-06. "
        "Name a price index, or write its values by year."
    )


LOANS = """\
name: {fi: Lainat}
rows: {fi: Kirjasto ja kuukausi}
key: [library, month]
period: month
expects: month
columns:
  library: {type: choice, of: [main]}
  month: {type: month}
  loans: {type: integer, is: flow}
"""


@pytest.mark.parametrize(
    ("written", "instead", "says"),
    [
        ("key: [library, month]", "key: []", "3: nothing tells one row from another."),
        ("key: [library, month]", "key: [month, month]", "3: a column stands in the key twice."),
        (
            "key: [library, month]",
            "key: [library]",
            "3: rows come every month, and 'month' does not tell them apart. Add month to the key.",
        ),
        ("type: integer", "type: money, unit: m2", "9: 'loans' is money, and m2 is no currency."),
    ],
)
def test_a_contract_whose_rows_could_not_be_kept_apart_is_told(
    write: Write, written: str, instead: str, says: str
) -> None:
    assert problems_of(write(datasets__loans=LOANS)) == []
    (problem,) = problems_of(write(datasets__loans=LOANS.replace(written, instead)))
    assert problem.startswith(f"datasets/loans.yaml:{says}")


def test_a_condition_that_lacks_its_start_is_told_so(write: Write, texts: dict[str, str]) -> None:
    cost = texts["indicators/cost.yaml"].replace("{kind: [heat]}", "{month: {within: 3 months}}")
    assert problems_of(write(indicators__cost=cost)) == [
        "indicators/cost.yaml:6: `within` and `from` go together, as in {within: 3 months, from: started}."
    ]
