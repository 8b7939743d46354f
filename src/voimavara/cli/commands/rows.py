"""Commands about rows: load files, list the loads, list and mend what was set aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from voimavara.cli import options
from voimavara.cli.help import command
from voimavara.cli.options import example
from voimavara.cli.output import Format, print_answer, print_table, progress
from voimavara.core.language import Language


@command(epilog=example("voimavara load our-city", "voimavara load our-city mended.xlsx"))
@options.workspace
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--received", type=options.Day(), default=None, help="The day the corrected rows came.")
@options.language
@options.format_
@options.quiet
def load(
    folder: Path,
    file: Path | None,
    received: date | None,
    language: Language,
    format_: Format,
    quiet: bool,
) -> None:
    """Load new files of all sources into the warehouse, or one FILE of corrected rows.

    A file that can't be read is told at the end, and the others are loaded all the same.
    """
    from voimavara.tasks import load as task

    with progress(language, quiet=quiet) as report:
        if file is None:
            done = task.load(folder, report)
        else:
            done = task.load_corrected(folder, file, received, language)
    if not quiet:
        print_table(done.table, format_, language)
    done.check()


@command(epilog=example("voimavara loads our-city"))
@options.workspace
@options.language
@options.format_
@options.excel
def loads(folder: Path, language: Language, format_: Format, excel: Path | None) -> None:
    """What has been loaded: rows read, accepted, set aside, dropped."""
    from voimavara.tasks.loads import loads as task

    print_answer(task(folder), format_, excel, language)


@command(
    epilog=example(
        "voimavara rejected our-city", "voimavara rejected our-city --source buildings --export to-mend.xlsx"
    )
)
@options.workspace
@click.option("--source", default=None, help="Only rows of this source.")
@click.option(
    "--export",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write them to an Excel file, to be corrected there and loaded.",
)
@options.as_of
@options.language
@options.format_
def rejected(
    folder: Path,
    source: str | None,
    export: Path | None,
    as_of: date | None,
    language: Language,
    format_: Format,
) -> None:
    """Rows that were set aside and wait to be mended."""
    from voimavara.tasks import rejected as task

    if export is None:
        print_table(task.rejected(folder, source, as_of, language), format_, language)
    else:
        click.echo(task.export(folder, source, export, as_of).within(language))
