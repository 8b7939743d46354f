"""The mending round trip: set-aside rows out to Excel, corrected there, and in again.

A corrected row keeps the line of the file it came from. A row that is still wrong stays open, as it was
corrected last: a mending that changes it keeps it among its own rows set aside. A row may be left out for
good, so that a row that was sent twice need not stay open for ever.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.errors import Place, UserError, relative_to
from voimavara.core.periods import Period
from voimavara.programme.models.source import TableLayout
from voimavara.programme.programme import Programme
from voimavara.sources.files.formats import file_hash, open_table
from voimavara.sources.files.receipt import check_has_come
from voimavara.sources.mending.sheet import LEAVE_OUT, LINE_COLUMN, LOAD_COLUMN, OWN_COLUMNS
from voimavara.sources.rows import expectations
from voimavara.sources.rows.duplicates import repeated
from voimavara.sources.rows.intake import read_rows
from voimavara.sources.rows.known import known_to
from voimavara.sources.rows.periods import periods_of
from voimavara.sources.rows.plan import RowPlan, plan_for
from voimavara.sources.rows.row_reader import RowReader
from voimavara.sources.rows.table import Chunk, TextTable
from voimavara.warehouse.columns import row_schema
from voimavara.warehouse.load import Load, Rejected
from voimavara.warehouse.precedence import in_force, mendings_of, reads_same_file
from voimavara.warehouse.selection import LINE
from voimavara.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Mended:
    """What a mended file brought back for one load: `load` is None where nothing could be brought.

    `still_wrong` stay open, with what is wrong with them now. `is_new` is False where the same file had
    been loaded before and brings nothing more.
    """

    mends: Load
    load: Load | None
    still_wrong: tuple[Rejected, ...] = ()
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class _Sent:
    """A mended file: the name people know it by, the day it came, and its hash."""

    file: str
    received: date
    bytes_hash: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The rows of a mended file that belong to one load: by line, the cells or None where left out."""

    headers: tuple[str, ...]
    rows: Mapping[int, tuple[str, ...] | None]


def load_mended(programme: Programme, warehouse: Warehouse, path: Path, received: date) -> tuple[Mended, ...]:
    """The corrected rows of the file in the warehouse, one load for each load whose rows they mend.

    `received` is the day the corrections came. Raises UserError where the file is not one that
    `rejected` exported, or names rows that were never set aside.
    """
    check_has_come(received, path.name)
    if not path.is_file():
        raise UserError("{file}: there is no such file; name the file of corrected rows.", file=path)
    with warehouse.writing():
        sheets = _sheets(warehouse, path, relative_to(path, programme.folder))
        sent = _Sent(relative_to(path, programme.folder), received, file_hash(path))
        return tuple(_mend(programme, warehouse, sent, load, sheet) for load, sheet in sheets)


def _sheets(warehouse: Warehouse, path: Path, file: str) -> list[tuple[Load, _Sheet]]:
    table = open_table(path, file, TableLayout(), ())
    if not {LOAD_COLUMN, LINE_COLUMN, LEAVE_OUT} <= set(table.headers):
        raise UserError(
            "{file}: expected a file that `voimavara rejected --export` wrote, with rows corrected in it. "
            "An ordinary file is not named here: put it into incoming/ under a name that a source reads, and "
            "run `voimavara load` without a file.",
            file=file,
        )
    at = {header: index for index, header in enumerate(table.headers)}
    own = [index for index, header in enumerate(table.headers) if header not in OWN_COLUMNS]
    headers = tuple(table.headers[index] for index in own)
    by_load: dict[Load, dict[int, tuple[str, ...] | None]] = defaultdict(dict)
    mends = cache(partial(_mended_by, warehouse))
    for line, cells in _rows(table):
        if not any(cells):
            continue
        if not cells[at[LINE_COLUMN]].isdigit():
            place = Place(file, line, LINE_COLUMN)
            raise UserError(
                "{place}: got '{got}', expected the line of the original file; leave the columns of load and "
                "line as they were exported.",
                place=place,
                got=cells[at[LINE_COLUMN]],
            )
        left_out = bool(cells[at[LEAVE_OUT]].strip())
        row = None if left_out else tuple(cells[index] for index in own)
        by_load[mends(cells[at[LOAD_COLUMN]])][int(cells[at[LINE_COLUMN]])] = row
    if not by_load:
        raise UserError("{file}: there are no rows to load; export the set-aside rows again.", file=file)
    return [
        (load, _Sheet(headers, rows)) for load, rows in sorted(by_load.items(), key=lambda pair: pair[0].id)
    ]


def _rows(table: TextTable) -> Iterator[tuple[int, tuple[str, ...]]]:
    for chunk in table.chunks():
        columns = [column.to_pylist() for column in chunk.cells]
        yield from zip(chunk.lines.tolist(), zip(*columns, strict=True), strict=True)


def _mended_by(warehouse: Warehouse, identity: str) -> Load:
    """The load whose rows are mended, also where the one named is an earlier try at that.

    Where its file has been read again since, it is the newest reading.
    """
    load = warehouse.load(identity)
    load = warehouse.load(load.mends) if load.mends is not None else load
    same_file = [
        other for other in in_force(warehouse.loads()) if other.mends is None and reads_same_file(load, other)
    ]
    return same_file[0] if same_file else load


