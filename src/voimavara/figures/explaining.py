"""A figure explained: its formula, the SQL that says the same, and the rows behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from voimavara.core.errors import Place
from voimavara.core.periods import Period
from voimavara.figures.conditions import Condition, holds
from voimavara.figures.database import Database, Dialect, Statement
from voimavara.figures.material import attendance_of
from voimavara.figures.parts import Part, parts_of
from voimavara.figures.rows import counting
from voimavara.figures.saying import YEAR, formula_sql, in_period, narrowed
from voimavara.programme.models.formula import GrowthFormula
from voimavara.programme.resolving import reach, reachable, sources_behind
from voimavara.warehouse.columns import row_schema, written
from voimavara.warehouse.load import Lineage
from voimavara.warehouse.selection import LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voimavara.figures.figure import Where
    from voimavara.figures.request import Request
    from voimavara.programme.models.contract import Contract
    from voimavara.programme.programme import Programme
    from voimavara.warehouse.selection import Selection, UsedLoad

LIMIT = 200
NUMBER = "number"  # the column that counts rows

# From the rows of a dataset to whether each passes a test.
Passes = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class RowsBehind:
    """The rows of one dataset behind a figure: how many, and the first of them; of persons only how many."""

    dataset: str
    personal: bool
    count: int
    columns: tuple[str, ...] = ()
    rows: tuple[Lineage, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a figure came about."""

    formula_id: str
    version: str
    sql: str
    period: Period
    place: Where
    datasets: tuple[RowsBehind, ...]


@dataclass(frozen=True)
class Explainer:
    """Explains figures from what counts in the warehouse."""

    database: Database
    programme: Programme
    selection: Selection

    def explain(self, request: Request, period: Period, place: Where = (), limit: int = LIMIT) -> Explanation:
        """The formula, its SQL, and for each dataset up to `limit` rows, oldest load first."""
        spans = _spans(request, period)
        parts: dict[str, list[Part]] = {}
        for part in parts_of(request.formula, request.dimensions).all:
            for source in self._read(part):
                parts.setdefault(source.dataset, []).append(source)
        found = tuple(
            self._rows_behind(dataset, those, spans, place, limit) for dataset, those in parts.items()
        )
        sql = formula_sql(self.programme, request, period, place)
        return Explanation(request.formula_id, request.version, sql, period, place, found)

    def _read(self, part: Part) -> list[Part]:
        """The part itself, or for a dataset that is computed the parts of those it is computed from."""
        if self.programme.contracts[part.dataset].derived is None:
            return [part]
        return [
            Part(source, "sum", (), tuple(test for test in part.where if self._reaches(source, test.column)))
            for source in sources_behind(self.programme, (part.dataset,))
        ]

    def _reaches(self, dataset: str, column: str) -> bool:
        return column in reachable(self.programme, dataset)

    def _rows_behind(
        self, dataset: str, parts: Sequence[Part], spans: Sequence[Period], place: Where, limit: int
    ) -> RowsBehind:
        contract = self.programme.contracts[dataset]
        near = tuple(pair for pair in place if self._reaches(dataset, pair[0]))
        tests = [
            (part, [self._test(dataset, condition) for condition in narrowed(self.programme, part, near)])
            for part in parts
        ]
        statements: dict[tuple[bool, bool], _Statements] = {}
        shown = 0 if contract.personal else limit
        found: list[Lineage] = []
        count = 0
        for used in self.selection.of(dataset):
            if used.files and _overlaps(used, spans, contract):
                drops = (bool(used.dropped_periods), bool(used.dropped_lines))
                if drops not in statements:
                    rows = _behind(counting(contract, used), contract, tests, spans)
                    statements[drops] = _statements(rows, contract, shown, self.database.dialect)
                number, first = self._ask(used, contract, statements[drops], shown - len(found))
                count += number
                found += first
        return RowsBehind(dataset, contract.personal, count, contract.public_columns, tuple(found))

    def _ask(
        self, used: UsedLoad, contract: Contract, statements: _Statements, wanted: int
    ) -> tuple[int, list[Lineage]]:
        """How many rows of the load there are behind the figure, and those wanted of them."""
        first = self.database.ask(statements.first, used, contract) if wanted else None
        lineages = [] if first is None else self._lineages(used, contract, first.slice(0, wanted))
        if first is not None and first.num_rows < statements.limit:  # all there are: nothing left to count
            return first.num_rows, lineages
        return self.database.ask(statements.number, used, contract).column(0)[0].as_py(), lineages

    def _test(self, dataset: str, condition: Condition) -> Passes:
        """Whether a row passes; where a register decides, the keys that pass are looked up first."""
        contract = self.programme.contracts[dataset]
        link, *through = reach(self.programme, dataset, condition.column)
        if not through:
            return lambda rows: holds(rows, contract, condition)
        keys = self._keys(str(contract.columns[link].of), condition)
        return lambda rows: rows[link].isin(keys)

    def _keys(self, register: str, condition: Condition) -> list[object]:
        contract = self.programme.contracts[register]
        keys: list[object] = []
        schema = pa.schema([row_schema(contract).field(contract.key[0])])
        for used in self.selection.of(register):
            if used.files:
                rows = counting(contract, used)
                passing = rows.filter(holds(rows, contract, condition)).select(contract.key[0])
                statement = Statement.of(passing, schema, self.database.dialect)
                keys += self.database.ask(statement, used, contract).column(0).to_pylist()
        return keys

    def _lineages(self, used: UsedLoad, contract: Contract, table: pa.Table) -> list[Lineage]:
        loads = [each.load for of_dataset in self.selection.datasets.values() for each in of_dataset]
        files = {load.id: load.file for load in loads}
        load = used.load
        file = files.get(load.mends or load.id, load.file)
        columns = [(name, contract.columns[name]) for name in contract.public_columns]
        return [
            Lineage(
                load.id,
                Place(file, row[LINE]),
                {name: written(column, row[name]) for name, column in columns},
                load.mended_in,
            )
            for row in table.to_pylist()
        ]


def _spans(request: Request, period: Period) -> tuple[Period, ...]:
    if not isinstance(request.formula, GrowthFormula):
        return (period,)
    last = Period(period.end - YEAR, YEAR)
    return last.before(request.formula.growth.over.months), last


@dataclass(frozen=True, slots=True)
class _Statements:
    """Of the rows behind a figure: up to `limit` of them in the order of lines, and their number."""

    first: Statement
    number: Statement
    limit: int


def _statements(rows: Any, contract: Contract, limit: int, dialect: Dialect) -> _Statements:
    first = rows.select(*contract.columns, LINE).order_by(LINE).limit(limit)
    number = rows.aggregate(rows.count().name(NUMBER))
    return _Statements(
        Statement.of(first, row_schema(contract), dialect),
        Statement.of(number, pa.schema([pa.field(NUMBER, pa.int64())]), dialect),
        limit,
    )


def _behind(
    rows: Any,
    contract: Contract,
    tests: Sequence[tuple[Part, Sequence[Passes]]],
    spans: Sequence[Period],
) -> Any:
    """The rows that any of the parts counts in any of the spans."""
    counted = []
    for part, passes in tests:
        for span in spans:
            every = [*(each(rows) for each in passes), *in_period(rows, contract, part, span)]
            if not every:
                return rows
            counted.append(reduce(and_, every))
    return rows.filter(reduce(or_, counted))


def _overlaps(used: UsedLoad, spans: Sequence[Period], contract: Contract) -> bool:
    covers = used.load.covers
    if covers is None or attendance_of(contract) != "rows":
        return True
    return any(covers.first < span.end and span.first < covers.end for span in spans)
