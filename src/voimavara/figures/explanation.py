"""A figure explained: its formula, the SQL that says the same, and the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import and_, or_
from typing import Any

import pyarrow as pa

from voimavara.core.errors import Place
from voimavara.core.periods import Period
from voimavara.figures.conditions import Condition, holds
from voimavara.figures.database import Database, Statement
from voimavara.figures.figure import Where
from voimavara.figures.fingerprints import Fingerprints
from voimavara.figures.formula_sql import YEAR, formula_sql, in_period, narrowed
from voimavara.figures.kept_texts import KeptTexts
from voimavara.figures.material import attendance_of
from voimavara.figures.parts import Part, parts_of
from voimavara.figures.request import Request
from voimavara.figures.rows import counting
from voimavara.programme.meanings import reach, reachable, sources_behind, tells_persons
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.formula import GrowthFormula
from voimavara.programme.programme import Programme
from voimavara.warehouse.columns import row_schema, written
from voimavara.warehouse.load import Lineage
from voimavara.warehouse.selection import LINE, Selection, UsedLoad

LIMIT = 200
NUMBER = "number"  # the column that counts rows


@dataclass(frozen=True, slots=True)
class _Test:
    """From the rows of a dataset to whether each passes; `said` tells it from any other test.

    With `secret`, its statement names persons, so that it is written down nowhere.
    """

    said: object
    passes: Callable[[Any], Any]
    secret: bool = False


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
    texts: KeptTexts
    fingerprints: Fingerprints

    def explain(self, request: Request, period: Period, place: Where = (), limit: int = LIMIT) -> Explanation:
        """The formula, its SQL, and for each dataset up to `limit` rows, oldest load first."""
        spans = spans_of(request, period)
        parts: dict[str, list[Part]] = {}
        for part in parts_of(request.formula, request.dimensions).all:
            for source in self._read(part):
                parts.setdefault(source.dataset, []).append(source)
        found = tuple(
            self._rows_behind(dataset, those, spans, place, limit) for dataset, those in parts.items()
        )
        sql = self.sql(request, period, place)
        return Explanation(request.formula_id, request.version, sql, period, place, found)

    def sql(self, request: Request, period: Period, place: Where = ()) -> str:
        """The statement that says the same as the formula."""
        said = ("formula", self.fingerprints.of([request]), period, place)
        return self.texts.of(said, lambda: formula_sql(self.programme, request, period, place))

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
            if used.files and overlaps(used, spans, contract):
                drops = (bool(used.dropped_periods), bool(used.dropped_lines))
                if drops not in statements:
                    behind = _Behind(contract, used, tests, tuple(spans))
                    statements[drops] = self._statements(behind, (drops, dataset, contract), shown)
                number, first = self._ask(used, contract, statements[drops], shown - len(found))
                count += number
                found += first
        return RowsBehind(dataset, contract.personal, count, contract.public_columns, tuple(found))

    def _ask(
        self, used: UsedLoad, contract: Contract, statements: _Statements, wanted: int
    ) -> tuple[int, list[Lineage]]:
        """How many rows of the load there are behind the figure, and those wanted of them."""
        first = self.database.ask(statements.first(), used, contract) if wanted else None
        lineages = [] if first is None else self._lineages(used, contract, first.slice(0, wanted))
        if first is not None and first.num_rows < statements.limit:  # all there are: nothing left to count
            return first.num_rows, lineages
        return self.database.ask(statements.number(), used, contract).column(0)[0].as_py(), lineages

    def _statements(self, behind: _Behind, said: object, limit: int) -> _Statements:
        dialect = self.database.dialect
        texts = KeptTexts() if behind.is_secret else self.texts

        def statement(what: str, ask: Callable[[Any], Any], schema: pa.Schema) -> Statement:
            text = texts.of(
                (what, limit, dialect, said, behind.said),
                lambda: Statement.of(ask(behind.rows), schema, dialect).sql,
            )
            return Statement(text, schema)

        columns = (*behind.contract.columns, LINE)
        return _Statements(
            cache(
                lambda: statement(
                    "first",
                    lambda rows: rows.select(*columns).order_by(LINE).limit(limit),
                    row_schema(behind.contract),
                )
            ),
            cache(
                lambda: statement(
                    NUMBER,
                    lambda rows: rows.aggregate(rows.count().name(NUMBER)),
                    pa.schema([pa.field(NUMBER, pa.int64())]),
                )
            ),
            limit,
        )

    def _test(self, dataset: str, condition: Condition) -> _Test:
        """Whether a row passes; where a register decides, the keys that pass are looked up first."""
        contract = self.programme.contracts[dataset]
        link, *through = reach(self.programme, dataset, condition.column)
        if not through:
            return _Test(condition, lambda rows: holds(rows, contract, condition))
        register = str(contract.columns[link].of)
        keys = self._keys(register, condition)
        of = self.programme.contracts[register]
        secret = (
            contract.personal
            or of.personal
            or tells_persons(self.programme, dataset, contract.columns[link])
            or tells_persons(self.programme, register, of.columns[of.key[0]])
        )
        return _Test((link, keys), lambda rows: rows[link].isin(keys), secret)

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


def spans_of(request: Request, period: Period) -> tuple[Period, ...]:
    """The periods whose rows stand behind a figure: of a growth, its first and its last year."""
    if not isinstance(request.formula, GrowthFormula):
        return (period,)
    last = Period(period.end - YEAR, YEAR)
    return last.before(request.formula.growth.over.months), last


@dataclass(frozen=True, slots=True)
class _Statements:
    """Of the rows behind a figure: up to `limit` of them in the order of lines, and their number.

    Each is written when it is first asked for: that takes longer than most of them run.
    """

    first: Callable[[], Statement]
    number: Callable[[], Statement]
    limit: int


@dataclass(frozen=True)
class _Behind:
    """The rows of a load that any of the parts counts in any of the spans."""

    contract: Contract
    used: UsedLoad
    tests: Sequence[tuple[Part, Sequence[_Test]]]
    spans: tuple[Period, ...]

    @property
    def said(self) -> object:
        """What the statement depends on beside contract and dropped rows."""
        return [(part, [test.said for test in tests]) for part, tests in self.tests], self.spans

    @property
    def is_secret(self) -> bool:
        """Whether the statement names persons."""
        return any(test.secret for _, tests in self.tests for test in tests)

    @property
    def rows(self) -> Any:
        """The rows as an expression."""
        rows = counting(self.contract, self.used)
        counted = []
        for part, tests in self.tests:
            for span in self.spans:
                every = [*(test.passes(rows) for test in tests), *in_period(rows, self.contract, part, span)]
                if not every:
                    return rows
                counted.append(reduce(and_, every))
        return rows.filter(reduce(or_, counted))


def overlaps(used: UsedLoad, spans: Sequence[Period], contract: Contract) -> bool:
    """Whether the load can have rows that speak of any of the periods."""
    covers = used.load.covers
    if covers is None or attendance_of(contract) != "rows":
        return True
    return any(covers.first < span.end and span.first < covers.end for span in spans)
