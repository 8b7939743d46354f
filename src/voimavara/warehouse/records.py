"""Loads and set-aside rows as rows of their own Delta tables, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from voimavara.core.errors import Place
from voimavara.core.message import Message
from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.warehouse.load import Fault, Load, Rejected

LOADS = pa.schema(
    [
        ("id", pa.string()),
        ("dataset", pa.string()),
        ("source", pa.string()),
        ("file", pa.string()),
        ("received", pa.date32()),
        ("loaded", pa.timestamp("us", tz="UTC")),
        ("origin", pa.string()),
        ("replaces", pa.string()),
        ("tolerance", pa.float64()),
        ("rows_read", pa.int64()),
        ("rows_accepted", pa.int64()),
        ("rows_set_aside", pa.int64()),
        ("rows_dropped", pa.int64()),
        ("covers", pa.string()),
        ("contract_version", pa.int64()),
        ("mends", pa.string()),
        ("periods", pa.list_(pa.string())),
        ("bytes_hash", pa.string()),
    ]
)
REJECTED = pa.schema(
    [
        ("load", pa.string()),
        ("file", pa.string()),
        ("line", pa.int64()),
        ("period", pa.string()),
        ("key", pa.string()),
        ("faults", pa.string()),
        ("cells", pa.string()),
    ]
)


def load_table(loads: Iterable[Load]) -> pa.Table:
    """The records of the loads, one row each."""
    return pa.Table.from_pylist([_load_row(load) for load in loads], schema=LOADS)


def _load_row(load: Load) -> dict[str, Any]:
    row: dict[str, Any] = {field.name: getattr(load, field.name) for field in fields(load)}
    row["origin"] = str(load.origin)
    row["covers"] = None if load.covers is None else str(load.covers)
    row["periods"] = [str(period) for period in load.periods]
    row["loaded"] = load.loaded.astimezone(UTC)
    return row


def load_of(row: Mapping[str, Any]) -> Load:
    """The load that a row of the table of loads records."""
    loaded: datetime = row["loaded"]
    return Load(
        **{
            **row,
            "origin": Origin(row["origin"]),
            "loaded": loaded.astimezone(UTC),
            "covers": None if row["covers"] is None else Period.parse(row["covers"]),
            "periods": tuple(Period.parse(period) for period in row["periods"]),
        }
    )


def rejected_table(rejected: Iterable[Rejected]) -> pa.Table:
    """The set-aside rows as a table."""
    return pa.Table.from_pylist([_rejected_row(row) for row in rejected], schema=REJECTED)


def rejected_of(row: Mapping[str, Any]) -> Rejected:
    """The set-aside row that a row of their table records."""
    faults = tuple(
        Fault(column, got, Message.from_json(expected)) for column, got, expected in json.loads(row["faults"])
    )
    return Rejected(
        load=row["load"],
        place=Place(row["file"], row["line"], faults[0].column or None),
        faults=faults,
        cells=json.loads(row["cells"]),
        period=None if row["period"] is None else Period.parse(row["period"]),
        key=None if row["key"] is None else tuple(json.loads(row["key"])),
    )


def _rejected_row(row: Rejected) -> dict[str, Any]:
    faults = [(fault.column, fault.got, fault.expected.to_json()) for fault in row.faults]
    return {
        "load": row.load,
        "file": row.place.file,
        "line": row.place.line,
        "period": None if row.period is None else str(row.period),
        "key": None if row.key is None else json.dumps(row.key, ensure_ascii=False),
        "faults": json.dumps(faults, ensure_ascii=False),
        "cells": json.dumps(row.cells, ensure_ascii=False),
    }
