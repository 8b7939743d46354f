"""Twenty million rows of accounts in a warehouse, and the forty indicators that are asked of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa

from voimavara.core.language import same
from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.core.units import Unit
from voimavara.figures.request import Request
from voimavara.programme.models.contract import Column, Contract
from voimavara.programme.models.formula import Aggregate, Ratio, RatioFormula
from voimavara.programme.models.programme import City, Cover, Decision
from voimavara.programme.programme import Programme
from voimavara.warehouse.columns import MONEY, row_schema
from voimavara.warehouse.load import Load
from voimavara.warehouse.selection import Selection
from voimavara.warehouse.warehouse import Warehouse

MUNICIPALITIES, YEARS, FUNCTIONS, ACCOUNTS = 309, 20, 50, 65  # 20,085,000 rows
FIRST_YEAR, LOADS, INDICATORS = 2001, 10, 40
NEW_ACCOUNTS = 13  # in the newest year: 200,850 rows, one in a hundred
AS_OF = date(2021, 12, 31)

COSTS, POPULATION = "account_costs", "population"
CONTRACTS = {
    COSTS: Contract(
        name=same("Costs by account"),
        rows=same("Municipality, year, function, account"),
        key=("municipality", "year", "function", "account"),
        period="year",
        expects="year",
        columns={
            "municipality": Column(type="municipality"),
            "year": Column(type="year"),
            "function": Column(type="choice", of=tuple(f"function_{n:02}" for n in range(FUNCTIONS))),
            "account": Column(type="id"),
            "amount": Column(type="money", is_="flow"),
        },
    ),
    POPULATION: Contract(
        name=same("Population"),
        rows=same("Municipality, year"),
        key=("municipality", "year"),
        period="year",
        expects="year",
        columns={
            "municipality": Column(type="municipality"),
            "year": Column(type="year"),
            "population": Column(type="integer", is_="stock", unit=Unit.parse("person")),
        },
    ),
}


@dataclass(frozen=True)
class Ledger:
    """The warehouse with its programme and requests."""

    warehouse: Warehouse
    programme: Programme
    requests: tuple[Request, ...]

    @property
    def selection(self) -> Selection:
        """All that has been loaded."""
        return self.warehouse.select(CONTRACTS, AS_OF)

    def commit_news(self) -> None:
        """A new load of one row in a hundred: new accounts in the newest year."""
        newest = FIRST_YEAR + YEARS - 1
        _commit(self.warehouse, COSTS, "news", _costs([newest], range(ACCOUNTS, ACCOUNTS + NEW_ACCOUNTS)))


def groups() -> dict[str, tuple[str, ...]]:
    """The functions of each indicator: thirty of one, ten of three."""
    single = {f"cost_{n:02}": (f"function_{n:02}",) for n in range(30)}
    several = {
        f"cost_{n:02}": tuple(f"function_{(n * 3 + step) % FUNCTIONS:02}" for step in range(3))
        for n in range(30, INDICATORS)
    }
    return single | several


def open_ledger(folder: Path) -> Ledger:
    """The warehouse in the folder, made when it is not there yet."""
    warehouse = Warehouse(folder)
    if not folder.exists():
        years = np.arange(FIRST_YEAR, FIRST_YEAR + YEARS)
        for number, part in enumerate(np.array_split(years, LOADS)):
            _commit(warehouse, COSTS, f"costs-{number}", _costs(part.tolist(), range(ACCOUNTS)))
        _commit(warehouse, POPULATION, "population", _population(years.tolist()))
    periods = tuple(Period.year(year) for year in range(FIRST_YEAR, FIRST_YEAR + YEARS))
    return Ledger(
        warehouse, _programme(folder), tuple(_request(*group, periods) for group in groups().items())
    )


def _request(indicator: str, functions: tuple[str, ...], periods: tuple[Period, ...]) -> Request:
    of = Aggregate(sum="amount", in_=COSTS, where={"function": functions})
    formula = RatioFormula(ratio=Ratio(of=of, to=Aggregate(mean="population", in_=POPULATION)))
    return Request(indicator, formula, indicator, "1", Unit.parse("EUR/person"), periods, ("municipality",))


def _costs(years: list[int], accounts: range) -> pa.Table:
    shape = (len(years), MUNICIPALITIES, FUNCTIONS, len(accounts))
    random = np.random.default_rng(years[0] * 100 + accounts.start)
    order = random.permutation(int(np.prod(shape)))  # ledgers come in the order of their vouchers
    year, municipality, function, account = (axis.ravel()[order] for axis in np.indices(shape, np.int32))
    cents = random.integers(-100_000, 10_000_000, year.size)
    return _rows(
        CONTRACTS[COSTS],
        municipality=_words(municipality, [f"{n:03}" for n in range(MUNICIPALITIES)]),
        year=np.array([Period.year(each).first for each in years], np.int32)[year],
        function=_words(function, [f"function_{n:02}" for n in range(FUNCTIONS)]),
        account=_words(account, [f"{4000 + n}" for n in accounts]),
        amount=_money(cents),
    )


def _population(years: list[int]) -> pa.Table:
    year, municipality = (axis.ravel() for axis in np.indices((len(years), MUNICIPALITIES), np.int32))
    return _rows(
        CONTRACTS[POPULATION],
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


def _commit(warehouse: Warehouse, dataset: str, identity: str, rows: pa.Table) -> None:
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
    warehouse.commit(CONTRACTS[dataset], load, rows)


def _programme(folder: Path) -> Programme:
    cover = Cover(
        title=same("Benchmark"),
        city=City(code="111", name=same("Heinola")),
        decision=Decision(date=AS_OF, what=same("Benchmark")),
        principle=same("Benchmark"),
        values=(),
        audiences=(),
        owners={},
        followed_since=AS_OF,
    )
    return Programme(
        folder=folder,
        cover=cover,
        goals={},
        indicators={},
        contracts=CONTRACTS,
        formulas={},
        sources={},
        peers={},
        parameters={},
        vocabularies={},
        places={},
    )
