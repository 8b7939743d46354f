"""A warehouse with short ways to put loads in and see what counts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from voimavara.core.errors import Place
from voimavara.core.message import Message
from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.programme.models.contract import Contract
from voimavara.warehouse.columns import row_schema
from voimavara.warehouse.load import Fault, Load, Rejected
from voimavara.warehouse.selection import LINE, Selection
from voimavara.warehouse.warehouse import Warehouse

COSTS = Contract.model_validate(
    {
        "name": {"en": "Costs"},
        "rows": {"en": "Building and month"},
        "key": ["building", "month"],
        "period": "month",
        "expects": "month",
        "columns": {
            "building": {"type": "id"},
            "month": {"type": "month"},
            "amount": {"type": "money", "is": "flow"},
        },
    }
)
LATER = date(2030, 1, 1)


class Shelf:
    """A warehouse of one dataset, `costs`."""

    def __init__(self, folder: Path) -> None:
        self.warehouse = Warehouse(folder)
        self.hours = 0

    def put(self, load_id: str, rows: list[tuple[str, str, int]], **more: Any) -> bool:
        """A load of (building, month, amount); set-aside rows as `aside`, the rest as fields of Load."""
        aside = more.pop("aside", [])
        closes = more.pop("closes", ())
        first_line = more.pop("first_line", 2)
        table = pa.Table.from_pylist(
            [
                {
                    "building": building,
                    "month": Period.parse(month).first,
                    "amount": Decimal(amount),
                    LINE: line,
                }
                for line, (building, month, amount) in enumerate(rows, start=first_line)
            ],
            schema=row_schema(COSTS),
        )
        periods = {Period.parse(month) for _, month, _ in [*rows, *aside]}
        load = make_load(load_id, self.hours, len(rows), len(aside), tuple(sorted(periods)), **more)
        self.hours += 1
        lines = range(first_line + len(rows), first_line + len(rows) + len(aside))
        rejected = [set_aside(load_id, line, *row) for line, row in zip(lines, aside, strict=True)]
        return self.warehouse.commit(COSTS, load, table, rejected, closes)

    def select(self, as_of: date = LATER) -> Selection:
        """What counts as of the date."""
        return self.warehouse.select(["costs"], as_of)

    def counts(self, as_of: date = LATER) -> dict[tuple[str, str], int]:
        """The amounts that count by building and month; a key that counts twice fails."""
        found: dict[tuple[str, str], int] = {}
        for used in self.select(as_of).of("costs"):
            gone = {line for path in used.dropped_lines for line in pq.read_table(path)[LINE].to_pylist()}
            for row in pq.read_table(list(used.files)).to_pylist() if used.files else []:
                period = Period(row["month"], 1)
                if period not in used.dropped_periods and row[LINE] not in gone:
                    assert (row["building"], str(period)) not in found
                    found[row["building"], str(period)] = int(row["amount"])
        return found

    def open_lines(self, as_of: date = LATER) -> list[tuple[str, int | None]]:
        """Load and line of the rows that wait to be mended."""
        return [(row.load, row.place.line) for row in self.select(as_of).open_of("costs")]


def make_load(
    load_id: str, hours: int, accepted: int, aside: int, periods: tuple[Period, ...], **more: Any
) -> Load:
    usual: dict[str, Any] = {
        "dataset": "costs",
        "source": "costs",
        "file": f"incoming/{load_id}.csv",
        "received": date(2020, 9, 1),
        "loaded": datetime(2020, 9, 1, hours % 24, tzinfo=UTC),
        "origin": Origin.OWN,
        "replaces": "keys",
        "tolerance": 0.0,
        "covers": None,
        "contract_version": 1,
        "bytes_hash": load_id,
        "rows_read": accepted + aside,
        "rows_dropped": 0,
    }
    counted = {"rows_accepted": accepted, "rows_set_aside": aside, "periods": periods}
    return Load(id=load_id, **(usual | counted | more))


def set_aside(load_id: str, line: int, building: str, month: str, _: int) -> Rejected:
    fault = Fault("Summa", "x", Message("an amount like 1 234,50"))
    period = Period.parse(month)
    place = Place(f"incoming/{load_id}.csv", line, "Summa")
    return Rejected(load_id, place, (fault,), {"Summa": "x"}, period, (building, str(period.first)))
