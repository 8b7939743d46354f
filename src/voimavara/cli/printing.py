"""Tables for people, JSON and CSV for programs; progress for those who wait."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table as RichTable
from rich.text import Text as RichText

from voimavara.core.sheets import harmless
from voimavara.tasks.answer import Report, Table

Format = Literal["table", "json", "csv"]
STDOUT, STDERR = 1, 2


# Rich breaks lines at hard spaces too: while it lays out a table, letters that nobody writes stand for them.
_HELD = {0x00A0: 0xE000, 0x202F: 0xE001}
_RELEASED = {held: space for space, held in _HELD.items()}


def print_table(table: Table, format_: Format) -> None:
    """Write the table to standard output in the format; its remarks go to standard error."""
    if format_ == "json":
        records = [dict(zip(table.headers, row, strict=True)) for row in table.rows]
        print(json.dumps(records, ensure_ascii=False, indent=1))
    elif format_ == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(table.headers)
        writer.writerows([harmless(c) if isinstance(c, str) else c for c in row] for row in table.rows)
    else:
        _print_for_people(table)
    for remark in table.remarks:
        print(remark, file=sys.stderr)


def _print_for_people(table: Table) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 200
    shown = RichTable(box=None, pad_edge=False, header_style="bold")
    for index, header in enumerate(table.headers):
        numeric = any(isinstance(row[index], (int, float)) for row in table.rows)
        shown.add_column(header, justify="right" if numeric else "left", overflow="fold")
    for row in table.rows:
        shown.add_row(*(RichText("–" if cell is None else str(cell).translate(_HELD)) for cell in row))
    with console.capture() as lines:
        console.print(shown)
    sys.stdout.write(lines.get().translate(_RELEASED))


@contextmanager
def _libraries_to_stderr() -> Iterator[None]:
    """What compiled libraries print by themselves (HiGHS its name) goes beside the answer, not into it."""
    sys.stdout.flush()
    kept = os.dup(STDOUT)
    os.dup2(STDERR, STDOUT)
    try:
        yield
    finally:
        os.dup2(kept, STDOUT)
        os.close(kept)


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Report]:
    """A progress bar on standard error for as long as the work lasts; nothing where nobody watches."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    )
    with bar, _libraries_to_stderr():
        task = bar.add_task("", total=None)

        def report(what: str, done: int, of: int) -> None:
            bar.update(task, description=what, completed=done, total=of or None)

        yield report
