"""A table as an Excel file, which opens alike in an Excel of any language."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import xlsxwriter

from voimavara.cli.cells import head, said
from voimavara.core.language import Language, gettext
from voimavara.core.message import Message
from voimavara.tasks.answer import Quantity, Table
from voimavara.warehouse.disk import room_in

_WIDEST = 60  # characters
_DAY = "d.m.yyyy"


def write_workbook(table: Table, path: Path, language: Language) -> Message:
    """Write the table with numbers as numbers, and say where; raises UserError where it can't be written."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(gettext(language, "Rows", "workbook"))
        bold = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        heads = [head(table, header, language) for header in table.headers]
        forms = {each: book.add_format({"num_format": _form(each)}) for each in table.quantities.values()}
        days = book.add_format({"num_format": _DAY})
        widths = list(map(len, heads))
        for index, text in enumerate(heads):
            sheet.write_string(0, index, text, bold)
        for line, row in enumerate(table.rows, start=1):
            for index, (header, cell) in enumerate(zip(table.headers, row, strict=True)):
                quantity = table.quantities.get(header)
                text = "" if cell is None else said(cell, quantity, language)
                if isinstance(cell, (int, float)):
                    sheet.write_number(line, index, cell, forms[quantity] if quantity else None)
                elif isinstance(cell, date):
                    sheet.write_datetime(line, index, cell, days)
                elif text:
                    sheet.write_string(line, index, text)
                widths[index] = max(widths[index], len(text))
        for index, width in enumerate(widths):
            sheet.set_column(index, index, min(width + 2, _WIDEST))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(table.rows), len(table.headers) - 1)
    with room_in(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.getvalue())
    return Message.of("{file}: rows written: {rows}.", file=path.as_posix(), rows=len(table.rows))


def _form(quantity: Quantity) -> str:
    """How Excel writes the numbers of a column."""
    whole = "0" if quantity.unit == "%" else "#,##0"
    decimals = f".{'0' * quantity.decimals}" if quantity.decimals else ""
    return f"{whole}{decimals}{'%' if quantity.unit == '%' else ''}"
