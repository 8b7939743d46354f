"""Contracts of datasets: columns that key, period and label name, what ids and choices refer to."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.core.errors import Problem, closest, did_you_mean
from voimavara.core.message import Message
from voimavara.core.units import Unit
from voimavara.programme.checks.conditions import allowed_values
from voimavara.programme.checks.measures import uses
from voimavara.programme.draft import Draft
from voimavara.programme.kinds import ID
from voimavara.programme.models.contract import Column, Contract, Validity
from voimavara.programme.programme import Address

_EURO = Unit.parse("EUR")
_TIMES = ("month", "year", "date", "datetime")
_NUMBERS = ("integer", "number", "money")
_OF_KIND = {
    "flow": "of type {type}, a flow in {unit}",
    "stock": "of type {type}, a stock in {unit}",
    "share": "of type {type}, a share in {unit}",
}


def _own(draft: Draft) -> Iterator[tuple[str, Contract]]:
    for name in sorted(draft.own["datasets"]):
        if contract := draft.programme.contracts.get(name):
            yield name, contract


def check_kept_columns(draft: Draft) -> Iterator[Problem]:
    """A contract of the city's own in the place of the catalogue's keeps what the product counts on."""
    for dataset, contract in _own(draft):
        standard = draft.catalogue.get(dataset)
        counted = {column for _, column in _named(standard)} if standard else set()
        for name, column in standard.columns.items() if standard else ():
            own = contract.columns.get(name)
            at = ("datasets", dataset, "columns", name)
            if own is None:
                if not column.required and name not in counted:
                    continue
                message = Message.of(
                    "the catalogue's '{dataset}' has the column '{name}', which formulas count on.",
                    dataset=dataset,
                    name=name,
                )
                yield draft.problem(at, message, "keep it, or give your dataset another name.")
            elif (own.type, own.is_, own.measured_in) != (column.type, column.is_, column.measured_in):
                message = Message.of(
                    "the catalogue's '{name}' is {described}, yours is {described2}.",
                    name=name,
                    described=_described(column),
                    described2=_described(own),
                )
                yield draft.problem(at, message, "keep it as it is, or give your dataset another name.")


def _described(column: Column) -> Message:
    if column.is_ is None:
        return Message.of("of type {type}", type=column.type)
    return Message.of(_OF_KIND[column.is_], type=column.type, unit=column.measured_in)


def check_column_names(draft: Draft) -> Iterator[Problem]:
    """Columns have names that are safe in tables."""
    for dataset, contract in _own(draft):
        for name in contract.columns:
            if ID.fullmatch(name) is None:
                hint = "use small letters a-z, digits and _, a letter first."
                yield draft.problem(
                    ("datasets", dataset, "columns", name),
                    Message.of("'{name}' can't be a column.", name=name),
                    hint,
                )


def check_named_columns(draft: Draft) -> Iterator[Problem]:
    """Key, period and label name columns that the contract has."""
    for dataset, contract in _own(draft):
        for address, name in _named(contract):
            if name not in contract.columns:
                hint = did_you_mean(name, contract.columns)
                yield draft.problem(
                    ("datasets", dataset, *address),
                    Message.of("there is no column '{name}'.", name=name),
                    hint,
                )


def _named(contract: Contract) -> Iterator[tuple[Address, str]]:
    for name in contract.key:
        yield ("key",), name
    if isinstance(contract.period, Validity):
        yield ("period", "from"), contract.period.from_
        yield ("period", "to"), contract.period.to
    elif contract.period is not None:
        yield ("period",), contract.period
    if isinstance(contract.label, str):
        yield ("label",), contract.label
    for language, name in contract.label.items() if isinstance(contract.label, dict) else ():
        yield ("label", language), name


def check_filled_columns(draft: Draft) -> Iterator[Problem]:
    """What tells rows apart and says their period is never empty."""
    for dataset, contract in _own(draft):
        for name in dict.fromkeys((*contract.key, *_period_columns(contract)[:1])):
            column = contract.columns.get(name)
            if column and not column.required:
                message = Message.of(
                    "'{name}' tells rows apart or says their period, and may be empty.", name=name
                )
                at = ("datasets", dataset, "columns", name, "required")
                yield draft.problem(at, message, "leave `required: false` out.")


def check_keys(draft: Draft) -> Iterator[Problem]:
    """Rows can be told apart, those of one month or year from those of the next."""
    for dataset, contract in _own(draft):
        at: Address = ("datasets", dataset, "key")
        period = contract.period
        if not contract.key:
            hint = "name the columns that together tell one row from another."
            yield draft.problem(at, "nothing tells one row from another.", hint)
        elif len(set(contract.key)) < len(contract.key):
            yield draft.problem(at, "a column stands in the key twice.", "leave one of them out.")
        elif contract.expects != "events" and isinstance(period, str) and period not in contract.key:
            message = Message.of(
                "rows come every {expects}, and '{period}' does not tell them apart.",
                expects=contract.expects,
                period=period,
            )
            yield draft.problem(at, message, Message.of("add {period} to the key.", period=period))


def check_money(draft: Draft) -> Iterator[Problem]:
    """Money is in euros or thousands or millions of them."""
    for dataset, contract in _own(draft):
        for name, column in contract.columns.items():
            if column.type == "money" and not column.measured_in.fits(_EURO):
                at = ("datasets", dataset, "columns", name, "unit")
                message = Message.of(
                    "'{name}' is money, and {unit} is no currency.", name=name, unit=column.unit
                )
                yield draft.problem(at, message, "leave `unit` out, or make it a number.")


def check_limits(draft: Draft) -> Iterator[Problem]:
    """The smallest value allowed is not above the largest."""
    for dataset, contract in _own(draft):
        for name, column in contract.columns.items():
            if column.min is not None and column.max is not None and column.min > column.max:
                message = Message.of(
                    "no number is at least {min} and at most {max}.", min=column.min, max=column.max
                )
                yield draft.problem(("datasets", dataset, "columns", name, "min"), message, "swap the two.")


def check_limiting_columns(draft: Draft) -> Iterator[Problem]:
    """A column that limits another is there, is of the same type, and has an order."""
    for dataset, contract in _own(draft):
        for name, column in contract.columns.items():
            for key, other in (("at_least", column.at_least), ("at_most", column.at_most)):
                at = ("datasets", dataset, "columns", name, key)
                if other is None:
                    continue
                limit = contract.columns.get(other)
                if limit is None:
                    hint = did_you_mean(other, contract.columns)
                    yield draft.problem(at, Message.of("there is no column '{other}'.", other=other), hint)
                elif not _comparable(column, limit):
                    message = Message.of(
                        "'{name}' is {described}, '{other}' is {described2}.",
                        name=name,
                        described=_described(column),
                        other=other,
                        described2=_described(limit),
                    )
                    yield draft.problem(at, message, "compare numbers or times of the same type and unit.")


def _comparable(one: Column, other: Column) -> bool:
    if one.type in _NUMBERS and other.type in _NUMBERS:
        return one.measured_in == other.measured_in
    return one.type in _TIMES and one.type == other.type


def check_periods(draft: Draft) -> Iterator[Problem]:
    """The period of a row stands in a column of time, and in one that `expects` can be about."""
    for dataset, contract in _own(draft):
        at: Address = ("datasets", dataset, "period")
        for name in _period_columns(contract):
            column = contract.columns.get(name)
            if column and column.type not in (("date",) if isinstance(contract.period, Validity) else _TIMES):
                message = Message.of(
                    "'{name}' is {in_words} and says no period.", name=name, in_words=column.in_words
                )
                yield draft.problem(at, message, "name a column of type month, year or date.")
        if contract.expects != "events" and not isinstance(contract.period, str):
            message = Message.of(
                "rows are expected every {expects}, but they speak of no period.", expects=contract.expects
            )
            yield draft.problem(("datasets", dataset, "expects"), message, "add `period:`, or leave it out.")
        elif contract.expects == "month" and contract.type_of(str(contract.period)) == "year":
            yield draft.problem(
                ("datasets", dataset, "expects"),
                "rows are expected every month, but they speak of years.",
                "write expects: year.",
            )


def _period_columns(contract: Contract) -> tuple[str, ...]:
    if isinstance(contract.period, Validity):
        return (contract.period.from_, contract.period.to)
    return (contract.period,) if contract.period else ()


def check_referred_things(draft: Draft) -> Iterator[Problem]:
    """Ids refer to datasets, choices to vocabularies that there are."""
    for dataset, user in uses(draft).items():
        for name, column in draft.programme.contracts[dataset].columns.items():
            own = dataset in draft.own["datasets"]
            at = ("datasets", dataset, "columns", name, "of") if own else user
            yield from _of(draft, at, dataset, name, column)


def _of(draft: Draft, at: Address, dataset: str, name: str, column: Column) -> Iterator[Problem]:
    if column.type == "choice" and column.of is None:
        hint = "add `of:` with a vocabulary, or with the values."
        yield draft.problem(
            at[:-1], Message.of("the choice '{name}' has nothing to choose from.", name=name), hint
        )
    elif column.type not in ("id", "choice") and column.of is not None:
        yield draft.problem(
            at,
            Message.of("'{name}' is {in_words} and refers to nothing.", name=name, in_words=column.in_words),
            "leave `of` out.",
        )
    elif column.type == "id" and isinstance(column.of, tuple):
        hint = "name one dataset, or make it a choice."
        yield draft.problem(at, Message.of("the id '{name}' refers to a list.", name=name), hint)
    elif column.type == "id" and isinstance(column.of, str):
        yield from draft.unknown("datasets", column.of, *at)
    elif isinstance(column.of, str) and column.of not in draft.names["vocabularies"]:
        meant = did_you_mean(column.of, draft.names["vocabularies"])
        if closest(column.of, draft.names["vocabularies"]) is None:
            meant = Message.of("write vocabularies/{of}.yaml.", of=column.of)
        message = Message.of(
            "'{name}' of the dataset '{dataset}' is chosen from '{of}', which is not there.",
            name=name,
            dataset=dataset,
            of=column.of,
        )
        yield draft.problem(at, message, meant)


def check_registers(draft: Draft) -> Iterator[Problem]:
    """An id in one of several registers names a choice that says which, and datasets that there are."""
    for dataset, contract in _own(draft):
        for name, column in contract.columns.items():
            if column.refers is None:
                continue
            at = ("datasets", dataset, "columns", name, "refers")
            by = contract.columns.get(column.refers.by)
            if column.type != "id" or column.of is not None:
                hint = "write either `of` or `refers`, in a column of type id."
                yield draft.problem(
                    at, Message.of("'{name}' can't refer to several registers.", name=name), hint
                )
            if by is None or by.type != "choice":
                message = Message.of(
                    "there is no choice '{by}' that says which register.", by=column.refers.by
                )
                yield draft.problem((*at, "by"), message, did_you_mean(column.refers.by, contract.columns))
                continue
            words = allowed_values(draft, by)
            for word, other in column.refers.to.items():
                yield from draft.unknown("datasets", other, *at, "to", word)
                if words is not None and word not in words:
                    message = Message.of("'{by}' has no value '{word}'.", by=column.refers.by, word=word)
                    yield draft.problem((*at, "to", word), message, did_you_mean(word, words))


def check_derivations(draft: Draft) -> Iterator[Problem]:
    """A derived dataset names datasets and parameters that there are."""
    for dataset, contract in _own(draft):
        if contract.derived:
            at = ("datasets", dataset, "derived")
            for other in contract.derived.from_:
                yield from draft.unknown("datasets", other, *at, "from")
            for parameter in contract.derived.parameters:
                yield from draft.unknown("parameters", parameter, *at, "parameters")
