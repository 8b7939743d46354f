"""The estate's results as loads of the warehouse, so that indicators, targets and `explain` read them.

What simulation and planning work out takes longer than a run may. So it is put into the warehouse as rows
like any other, and a run reads it from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import blake2s
from pathlib import Path
from typing import Any

import pyarrow as pa

from voimavara.core.errors import relative_to
from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.programme.models.contract import Contract
from voimavara.run.workspace import Workspace
from voimavara.snapshot.estate.condition import ObjectView
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.warehouse.columns import row_schema
from voimavara.warehouse.load import Load
from voimavara.warehouse.selection import LINE

SOURCE = "estate"
CENT = Decimal("0.01")
Row = dict[str, Any]


def load_results(workspace: Workspace, snapshot: EstateSnapshot, path: Path) -> None:
    """Puts the snapshot's results into the warehouse, where they are not there already.

    They speak of the year of the snapshot's day and are known from the day on which the last of what they
    rest on came. The newest results of a year replace earlier ones. `path` is the snapshot's file.
    """
    year = Period.year(snapshot.as_of.year)
    rows = {
        "estate_portfolio": list(_portfolio(snapshot, year)),
        "estate_outlook": list(_outlook(snapshot, year)),
    }
    received = _newest_received(workspace, snapshot.as_of)
    for dataset, found in rows.items():
        contract = workspace.programme.contracts[dataset]
        load = _load(dataset, contract, found, year, received, snapshot.origin or Origin.OWN)
        before = _in_force(workspace, load)
        if found and (before is None or before.bytes_hash != load.bytes_hash):
            file = relative_to(path, workspace.folder)
            workspace.warehouse.commit(contract, _named(workspace, load, file), _table(contract, found))


def _portfolio(snapshot: EstateSnapshot, year: Period) -> Iterator[Row]:
    """The known objects added up by kind, sector and district."""
    groups: dict[tuple[str, str, str], list[ObjectView]] = defaultdict(list)
    for one in snapshot.objects:
        if one.backlog is not None:
            sector = one.sector if one.kind == "building" else ""
            groups[one.kind, sector, one.district].append(one)
    for (kind, sector, district), members in sorted(groups.items()):
        yield {
            "line": "-".join(filter(None, (kind, sector, district))),
            "year": year.first,
            "object_kind": kind,
            "sector": sector or None,
            "district": district or None,
            "replacement_value": _total(one.replacement for one in members),
            "backlog": _total(one.backlog for one in members),
            "liability": _total(one.liability for one in members),
            "improvement_need": _total(one.improvement_need for one in members),
        }


def _outlook(snapshot: EstateSnapshot, year: Period) -> Iterator[Row]:
    """The amounts that are known; without a plan there is no row for what it would tell."""
    both, long = snapshot.whole_against_parts, snapshot.thousand_years
    amounts = {
        "whole_against_parts": both.difference if both else None,
        "money_saved": both.money_saved if both else None,
        "sustainable_spending": long.sustainable if long else None,
        "invested": long.this_year if long else None,
    }
    for measure, amount in amounts.items():
        if amount is not None:
            yield {"measure": measure, "year": year.first, "amount": _cents(amount)}


def _total(amounts: Iterable[float | None]) -> Decimal:
    return sum((_cents(amount) for amount in amounts if amount is not None), Decimal(0))


def _cents(amount: float) -> Decimal:
    return Decimal(str(amount)).quantize(CENT)


def _table(contract: Contract, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    numbered = [{**row, LINE: line} for line, row in enumerate(rows, start=1)]
    return pa.Table.from_pylist(numbered, row_schema(contract))


def _newest_received(workspace: Workspace, as_of: date) -> date:
    contracts = workspace.programme.contracts
    sent = [name for name, contract in contracts.items() if contract.is_read_from_files]
    selection = workspace.warehouse.select(sent, as_of)
    return max((used.load.received for name in sent for used in selection.of(name)), default=as_of)


def _load(
    dataset: str, contract: Contract, rows: list[Row], year: Period, received: date, origin: Origin
) -> Load:
    content = blake2s(repr((contract.version, origin.value, rows)).encode(), digest_size=16).hexdigest()
    return Load(
        id="",
        dataset=dataset,
        source=SOURCE,
        file="",
        received=received,
        loaded=datetime.now(UTC),
        origin=origin,
        replaces="periods",
        tolerance=0.0,
        rows_read=len(rows),
        rows_accepted=len(rows),
        rows_set_aside=0,
        rows_dropped=0,
        covers=year,
        contract_version=contract.version,
        periods=(year,),
        bytes_hash=content,
    )


def _in_force(workspace: Workspace, load: Load) -> Load | None:
    """The results of the same year that count as of the day on which these are known."""
    known = [
        other
        for other in workspace.warehouse.loads()
        if (other.dataset, other.periods) == (load.dataset, load.periods) and other.received <= load.received
    ]
    return max(known, key=lambda other: (other.received, other.loaded), default=None)


def _named(workspace: Workspace, load: Load, file: str) -> Load:
    """The load with its identity; results that were replaced and came back are a load of their own."""
    again = sum(other.bytes_hash == load.bytes_hash for other in workspace.warehouse.loads())
    said = repr((load.dataset, load.bytes_hash, load.received.isoformat(), again))
    return replace(load, id=blake2s(said.encode(), digest_size=16).hexdigest(), file=file)
