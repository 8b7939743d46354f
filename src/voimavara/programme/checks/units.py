"""Units: a formula's own unit follows from its columns, and what is written must fit it."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.core.errors import Problem
from voimavara.core.message import Message
from voimavara.core.units import NUMBER, Unit
from voimavara.programme.checks.measures import formulas, measures
from voimavara.programme.checks.sums import NUMBERS
from voimavara.programme.draft import Draft
from voimavara.programme.meanings import aggregates, formula_unit
from voimavara.programme.models.formula import Aggregate, Formula, RatioFormula
from voimavara.programme.programme import Address

# What counted things may be called: a count of rows is so many persons, pieces or {recruitment}s.
EURO = Unit.parse("EUR")
_COUNTED = ("person", "piece")


def check_units(draft: Draft) -> Iterator[Problem]:
    """The unit of a measure is what its formula gives."""
    for measure in measures(draft):
        if measure.formula is not None:
            yield from _unit_fits(draft, (*measure.address, "unit"), measure.formula, measure.unit)
    for name in sorted(draft.own["formulas"]):
        if named := draft.programme.formulas.get(name):
            yield from _unit_fits(draft, ("formulas", name, "unit"), named.formula, named.unit)


def _unit_fits(draft: Draft, at: Address, formula: Formula, unit: Unit) -> Iterator[Problem]:
    if not is_whole(draft, formula):
        return
    given = formula_unit(draft.programme, formula)
    if given.fits(unit) or (_counts(formula) and _is_counted(given / unit)):
        return
    written = "%" if given.fits(NUMBER) else str(given)
    yield draft.problem(
        at,
        Message.of("the formula gives {given}, and that is no {unit}.", given=given, unit=unit),
        Message.of("write unit: {quoted}.", quoted=as_yaml(written)),
    )


def _counts(formula: Formula) -> bool:
    return any(aggregate.kind == "count" for _, aggregate in aggregates(formula))


def _is_counted(unit: Unit) -> bool:
    return all(atom in _COUNTED or atom.startswith("{") for atom, _ in unit.powers)


def is_whole(draft: Draft, formula: Formula) -> bool:
    """Whether the formula adds up columns of numbers that are there, so that it has a unit at all."""
    contracts = draft.programme.contracts
    return all(
        aggregate.in_ in contracts
        and all(contracts[aggregate.in_].type_of(name) in NUMBERS for name in aggregate.columns)
        for _, aggregate in aggregates(formula)
    )


def check_costs_of_means(draft: Draft) -> Iterator[Problem]:
    """What a means costs is money."""
    for name, goal in draft.programme.goals.items():
        for number, means in enumerate(goal.means):
            if means.cost is not None and not means.cost.unit.fits(EURO):
                at = ("goals", name, "means", number, "cost")
                message = Message.of("a means costs euros, and {unit} is no money.", unit=means.cost.unit)
                yield draft.problem(at, message, "write cost: 25000 EUR.")


def check_added_columns(draft: Draft) -> Iterator[Problem]:
    """Columns that are added together have the same unit."""
    for start, formula, _ in formulas(draft):
        for address, aggregate in aggregates(formula):
            if is_whole(draft, aggregate):
                yield from _same_units(draft, (*start, *address, aggregate.kind), aggregate)


def _same_units(draft: Draft, at: Address, aggregate: Aggregate) -> Iterator[Problem]:
    columns = draft.programme.contracts[aggregate.in_].columns
    first, *others = aggregate.columns or ("",)
    for other in others:
        one, two = columns[first].measured_in, columns[other].measured_in
        if one != two:
            message = Message.of(
                "'{first}' is in {one} and '{other}' in {two}: they can't be added together.",
                first=first,
                one=one,
                other=other,
                two=two,
            )
            yield draft.problem(at, message, "add columns of one unit only.")


def check_complements(draft: Draft) -> Iterator[Problem]:
    """One minus a ratio makes sense only for a share of something."""
    for start, formula, _ in formulas(draft):
        if isinstance(formula, RatioFormula) and formula.ratio.complement and is_whole(draft, formula):
            unit = formula_unit(draft.programme, formula)
            if not unit.fits(NUMBER):
                message = Message.of("1 minus a ratio in {unit} has no meaning.", unit=unit)
                hint = "leave `complement` out, or divide by the same unit."
                yield draft.problem((*start, "ratio", "complement"), message, hint)


def as_yaml(unit: object) -> str:
    """The unit as YAML takes it: a brace begins a mapping and a % nothing, unless they stand in quotes."""
    return f'"{unit}"' if "{" in str(unit) or str(unit).startswith("%") else str(unit)
