"""How long a million rows of a city's export take into the warehouse, against DuckDB on the same rows clean.

The export is cp1252 with `;`, decimal commas and hard spaces in thousands, four lines above the headers, and
a few faulty rows. Every check of the contract runs. The reference reads the same rows as clean UTF-8 with
points and typed columns, and writes Parquet.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

import duckdb

from benchmarks.result import Result
from voimavara.core.language import Text, same
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.programme import City, Cover, Decision, Vocabulary
from voimavara.programme.models.source import Source
from voimavara.programme.programme import Programme
from voimavara.sources.files.loaded import load_file
from voimavara.warehouse.warehouse import Warehouse

ROWS = 1_000_000
PAIRS = 9
LIMIT = 4.0
KINDS = ("heat", "electricity", "water", "care", "cleaning", "repair", "rent", "capital")
MONTHS = 60
FAULTS = ("12,3,4", "", "ei tiedossa", "12,50 kWh")


def run() -> Result:
    """The median ratio of interleaved pairs, each after the other on the same rows."""
    with tempfile.TemporaryDirectory(prefix="voimavara-load-") as name:
        folder = Path(name)
        faulty = write_files(folder)
        programme = programme_in(folder)
        ours, theirs = [], []
        for _ in range(PAIRS):
            ours.append(load(programme, folder, faulty))
            theirs.append(reference(folder))
    ratio = median(own / other for own, other in zip(ours, theirs, strict=True))
    return Result("load_ratio", median(ours), "s", LIMIT, median(theirs), ratio)


def write_files(folder: Path) -> int:
    """The same rows twice, as a city's system exports them and clean; how many are faulty in the first."""
    chance = random.Random(20200914)  # noqa: S311 made-up rows, the same each time
    (folder / "incoming").mkdir()
    faulty = 0
    with (
        (folder / "incoming" / "costs.csv").open("w", encoding="cp1252", newline="\r\n") as export,
        (folder / "clean.csv").open("w", encoding="utf-8") as clean,
    ):
        export.write("Kiinteistökulut;;;;\nTulostettu 14.9.2020;;;;\n;;;;\n")
        export.write("Kohdenro;Kausi;Tili;Summa €;Selite\n")
        clean.write("building,month,kind,amount,text\n")
        for index in range(ROWS):
            building, rest = divmod(index, MONTHS * len(KINDS))
            month, kind = divmod(rest, len(KINDS))
            year, month = 2015 + month // 12, month % 12 + 1
            cents = round(chance.lognormvariate(11, 1.2)) * (-1 if chance.random() < 0.01 else 1)
            amount = f"{abs(cents) // 100:,}".replace(",", "\xa0") + f",{abs(cents) % 100:02d}"
            amount = f"-{amount}" if cents < 0 else amount
            if chance.random() < 0.0001:
                amount = chance.choice(FAULTS)
                faulty += 1
            text = f"Lämmitys ja käyttö {index % 997}"
            export.write(f"{1000 + building};{month:02d}/{year};{4410 + 10 * kind};{amount};{text}\n")
            clean.write(f"{1000 + building},{year}-{month:02d}-01,{KINDS[kind]},{cents / 100:.2f},{text}\n")
    return faulty


def load(programme: Programme, folder: Path, faulty: int) -> float:
    """Seconds from the file to the committed load in an empty warehouse."""
    warehouse = folder / "warehouse"
    shutil.rmtree(warehouse, ignore_errors=True)
    start = time.perf_counter()
    loaded = load_file(programme, Warehouse(warehouse), "costs", folder / "incoming" / "costs.csv").load
    took = time.perf_counter() - start
    if (loaded.rows_read, loaded.rows_set_aside) != (ROWS, faulty):
        raise AssertionError(f"read {loaded.rows_read}, set aside {loaded.rows_set_aside}, not {faulty}")
    return took


def reference(folder: Path) -> float:
    """Seconds that DuckDB takes to read the clean rows with their types and write them as Parquet."""
    start = time.perf_counter()
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT * FROM read_csv(?, header = true, columns = {'building': 'VARCHAR', "
            "'month': 'DATE', 'kind': 'VARCHAR', 'amount': 'DECIMAL(18,2)', 'text': 'VARCHAR'})) TO "
            f"'{folder / 'clean.parquet'}' (FORMAT parquet)",
            [str(folder / "clean.csv")],
        )
    return time.perf_counter() - start


def programme_in(folder: Path) -> Programme:
    """The programme that reads the export, its contract as in the catalogue."""
    contract = Contract.model_validate(
        {
            "name": {"fi": "Kiinteistökulut"},
            "rows": {"fi": "Rakennus, kuukausi ja kululaji"},
            "key": ["building", "month", "kind"],
            "period": "month",
            "expects": "month",
            "columns": {
                "building": {"type": "id", "of": "buildings"},
                "month": {"type": "month"},
                "kind": {"type": "choice", "of": "cost_kinds"},
                "amount": {"type": "money", "is": "flow"},
            },
        }
    )
    source = Source.model_validate(
        {
            "dataset": "property_costs",
            "file": "incoming/costs.csv",
            "received": date(2020, 9, 14),
            "replaces": "periods",
            "origin": "example",
            "read": {"header_row": 4, "drop_where": {"Kohdenro": "Yhteensä"}},
            "columns": {
                "building": "Kohdenro",
                "month": {"from": "Kausi", "as": "kk/vvvv"},
                "kind": {"from": "Tili", "values": {str(4410 + 10 * at): k for at, k in enumerate(KINDS)}},
                "amount": "Summa €",
            },
        }
    )
    return Programme(
        folder=folder,
        cover=Cover(
            title=same("Ohjelma"),
            city=City(code="111", name=same("Heinola")),
            decision=Decision(date=date(2019, 6, 26), what=same("Ohjelma")),
            principle=Text(),
            values=(),
            audiences=(),
            owners={},
            followed_since=date(2020, 1, 1),
        ),
        goals={},
        indicators={},
        contracts={"property_costs": contract},
        formulas={},
        sources={"costs": source},
        peers={},
        parameters={},
        vocabularies={"cost_kinds": Vocabulary(name=Text(), values=dict.fromkeys(KINDS, Text()))},
        places={},
    )
