"""Reading CSV as cities' systems export it.

Most files are regular: no line break inside a quoted cell. Those go through Arrow's reader, a chunk of whole
lines at a time. The others go through Python's reader, slower, which tells the line of each row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from voimavara.core.errors import Place, UserError
from voimavara.programme.models.source import TableLayout
from voimavara.sources.files.encodings import UTF8_MARK, check_is_text, encoding_of, to_utf8
from voimavara.sources.rows.headers import checked_headers, tidy
from voimavara.sources.rows.table import Chunk, Ragged, TextTable

CHUNK_BYTES = 4 << 20
CHUNK_ROWS = 50_000
LONGEST_HEADER = 100_000  # characters
MOST_LINES_IN_A_CELL = 40  # more mean a quote that was never closed
_DELIMITERS = (";", ",", "\t", "|")


def open_csv(path: Path, file: str, layout: TableLayout, wanted: Collection[str]) -> TextTable:
    """The table in the file; raises UserError where the file as a whole can't be read."""
    data = path.read_bytes()
    check_is_text(file, data)
    encoding = encoding_of(file, data, layout.encoding)
    body = data[len(UTF8_MARK) :] if data.startswith(UTF8_MARK) else data
    if b"\r" in body:
        body = body.replace(b"\r\n", b"\n")
    if b"\r" in body:
        body = body.replace(b"\r", b"\n")
    unended = None if body.endswith(b"\n") else body.count(b"\n") + 1
    head, start = _head(file, body, layout.header_row)
    header_text = to_utf8(head, encoding).decode()
    if len(header_text) > LONGEST_HEADER:
        raise UserError(
            "{place}: the line of the headers has {characters} characters; this is no table of rows: "
            "export it as CSV or Excel.",
            place=Place(file, layout.header_row),
            characters=len(header_text),
        )
    delimiter = layout.delimiter or _delimiter(header_text, wanted)
    cells = _cells(header_text, delimiter)
    headers = checked_headers(Place(file, layout.header_row), cells, wanted)
    lines = _Lines(file, body[start:], encoding, delimiter, layout.header_row + 1, len(headers))
    return TextTable(file, headers, lines.chunks, unended)


def _head(file: str, body: bytes, header_row: int) -> tuple[bytes, int]:
    """The line of the headers, and where the rows below it begin."""
    start = 0
    for _ in range(header_row - 1):
        start = body.find(b"\n", start) + 1
        if not start:
            raise UserError(
                "{file}: the file ends before line {header_row}, where the mapping expects the headers; "
                "correct `header_row`, or export the file again.",
                file=file,
                header_row=header_row,
            )
    end = body.find(b"\n", start)
    return (body[start:], len(body)) if end < 0 else (body[start:end], end + 1)


def _delimiter(header: str, wanted: Collection[str]) -> str:
    """The delimiter that gives most of the wanted headers, and most columns."""
    names = {tidy(name) for name in wanted}

    def worth(delimiter: str) -> tuple[int, int]:
        cells = _cells(header, delimiter)
        return len(names.intersection(map(tidy, cells))), len(cells)

    return max(_DELIMITERS, key=worth)


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line; one that Python's reader finds too long for a cell is cut at the delimiters."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


class _Lines:
    """The lines below the headers, chunk by chunk."""

    def __init__(
        self, file: str, body: bytes, encoding: str, delimiter: str, first_line: int, width: int
    ) -> None:
        self._file = file
        self._body = body
        self._encoding = encoding
        self._delimiter = delimiter
        self._first_line = first_line
        self._width = width
        self._regular = _is_regular(body)

    def chunks(self) -> Iterator[Chunk]:
        """The rows, in order."""
        return self._fast() if self._regular else self._exact()

    def _fast(self) -> Iterator[Chunk]:
        line, start = self._first_line, 0
        while start < len(self._body):
            end = self._body.find(b"\n", start + CHUNK_BYTES) + 1 or len(self._body)
            part = self._body[start:end]
            count = part.count(b"\n") + (not part.endswith(b"\n"))
            yield self._parsed(to_utf8(part, self._encoding), line, count)
            line, start = line + count, end

    def _parsed(self, text: bytes, first: int, count: int) -> Chunk:
        ragged: list[Ragged] = []

        def keep(row: arrow_csv.InvalidRow) -> str:
            ragged.append(Ragged(first + row.number - 1, tuple(_cells(row.text, self._delimiter))))
            return "skip"

        names = [str(index) for index in range(self._width)]
        table = arrow_csv.read_csv(
            pa.BufferReader(text),
            read_options=arrow_csv.ReadOptions(
                use_threads=False, column_names=names, block_size=len(text) + 1
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self._delimiter, ignore_empty_lines=False, invalid_row_handler=keep
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
        lines = np.arange(first, first + count, dtype=np.int64)
        lines = np.delete(lines, [row.line - first for row in ragged])
        return Chunk(lines, tuple(column.combine_chunks() for column in table.columns), tuple(ragged))

    def _exact(self) -> Iterator[Chunk]:
        text = io.StringIO(to_utf8(self._body, self._encoding).decode(), newline="")
        reader = csv.reader(text, delimiter=self._delimiter, strict=True)
        lines: list[int] = []
        rows: list[list[str]] = []
        begins = self._first_line
        try:
            for row in reader:
                ends = self._first_line + reader.line_num
                self._check_closed(begins, ends)
                lines.append(begins)
                rows.append(row or [""] * self._width)
                begins = ends
                if len(rows) == CHUNK_ROWS:
                    yield Chunk.of(lines, rows, self._width)
                    lines, rows = [], []
        except csv.Error:
            raise UserError(
                "{place}: the quote that opens in the row here is not closed properly; the file "
                "may have been cut off: correct the row, or export the file again.",
                place=Place(self._file, begins),
            ) from None
        if rows:
            yield Chunk.of(lines, rows, self._width)

    def _check_closed(self, begins: int, ends: int) -> None:
        if ends - begins > MOST_LINES_IN_A_CELL:
            raise UserError(
                "{place}: a quote opens in this row and closes only {lines} lines below; correct the quotes "
                "in the row, or export the file again.",
                place=Place(self._file, begins),
                lines=ends - begins,
            )


def _is_regular(body: bytes) -> bool:
    """Whether each line has an even number of quotes, so that no cell goes over a line's end."""
    if b'"' not in body:
        return True
    view = np.frombuffer(body, np.uint8)
    quotes = np.flatnonzero(view == ord('"'))
    ends = np.append(np.flatnonzero(view == ord("\n")), len(view))
    return not np.any(np.searchsorted(quotes, ends) % 2)
