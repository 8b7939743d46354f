"""Names in a programme as what they mean: formulas, dimensions, units, the datasets behind a formula."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from voimavara.core.errors import UserError, did_you_mean, hinted
from voimavara.core.message import Message
from voimavara.core.units import NUMBER, Unit
from voimavara.programme.models.contract import Column
from voimavara.programme.models.formula import (
    Aggregate,
    DerivedFormula,
    Formula,
    GrowthFormula,
    RatioFormula,
    ShareFormula,
    Where,
)
from voimavara.programme.models.indicator import Indicator, Measure
from voimavara.programme.programme import Address, Programme

# The dimension of reporting_coverage, which has no dataset of its own.
OWNER = "owner"
DIMENSION_TYPES = ("id", "choice", "yes_no", "municipality")


class Resolved(NamedTuple):
    """A formula with the id and version that figures carry; the id is empty for one written in place."""

    formula: Formula
    id: str
    version: str


def resolve(programme: Programme, measure: Indicator | Measure) -> Resolved:
    """The formula of an indicator or of a measure beside it, named or written in place.

    The version of one written in place is made from its content. Raises UserError for an unknown name.
    """
    written = measure.formula
    if not isinstance(written, str):
        content = written.model_dump_json(by_alias=True, exclude_defaults=True)
        return Resolved(written, "", hashlib.sha256(content.encode()).hexdigest()[:8])
    named = programme.formulas.get(written)
    if named is None:
        hint = did_you_mean(written, programme.formulas)
        raise UserError(hinted(Message.of("there is no formula '{name}'", name=written), hint))
    return Resolved(named.formula, written, str(named.version))


def reach(programme: Programme, dataset: str, dimension: str) -> tuple[str, ...]:
    """How the dataset reaches a dimension: `("sector",)` by its own column, or by the id of another thing.

    `("building", "sector")` means that the row's building has it. Raises UserError where no column or more
    than one leads there.
    """
    contract = programme.contracts[dataset]
    if dimension in contract.columns:
        return (dimension,)
    ways = [
        (name, dimension)
        for name, column in contract.columns.items()
        if (other := referred(programme, column)) and dimension in programme.contracts[other].columns
    ]
    if len(ways) == 1:
        return ways[0]
    if ways:
        named = ", ".join(f"'{way[0]}'" for way in ways)
        raise UserError(
            "'{dataset}' reaches '{dimension}' by {named}; give it a column '{dimension}' of its own.",
            dataset=dataset,
            dimension=dimension,
            named=named,
        )
    hint = did_you_mean(dimension, reachable(programme, dataset)) or did_you_mean(dimension, contract.columns)
    said = Message.of("'{dataset}' has no column '{name}'", dataset=dataset, name=dimension)
    raise UserError(hinted(said, hint or Message("name one that it has.")))


def reachable(programme: Programme, dataset: str) -> tuple[str, ...]:
    """Every column that the dataset has or reaches through the things it refers to."""
    columns = programme.contracts[dataset].columns
    through = [referred(programme, column) for column in columns.values()]
    others = [name for other in through if other for name in programme.contracts[other].columns]
    return tuple(dict.fromkeys([*columns, *others]))


def reached_column(programme: Programme, dataset: str, dimension: str) -> Column:
    """The column in which the values of the dimension stand. Raises UserError as `reach` does."""
    first, *rest = reach(programme, dataset, dimension)
    column = programme.contracts[dataset].columns[first]
    register = referred(programme, column)
    return programme.contracts[register].columns[rest[0]] if rest and register else column


def referred(programme: Programme, column: Column) -> str | None:
    """The dataset that an id column refers to."""
    if column.type == "id" and isinstance(column.of, str) and column.of in programme.contracts:
        return column.of
    return None


def is_identity(column: Column) -> bool:
    """Whether the column's values are the ids of the dataset's own things, and of nothing else."""
    return column.type == "id" and column.of is None


def tells_persons(programme: Programme, dataset: str, column: Column) -> bool:
    """Whether the column's values are single persons: marked so, or the ids of a personal dataset."""
    register = dataset if is_identity(column) else referred(programme, column)
    return column.personal or (register is not None and programme.contracts[register].personal)


def dimensions_of(programme: Programme, dataset: str) -> tuple[str, ...]:
    """What the dataset's figures can be broken down by; nothing that tells one person from another."""
    found = []
    for name in reachable(programme, dataset):
        try:
            column = reached_column(programme, dataset, name)
        except UserError:  # reached in two ways
            continue
        if column.type in DIMENSION_TYPES and not tells_persons(programme, dataset, column):
            found.append(name)
    return tuple(found)


def aggregates(formula: Formula) -> Iterator[tuple[Address, Aggregate]]:
    """The aggregates of a formula, each with the keys under which it stands."""
    match formula:
        case Aggregate():
            yield (), formula
        case RatioFormula(ratio=ratio):
            yield ("ratio", "of"), ratio.of
            yield ("ratio", "to"), ratio.to
        case GrowthFormula(growth=growth):
            yield ("growth", "of"), growth.of
        case ShareFormula(share=share) if share.invited is not None:
            yield ("share", "invited"), share.invited


def conditions(formula: Formula) -> Iterator[tuple[Address, str, Where]]:
    """The conditions of a formula, each with the keys under which it stands and its dataset."""
    for address, aggregate in aggregates(formula):
        yield (*address, "where"), aggregate.in_, aggregate.where
    if isinstance(formula, ShareFormula):
        yield ("share", "of"), formula.share.in_, formula.share.of
        yield ("share", "where"), formula.share.in_, formula.share.where


def datasets_of(formula: Formula) -> tuple[str, ...]:
    """The datasets whose rows a formula reads, each once."""
    named = [aggregate.in_ for _, aggregate in aggregates(formula)]
    if isinstance(formula, ShareFormula):
        named.insert(0, formula.share.in_)
    return tuple(dict.fromkeys(named))


def sources_behind(programme: Programme, datasets: tuple[str, ...]) -> tuple[str, ...]:
    """The datasets that files are read into, behind these: a derived one gives those it is computed from."""
    found: dict[str, None] = {}
    asked: set[str] = set()
    waiting = list(reversed(datasets))
    while waiting:
        name = waiting.pop()
        if name in asked or name not in programme.contracts:
            continue
        asked.add(name)
        derived = programme.contracts[name].derived
        if derived is None:
            found[name] = None
        else:
            waiting.extend(reversed(derived.from_))
    return tuple(found)


def aggregate_unit(programme: Programme, aggregate: Aggregate) -> Unit:
    """The unit of an aggregate: that of its (first) column, a plain number for a count."""
    columns = programme.contracts[aggregate.in_].columns
    return columns[aggregate.columns[0]].measured_in if aggregate.columns else NUMBER


def formula_unit(programme: Programme, formula: Formula) -> Unit:
    """The unit that a formula's value has by itself, before it is shown in another one that fits."""
    match formula:
        case Aggregate():
            return aggregate_unit(programme, formula)
        case RatioFormula(ratio=ratio):
            return aggregate_unit(programme, ratio.of) / aggregate_unit(programme, ratio.to)
        case ShareFormula() | GrowthFormula() | DerivedFormula():
            return NUMBER
