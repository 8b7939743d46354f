"""Chunks of text cast to typed rows, with those set aside told one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.errors import Place, UserError
from voimavara.core.message import Message
from voimavara.sources.rows import expectations
from voimavara.sources.rows.plan import PlannedColumn, RowPlan
from voimavara.sources.rows.table import Chunk, Lines, Ragged, TextTable
from voimavara.warehouse.columns import arrow_type, period_of, row_schema
from voimavara.warehouse.load import Fault, Rejected
from voimavara.warehouse.replaced_lines import key_text
from voimavara.warehouse.selection import LINE

# A column whose cell is at fault, and what was expected where the cell alone doesn't tell.
_Faulty = tuple[PlannedColumn, Message | None]
MOST_TOLD = 200  # characters of a faulty cell in messages


@dataclass(frozen=True, slots=True)
class CastRows:
    """Rows of a chunk: those that are fine, those set aside, and how many were read and dropped."""

    rows: pa.Table
    rejected: tuple[Rejected, ...]
    read: int
    dropped: int


class RowReader:
    """Casts the chunks of one table into rows of one load, which is read from `file`."""

    def __init__(self, plan: RowPlan, table: TextTable, load: str) -> None:
        self._plan = plan
        self._table = table
        self._load = load
        self._at = {header: index for index, header in enumerate(table.headers)}
        self._personal = {name for name in plan.contract.columns if name not in plan.contract.public_columns}

    def cast(self, chunk: Chunk) -> CastRows:
        """The chunk's rows, typed and checked one by one; blank lines are no rows."""
        blank, dropped = self._blank(chunk), self._dropped(chunk)
        kept = np.flatnonzero(~(blank | dropped))
        cells = chunk.cells if len(kept) == len(blank) else [c.take(pa.array(kept)) for c in chunk.cells]
        lines = chunk.lines[kept]
        values, faulty = self._read(cells, lines)
        rejected = [
            self._set_aside(values, cells, place, int(lines[place]), faulty[place])
            for place in sorted(faulty)
        ]
        ragged, ragged_dropped = self._ragged(chunk.ragged)
        fine = np.ones(len(kept), dtype=bool)
        fine[list(faulty)] = False
        return CastRows(
            values.filter(pa.array(fine)) if faulty else values,
            (*rejected, *ragged),
            read=len(kept) + int(np.sum(dropped & ~blank)) + len(ragged) + ragged_dropped,
            dropped=int(np.sum(dropped & ~blank)) + ragged_dropped,
        )

    def again(
        self, faults: Mapping[int, tuple[tuple[str, ...], Message]], rows: pa.Table
    ) -> Iterator[Rejected]:
        """Rows that were fine by themselves, set aside after all: by line, the key as written and the fault.

        `rows` are their typed values; their cells are read from the file once more.
        """
        by_line = {line: place for place, line in enumerate(rows.column(LINE).to_pylist())}
        for chunk in self._table.chunks():
            for place in np.flatnonzero(np.isin(chunk.lines, list(faults))).tolist():
                line = int(chunk.lines[place])
                names, expected = faults[line]
                headers = ", ".join(filter(None, map(self._header, names)))
                cells = ", ".join(self._cell(chunk.cells, place, name) for name in names)
                got = "" if self._personal else _shortened(cells)
                yield self._rejected(
                    rows, by_line[line], line, self._row(chunk.cells, place), (Fault(headers, got, expected),)
                )

    # --- reading ---------------------------------------------------------------------------------------

    def _read(self, cells: Sequence[pa.Array], lines: Lines) -> tuple[pa.Table, dict[int, list[_Faulty]]]:
        values: list[pa.Array] = []
        faulty: dict[int, list[_Faulty]] = defaultdict(list)
        for column in self._plan.columns:
            kind = arrow_type(self._plan.contract.columns[column.name])
            if column.reader is None:
                values.append(pa.nulls(len(lines), kind))
                continue
            texts = self._texts(column, cells, len(lines))
            read, places = column.reader.read_all(texts)
            values.append(read)
            for place in places.tolist():
                faulty[place].append((column, None))
        rows = pa.table([*values, pa.array(lines)], schema=row_schema(self._plan.contract))
        for agreement in self._plan.agreements:
            for place in agreement.disagreeing(rows).tolist():
                faulty[place].append((self._planned(agreement.column), agreement.expected))
        return rows, faulty

    def _texts(self, column: PlannedColumn, cells: Sequence[pa.Array], count: int) -> pa.Array:
        if column.header is None:
            return pa.repeat(column.constant or "", count)
        return cells[self._at[column.header]]

    def _blank(self, chunk: Chunk) -> npt.NDArray[np.bool_]:
        widths = np.zeros(len(chunk.lines), np.int64)
        for column in chunk.cells:
            widths += pc.binary_length(column).to_numpy()
        blank: npt.NDArray[np.bool_] = widths == 0
        return blank

    def _dropped(self, chunk: Chunk) -> npt.NDArray[np.bool_]:
        dropped = np.zeros(len(chunk.lines), dtype=bool)
        for header, words in self._plan.drop.items():
            texts = pc.utf8_trim_whitespace(chunk.cells[self._at[header]])
            is_one = pc.is_in(texts, pa.array(sorted(words), pa.string()))
            dropped |= is_one.to_numpy(zero_copy_only=False)
        return dropped

    def _ragged(self, ragged: Iterable[Ragged]) -> tuple[list[Rejected], int]:
        found: list[Rejected] = []
        dropped = 0
        width = len(self._table.headers)
        for row in ragged:
            beyond = (f"[{index}]" for index in range(width + 1, len(row.cells) + 1))
            cells = dict(zip((*self._table.headers, *beyond), row.cells, strict=False))
            if not any(cell.strip() for cell in row.cells):
                continue
            if any(cells.get(header, "").strip() in words for header, words in self._plan.drop.items()):
                dropped += 1
                continue
            place = Place(self._table.file, row.line)
            if row.line == self._table.unended and len(row.cells) < width:
                raise UserError(
                    "{place}: the file breaks off here, after {cells} of {width} cells; export or copy "
                    "it again.",
                    place=place,
                    cells=len(row.cells),
                    width=width,
                )
            expected = expectations.as_many_cells(width, len(row.cells))
            found.append(Rejected(self._load, place, (Fault("", "", expected),), cells))
        return found, dropped

    # --- rows set aside --------------------------------------------------------------------------------

    def _set_aside(
        self,
        values: pa.Table,
        cells: Sequence[pa.Array],
        place: int,
        line: int,
        faulty: Sequence[_Faulty],
    ) -> Rejected:
        faults = tuple(
            self._fault(column, self._cell(cells, place, column.name), known) for column, known in faulty
        )
        wrong = {column.name for column, _ in faulty}
        return self._rejected(values, place, line, self._row(cells, place), faults, wrong)

    def _fault(self, column: PlannedColumn, text: str, known: Message | None) -> Fault:
        expected = known or (column.reader.read(text) if column.reader is not None else None)
        if not isinstance(expected, Message):
            raise TypeError(f"{column.name}: one reading finds {text!r} faulty, the other doesn't")
        header = column.header or column.name
        if column.name in self._personal:
            return Fault(header, "", expectations.without_the_cell(expected))
        return Fault(header, _shortened(text), expected)

    def _rejected(
        self,
        values: pa.Table,
        place: int,
        line: int,
        cells: dict[str, str],
        faults: tuple[Fault, ...],
        wrong: Collection[str] = (),
    ) -> Rejected:
        contract = self._plan.contract
        period = None
        if isinstance(contract.period, str) and contract.period not in wrong:
            value = values.column(contract.period)[place].as_py()
            period = period_of(contract.columns[contract.period], value)
        key = None
        if not set(contract.key) & set(wrong):
            key = tuple(key_text(values.column(name)[place].as_py()) for name in contract.key)
        where = Place(self._table.file, line, faults[0].column or None)
        return Rejected(self._load, where, faults, cells, period, key)

    def _row(self, cells: Sequence[pa.Array], place: int) -> dict[str, str]:
        return {header: cells[index][place].as_py() for header, index in self._at.items()}

    def _cell(self, cells: Sequence[pa.Array], place: int, name: str) -> str:
        text: str = self._texts(self._planned(name), cells, place + 1)[place].as_py()
        return text

    def _planned(self, name: str) -> PlannedColumn:
        return next(column for column in self._plan.columns if column.name == name)

    def _header(self, name: str) -> str | None:
        return self._planned(name).header


def _shortened(text: str) -> str:
    """The text of a cell as far as it is told; the whole of it stays with the row's other cells."""
    return text if len(text) <= MOST_TOLD else f"{text[:MOST_TOLD]}…"
