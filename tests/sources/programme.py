"""A small programme with the contracts that the tests of sources and warehouse read into."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from voimavara.core.errors import Place
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.programme import City, Cover, Decision, Vocabulary
from voimavara.programme.models.source import Source
from voimavara.programme.programme import Programme
from voimavara.sources.files.loaded import load_file
from voimavara.warehouse.load import Load
from voimavara.warehouse.selection import Selection
from voimavara.warehouse.warehouse import Warehouse

CONTRACTS: dict[str, dict[str, Any]] = {
    "property_costs": {
        "name": {"fi": "Kiinteistökulut", "sv": "Fastighetskostnader", "en": "Property costs"},
        "key": ["building", "month", "kind"],
        "period": "month",
        "expects": "month",
        "columns": {
            "building": {"type": "id", "of": "buildings", "name": {"fi": "Rakennus", "en": "Building"}},
            "month": {"type": "month", "name": {"fi": "Kuukausi", "en": "Month"}},
            "kind": {"type": "choice", "of": "cost_kinds", "name": {"fi": "Kululaji", "en": "Kind"}},
            "amount": {"type": "money", "is": "flow", "name": {"fi": "Kulut", "en": "Costs"}},
        },
    },
    "buildings": {
        "name": {"fi": "Rakennukset", "sv": "Byggnader", "en": "Buildings"},
        "key": ["building"],
        "period": {"from": "in_use_from", "to": "in_use_to"},
        "columns": {
            "building": {"type": "id", "name": {"fi": "Kohdenumero", "en": "Building"}},
            "name": {"type": "text", "name": {"fi": "Nimi", "en": "Name"}},
            "gross_area": {
                "type": "number",
                "is": "stock",
                "unit": "m2",
                "min": 0,
                "name": {"fi": "Bruttoala", "en": "Gross area"},
            },
            "in_use_from": {"type": "date", "name": {"fi": "Käytössä alkaen", "en": "In use from"}},
            "in_use_to": {"type": "date", "required": False, "future": True},
        },
    },
    "consumption": {
        "name": {"fi": "Kulutus", "sv": "Förbrukning", "en": "Consumption"},
        "key": ["building", "month"],
        "period": "month",
        "expects": "month",
        "columns": {
            "building": {"type": "id", "of": "buildings"},
            "month": {"type": "month"},
            "heat": {"type": "number", "is": "flow", "unit": "kWh", "required": False, "min": 0},
        },
    },
    "population": {
        "name": {"fi": "Väestö", "sv": "Befolkning", "en": "Population"},
        "key": ["municipality", "year"],
        "period": "year",
        "expects": "year",
        "columns": {
            "municipality": {"type": "municipality"},
            "year": {"type": "year"},
            "population": {"type": "integer", "is": "stock", "unit": "person", "min": 0},
        },
    },
    "municipalities": {
        "name": {"fi": "Kunnat", "sv": "Kommuner", "en": "Municipalities"},
        "key": ["municipality"],
        "columns": {"municipality": {"type": "municipality"}, "name": {"type": "text"}},
    },
    "exit_interviews": {
        "name": {"fi": "Lähtöhaastattelut", "sv": "Avgångssamtal", "en": "Exit interviews"},
        "key": ["leaver"],
        "period": "left",
        "personal": True,
        "columns": {
            "leaver": {"type": "id", "personal": True},
            "left": {"type": "date"},
            "interview_held": {"type": "yes_no"},
        },
    },
}
KINDS = ("heat", "electricity", "water", "care", "cleaning", "repair", "rent", "capital")

TODAY = date(2020, 10, 31)


def contract(name: str) -> Contract:
    """One of the contracts above."""
    return Contract.model_validate({"rows": {"en": "A row"}, **CONTRACTS[name]})


def source(**written: Any) -> Source:
    """A source with what most tests don't care about filled in."""
    usual: dict[str, Any] = {"received": date(2020, 9, 14), "replaces": "periods", "origin": "own"}
    return Source.model_validate({**usual, **written})


COSTS: dict[str, Any] = {
    "dataset": "property_costs",
    "file": "incoming/costs*.csv",
    "columns": {
        "building": "Kohdenro",
        "month": {"from": "Kausi", "as": "kk/vvvv"},
        "kind": {"from": "Tili", "values": {"4410": "heat", "4420": "electricity", "4430": "water"}},
        "amount": "Summa €",
    },
}


def programme(folder: Path, **sources: dict[str, Any]) -> Programme:
    """A programme in the folder with the sources given by name."""
    (folder / "incoming").mkdir(exist_ok=True)
    labels = {kind: {"en": kind} for kind in KINDS}
    return Programme(
        folder=folder,
        cover=Cover(
            title={"en": "Programme"},
            city=City(code="111", name={"en": "Heinola"}),
            decision=Decision(date=date(2019, 6, 26), what={"en": "Adopted"}),
            principle={},
            values=(),
            audiences=(),
            owners={},
            followed_since=date(2020, 1, 1),
        ),
        goals={},
        indicators={},
        contracts={name: contract(name) for name in CONTRACTS},
        formulas={},
        sources={name: source(**written) for name, written in sources.items()},
        peers={},
        parameters={},
        vocabularies={"cost_kinds": Vocabulary.model_validate({"name": {}, "values": labels})},
        places={("sources",): Place("sources/costs.yaml", 1)},
    )


class Workspace:
    """A programme with a warehouse in one folder, and the shortest ways to put files in and get rows out."""

    def __init__(self, folder: Path, **sources: dict[str, Any]) -> None:
        self.folder = folder
        self.programme = programme(folder, **sources)
        self.warehouse = Warehouse(folder / "warehouse")

    def file(self, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        """The file in incoming/ with the content."""
        path = self.folder / "incoming" / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    def load(self, source_id: str, path: Path) -> Load:
        """The load that the file becomes."""
        return load_file(self.programme, self.warehouse, source_id, path).load

    def select(self, as_of: date = TODAY) -> Selection:
        """What counts as of the date."""
        return self.warehouse.select(self.programme.contracts, as_of)

    def rows(self, dataset: str, as_of: date = TODAY) -> list[dict[str, Any]]:
        """The dataset's rows that count, by load and line."""
        contract = self.programme.contracts[dataset]
        found = []
        for used in self.select(as_of).of(dataset):
            gone = {line for path in used.dropped_lines for line in pq.read_table(path)["_line"].to_pylist()}
            rows = self.warehouse.rows(used.load)
            for row in [] if rows is None else rows.sort_by("_line").to_pylist():
                period = row[contract.period] if isinstance(contract.period, str) else None
                if row["_line"] not in gone and period not in {p.first for p in used.dropped_periods}:
                    found.append({name: value for name, value in row.items() if name != "_load"})
        return found
