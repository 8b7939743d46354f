"""Datasets that functions of the product write from others, kept by what they were made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2s
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from voimavara.core.origin import Origin, weakest
from voimavara.core.periods import Period
from voimavara.figures.kept_files import put
from voimavara.figures.rows import all_rows
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.programme import Parameter
from voimavara.programme.programme import Programme
from voimavara.warehouse.columns import row_schema
from voimavara.warehouse.load import Load
from voimavara.warehouse.selection import LINE, Selection, UsedLoad

# From parameters, tables of the sources, and the months that all of them speak of, to the rows.
Derive = Callable[[Mapping[str, Parameter], Mapping[str, pa.Table], Sequence[Period]], pa.Table]

# Function by name, with its version: raised whenever it gives other rows for the same sources.
Registry = Mapping[str, tuple[int, Derive]]


def with_derived(programme: Programme, selection: Selection, functions: Registry, folder: Path) -> Selection:
    """The selection with the derived datasets that its loads allow.

    They are written to the folder, and those that are there are not made again.
    """
    for dataset, contract in programme.contracts.items():
        if contract.derived and all(selection.of(source) for source in contract.derived.from_):
            used = _derived(programme, selection, dataset, functions, folder)
            waiting = [row for source in contract.derived.from_ for row in selection.open_of(source)]
            selection = replace(
                selection,
                datasets={**selection.datasets, dataset: (used,)},
                open_rows={**selection.open_rows, **({dataset: tuple(waiting)} if waiting else {})},
            )
    return selection


def _derived(
    programme: Programme, selection: Selection, dataset: str, functions: Registry, folder: Path
) -> UsedLoad:
    contract = programme.contracts[dataset]
    derived = contract.derived
    if derived is None:
        raise ValueError(f"{dataset} is not a derived dataset")
    version, write = functions[derived.by]
    parameters = {name: programme.parameters[name] for name in derived.parameters}
    inputs = [used for source in derived.from_ for used in selection.of(source)]
    identity = _identity(derived.by, version, contract, parameters, inputs)
    path = folder / f"{dataset}-{identity}.parquet"
    months = _months(programme, selection, derived.from_)
    if not path.exists():
        tables = {name: all_rows(programme.contracts[name], selection.of(name)) for name in derived.from_}
        _keep(write(parameters, tables, months), contract, path)
    rows = pq.read_metadata(path).num_rows
    return UsedLoad(
        _load(dataset, identity, contract, inputs, months, rows), (path.as_posix(),) if rows else ()
    )


def _identity(
    function: str,
    version: int,
    contract: Contract,
    parameters: Mapping[str, Parameter],
    inputs: Sequence[UsedLoad],
) -> str:
    values = {
        name: sorted((word, sorted(values.items())) for word, values in parameter.series.items())
        for name, parameter in parameters.items()
    }
    loads = [(used.load.id, *used.dropped) for used in inputs]
    said = (function, version, contract.version, values, loads)
    return blake2s(repr(said).encode(), digest_size=16).hexdigest()


def _months(programme: Programme, selection: Selection, sources: Sequence[str]) -> tuple[Period, ...]:
    """The months, in order, of which every source with a period in each row has a load that speaks."""
    spoken_of = []
    for source in sources:
        covers = [used.load.covers for used in selection.of(source) if used.load.covers is not None]
        if covers and isinstance(programme.contracts[source].period, str):
            spoken_of.append({month for period in covers for month in period.each_month()})
    return tuple(sorted(set.intersection(*spoken_of))) if spoken_of else ()


def _keep(rows: pa.Table, contract: Contract, path: Path) -> None:
    numbered = rows.append_column(LINE, pa.array(np.arange(1, rows.num_rows + 1), pa.int64()))
    schema = row_schema(contract)
    put(path, lambda part: pq.write_table(numbered.select(schema.names).cast(schema), part))


def _load(
    dataset: str,
    identity: str,
    contract: Contract,
    inputs: Sequence[UsedLoad],
    months: Sequence[Period],
    rows: int,
) -> Load:
    loads = [used.load for used in inputs]
    return Load(
        id=identity,
        dataset=dataset,
        source="",
        file="",
        received=max(load.received for load in loads),
        loaded=max(load.loaded for load in loads),
        origin=weakest(load.origin for load in loads) or Origin.OWN,
        replaces="all",
        tolerance=min(load.tolerance for load in loads),
        rows_read=rows,
        rows_accepted=rows,
        rows_set_aside=0,
        rows_dropped=0,
        covers=Period(months[0].first, months[-1].end - months[0].first) if months else None,
        contract_version=contract.version,
    )
