"""A table as an Excel file, which opens alike in an Excel of any language."""

from __future__ import annotations

import io
from pathlib import Path

import xlsxwriter

from voimavara.cli.printing import head
from voimavara.core.language import Language, gettext
from voimavara.core.message import Message
from voimavara.tasks.answer import Table, Word
from voimavara.warehouse.disk import room_in

_WIDEST = 60  # characters


def write_workbook(table: Table, path: Path, language: Language) -> Message:
    """Write the table with numbers as numbers, and say where; raises UserError where it can't be written."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(gettext(language, "Rows", "workbook"))
        bold = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        widths = [len(head(header, language)) for header in table.headers]
        for index, header in enumerate(table.headers):
            sheet.write_string(0, index, head(header, language), bold)
        for line, row in enumerate(table.rows, start=1):
            for index, cell in enumerate(row):
                value = cell.said.within(language) if isinstance(cell, Word) else cell
                if isinstance(value, str):
                    sheet.write_string(line, index, value)
                elif value is not None:
                    sheet.write_number(line, index, value)
                widths[index] = max(widths[index], len(str(value or "")))
        for index, width in enumerate(widths):
            sheet.set_column(index, index, min(width + 2, _WIDEST))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(table.rows), len(table.headers) - 1)
    with room_in(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.getvalue())
    return Message.of("{file}: rows written: {rows}.", file=path.as_posix(), rows=len(table.rows))
