"""Formulas in words: `Sum of costs (Kind of cost: Heat, Electricity) ÷ mean of gross area`."""

from __future__ import annotations

from decimal import Decimal

from voimavara.core.language import Text, in_all, same
from voimavara.core.sentences import Part, count, inside_sentence, joined, listed, say, say_as, say_counted
from voimavara.programme.meanings import reached_column
from voimavara.programme.models.contract import Column
from voimavara.programme.models.formula import (
    Aggregate,
    Bounds,
    DerivedFormula,
    Formula,
    GrowthFormula,
    RatioFormula,
    Share,
    ShareFormula,
    Where,
)
from voimavara.programme.models.written import Span
from voimavara.programme.programme import Programme


def formula_in_words(programme: Programme, formula: Formula) -> Text:
    """The formula with the names that people know its columns and datasets by, its first letter a capital."""
    words = _formula(programme, formula)
    return in_all(lambda language: (said := words.within(language))[:1].upper() + said[1:])


def _formula(programme: Programme, formula: Formula) -> Text:
    match formula:
        case Aggregate():
            return _aggregate(programme, formula)
        case RatioFormula(ratio=ratio):
            parts = {"of": _aggregate(programme, ratio.of), "to": _aggregate(programme, ratio.to)}
            return say("1 − ({of} ÷ {to})", **parts) if ratio.complement else say("{of} ÷ {to}", **parts)
        case ShareFormula(share=share):
            return _share(programme, share)
        case GrowthFormula(growth=growth):
            return say_counted(
                "end ÷ start − 1 over {n} year: {amount}",
                "end ÷ start − 1 over {n} years: {amount}",
                max(growth.over.months // 12, 1),
                n=count(max(growth.over.months // 12, 1)),
                amount=_aggregate(programme, growth.of),
            )
        case DerivedFormula():
            return say("figures that came in time ÷ figures due in the round")


def _aggregate(programme: Programme, aggregate: Aggregate) -> Text:
    dataset = programme.contracts[aggregate.in_].name
    if aggregate.kind == "count":
        bare = say("number of rows in “{dataset}”", dataset=dataset)
    else:
        bare = _of_columns(programme, aggregate, dataset)
    if not aggregate.where:
        return bare
    return say("{amount} ({where})", amount=bare, where=_where(programme, aggregate.in_, aggregate.where))


def _of_columns(programme: Programme, aggregate: Aggregate, dataset: Part) -> Text:
    columns = programme.contracts[aggregate.in_].columns
    names = listed([inside_sentence(columns[name].name or same(name)) for name in aggregate.columns])
    parts = {"columns": names, "dataset": dataset}
    match aggregate.kind:
        case "sum":
            return say("sum of {columns} in “{dataset}”", **parts)
        case "mean":
            return say("monthly mean of {columns} in “{dataset}”", **parts)
        case _ if programme.contracts[aggregate.in_].expects == "year":
            return say("last year's {columns} in “{dataset}”", **parts)
        case _:
            return say("last month's {columns} in “{dataset}”", **parts)


def _share(programme: Programme, share: Share) -> Text:
    parts = {
        "of": _where(programme, share.in_, share.of),
        "dataset": programme.contracts[share.in_].name,
    }
    if not share.where:
        return say("share of the rows in “{dataset}” for which {of}", **parts)
    among = _where(programme, share.in_, share.where)
    return say(
        "share of the rows in “{dataset}” for which {of}, among those for which {among}", among=among, **parts
    )


def _where(programme: Programme, dataset: str, where: Where) -> Text:
    """The conditions with commas between."""
    return joined([_condition(programme, dataset, name, test) for name, test in where.items()])


def _condition(programme: Programme, dataset: str, name: str, test: object) -> Text:
    column = reached_column(programme, dataset, name)
    named = column.name or same(name)
    if isinstance(test, Bounds):
        return _bounds(programme, dataset, named, test)
    values = test if isinstance(test, tuple) else (test,)
    return say(
        "{column}: {values}",
        column=named,
        values=joined([_value(programme, column, value) for value in values]),
    )


def _bounds(programme: Programme, dataset: str, named: Part, test: Bounds) -> Text:
    if test.within is not None and test.from_ is not None:
        start = programme.contracts[dataset].columns[test.from_].name or same(test.from_)
        return _within(named, test.within, start)
    found = []
    if test.at_least is not None:
        found.append(say("{column} at least {level}", column=named, level=str(test.at_least)))
    if test.at_most is not None:
        found.append(say("{column} at most {level}", column=named, level=str(test.at_most)))
    if test.below is not None:
        found.append(say("{column} below {level}", column=named, level=str(test.below)))
    return joined(found)


def _within(named: Part, within: Span, start: Part) -> Text:
    return say_counted(
        "{column} within {n} month of “{start}”",
        "{column} within {n} months of “{start}”",
        within.months,
        column=named,
        n=count(within.months),
        start=start,
    )


def _value(programme: Programme, column: Column, value: object) -> Text:
    """A value of a condition as people name it."""
    if isinstance(value, bool):
        return say_as("condition", "yes") if value else say_as("condition", "no")
    vocabulary = programme.vocabularies.get(column.of) if isinstance(column.of, str) else None
    named = vocabulary.values.get(str(value)) if vocabulary else None
    return named or same(str(Decimal(value)) if isinstance(value, int) else str(value))
