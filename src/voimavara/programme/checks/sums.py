"""How columns may be added up: flows are summed, stocks averaged or taken last, shares never added."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.core.errors import Problem
from voimavara.core.message import Message
from voimavara.programme.checks.measures import formulas
from voimavara.programme.draft import Draft
from voimavara.programme.meanings import aggregates

_REFUSED = {
    ("sum", "stock"): "'{name}' is a stock and can't be summed over months; use mean or last.",
    ("sum", "share"): "'{name}' is a share and can't be summed; use last.",
    ("mean", "flow"): "'{name}' is a flow and has no mean over months; use sum.",
    (
        "mean",
        "share",
    ): "'{name}' is a share and can't be averaged; use last, or a ratio of what it is made of.",
    ("last", "flow"): "'{name}' is a flow and has no last value; use sum.",
}
NUMBERS = ("integer", "number", "money")


def check_adding(draft: Draft) -> Iterator[Problem]:
    """Sum, mean and last are used on what can be summed, averaged, or has a last value."""
    for start, formula, _ in formulas(draft):
        for address, aggregate in aggregates(formula):
            contract = draft.programme.contracts.get(aggregate.in_)
            at = (*start, *address, aggregate.kind)
            for name in aggregate.columns if contract else ():
                column = contract.columns.get(name) if contract else None
                if column is None:
                    continue
                if column.type not in NUMBERS:
                    hint = "name a column of numbers."
                    yield draft.problem(
                        at,
                        Message.of(
                            "'{name}' is {in_words} and can't be added up.",
                            name=name,
                            in_words=column.in_words,
                        ),
                        hint,
                    )
                elif column.is_ is None:
                    message = Message.of(
                        "the contract doesn't say whether '{name}' is a flow, a stock or a share.", name=name
                    )
                    yield draft.problem(
                        at, message, Message.of("add `is:` to it in datasets/{in_}.yaml.", in_=aggregate.in_)
                    )
                elif (aggregate.kind, column.is_) in _REFUSED:
                    yield draft.problem(
                        at,
                        Message.of(_REFUSED[aggregate.kind, column.is_], name=name),
                    )


def check_kinds_of_columns(draft: Draft) -> Iterator[Problem]:
    """Only numbers are flows, stocks or shares, and only they have units and limits."""
    for dataset in sorted(draft.own["datasets"]):
        contract = draft.programme.contracts.get(dataset)
        for name, column in contract.columns.items() if contract else ():
            if column.type in NUMBERS:
                continue
            given = {"is": column.is_, "unit": column.unit, "min": column.min, "max": column.max}
            for key in (key for key, value in given.items() if value is not None):
                message = Message.of(
                    "'{name}' is {in_words} and has no `{key}`.", name=name, in_words=column.in_words, key=key
                )
                hint = Message.of("leave `{key}` out, or make it a number.", key=key)
                yield draft.problem(("datasets", dataset, "columns", name, key), message, hint)
