"""How the cells of one file become a dataset's rows: everything that the reading needs, put together once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from voimavara.core.errors import UserError, did_you_mean, hinted
from voimavara.core.message import Message
from voimavara.programme.models.contract import Column, Contract
from voimavara.programme.models.source import ColumnMapping, Source
from voimavara.programme.programme import Programme
from voimavara.sources.rows.agreements import Agreement, agreements_of
from voimavara.sources.rows.cells import CellReader, cell_reader
from voimavara.sources.rows.headers import tidy
from voimavara.sources.rows.known import Known

_ID_LENGTH = 24
# What decides nothing about rows: names, explanations, and where files lie and when they came.
_OF_SOURCE = {"name": True, "file": True, "received": True, "owner": True, "publisher": True, "breaks": True}
_OF_CONTRACT: dict[str, Any] = {
    "name": True,
    "rows": True,
    "label": True,
    "columns": {"__all__": {"name": True, "help": True}},
}


@dataclass(frozen=True, slots=True)
class PlannedColumn:
    """A column of the contract: the header it is read from (None: constant or absent), and its reader."""

    name: str
    header: str | None
    reader: CellReader | None
    constant: str | None = None


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What is to be read from a file of a source."""

    source_id: str
    source: Source
    contract: Contract
    columns: tuple[PlannedColumn, ...]
    agreements: tuple[Agreement, ...]
    drop: Mapping[str, frozenset[str]]
    identity: str  # of mapping and contract

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers that the file must have."""
        read = [column.header for column in self.columns if column.header is not None]
        return tuple(dict.fromkeys([*read, *self.drop]))

    def load_identity(self, bytes_hash: str, received: date, mends: str = "", again: int = 0) -> str:
        """The identity of a load that is read so: the hash of what came, mapping and contract.

        `again` tells how often the same has been read so before, each time displaced by another reading.
        """
        known = (self.source_id, self.identity, bytes_hash, received.isoformat(), mends)
        parts = "\n".join((*known, *([str(again)] if again else [])))
        return hashlib.sha256(parts.encode()).hexdigest()[:_ID_LENGTH]


def plan_for(programme: Programme, source_id: str, received: date, known: Known) -> RowPlan:
    """The plan for a file of the source; raises UserError where source and contract don't fit."""
    source = programme.sources.get(source_id)
    if source is None:
        said = Message.of("there is no source '{name}'", name=source_id)
        raise UserError(hinted(said, did_you_mean(source_id, programme.sources)))
    contract = programme.contracts[source.dataset]
    planned = tuple(
        _planned(programme, source, name, column, received, known)
        for name, column in contract.columns.items()
    )
    drop = {tidy(header): frozenset(words) for header, words in source.read.drop_where.items()}
    return RowPlan(
        source_id,
        source,
        contract,
        planned,
        agreements_of(contract, programme.contracts, known),
        drop,
        _identity(programme, source, contract),
    )


def choices_of(programme: Programme, column: Column) -> frozenset[str]:
    """The words allowed in a column of choices."""
    if isinstance(column.of, str):
        return frozenset(programme.vocabularies[column.of].values)
    return frozenset(column.of or ())


def _planned(
    programme: Programme, source: Source, name: str, column: Column, received: date, known: Known
) -> PlannedColumn:
    written = source.columns.get(name)
    if written is None:
        if column.required:
            raise UserError(
                "{place}: the mapping lacks the column '{name}', which {dataset} requires; name its header, "
                "or its `value`.",
                place=programme.place("sources", _id_of(programme, source), "columns"),
                name=name,
                dataset=source.dataset,
            )
        return PlannedColumn(name, None, None)
    mapping = ColumnMapping(from_=written) if isinstance(written, str) else written
    choices = choices_of(programme, column) if column.type == "choice" else frozenset()
    referred = programme.contracts.get(column.of) if isinstance(column.of, str) else None
    reader = cell_reader(column, mapping, received, choices, known, referred, source.read.decimal)
    header = None if mapping.from_ is None else tidy(mapping.from_)
    return PlannedColumn(name, header, reader, mapping.value)


def _id_of(programme: Programme, source: Source) -> str:
    return next(name for name, other in programme.sources.items() if other is source)


def _identity(programme: Programme, source: Source, contract: Contract) -> str:
    """The hash of all in mapping, contract and vocabularies that decides about rows."""
    vocabularies = {
        name: sorted(choices_of(programme, column))
        for name, column in contract.columns.items()
        if column.type == "choice"
    }
    mapping = source.model_dump(mode="json", exclude=_OF_SOURCE)
    rows = contract.model_dump(mode="json", exclude=_OF_CONTRACT, exclude_none=True)
    text = json.dumps([mapping, rows, vocabularies], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
