"""Rows whose key stands in an earlier row already."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_ROOMY = 8  # numbers of pairs for each row, before they are numbered anew
Numbers = npt.NDArray[np.int64]


def repeated(rows: pa.Table, key: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The places of the rows that repeat a key, and for each the place of the first row with it."""
    codes = np.zeros(rows.num_rows, np.int64)
    if not rows.num_rows:
        return codes, codes
    for name in key:
        codes = _paired(codes, _codes(rows.column(name)))
    shared = np.flatnonzero(np.bincount(codes)[codes] > 1)
    order = shared[np.argsort(codes[shared], kind="stable")]
    is_first = np.append(True, np.diff(codes[order]) != 0)[: len(order)]
    first = order[np.maximum.accumulate(np.where(is_first, np.arange(len(order)), 0))]
    sequence = np.argsort(order[~is_first])
    return order[~is_first][sequence], first[~is_first][sequence]


def _codes(column: pa.ChunkedArray) -> Numbers:
    """A whole number for each different value, from 0 up."""
    encoded = pc.dictionary_encode(column.combine_chunks(), null_encoding="encode")
    codes: Numbers = encoded.indices.to_numpy().astype(np.int64)
    return codes


def _paired(left: Numbers, right: Numbers) -> Numbers:
    """A whole number for each different pair; the numbers stay so small that they can be counted."""
    count = int(right.max()) + 1
    pairs = left * count + right
    if (int(left.max()) + 1) * count <= _ROOMY * len(pairs):
        return pairs
    return _codes(pa.chunked_array([pa.array(pairs)]))
