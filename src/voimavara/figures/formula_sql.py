"""A formula as one readable SQL statement over the datasets, for somebody who wants to check a figure."""

from __future__ import annotations

from typing import Any

import ibis

from voimavara.core.periods import Period
from voimavara.figures.conditions import Condition, holds
from voimavara.figures.figure import Where
from voimavara.figures.material import attendance_of
from voimavara.figures.needs import Needs
from voimavara.figures.parts import Part, parts_of
from voimavara.figures.request import MUNICIPALITY, Request
from voimavara.figures.scan import MONTH, UNTIL, months_of, table_of
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.formula import GrowthFormula, RatioFormula
from voimavara.programme.programme import Programme

YEAR = 12


def formula_sql(programme: Programme, request: Request, period: Period, place: Where = ()) -> str:
    """The statement that gives numerator, denominator and value, over tables named like the datasets."""
    parts = parts_of(request.formula, request.dimensions)
    if isinstance(request.formula, GrowthFormula):
        last = type(period)(period.end - YEAR, YEAR)
        first = last.before(request.formula.growth.over.months)
        sums = {"numerator": (parts.numerator, last), "denominator": (parts.numerator, first)}
    else:
        sums = {"numerator": (parts.numerator, period)}
        if parts.denominator:
            sums["denominator"] = (parts.denominator, period)
    tables = [
        part_value(programme, part, when, place).name(name).as_table() for name, (part, when) in sums.items()
    ]
    result = tables[0].cross_join(tables[1]) if len(tables) > 1 else tables[0]
    value = result.numerator
    if len(tables) > 1:
        value = result.numerator.cast("float64") / result.denominator.nullif(0)
    if isinstance(request.formula, GrowthFormula):
        value = value - 1
    if isinstance(request.formula, RatioFormula) and request.formula.ratio.complement:
        value = 1 - value
    return str(ibis.to_sql(result.mutate(value=value), dialect="duckdb"))


def part_value(programme: Programme, part: Part, period: Period, place: Where) -> Any:
    """The aggregate over the rows of the period and place, as an expression."""
    contract = programme.contracts[part.dataset]
    rows = table_of(contract, part.dataset)
    tests = [_passes(programme, rows, part.dataset, each) for each in narrowed(programme, part, place)]
    rows = rows.filter(*tests, *in_period(rows, contract, part, period))
    if part.kind == "count":
        return rows.count()
    amount = sum(rows[name].fill_null(0) for name in part.columns)
    if part.kind != "mean":
        return amount.sum()
    if attendance_of(contract) == "some":
        return amount.sum() / months_of(rows, contract)[MONTH].nunique()
    return (amount * _months_held(rows, contract, period)).sum() / period.months


def narrowed(programme: Programme, part: Part, place: Where) -> tuple[Condition, ...]:
    """The part's conditions, those of the place, and that rows are the city's own."""
    contract = programme.contracts[part.dataset]
    stands = tuple(Condition(name, _value(programme, part.dataset, name, word)) for name, word in place)
    own = MUNICIPALITY in contract.columns and MUNICIPALITY not in dict(place)
    city = (Condition(MUNICIPALITY, programme.cover.city.code),) if own else ()
    return (*part.where, *stands, *city)


def in_period(rows: Any, contract: Contract, part: Part, period: Period) -> list[Any]:
    """What a row has to pass to speak of the period: of its last month, where the part asks for the last."""
    months = months_of(rows, contract)
    if not months:
        return []
    only_last = part.kind == "last" or (part.kind == "count" and UNTIL in months)
    first = period.end - 1 if only_last else period.first
    if UNTIL in months:
        return [months[MONTH] < period.end, months[UNTIL].isnull() | (months[UNTIL] > first)]
    month = months[MONTH] + part.lag if part.lag else months[MONTH]
    step = _step(contract)
    return [month > first - step if step > 1 else month >= first, month < period.end]


def _months_held(rows: Any, contract: Contract, period: Period) -> Any:
    """In how many months of the period the row holds."""
    months = months_of(rows, contract)
    if not months:
        return period.months
    until = months[UNTIL].fill_null(period.end) if UNTIL in months else months[MONTH] + _step(contract)
    return ibis.least(until, period.end) - ibis.greatest(months[MONTH], period.first)


def _step(contract: Contract) -> int:
    yearly = isinstance(contract.period, str) and contract.columns[contract.period].type == "year"
    return YEAR if yearly else 1


def _passes(programme: Programme, rows: Any, dataset: str, condition: Condition) -> Any:
    needs = Needs(programme)
    path = needs.path(dataset, condition.column)
    if len(path) == 1:
        return holds(rows, programme.contracts[dataset], condition)
    name = needs.register(dataset, path[0])
    contract = programme.contracts[name]
    register = table_of(contract, name)
    return rows[path[0]].isin(register.filter(holds(register, contract, condition))[contract.key[0]])


def _value(programme: Programme, dataset: str, name: str, word: str) -> bool | str:
    path = Needs(programme).path(dataset, name)
    owner = dataset if len(path) == 1 else Needs(programme).register(dataset, path[0])
    yes_no = programme.contracts[owner].columns[name].type == "yes_no"
    return word == "yes" if yes_no else word
