"""Partial sums of all the loads of a dataset, as arrays of whole numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from voimavara.figures.cubes import Cubes, Job
from voimavara.figures.database import is_yearly
from voimavara.figures.scanning import COUNT, MONTH, UNTIL, Grain, present, total
from voimavara.programme.models.contract import Contract, Validity
from voimavara.warehouse.load import Load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voimavara.warehouse.selection import UsedLoad

Ints = np.ndarray[Any, np.dtype[Any]]
_SAFE = 1 << 52  # so that even sums over thousands of months stay far from 64 bits


@dataclass(frozen=True)
class Kept:
    """A column that partial sums keep apart: the number of each row's value, and the values."""

    codes: Ints
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Summed:
    """Sums as whole numbers of 10**-scale, and the number of rows that had a value."""

    amounts: Ints
    scale: int
    present: Ints


@dataclass(frozen=True)
class Facts:
    """The rows of a dataset's partial sums; `step` is the number of months that a row speaks of.

    `month` and `until` are indices of months (None where rows have none); `load` numbers into `loads`.
    """

    contract: Contract
    loads: tuple[Load, ...]
    step: int
    kept: Mapping[str, Kept]
    tests: Mapping[str, Ints]
    sums: Mapping[str, Summed]
    count: Ints
    load: Ints
    month: Ints | None = None
    until: Ints | None = None
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def has_interval(self) -> bool:
        """Whether rows hold from a month until another."""
        return self.until is not None

    @property
    def is_timeless(self) -> bool:
        """Whether rows hold always: a register without periods."""
        return self.month is None


def gather(cubes: Cubes, used: Sequence[UsedLoad], contract: Contract, grain: Grain) -> Facts:
    """The partial sums of the loads that count."""
    with_rows = [each for each in used if each.files]
    if not with_rows:
        return _no_facts(contract, grain)
    parts = cubes.of([Job(each, contract, grain) for each in with_rows])
    table = pa.concat_tables(parts, promote_options="permissive").unify_dictionaries().combine_chunks()
    count: Ints = table[COUNT].to_numpy()
    return Facts(
        contract,
        tuple(each.load for each in with_rows),
        12 if is_yearly(contract) else 1,
        {name: _kept(table[name]) for name in grain.kept},
        {test.name: table[test.name].to_numpy() for test in grain.tests},
        {name: _summed(table, name, count) for name in grain.sums},
        count,
        np.repeat(np.arange(len(parts)), [sums.num_rows for sums in parts]),
        _months(table, MONTH),
        _months(table, UNTIL),
    )


def _no_facts(contract: Contract, grain: Grain) -> Facts:
    nothing = np.zeros(0, np.int64)
    return Facts(
        contract,
        (),
        12 if is_yearly(contract) else 1,
        {name: Kept(nothing, ()) for name in grain.kept},
        {test.name: np.zeros(0, bool) for test in grain.tests},
        {name: Summed(nothing, 0, nothing) for name in grain.sums},
        nothing,
        nothing,
        nothing if contract.period else None,
        nothing if isinstance(contract.period, Validity) else None,
    )


def _months(table: pa.Table, name: str) -> Ints | None:
    """The months; an open end lies after every month."""
    if name not in table.column_names:
        return None
    months: Ints = table[name].fill_null(np.iinfo(np.int32).max if name == UNTIL else -1).to_numpy()
    return months


def _kept(column: pa.ChunkedArray) -> Kept:
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    encoded = column.combine_chunks()
    values = tuple(encoded.dictionary.to_pylist())
    if not encoded.null_count:
        return Kept(encoded.indices.to_numpy(), values)
    return Kept(encoded.indices.fill_null(len(values)).to_numpy(), (*values, None))


def _summed(table: pa.Table, column: str, count: Ints) -> Summed:
    amounts, scale = whole_numbers(table[total(column)])
    name = present(column)
    return Summed(amounts, scale, table[name].to_numpy() if name in table.column_names else count)


def whole_numbers(column: pa.ChunkedArray) -> tuple[Ints, int]:
    """The values as whole numbers of 10**-scale, an absent one 0.

    They are Python's own numbers where sums in 64 bits could overflow.
    """
    if pa.types.is_integer(column.type):
        column = column.cast(pa.decimal128(38, 0))
    scale: int = column.type.scale
    array = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    if isinstance(array, pa.ChunkedArray):  # no rows at all
        return np.zeros(0, np.int64), scale
    filled = array.fill_null(pa.scalar(0, column.type))
    words = np.frombuffer(filled.buffers()[1], np.int64).reshape(-1, 2)
    words = words[filled.offset : filled.offset + len(filled)]
    low, high = words[:, 0], words[:, 1]
    if (high == low >> 63).all() and np.abs(low.astype(float)).sum() < _SAFE:
        return low, scale
    return np.array([int(value.scaleb(scale)) for value in filled.to_pylist()], dtype=object), scale
