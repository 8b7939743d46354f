"""Reading Excel workbooks: real numbers and dates become the text that the mapping would read in a CSV."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from voimavara.core.errors import Place, UserError, did_you_mean, hinted
from voimavara.core.message import Message
from voimavara.programme.models.source import TableLayout
from voimavara.sources.rows.headers import checked_headers
from voimavara.sources.rows.table import Chunk, TextTable

CHUNK_ROWS = 50_000
_ZIP = b"PK"
_OLD = b"\xd0\xcf\x11\xe0"


def open_excel(path: Path, file: str, layout: TableLayout, wanted: Collection[str]) -> TextTable:
    """The table on the sheet; raises UserError where the workbook as a whole can't be read."""
    sheet = _sheet(_workbook(path, file), file, layout.sheet)
    if sheet.start is None:
        raise UserError(
            "{file}, {name}: the sheet is empty; name another one as `sheet`.", file=file, name=sheet.name
        )
    if sheet.total_height < layout.header_row:
        raise UserError(
            "{file}, {name}: the sheet ends before row {header_row}, where the mapping expects the "
            "headers; correct `header_row`.",
            file=file,
            name=sheet.name,
            header_row=layout.header_row,
        )
    _check_unmerged(sheet, file, layout.header_row)
    rows = sheet.to_python(skip_empty_area=False)
    found = [written_cell(cell) for cell in rows[layout.header_row - 1]]
    while found and not found[-1].strip():
        found.pop()
    headers = checked_headers(Place(file, layout.header_row), found, wanted)
    width = len(headers)

    def chunks() -> Iterator[Chunk]:
        for start in range(layout.header_row, len(rows), CHUNK_ROWS):
            part = rows[start : start + CHUNK_ROWS]
            texts = [_cut([written_cell(cell) for cell in row], width) for row in part]
            yield Chunk.of(range(start + 1, start + 1 + len(part)), texts, width)

    return TextTable(file, headers, chunks)


def written_cell(value: object) -> str:
    """A cell as text: 12,5 for a number, 2019-02-01 for a date; whole numbers without decimals.

    >>> written_cell(114.0), written_cell(12.345), written_cell(date(2019, 2, 1))
    ('114', '12,3450', '2019-02-01')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _written_number(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


def _written_number(value: float) -> str:
    """The number in 15 digits, as Excel itself shows it.

    Three decimals get a fourth, so that a real number is never taken for one with a thousands separator.
    """
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.15g}"
    if "e" in text:
        text = f"{value:.15f}".rstrip("0")
    whole, _, decimals = text.partition(".")
    return f"{whole},{decimals}0" if len(decimals) == 3 else f"{whole},{decimals}"


def _cut(cells: list[str], width: int) -> list[str]:
    """Without the empty cells right of the table."""
    while len(cells) > width and not cells[-1]:
        cells.pop()
    return cells


def _workbook(path: Path, file: str) -> CalamineWorkbook:
    with path.open("rb") as opened:
        start = opened.read(len(_OLD))
    if not start:
        raise UserError("{file}: the file is empty; export it again.", file=file)
    if not start.startswith((_ZIP, _OLD)):
        raise UserError(
            "{file}: got text or another kind of file under the name of an Excel workbook; save it as "
            ".xlsx in Excel, or name it .csv if it is one.",
            file=file,
        )
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        raise UserError("{file}: the workbook has a password; save it without one.", file=file) from None
    except CalamineError:
        raise UserError(
            "{file}: the workbook is damaged or was cut off; export or copy it again.",
            file=file,
        ) from None


def _sheet(workbook: CalamineWorkbook, file: str, name: str | None) -> CalamineSheet:
    names = workbook.sheet_names
    if name is not None and name not in names:
        said = Message.of("{file}: there is no sheet '{name}'", file=file, name=name)
        raise UserError(hinted(said, did_you_mean(name, names)))
    return workbook.get_sheet_by_name(name or names[0])


def _check_unmerged(sheet: CalamineSheet, file: str, header_row: int) -> None:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top <= header_row - 1 <= bottom:
            cells = f"{_letter(left)}{top + 1}:{_letter(right)}{bottom + 1}"
            raise UserError(
                "{place}: the header cells {cells} are merged, so it can't be told which column each header "
                "is of; unmerge them and give every column a header of its own.",
                place=Place(file, header_row),
                cells=cells,
            )


def _letter(column: int) -> str:
    """The letter of a column: A, B, … Z, AA."""
    before, rest = divmod(column, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + rest)
