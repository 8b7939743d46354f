"""Conditions of formulas: on columns that there are, with values that the columns can have."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from voimavara.core.errors import Problem, UserError, did_you_mean
from voimavara.core.message import Message
from voimavara.core.periods import days_of
from voimavara.programme.checks.measures import formulas
from voimavara.programme.draft import Draft
from voimavara.programme.meanings import conditions, reach, reached_column
from voimavara.programme.models.contract import Column
from voimavara.programme.models.formula import Bounds, Scalar
from voimavara.programme.programme import Address

_TIMES = ("month", "year", "date", "datetime")
_NUMBERS = ("integer", "number", "money")


def check_conditions(draft: Draft) -> Iterator[Problem]:
    """Each condition is on a column that is there, and asks for what the column can hold."""
    for start, formula, _ in formulas(draft):
        for address, dataset, where in conditions(formula):
            if dataset not in draft.programme.contracts:
                continue
            for name, test in where.items():
                at = (*start, *address, name)
                try:
                    column = reached_column(draft.programme, dataset, name)
                except UserError as error:
                    yield draft.problem(at, error.message)
                    continue
                if isinstance(test, Bounds):
                    yield from _bounds(draft, at, dataset, name, column, test)
                else:
                    yield from _values(draft, at, name, column, test)


def allowed_values(draft: Draft, column: Column) -> tuple[str, ...] | None:
    """The values of a choice column; None where anything goes or its vocabulary is unknown."""
    if column.type != "choice" or column.of is None:
        return None
    if not isinstance(column.of, str):
        return column.of
    vocabulary = draft.programme.vocabularies.get(column.of)
    return tuple(vocabulary.values) if vocabulary else None


def _values(
    draft: Draft, at: Address, name: str, column: Column, test: Scalar | tuple[Scalar, ...]
) -> Iterator[Problem]:
    values = allowed_values(draft, column)
    for word in test if isinstance(test, tuple) else (test,):
        if column.type == "yes_no":
            if not isinstance(word, bool):
                yield draft.problem(
                    at,
                    Message.of("'{name}' is yes or no, got '{word}'.", name=name, word=word),
                    "write true or false.",
                )
        elif values is not None and word not in values:
            yield draft.problem(
                at,
                Message.of("'{name}' has no value '{word}'.", name=name, word=word),
                did_you_mean(str(word), values),
            )
        elif column.type in ("id", "text", "municipality", "choice") and not isinstance(word, str):
            yield draft.problem(
                at,
                Message.of("'{name}' is text, got {word}.", name=name, word=word),
                Message.of("put quotes around it: '{word}'.", word=word),
            )
        elif column.type in (*_TIMES, *_NUMBERS):
            yield from _level(draft, at, name, column, word)


def _bounds(
    draft: Draft, at: Address, dataset: str, name: str, column: Column, test: Bounds
) -> Iterator[Problem]:
    if column.type not in (*_TIMES, *_NUMBERS):
        message = Message.of("'{name}' is {in_words} and has no order.", name=name, in_words=column.in_words)
        yield draft.problem(at, message, "name its values, as in [a, b].")
        return
    for level in (test.at_least, test.at_most, test.below):
        if level is not None:
            yield from _level(draft, at, name, column, level)
    if test.from_ is not None:
        yield from _start(draft, at, dataset, name, column, test.from_)


def _start(
    draft: Draft, at: Address, dataset: str, name: str, column: Column, start: str
) -> Iterator[Problem]:
    columns = draft.programme.contracts[dataset].columns
    if len(reach(draft.programme, dataset, name)) > 1 or start not in columns:
        message = Message.of(
            "'{dataset}' has no column '{start}' to count from.", dataset=dataset, start=start
        )
        yield draft.problem((*at, "from"), message, did_you_mean(start, columns))
    elif column.type not in _TIMES or columns[start].type != column.type:
        message = Message.of(
            "'{name}' is {in_words} and '{start}' {in_words2}.",
            name=name,
            in_words=column.in_words,
            start=start,
            in_words2=columns[start].in_words,
        )
        yield draft.problem((*at, "from"), message, "count from a column of the same type.")


def _level(draft: Draft, at: Address, name: str, column: Column, level: object) -> Iterator[Problem]:
    if column.type in _NUMBERS:
        try:
            Decimal(str(level))
        except InvalidOperation:
            yield draft.problem(
                at,
                Message.of("'{name}' is a number, got '{level}'.", name=name, level=level),
                "write a number, as in 12.5.",
            )
        return
    try:
        days_of(str(level))
    except UserError:
        hint = "write a day 2020-10-31 or 31.10.2020, a month 2020-10 or 10/2020, or a year 2020."
        yield draft.problem(
            at,
            Message.of(
                "'{name}' is {in_words}, got '{level}'.", name=name, in_words=column.in_words, level=level
            ),
            hint,
        )
