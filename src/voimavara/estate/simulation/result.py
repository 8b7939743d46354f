"""What a simulation gives: paths by run, year and class, with all that is needed to repeat it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voimavara.estate.condition.basis import Basis
from voimavara.estate.simulation.chance import Runs
from voimavara.estate.simulation.policies import Policy

Floats = npt.NDArray[np.float64]

SCHEMA = pa.schema(
    [
        ("run", pa.int32()),
        ("year", pa.int32()),
        ("class", pa.string()),
        ("replacement", pa.float64()),
        ("value", pa.float64()),
        ("backlog", pa.float64()),
        ("spent", pa.float64()),
    ]
)


@dataclass(frozen=True)
class Simulation:
    """Euros by run, year (0 is the present) and class, after each year's works.

    `replacement` is by class. `runs` holds the seed; `left_out` names objects of unknown condition.
    """

    classes: tuple[str, ...]
    first_year: int
    replacement: Floats
    value: Floats
    backlog: Floats
    spent: Floats
    policy: Policy
    runs: Runs | None
    engine: str
    basis: Basis | None = None
    left_out: tuple[str, ...] = ()

    @property
    def years(self) -> npt.NDArray[np.int64]:
        """The calendar years."""
        return np.arange(self.value.shape[1]) + self.first_year

    @property
    def condition(self) -> Floats:
        """V/R of the whole, by run and year."""
        return np.asarray(self.value.sum(axis=2) / self.replacement.sum())

    def total(self, what: str) -> Floats:
        """`value`, `backlog` or `spent` of the whole, by run and year."""
        return np.asarray(getattr(self, what).sum(axis=2))

    def bands(self, what: str, odds: tuple[float, ...] = (0.05, 0.5, 0.95)) -> Floats:
        """Quantiles over the runs of the whole's value, backlog or spending: odds × years."""
        return np.asarray(np.quantile(self.total(what), odds, axis=0))

    def batches(self) -> Iterator[pa.RecordBatch]:
        """One Arrow batch a run: run, year, class, euros."""
        years, count = self.value.shape[1:]
        for run in range(self.value.shape[0]):
            columns = [getattr(self, name)[run].ravel() for name in ("value", "backlog", "spent")]
            yield pa.RecordBatch.from_arrays(
                [
                    pa.array(np.full(years * count, run, np.int32)),
                    pa.array(np.repeat(self.years, count).astype(np.int32)),
                    pa.array(list(self.classes) * years, pa.string()),
                    pa.array(np.tile(self.replacement, years)),
                    *(pa.array(column) for column in columns),
                ],
                schema=SCHEMA,
            )

    def to_arrow(self) -> pa.Table:
        """All the runs in one table."""
        return pa.Table.from_batches(self.batches(), SCHEMA)
