"""Population and mergers from the rows of their datasets, as the comparison needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voimavara.core.periods import Period
from voimavara.peers.borders import Merger

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa


def population_in(rows: pa.Table) -> Mapping[str, Mapping[int, int]]:
    """Municipality → year → inhabitants."""
    found: dict[str, dict[int, int]] = {}
    for row in rows.select(["municipality", "year", "population"]).to_pylist():
        year = Period(row["year"], 12).first_day.year
        found.setdefault(row["municipality"], {})[year] = row["population"]
    return found


def mergers_in(rows: pa.Table) -> tuple[Merger, ...]:
    """The mergers of municipalities, oldest first."""
    found = rows.select(["from_municipality", "to_municipality", "at"]).to_pylist()
    made = [Merger(row["from_municipality"], row["to_municipality"], row["at"]) for row in found]
    return tuple(sorted(made, key=lambda merger: (merger.at, merger.merged)))
