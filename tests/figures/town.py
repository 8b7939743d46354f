"""A small town for tests: contracts from the catalogue, loads written as the warehouse has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import ruamel.yaml
from pydantic import TypeAdapter

from voimavara.core.language import Text
from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.core.units import Unit
from voimavara.figures.engine import Engine
from voimavara.figures.figure import Figure
from voimavara.figures.request import Request
from voimavara.programme import catalogue
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.formula import Formula, NamedFormula
from voimavara.programme.models.programme import City, Cover, Decision
from voimavara.programme.programme import Programme
from voimavara.warehouse.columns import row_schema
from voimavara.warehouse.load import Load
from voimavara.warehouse.selection import Selection, UsedLoad

CATALOGUE = Path(next(iter(catalogue.__path__)))
Row = Mapping[str, Any]


def catalogue_contracts() -> dict[str, Contract]:
    yaml = ruamel.yaml.YAML(typ="safe")
    return {
        path.stem: Contract.model_validate(yaml.load(path))
        for path in sorted((CATALOGUE / "datasets").glob("*.yaml"))
    }


def catalogue_formulas() -> dict[str, NamedFormula]:
    yaml = ruamel.yaml.YAML(typ="safe")
    return {
        path.stem: NamedFormula.model_validate(yaml.load(path))
        for path in sorted((CATALOGUE / "formulas").glob("*.yaml"))
    }


def formula_of(written: dict[str, Any]) -> Formula:
    return TypeAdapter[Formula](Formula).validate_python(written)


def programme_of(contracts: Mapping[str, Contract], **rest: Any) -> Programme:
    cover = Cover(
        title=Text(en="Programme"),
        city=City(code="111", name=Text(en="Heinola")),
        decision=Decision(date=date(2019, 6, 26), what=Text(en="Decided")),
        principle=Text(en="Strength"),
        values=(),
        audiences=(),
        owners={},
        followed_since=date(2019, 6, 26),
        hide_below=10,
    )
    empty: dict[str, Any] = {
        name: {}
        for name in ("goals", "indicators", "formulas", "sources", "peers", "parameters", "vocabularies")
    }
    return Programme(folder=Path("heinola"), cover=cover, contracts=contracts, places={}, **{**empty, **rest})


def cell(kind: str, value: Any) -> Any:
    """A value as people write it, as the warehouse has it."""
    if value is None:
        return None
    match kind:
        case "month" | "year":
            return Period.parse(str(value)).first
        case "money" | "number":
            return round(Decimal(str(value)), 4)
        case "date":
            return date.fromisoformat(value) if isinstance(value, str) else value
        case "datetime":
            return datetime.fromisoformat(value) if isinstance(value, str) else value
    return value


def table_of(contract: Contract, rows: Sequence[Row]) -> pa.Table:
    columns = contract.columns.items()
    cells = [
        {name: cell(c.type, row.get(name)) for name, c in columns} | {"_line": row.get("_line", n + 2)}
        for n, row in enumerate(rows)
    ]
    for name, column in columns:
        if column.type == "number" and column.is_ == "share":
            cells = [each | {name: None if each[name] is None else float(each[name])} for each in cells]
    return pa.Table.from_pylist(cells, schema=row_schema(contract))


@dataclass
class Town:
    """Loads of a town, and what the engine makes of them."""

    folder: Path
    contracts: dict[str, Contract] = field(default_factory=catalogue_contracts)
    loads: dict[str, list[UsedLoad]] = field(default_factory=dict)
    rest: dict[str, Any] = field(default_factory=dict)
    as_of: date = date(2020, 10, 31)

    def load(
        self,
        dataset: str,
        rows: Sequence[Row],
        *,
        received: date = date(2020, 10, 1),
        origin: Origin = Origin.OWN,
        covers: Period | None = None,
        tolerance: float = 0.0,
        **used: Any,
    ) -> Load:
        number = sum(map(len, self.loads.values()))
        file = self.folder / f"{dataset}-{number}.parquet"
        pq.write_table(table_of(self.contracts[dataset], rows), file)
        load = Load(
            f"{dataset}-{number}", dataset, dataset, f"incoming/{dataset}-{number}.csv", received,
            datetime(2020, 10, 31, 12), origin, "keys", tolerance, len(rows), len(rows), 0, 0, covers, 1,
        )  # fmt: skip
        self.loads.setdefault(dataset, []).append(UsedLoad(load, (str(file),), **used))
        return load

    def replace_last(self, dataset: str, **used: Any) -> None:
        self.loads[dataset][-1] = replace(self.loads[dataset][-1], **used)

    def dropping(self, lines: Sequence[int]) -> str:
        file = self.folder / f"dropped-{len(list(self.folder.glob('dropped-*')))}.parquet"
        pq.write_table(pa.table({"_line": pa.array(lines, pa.int64())}), file)
        return str(file)

    @property
    def programme(self) -> Programme:
        return programme_of(self.contracts, **self.rest)

    @property
    def selection(self) -> Selection:
        return Selection(self.as_of, {name: tuple(loads) for name, loads in self.loads.items()})

    def engine(self, cache: Path | None = None, **how: Any) -> Engine:
        return Engine(self.programme, self.selection, cache, **how)

    def figures(
        self, written: dict[str, Any], period: str, *by: str, unit: str = "1", **said: Any
    ) -> list[Figure]:
        return self.engine().figures([asked(written, period, *by, unit=unit, **said)])

    def figure(self, written: dict[str, Any], period: str, unit: str = "1", **said: Any) -> Figure:
        (figure,) = self.figures(written, period, unit=unit, **said)
        return figure


def asked(written: dict[str, Any], periods: str, *by: str, unit: str = "1", **said: Any) -> Request:
    return Request(
        said.pop("indicator", "asked"), formula_of(written), "formula", "1", Unit.parse(unit),
        tuple(Period.parse(period) for period in periods.split()), by, **said,
    )  # fmt: skip
