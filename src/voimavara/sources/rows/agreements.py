"""Cells of one row that have to agree: a value with the limit in another column, an id with its register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.language import Text, same
from voimavara.core.message import Message
from voimavara.programme.models.contract import Contract
from voimavara.sources.rows import expectations
from voimavara.sources.rows.known import Known
from voimavara.sources.rows.table import Lines


@dataclass(frozen=True, slots=True)
class Limit:
    """A column that is never above (or below) another; a row where one of the two is empty passes."""

    column: str
    other: str
    is_most: bool
    expected: Message

    def disagreeing(self, rows: pa.Table) -> Lines:
        """The places of the rows in which it is."""
        beyond = pc.greater if self.is_most else pc.less
        return _places(beyond(rows.column(self.column), rows.column(self.other)))


@dataclass(frozen=True, slots=True)
class Membership:
    """An id that stands in the register that the row names by a word in another column.

    The ids are those that are right, or where `is_right` is not, those that are wrong.
    """

    column: str
    by: str
    word: str
    ids: frozenset[str]
    expected: Message
    is_right: bool = True

    def disagreeing(self, rows: pa.Table) -> Lines:
        """The places of the rows of that word whose id is wrong."""
        among = pc.is_in(rows.column(self.column), pa.array(sorted(self.ids), pa.string()))
        filled = pc.is_valid(rows.column(self.column))
        asked = pc.and_(pc.equal(rows.column(self.by), self.word), filled)
        return _places(pc.and_not(asked, among) if self.is_right else pc.and_(asked, among))


Agreement = Limit | Membership


def agreements_of(
    contract: Contract, contracts: Mapping[str, Contract], known: Known
) -> tuple[Agreement, ...]:
    """What the contract says about cells of one row; a register that has no loads yet asks for nothing."""
    return (*_limits(contract), *_memberships(contract, contracts, known))


def _limits(contract: Contract) -> Iterator[Limit]:
    for name, column in contract.columns.items():
        if column.at_most is not None:
            expected = expectations.at_most_as(_named(contract, column.at_most))
            yield Limit(name, column.at_most, is_most=True, expected=expected)
        if column.at_least is not None:
            expected = expectations.at_least_as(_named(contract, column.at_least))
            yield Limit(name, column.at_least, is_most=False, expected=expected)


def _named(contract: Contract, name: str) -> Text:
    return contract.columns[name].name or same(name)


def _memberships(contract: Contract, contracts: Mapping[str, Contract], known: Known) -> Iterator[Membership]:
    for name, column in contract.columns.items():
        if column.refers is None:
            continue
        for word, dataset in column.refers.to.items():
            if dataset in known.ids and dataset in contracts:
                register, by = contracts[dataset].name, column.refers.by
                waiting = known.waiting.get(dataset, frozenset())
                ids = known.ids[dataset] | waiting
                yield Membership(name, by, word, ids, expectations.known_id(register))
                yield Membership(name, by, word, waiting, expectations.mended_id(register), is_right=False)


def _places(disagrees: pa.ChunkedArray) -> Lines:
    mask = pc.fill_null(disagrees, False).to_numpy()
    return np.flatnonzero(mask)
