"""Small tables that a run reads whole: names of things, starts of items, inhabitants, mergers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from voimavara.core.language import Text
from voimavara.figures.borders import Merger, in_order
from voimavara.figures.rows import all_rows
from voimavara.programme.meanings import referred
from voimavara.programme.programme import Programme
from voimavara.verdicts.labels import labels_of, registers_needed
from voimavara.warehouse.selection import Selection

POPULATION, MERGERS = "population", "mergers"


def rows_of(programme: Programme, selection: Selection, dataset: str) -> pa.Table:
    """The rows of the dataset that count."""
    return all_rows(programme.contracts[dataset], selection.of(dataset))


def labels(programme: Programme, selection: Selection) -> Mapping[str, Mapping[str, Text]]:
    """The names of dimension values, by dimension."""
    registers = registers_needed(programme)
    return labels_of(programme, {name: rows_of(programme, selection, name) for name in registers})


def starts(programme: Programme, selection: Selection, dimension: str, column: str) -> dict[str, date]:
    """The date in the column for each item of the register that the dimension names."""
    register = _register_of(programme, dimension)
    rows = rows_of(programme, selection, register).to_pylist() if register else []
    return {str(row[dimension]): row[column] for row in rows if row[column] is not None}


def inhabitants(programme: Programme, selection: Selection) -> dict[str, dict[int, int]]:
    """Inhabitants by municipality and year."""
    found: dict[str, dict[int, int]] = {}
    for row in rows_of(programme, selection, POPULATION).to_pylist():
        found.setdefault(row["municipality"], {})[row["year"] // 12] = row["population"]
    return found


def mergers(programme: Programme, selection: Selection) -> tuple[Merger, ...]:
    """All mergers of municipalities that are known, oldest first."""
    rows = rows_of(programme, selection, MERGERS).to_pylist()
    return in_order(Merger(row["from_municipality"], row["to_municipality"], row["at"]) for row in rows)


def _register_of(programme: Programme, dimension: str) -> str | None:
    columns = (contract.columns.get(dimension) for contract in programme.contracts.values())
    registers = (referred(programme, column) for column in columns if column)
    return next((register for register in registers if register), None)
