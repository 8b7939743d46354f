"""Twenty million rows of accounts in a warehouse, and a programme of forty indicators that asks for them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa

from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.programme.models.contract import Contract
from voimavara.run.workspace import Workspace, open_workspace
from voimavara.warehouse.columns import MONEY, row_schema
from voimavara.warehouse.load import Load
from voimavara.warehouse.warehouse import Warehouse

MUNICIPALITIES, YEARS, FUNCTIONS, ACCOUNTS = 309, 20, 50, 65  # 20,085,000 rows
FIRST_YEAR, LOADS, INDICATORS = 2001, 10, 40
AS_OF = date(2021, 12, 31)

COSTS, POPULATION = "account_costs", "population"
PROGRAMME = """title: {en: Costs of municipalities}
city: {code: "111", name: {en: Heinola}}
decision: {date: 2001-01-01, what: {en: Following all municipalities}}
principle: {en: Resources are a strength to be looked after.}
values: [{en: Openness}]
audiences: [{en: residents}]
owners: {finance: {en: Finance}}
languages: [en]
rounds: {dates: ["04-30", "10-31"], due_days_before: 15}
followed_since: 2001-01-01
as_of: 2021-12-31
"""
GOAL = "code: G1\nname: {en: Costs are known}\nstatement: {en: Costs are known by service.}\n"
CONTRACT = """name: {en: Costs by account}
rows: {en: "Municipality, year, function, account"}
key: [municipality, year, function, account]
period: year
expects: year
columns:
  municipality: {type: municipality}
  year: {type: year}
  function: {type: choice, of: functions}
  account: {type: id}
  amount: {type: money, is: flow}
"""
INHABITANTS = """name: {en: Population}
rows: {en: "Municipality, year"}
key: [municipality, year]
period: year
expects: year
columns:
  municipality: {type: municipality}
  year: {type: year}
  population: {type: integer, is: stock, unit: person}
"""
INDICATOR = """name: {{en: Cost {name}}}
goal: costs
why: {{en: Costs differ.}}
formula:
  ratio:
    of: {{sum: amount, in: account_costs, where: {{function: [{functions}]}}}}
    to: {{mean: population, in: population}}
unit: EUR/person
by: [municipality]
better: lower
period: year
every: year
published: {{month: 5}}
owner: finance
target: {{at_most: 100000 EUR/person}}
"""


def groups() -> dict[str, tuple[str, ...]]:
    """The functions of each indicator: thirty of one, ten of three."""
    single = {f"cost_{n:02}": (f"function_{n:02}",) for n in range(30)}
    several = {
        f"cost_{n:02}": tuple(f"function_{(n * 3 + step) % FUNCTIONS:02}" for step in range(3))
        for n in range(30, INDICATORS)
    }
    return single | several


def write(folder: Path) -> Workspace:
    """The workspace, with all its loads in the warehouse and nothing computed."""
    for name, text in _programme().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    workspace = open_workspace(folder)
    contracts, warehouse = workspace.programme.contracts, workspace.warehouse
    years = np.arange(FIRST_YEAR, FIRST_YEAR + YEARS)
    for number, part in enumerate(np.array_split(years, LOADS)):
        _commit(
            warehouse, contracts[COSTS], COSTS, f"costs-{number}", _costs(contracts[COSTS], part.tolist())
        )
    population = _population(contracts[POPULATION], years.tolist())
    _commit(warehouse, contracts[POPULATION], POPULATION, "population", population)
    return workspace


def _programme() -> dict[str, str]:
    words = "".join(f"  function_{n:02}: {{en: Function {n}}}\n" for n in range(FUNCTIONS))
    return {
        "programme.yaml": PROGRAMME,
        "goals/costs.yaml": GOAL,
        "vocabularies/functions.yaml": f"name: {{en: Functions}}\nvalues:\n{words}",
        f"datasets/{COSTS}.yaml": CONTRACT,
        f"datasets/{POPULATION}.yaml": INHABITANTS,
        **{
            f"indicators/{name}.yaml": INDICATOR.format(name=name[-2:], functions=", ".join(functions))
            for name, functions in groups().items()
        },
    }


def _costs(contract: Contract, years: list[int]) -> pa.Table:
    shape = (len(years), MUNICIPALITIES, FUNCTIONS, ACCOUNTS)
    random = np.random.default_rng(years[0])
    order = random.permutation(int(np.prod(shape)))  # ledgers come in the order of their vouchers
    year, municipality, function, account = (axis.ravel()[order] for axis in np.indices(shape, np.int32))
    cents = random.integers(-100_000, 10_000_000, year.size)
    return _rows(
        contract,
        municipality=_words(municipality, [f"{n:03}" for n in range(MUNICIPALITIES)]),
        year=np.array([Period.year(each).first for each in years], np.int32)[year],
        function=_words(function, [f"function_{n:02}" for n in range(FUNCTIONS)]),
        account=_words(account, [f"{4000 + n}" for n in range(ACCOUNTS)]),
        amount=_money(cents),
    )


def _population(contract: Contract, years: list[int]) -> pa.Table:
    year, municipality = (axis.ravel() for axis in np.indices((len(years), MUNICIPALITIES), np.int32))
    return _rows(
        contract,
        municipality=_words(municipality, [f"{n:03}" for n in range(MUNICIPALITIES)]),
        year=np.array([Period.year(each).first for each in years], np.int32)[year],
        population=np.random.default_rng(1).integers(700, 650_000, year.size),
    )


def _rows(contract: Contract, **columns: object) -> pa.Table:
    length = len(columns["year"])  # type: ignore[arg-type]  # arrays of NumPy or Arrow
    return pa.table({**columns, "_line": np.arange(2, length + 2)}).cast(row_schema(contract))


def _words(numbers: np.ndarray, words: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(numbers, pa.array(words)).cast(pa.string())


def _money(cents: np.ndarray) -> pa.Array:
    """The amounts as decimals, made from the words that Arrow keeps them in: low and high half."""
    words = np.stack([cents, cents >> 63], axis=1).astype(np.int64)
    return pa.Array.from_buffers(MONEY, len(cents), [None, pa.py_buffer(words.tobytes())])


def _commit(warehouse: Warehouse, contract: Contract, dataset: str, identity: str, rows: pa.Table) -> None:
    months = rows.column("year")
    years = sorted(set(months.unique().to_pylist()))
    load = Load(
        id=identity,
        dataset=dataset,
        source=identity,
        file=f"incoming/{identity}.csv",
        received=AS_OF,
        loaded=datetime.now(UTC),
        origin=Origin.EXAMPLE,
        replaces="periods",
        tolerance=0.0,
        rows_read=rows.num_rows,
        rows_accepted=rows.num_rows,
        rows_set_aside=0,
        rows_dropped=0,
        covers=Period(years[0], years[-1] - years[0] + 12),
        contract_version=1,
        periods=tuple(Period(year, 12) for year in years),
    )
    warehouse.commit(contract, load, rows)