def _mend(programme: Programme, warehouse: Warehouse, sent: _Sent, mends: Load, sheet: _Sheet) -> Mended:
    """The load that brings the rows of one load back."""
    known = known_to(warehouse, programme.contracts, mends.dataset)
    plan = replace(plan_for(programme, mends.source, mends.received, known), drop={})
    loads = {load.id: load for load in warehouse.loads()}
    there: Load | None = None
    again = 0
    while found := loads.get(plan.load_identity(sent.bytes_hash, mends.received, mends.id, again)):
        there, again = found, again + 1  # it may bring more: since then an unknown building may have come
    identity = plan.load_identity(sent.bytes_hash, mends.received, mends.id, again)
    tries = warehouse.tries(mends)
    wanted = _still_open(warehouse, mends, sheet)
    left_out = {line for line in wanted if sheet.rows[line] is None}
    rows, still_wrong = _read(plan, warehouse, mends, identity, sheet, wanted - left_out)
    tried = [row for row in still_wrong if _is_new_try(row, tries[row.place.line or 0])]
    closes = left_out | set(rows.column(LINE).to_pylist()) | {row.place.line or 0 for row in tried}
    if not closes:
        return Mended(mends, there, still_wrong, is_new=there is None)
    periods = periods_of(plan.contract, rows, ())
    load = replace(
        mends,
        id=identity,
        file=sent.file,
        received=max(sent.received, mends.received),
        loaded=datetime.now(UTC),
        rows_read=len(sheet.rows),
        rows_accepted=rows.num_rows,
        rows_set_aside=len(still_wrong),
        rows_dropped=len(sheet.rows) - rows.num_rows - len(still_wrong),
        covers=_covered(mends.covers, periods),
        contract_version=plan.contract.version,
        mends=mends.id,
        periods=tuple(sorted({*mends.periods, *periods_of(plan.contract, rows, tried)})),
        bytes_hash=sent.bytes_hash,
    )
    warehouse.commit(plan.contract, load, rows, tried, closes)
    return Mended(mends, load, still_wrong)


def _is_new_try(row: Rejected, earlier: Sequence[Rejected]) -> bool:
    """Whether people wrote something else into the row than what has stood there before."""
    written = {header: cell.strip() for header, cell in row.cells.items() if cell.strip()}
    return all(
        written != {header: cell.strip() for header, cell in each.cells.items() if cell.strip()}
        for each in earlier
    )


def _still_open(warehouse: Warehouse, mends: Load, sheet: _Sheet) -> set[int]:
    """The lines of the sheet that wait to be mended; those mended already are passed over."""
    aside = {
        row.place.line: row for row in warehouse.rejected([mends, *mendings_of(mends, warehouse.loads())])
    }
    for line in sheet.rows:
        if line not in aside:
            raise UserError(
                "{place}: the row was not set aside in the load {load}, so there is nothing to mend; leave "
                "the columns of load and line as they were exported.",
                place=Place(mends.file, line),
                load=mends.id,
            )
    return {line for line in sheet.rows if aside[line].mended_by is None}


def _read(
    plan: RowPlan, warehouse: Warehouse, mends: Load, identity: str, sheet: _Sheet, lines: set[int]
) -> tuple[pa.Table, tuple[Rejected, ...]]:
    """The accepted rows and those still wrong, under the names of the original file and its lines."""
    for header in plan.headers:
        if header not in sheet.headers:
            raise UserError(
                "{file}: the mended file lacks the column '{column}'; leave the columns as exported.",
                file=mends.file,
                column=header,
            )
    ordered = sorted(lines)
    cells = [sheet.rows[line] or () for line in ordered]
    table = TextTable(mends.file, sheet.headers, lambda: iter([Chunk.of(ordered, cells, len(sheet.headers))]))
    rows, rejected, _, _ = read_rows(plan, table, identity)
    return _without_known(plan, warehouse, mends, RowReader(plan, table, identity), rows, rejected)


def _without_known(
    plan: RowPlan,
    warehouse: Warehouse,
    mends: Load,
    reader: RowReader,
    rows: pa.Table,
    rejected: Sequence[Rejected],
) -> tuple[pa.Table, tuple[Rejected, ...]]:
    """Without rows whose key the load, or an earlier mending of it, has already."""
    group = [load for load in warehouse.loads() if mends.id in (load.id, load.mends)]
    there = [known for load in group if (known := warehouse.rows(load)) is not None]
    names = row_schema(plan.contract).names
    before = pa.concat_tables(
        [row_schema(plan.contract).empty_table(), *(known.select(names) for known in there)],
        promote_options="permissive",
    )
    places, firsts = repeated(pa.concat_tables([before, rows]), plan.contract.key)
    all_lines = pa.concat_tables([before, rows]).column(LINE).to_numpy()
    faults = {
        int(all_lines[place]): (plan.contract.key, expectations.own_key(int(all_lines[first])))
        for place, first in zip(places, firsts, strict=True)
    }
    mask = pc.is_in(rows.column(LINE), pa.array(list(faults), pa.int64()))
    again = reader.again(faults, rows.filter(mask)) if faults else ()
    still_wrong = sorted([*rejected, *again], key=lambda row: row.place.line or 0)
    return rows.filter(pc.invert(mask)), tuple(still_wrong)


def _covered(covers: Period | None, periods: Sequence[Period]) -> Period | None:
    """What the mended load covers, from an earlier first period on where a row brings one."""
    if covers is None:
        return None
    first = min([covers.first, *(period.first for period in periods)])
    return Period(first, covers.end - first)
