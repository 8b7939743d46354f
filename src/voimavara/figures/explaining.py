"""A figure explained: its formula, the SQL that says the same, and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis

from voimavara.core.errors import Place, UserError
from voimavara.core.periods import Period
from voimavara.figures.conditions import Condition, holds
from voimavara.figures.material import attendance_of
from voimavara.figures.parts import Part, parts_of
from voimavara.figures.rows import counting, fetch
from voimavara.figures.saying import YEAR, formula_sql, in_period, narrowed
from voimavara.programme.models.formula import GrowthFormula
from voimavara.programme.resolving import reach, sources_behind
from voimavara.warehouse.columns import written
from voimavara.warehouse.load import Lineage
from voimavara.warehouse.selection import LINE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

    from voimavara.figures.figure import Where
    from voimavara.figures.request import Request
    from voimavara.programme.models.contract import Contract
    from voimavara.programme.programme import Programme
    from voimavara.warehouse.selection import Selection, UsedLoad

LIMIT = 200


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


def explain(
    programme: Programme,
    selection: Selection,
    request: Request,
    period: Period,
    place: Where = (),
    limit: int = LIMIT,
) -> Explanation:
    """The formula, its SQL, and for each dataset up to `limit` rows with file and line, oldest load first."""
    spans = _spans(request, period)
    parts: dict[str, list[Part]] = {}
    for part in parts_of(request.formula, request.dimensions).all:
        for source in _rows_of(programme, part):
            parts.setdefault(source.dataset, []).append(source)
    found = tuple(
        _rows_behind(programme, selection, dataset, those, (spans, place, limit))
        for dataset, those in parts.items()
    )
    sql = formula_sql(programme, request, period, place)
    return Explanation(request.formula_id, request.version, sql, period, place, found)


def _spans(request: Request, period: Period) -> tuple[Period, ...]:
    if not isinstance(request.formula, GrowthFormula):
        return (period,)
    last = Period(period.end - YEAR, YEAR)
    return last.before(request.formula.growth.over.months), last


def _rows_of(programme: Programme, part: Part) -> list[Part]:
    """The part itself, or for a dataset that is computed the parts of those it is computed from."""
    if programme.contracts[part.dataset].derived is None:
        return [part]
    return [
        Part(
            source, "sum", (), tuple(test for test in part.where if _reaches(programme, source, test.column))
        )
        for source in sources_behind(programme, (part.dataset,))
    ]


def _reaches(programme: Programme, dataset: str, column: str) -> bool:
    try:
        reach(programme, dataset, column)
    except UserError:  # this source is about something else, such as opening hours of all
        return False
    return True


def _rows_behind(
    programme: Programme,
    selection: Selection,
    dataset: str,
    parts: Sequence[Part],
    asked: tuple[Sequence[Period], Where, int],
) -> RowsBehind:
    spans, place, limit = asked
    contract = programme.contracts[dataset]
    near = tuple(pair for pair in place if _reaches(programme, dataset, pair[0]))
    tests = {
        condition: _keys(programme, selection, dataset, condition)
        for part in parts
        for condition in narrowed(programme, part, near)
    }
    found: list[Lineage] = []
    count = 0
    for used in selection.of(dataset):
        if not used.files or not _overlaps(used, spans, contract):
            continue
        rows = counting(contract, used)
        chosen = [
            _chosen(rows, contract, (part, near), tests, programme, span) for part in parts for span in spans
        ]
        table = fetch(ibis.union(*chosen, distinct=True) if len(chosen) > 1 else chosen[0], used, contract)
        count += table.num_rows
        if not contract.personal:
            found += _lineages(selection, used, contract, table.sort_by(LINE).slice(0, limit - len(found)))
    if contract.personal:
        return RowsBehind(dataset, True, count)
    return RowsBehind(dataset, False, count, tuple(contract.columns), tuple(found))


def _overlaps(used: UsedLoad, spans: Sequence[Period], contract: Contract) -> bool:
    covers = used.load.covers
    if covers is None or attendance_of(contract) != "rows":
        return True
    return any(covers.first < span.end and span.first < covers.end for span in spans)


def _chosen(
    rows: Any,
    contract: Contract,
    asked: tuple[Part, Where],
    tests: Mapping[Condition, tuple[str, Sequence[object]] | None],
    programme: Programme,
    span: Period,
) -> Any:
    part, place = asked
    for condition in narrowed(programme, part, place):
        keys = tests[condition]
        passes = rows[keys[0]].isin(keys[1]) if keys else holds(rows, contract, condition)
        rows = rows.filter(passes)
    return in_period(rows, contract, part, span).select(*contract.columns, LINE)


def _keys(
    programme: Programme, selection: Selection, dataset: str, condition: Condition
) -> tuple[str, Sequence[object]] | None:
    """Where a register decides: the id column, and the keys that pass; None for an own column."""
    path = reach(programme, dataset, condition.column)
    if len(path) == 1:
        return None
    register = str(programme.contracts[dataset].columns[path[0]].of)
    contract = programme.contracts[register]
    keys: list[object] = []
    for used in selection.of(register):
        if used.files:
            rows = counting(contract, used)
            passing = rows.filter(holds(rows, contract, condition)).select(contract.key[0])
            keys += fetch(passing, used, contract).column(0).to_pylist()
    return path[0], keys


def _lineages(selection: Selection, used: UsedLoad, contract: Contract, table: pa.Table) -> list[Lineage]:
    files = {each.load.id: each.load.file for loads in selection.datasets.values() for each in loads}
    load = used.load
    file = files.get(load.mends or load.id, load.file)
    return [
        Lineage(
            load.id,
            Place(file, row[LINE]),
            {name: written(column, row[name]) for name, column in contract.columns.items()},
        )
        for row in table.to_pylist()
    ]
