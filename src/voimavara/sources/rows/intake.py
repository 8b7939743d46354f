"""What a table brings into a dataset: every row comes out accepted, set aside or dropped, none is lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, islice

import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.errors import UserError
from voimavara.core.message import Message
from voimavara.programme.models.contract import Validity
from voimavara.sources.rows import expectations
from voimavara.sources.rows.duplicates import repeated
from voimavara.sources.rows.periods import covered, periods_of
from voimavara.sources.rows.plan import RowPlan
from voimavara.sources.rows.row_reader import CastRows, RowReader
from voimavara.sources.rows.table import TextTable
from voimavara.warehouse.columns import row_schema
from voimavara.warehouse.load import Load, Rejected
from voimavara.warehouse.selection import LINE

Progress = Callable[[int], None]
# By line, the columns that are at fault together and what was expected of them.
Faults = dict[int, tuple[tuple[str, ...], Message]]
_WORKERS = 2


@dataclass(frozen=True, slots=True)
class Intake:
    """What a table brought: its load, the accepted rows as `row_schema` says, and those set aside."""

    load: Load
    rows: pa.Table
    rejected: tuple[Rejected, ...]


def take_in(
    plan: RowPlan,
    table: TextTable,
    received: date,
    bytes_hash: str,
    progress: Progress | None = None,
    again: int = 0,
) -> Intake:
    """The table read as the plan says.

    `progress` is told the number of rows read so far; `again` is for `load_identity`. Raises UserError where
    there are no rows; a faulty row is set aside.
    """
    source = plan.source
    identity = plan.load_identity(bytes_hash, received, again=again)
    rows, rejected, read, dropped = read_rows(plan, table, identity, progress)
    if not read:
        raise UserError(
            "{file}: there are headers but no rows below them; export the file again.", file=table.file
        )
    load = Load(
        id=identity,
        dataset=source.dataset,
        source=plan.source_id,
        file=table.file,
        received=received,
        loaded=datetime.now(UTC),
        origin=source.origin,
        replaces=source.replaces,
        tolerance=float(source.tolerated),
        rows_read=read,
        rows_accepted=rows.num_rows,
        rows_set_aside=len(rejected),
        rows_dropped=dropped,
        covers=covered(plan.contract, rows, rejected, received),
        contract_version=plan.contract.version,
        periods=periods_of(plan.contract, rows, rejected),
        bytes_hash=bytes_hash,
    )
    return Intake(load, rows, rejected)


def read_rows(
    plan: RowPlan, table: TextTable, load: str, progress: Progress | None = None
) -> tuple[pa.Table, tuple[Rejected, ...], int, int]:
    """The table's accepted rows, those set aside by line, and how many were read and dropped."""
    reader = RowReader(plan, table, load)
    done: list[CastRows] = []
    read = 0
    for cast in _side_by_side(reader, table):
        done.append(cast)
        read += cast.read
        if progress is not None:
            progress(read)
    rows = pa.concat_tables([row_schema(plan.contract).empty_table(), *(cast.rows for cast in done)])
    rejected = [row for cast in done for row in cast.rejected]
    rows, others = _without(_contradictions(plan, rows), reader, rows)
    rejected = sorted([*rejected, *others], key=lambda row: row.place.line or 0)
    return rows, tuple(rejected), read, sum(cast.dropped for cast in done)


def _side_by_side(reader: RowReader, table: TextTable) -> Iterator[CastRows]:
    """The chunks cast in order, a few at a time, so that memory stays bounded; one alone needs no threads."""
    chunks = iter(table.chunks())
    begun = list(islice(chunks, 2))
    if len(begun) < 2:
        yield from map(reader.cast, begun)
        return
    with ThreadPoolExecutor(_WORKERS) as pool:
        ahead: deque[Future[CastRows]] = deque()
        for chunk in chain(begun, chunks):
            ahead.append(pool.submit(reader.cast, chunk))
            if len(ahead) > _WORKERS:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _contradictions(plan: RowPlan, rows: pa.Table) -> Faults:
    """What is wrong with rows that are fine cell by cell: a key that an earlier row has, an end too early."""
    lines = rows.column(LINE).to_numpy()
    places, firsts = repeated(rows, plan.contract.key)
    faults: Faults = {
        int(lines[place]): (plan.contract.key, expectations.own_key(int(lines[first])))
        for place, first in zip(places, firsts, strict=True)
    }
    period = plan.contract.period
    if isinstance(period, Validity):
        early = pc.fill_null(pc.less(rows.column(period.to), rows.column(period.from_)), False)
        headers = {column.name: column.header or column.name for column in plan.columns}
        expected = expectations.not_before(headers[period.from_])
        faults |= {int(line): ((period.to,), expected) for line in lines[early.to_numpy()]}
    return faults


def _without(faults: Faults, reader: RowReader, rows: pa.Table) -> tuple[pa.Table, tuple[Rejected, ...]]:
    """The rows without the faulty ones; these are set aside."""
    if not faults:
        return rows, ()
    mask = pc.is_in(rows.column(LINE), pa.array(list(faults), pa.int64()))
    again = tuple(reader.again(faults, rows.filter(mask)))
    return rows.filter(pc.invert(mask)), again
