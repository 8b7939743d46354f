"""The newest figure of each indicator explained: the SQL of its measures, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voimavara.core.periods import Period
from voimavara.figures.engine import Engine
from voimavara.figures.figure import MAIN
from voimavara.figures.request import Request
from voimavara.programme.programme import Programme
from voimavara.run.requests import Wanted, requests_of
from voimavara.snapshot.material import Behind, MeasureKey

ROWS = 200  # as many as a page can show; the rest is counted


@dataclass(frozen=True, slots=True)
class Explained:
    """SQL by measure, rows by indicator."""

    sql: dict[MeasureKey, str]
    behind: dict[str, tuple[Behind, ...]]


def explained(programme: Programme, engine: Engine, wanted: Sequence[Wanted]) -> Explained:
    """How the newest figure of each measure came about; rows are those behind the indicator's own."""
    sql: dict[MeasureKey, str] = {}
    behind: dict[str, tuple[Behind, ...]] = {}
    for each, request, period in _newest(programme, wanted):
        if each.measure_id != MAIN:
            sql[each.id, each.measure_id] = engine.sql(request, period)
            continue
        explanation = engine.explain(request, period, limit=ROWS)
        sql[each.id, MAIN] = explanation.sql
        behind[each.id] = tuple(
            Behind(rows.dataset, period, rows.count, rows.rows) for rows in explanation.datasets
        )
    return Explained(sql, behind)


def _newest(programme: Programme, wanted: Sequence[Wanted]) -> Iterator[tuple[Wanted, Request, Period]]:
    for each in wanted:
        for request in requests_of(programme, each)[:1]:
            yield each, request, (each.series or each.periods)[-1]
