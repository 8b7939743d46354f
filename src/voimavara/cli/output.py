"""Tables for people, JSON and CSV for programs; progress for those who wait."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from voimavara.cli.cells import plain
from voimavara.cli.terminal import print_for_people
from voimavara.cli.workbook import write_workbook
from voimavara.core.language import Language, gettext
from voimavara.core.message import Message
from voimavara.core.sheets import harmless
from voimavara.run.progress import Report
from voimavara.tasks.answer import Table

Format = Literal["table", "json", "csv"]
STDOUT, STDERR = 1, 2


def print_table(table: Table, format_: Format, language: Language) -> None:
    """Write the table to standard output in the format; its remarks go to standard error.

    JSON and CSV are for programs: their keys and closed words are the same in every language, and they hold
    every row and column.
    """
    if format_ == "json":
        records = [dict(zip(table.headers, map(plain, row), strict=True)) for row in table.rows]
        print(json.dumps(records, ensure_ascii=False, indent=1))
    elif format_ == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(table.headers)
        cells = ([plain(cell) for cell in row] for row in table.rows)
        writer.writerows([harmless(c) if isinstance(c, str) else c for c in row] for row in cells)
    elif table.rows:
        print_for_people(table.short or table, language)
        if table.short:
            print_remarks(table.short, language)
    else:
        print(table.empty.within(language))
    print_remarks(table, language)


def print_answer(table: Table, format_: Format, excel: Path | None, language: Language) -> None:
    """Print the table; or write it to an Excel file, and say so."""
    if excel is None:
        print_table(table, format_, language)
    else:
        print(write_workbook(table, excel, language).within(language))
        print_remarks(table, language)


def print_remarks(table: Table, language: Language) -> None:
    """Write what is told beside the table to standard error."""
    for remark in table.remarks:
        print(told(remark, language), file=sys.stderr)


def told(text: str | Message, language: Language) -> str:
    """A message in the language; a text as it is."""
    return text.within(language) if isinstance(text, Message) else text


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
def progress(language: Language, *, quiet: bool = False) -> Iterator[Report]:
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

        def report(what: str | Message, done: int, of: int) -> None:
            text = what if isinstance(what, Message) else gettext(language, what)
            bar.update(task, description=told(text, language), completed=done, total=of or None)

        yield report
