"""A simulation as Arrow batches, so that Spark (or anything that maps batches) can spread it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from voimavara.core.errors import UserError
from voimavara.estate.simulation.policies import DoNothing, RenewAtEnd
from voimavara.estate.simulation.result import SCHEMA
from voimavara.estate.simulation.running import simulate
from voimavara.estate.simulation.stock import Stock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voimavara.estate.simulation.chance import Runs
    from voimavara.estate.simulation.policies import Policy

NUMBERS = ("replacement", "age", "life", "wearing", "threshold")
OBJECTS = pa.schema(
    [("object", pa.string()), ("class", pa.string()), *((name, pa.float64()) for name in NUMBERS)]
)


def map_batches(
    batches: Iterable[pa.RecordBatch], policy: Policy, first_year: int, years: int, runs: Runs | None = None
) -> Iterator[pa.RecordBatch]:
    """For each batch of objects (`OBJECTS`) its simulation's (`SCHEMA`): sum them by run, year and class.

    Only for policies that look at each object alone: a budget or a goal for the whole is not divisible among
    batches. Chance belongs to the object, so the sums are the same however the objects are divided.
    """
    if not isinstance(policy, DoNothing | RenewAtEnd):
        raise UserError(
            f"Batches: got the policy {type(policy).__name__}, which shares its money among all objects;"
            " simulate the whole stock at once, or give each batch a budget of its own."
        )
    for batch in batches:
        yield from simulate(stock_in(batch), policy, first_year, years, runs).batches()


def stock_in(batch: pa.RecordBatch) -> Stock:
    """The stock that a batch of objects holds."""
    names, labels = (np.array(batch.column(name).to_pylist(), dtype=np.str_) for name in ("object", "class"))
    return Stock(names, labels, *(batch.column(name).to_numpy(zero_copy_only=False) for name in NUMBERS))


def batch_of(stock: Stock) -> pa.RecordBatch:
    """The objects of a stock as one batch."""
    numbers = [pa.array(getattr(stock, name)) for name in NUMBERS]
    return pa.RecordBatch.from_arrays(
        [pa.array(stock.names, pa.string()), pa.array(stock.labels, pa.string()), *numbers], schema=OBJECTS
    )


__all__ = ["OBJECTS", "SCHEMA", "batch_of", "map_batches", "stock_in"]
