"""Files as a city's systems write them: cp1252 with `;` and decimal comma, Excel with headings and totals."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal

import xlsxwriter

Cell = str | int | float | date | None
Files = dict[str, bytes]
Month = tuple[int, int]


def text_file(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    above: Sequence[str] = (),
    below: Sequence[Sequence[str]] = (),
    encoding: Literal["cp1252", "utf-8-sig"] = "cp1252",
) -> bytes:
    """A table with `;` between its cells and Windows line ends; lines may stand above and below it."""
    lines = [*above, *(";".join(row) for row in (header, *rows, *below))]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def workbook(
    sheet: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    above: Sequence[str] = (),
    below: Sequence[Sequence[Cell]] = (),
) -> bytes:
    """An Excel file with headings above the table and totals below it; the same bytes each time."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2019, 6, 26), "author": ""})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "d.m.yyyy"})
    page = book.add_worksheet(sheet)
    for line, heading in enumerate(above):
        page.write(line, 0, heading, bold)
    page.write_row(len(above), 0, header, bold)
    for line, row in enumerate((*rows, *below), start=len(above) + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(line, column, datetime(cell.year, cell.month, cell.day), day)
            elif cell is not None:
                page.write(line, column, cell)
    book.close()
    return _stored(buffer.getvalue())


def _stored(packed: bytes) -> bytes:
    """The same archive without compression, whose bytes would depend on the machine's zlib."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2019, 6, 26, 0, 0, 0)), old.read(name))
    return buffer.getvalue()


def number(value: float, decimals: int = 2) -> str:
    """A number as Finnish systems write it: hard space between thousands, decimal comma.

    >>> number(12345.6).replace(chr(160), "_")
    '12_345,60'
    """
    return f"{value:,.{decimals}f}".replace(",", "\xa0").replace(".", ",")


def plain(value: float, decimals: int = 2) -> str:
    """A number with a decimal comma and nothing between thousands."""
    return f"{value:.{decimals}f}".replace(".", ",")


def day(value: date | None) -> str:
    """A date as 1.2.2019; nothing for none."""
    return "" if value is None else f"{value.day}.{value.month}.{value.year}"


def months(first: Month, last: Month) -> list[Month]:
    """The months from the first to the last, both included."""
    start, end = first[0] * 12 + first[1] - 1, last[0] * 12 + last[1]
    return [(index // 12, index % 12 + 1) for index in range(start, end)]


def slashed(month: Month) -> str:
    """A month as 02/2019."""
    return f"{month[1]:02d}/{month[0]}"


def dashed(month: Month) -> str:
    """A month as 2019-02."""
    return f"{month[0]}-{month[1]:02d}"
