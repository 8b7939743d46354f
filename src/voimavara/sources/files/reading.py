"""Reading one file of a source: every row comes out accepted, set aside or dropped, none is lost."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.errors import UserError, relative_to
from voimavara.core.message import Message
from voimavara.core.periods import Period
from voimavara.programme.models.contract import Contract, Validity
from voimavara.programme.models.source import Reading as TableLayout
from voimavara.programme.programme import Programme
from voimavara.sources.files import expecting
from voimavara.sources.files.delimited import open_csv
from voimavara.sources.files.duplicates import repeated
from voimavara.sources.files.excel import open_excel
from voimavara.sources.files.geojson import open_geojson
from voimavara.sources.files.known import NOTHING_KNOWN, Known
from voimavara.sources.files.plan import Plan, plan_for
from voimavara.sources.files.received import received_date
from voimavara.sources.files.rows import CastRows, RowReader
from voimavara.sources.files.table import Table
from voimavara.warehouse.columns import period_of, row_schema
from voimavara.warehouse.load import Load, Rejected
from voimavara.warehouse.selection import LINE

Progress = Callable[[int], None]
# By line, the columns that are at fault together and what was expected of them.
Faults = dict[int, tuple[tuple[str, ...], Message]]
EXCEL = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
TEXT = (".csv", ".txt", ".tsv")
PLACES = (".geojson",)
_WORKERS = 2
_ID_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that has been read: its load, the accepted rows as `row_schema` says, and those set aside."""

    load: Load
    rows: pa.Table
    rejected: tuple[Rejected, ...]


def read_source(
    programme: Programme,
    source_id: str,
    path: Path,
    known: Known = NOTHING_KNOWN,
    progress: Progress | None = None,
    again: int = 0,
) -> Reading:
    """The file read as the source's mapping says, its ids checked against what is known.

    `progress` is told the number of rows read so far; `again` is for `load_identity`. Raises UserError
    where the file as a whole can't be read; a faulty row is set aside.
    """
    source = programme.sources[source_id]
    received = received_date(source, path)
    plan = plan_for(programme, source_id, received, known)
    file = relative_to(path, programme.folder)
    bytes_hash = file_hash(path)
    load_id = load_identity(plan, bytes_hash, received, again=again)
    table = open_table(path, file, source.read, plan.headers)
    rows, rejected, read, dropped = read_rows(plan, table, load_id, progress)
    if not read:
        raise UserError("{file}: there are headers but no rows below them; export the file again.", file=file)
    periods = periods_of(plan.contract, rows, rejected)
    load = Load(
        id=load_id,
        dataset=source.dataset,
        source=source_id,
        file=file,
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
        periods=periods,
        bytes_hash=bytes_hash,
    )
    return Reading(load, rows, rejected)


def open_table(path: Path, file: str, layout: TableLayout, headers: Collection[str]) -> Table:
    """The table in the file, which is CSV, Excel or GeoJSON by its name.

    Raises UserError where it can't be opened.
    """
    ending = path.suffix.lower()
    if not path.is_file():
        raise UserError("{file}: there is no such file; correct `file` in the source.", file=file)
    if ending in EXCEL:
        return open_excel(path, file, layout, headers)
    if ending in TEXT:
        return open_csv(path, file, layout, headers)
    if ending in PLACES:
        return open_geojson(path, file, headers)
    raise UserError(
        "{file}: got a file of the kind '{ending}', expected one of {words}; export the table as CSV "
        "or Excel.",
        file=file,
        ending=ending,
        words=", ".join((*TEXT, *EXCEL, *PLACES)),
    )


def file_hash(path: Path) -> str:
    """The hash of the file's bytes; raises UserError where there is no file."""
    if not path.is_file():
        raise UserError("{path}: there is no such file.", path=path.as_posix())
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except PermissionError as error:
        raise UserError(
            "{file}: there is no right to read the file; give it, and run again.", file=path.as_posix()
        ) from error


def load_identity(plan: Plan, bytes_hash: str, received: date, mends: str = "", again: int = 0) -> str:
    """The identity of a load: the hash of file, mapping and contract.

    `again` tells how often the file has been read so before, each time displaced by another reading.
    """
    known = (plan.source_id, plan.identity, bytes_hash, received.isoformat(), mends)
    parts = "\n".join((*known, *([str(again)] if again else [])))
    return hashlib.sha256(parts.encode()).hexdigest()[:_ID_LENGTH]


def read_rows(
    plan: Plan, table: Table, load: str, progress: Progress | None = None
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


def periods_of(contract: Contract, rows: pa.Table, rejected: Sequence[Rejected]) -> tuple[Period, ...]:
    """The periods that the rows speak of, also those set aside."""
    if not isinstance(contract.period, str):
        return ()
    column = contract.columns[contract.period]
    values = pc.unique(rows.column(contract.period)).to_pylist()
    found = {period_of(column, value) for value in values} | {row.period for row in rejected}
    return tuple(sorted(period for period in found if period is not None))


def covered(
    contract: Contract, rows: pa.Table, rejected: Sequence[Rejected], received: date
) -> Period | None:
    """From the first period that accepted rows speak of to the last that a file received then can know of.

    A row that was set aside has come too: its period counts, unless it lies after the day of receipt. Where
    every row was set aside, theirs are all there are.
    """
    name = contract.period.from_ if isinstance(contract.period, Validity) else contract.period
    if name is None:
        return None
    column = contract.columns[name]
    bounds = pc.min_max(rows.column(name)).as_py()
    first, last = period_of(column, bounds["min"]), period_of(column, bounds["max"])
    this_month = Period.month(received.year, received.month)
    periods = (row.period for row in rejected if row.period is not None)
    came = [each for each in periods if each.end <= this_month.end]
    if first is None or last is None:
        if contract.expects == "events" or not came:
            return None
        first = last = min(came, key=lambda each: each.first)
    end = this_month.first if contract.expects == "events" else max(each.end for each in (last, *came))
    return Period(first.first, end - first.first) if end > first.first else None


def _side_by_side(reader: RowReader, table: Table) -> Iterator[CastRows]:
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


def _contradictions(plan: Plan, rows: pa.Table) -> Faults:
    """What is wrong with rows that are fine cell by cell: a key that an earlier row has, an end too early."""
    lines = rows.column(LINE).to_numpy()
    places, firsts = repeated(rows, plan.contract.key)
    faults: Faults = {
        int(lines[place]): (plan.contract.key, expecting.own_key(int(lines[first])))
        for place, first in zip(places, firsts, strict=True)
    }
    period = plan.contract.period
    if isinstance(period, Validity):
        early = pc.fill_null(pc.less(rows.column(period.to), rows.column(period.from_)), False)
        headers = {column.name: column.header or column.name for column in plan.columns}
        expected = expecting.not_before(headers[period.from_])
        faults |= {int(line): ((period.to,), expected) for line in lines[early.to_numpy()]}
    return faults


def _without(faults: Faults, reader: RowReader, rows: pa.Table) -> tuple[pa.Table, tuple[Rejected, ...]]:
    """The rows without the faulty ones; these are set aside."""
    if not faults:
        return rows, ()
    mask = pc.is_in(rows.column(LINE), pa.array(list(faults), pa.int64()))
    again = tuple(reader.again(faults, rows.filter(mask)))
    return rows.filter(pc.invert(mask)), again
