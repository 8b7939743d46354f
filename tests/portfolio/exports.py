"""Exports of the example sent again with something else in them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from voimavara.portfolio.estate import Estate
from voimavara.run.incoming import load_all
from voimavara.run.workspace import open_workspace

PREMISES = Path("incoming") / "kiinteistot"
HEADERS = 3  # rows above the header row of a workbook
RECEIVED = "2020-10-20"
Row = dict[str, Any]


def estate_of(workspace: Path) -> Estate:
    """The estate with whatever files have come."""
    opened = open_workspace(workspace)
    load_all(opened)
    return Estate(opened, opened.as_of(None))


def send(workspace: Path, name: str, text: str) -> None:
    """A text file of the premises unit, as received on a day."""
    (workspace / PREMISES / f"{name}_{RECEIVED}.csv").write_text(text, "cp1252")


def send_again(workspace: Path, name: str, change: Callable[[Row], Row | None]) -> None:
    """The newest text export with every row changed, or left out where the change gives none."""
    newest = sorted((workspace / PREMISES).glob(f"{name}_*.csv"))[-1]
    content = newest.read_bytes()
    lines = content.decode("utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "cp1252").splitlines()
    header = lines[0].split(";")
    rows = [change(dict(zip(header, line.split(";"), strict=True))) for line in lines[1:]]
    send(workspace, name, "\n".join([lines[0], *(";".join(row.values()) for row in rows if row)]))


def send_book_again(workspace: Path, name: str, sheet: str, change: Callable[[Row], Row | None]) -> None:
    """The newest workbook with every row changed."""
    newest = sorted((workspace / PREMISES).glob(f"{name}_*.xlsx"))[-1]
    lines = CalamineWorkbook.from_path(str(newest)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    header = [str(cell) for cell in lines[HEADERS]]
    rows = [change(dict(zip(header, line, strict=True))) for line in lines[HEADERS + 1 :]]
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet(sheet)
        days = book.add_format({"num_format": "d.m.yyyy"})
        changed = [list(row.values()) for row in rows if row]
        for number, cells in enumerate([*lines[: HEADERS + 1], *changed]):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(number, column, cell, days)
                elif cell not in ("", None):
                    page.write(number, column, cell)
    (workspace / PREMISES / f"{name}_{RECEIVED}.xlsx").write_bytes(target.getvalue())
