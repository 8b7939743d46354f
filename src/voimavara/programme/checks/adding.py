"""How columns may be added up: flows are summed, stocks averaged or taken last, shares never added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voimavara.programme.checks.measures import formulas
from voimavara.programme.resolving import aggregates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voimavara.core.errors import Problem
    from voimavara.programme.draft import Draft

_REFUSED = {
    ("sum", "stock"): "is a stock and can't be summed over months; use mean or last.",
    ("sum", "share"): "is a share and can't be summed; use last.",
    ("mean", "flow"): "is a flow and has no mean over months; use sum.",
    ("mean", "share"): "is a share and can't be averaged; use last, or a ratio of what it is made of.",
    ("last", "flow"): "is a flow and has no last value; use sum.",
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
                    yield draft.problem(at, f"'{name}' is {column.in_words} and can't be added up.", hint)
                elif column.is_ is None:
                    message = f"the contract doesn't say whether '{name}' is a flow, a stock or a share."
                    yield draft.problem(at, message, f"add `is:` to it in datasets/{aggregate.in_}.yaml.")
                elif (aggregate.kind, column.is_) in _REFUSED:
                    yield draft.problem(at, f"'{name}' {_REFUSED[aggregate.kind, column.is_]}")


def check_kinds_of_columns(draft: Draft) -> Iterator[Problem]:
    """Only numbers are flows, stocks or shares, and only they have units and limits."""
    for dataset in sorted(draft.own["datasets"]):
        contract = draft.programme.contracts.get(dataset)
        for name, column in contract.columns.items() if contract else ():
            if column.type in NUMBERS:
                continue
            given = {"is": column.is_, "unit": column.unit, "min": column.min, "max": column.max}
            for key in (key for key, value in given.items() if value is not None):
                message = f"'{name}' is {column.in_words} and has no `{key}`."
                hint = f"leave `{key}` out, or make it a number."
                yield draft.problem(("datasets", dataset, "columns", name, key), message, hint)
