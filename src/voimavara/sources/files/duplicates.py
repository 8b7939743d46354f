"""Rows whose key stands in an earlier row already."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[np.int64]


def repeated(rows: pa.Table, key: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The places of the rows that repeat a key, and for each the place of the first row with it."""
    codes = np.zeros(rows.num_rows, np.int64)
    for name in key:
        codes = _dense(codes, _codes(rows.column(name)))
    if not rows.num_rows or int(codes.max()) + 1 == rows.num_rows:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    order = np.argsort(codes, kind="stable")
    is_first = np.append(True, np.diff(codes[order]) != 0)
    first = order[np.maximum.accumulate(np.where(is_first, np.arange(len(order)), 0))]
    repeats = order[~is_first]
    sequence = np.argsort(repeats)
    return repeats[sequence], first[~is_first][sequence]


def _codes(column: pa.ChunkedArray) -> Numbers:
    """A whole number for each different value, from 0 up."""
    encoded = pc.dictionary_encode(column.combine_chunks(), null_encoding="encode")
    codes: Numbers = encoded.indices.to_numpy().astype(np.int64)
    return codes


def _dense(left: Numbers, right: Numbers) -> Numbers:
    """A whole number for each different pair, from 0 up without gaps, so that products never overflow."""
    pairs = left * (int(right.max(initial=0)) + 1) + right
    encoded = pc.dictionary_encode(pa.array(pairs))
    codes: Numbers = encoded.indices.to_numpy().astype(np.int64)
    return codes
