"""The Excel file in which set-aside rows go out to be corrected."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from voimavara.core.errors import UserError
from voimavara.core.language import Language, gettext
from voimavara.programme.programme import Programme
from voimavara.warehouse.disk import room_in
from voimavara.warehouse.load import Rejected
from voimavara.warehouse.warehouse import Warehouse

# The headers are the same in every language, so that a mended file can be read whoever exported it.
LOAD_COLUMN = "Lataus / Inläsning / Load"
LINE_COLUMN = "Rivi / Rad / Line"
FAULT = "Vika / Fel / Fault"
LEAVE_OUT = "Jätä pois / Lämna bort / Leave out"
OWN_COLUMNS = (LOAD_COLUMN, LINE_COLUMN, FAULT, LEAVE_OUT)
_WIDTHS = (26, 12, 60, 20)


def export_rejected(
    programme: Programme,
    warehouse: Warehouse,
    source_id: str,
    path: Path,
    as_of: date,
    load: str | None = None,
) -> int:
    """Write the source's open rows (of one load, if given) into an Excel file; how many there are.

    The file holds the rows as they were written, also those of a personal dataset. Raises UserError where
    there is nothing to mend.
    """
    dataset = programme.sources[source_id].dataset
    selection = warehouse.select([dataset], as_of)
    wanted = {used.load.id for used in selection.of(dataset) if used.load.source == source_id}
    if load is not None:
        wanted &= {warehouse.load(load).id}
    rows = [row for row in selection.open_of(dataset) if row.load in wanted]
    if not rows:
        raise UserError("{source_id}: no row waits to be mended; nothing was written.", source_id=source_id)
    write_rows(rows, path, programme.cover.languages)
    return len(rows)


def write_rows(rows: Sequence[Rejected], path: Path, languages: Sequence[Language]) -> None:
    """Write the rows with what is wrong with each, faulty cells marked, and how to correct them."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(gettext(languages[0], "Rows", "workbook"))
        _write_table(book, sheet, rows, languages[0])
        _write_instructions(book, languages)
    with room_in(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.getvalue())


def _write_table(
    book: xlsxwriter.Workbook, sheet: Worksheet, rows: Sequence[Rejected], language: Language
) -> None:
    headers = list(dict.fromkeys(header for row in rows for header in row.cells))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"num_format": "@", "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    faulty = book.add_format({"num_format": "@", "bg_color": "#FFE2B8", "valign": "top"})
    for index, header in enumerate((*OWN_COLUMNS, *headers)):
        sheet.write_string(0, index, header, bold)
        sheet.set_column(index, index, _WIDTHS[index] if index < len(_WIDTHS) else 18)
    for line, row in enumerate(rows, start=1):
        sheet.write_string(line, 0, row.load, plain)
        sheet.write_number(line, 1, row.place.line or 0)
        sheet.write_string(line, 2, faults_of(row, language), wrapped)
        sheet.write_blank(line, 3, None, plain)
        wrong = {fault.column for fault in row.faults}
        for index, header in enumerate(headers, start=len(OWN_COLUMNS)):
            form = faulty if header in wrong else plain
            sheet.write_string(line, index, row.cells.get(header, ""), form)
    sheet.freeze_panes(1, len(OWN_COLUMNS))


def faults_of(row: Rejected, language: Language) -> str:
    """Everything that is wrong with the row, a line a cell."""
    return "\n".join(
        gettext(language, "{column}: expected {expected}").format(
            column=fault.column, expected=fault.expected.within(language)
        )
        if fault.column
        else gettext(language, "expected {expected}").format(expected=fault.expected.within(language))
        for fault in row.faults
    )


def _write_instructions(book: xlsxwriter.Workbook, languages: Iterable[Language]) -> None:
    sheet = book.add_worksheet("Ohje – Anvisning – Help")
    sheet.set_column(0, 0, 100)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for index, language in enumerate(languages):
        text = gettext(
            language,
            "Correct the marked cells on the first sheet and save the file. Leave the columns of load and "
            "line as they are. To leave a row out for good, write x in the column “{leave_out}”. Then load "
            "this file: rows that are right now are taken in, and rows that are still wrong stay waiting.",
        )
        sheet.write_string(index, 0, text.format(leave_out=LEAVE_OUT), wrapped)
