"""Commands about the programme's indicators: run it, its figures and verdicts, how each came about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from voimavara.cli import options
from voimavara.cli.help import command
from voimavara.cli.options import example
from voimavara.cli.output import Format, print_answer, print_table, progress
from voimavara.core.language import Language
from voimavara.programme.models.programme import EngineName


@command(epilog=example("voimavara run our-city --lang fi", "voimavara run our-city --as-of 30.4.2020"))
@options.workspace
@options.as_of
@options.engine
@options.language
@options.format_
@options.quiet
def run(
    folder: Path,
    as_of: date | None,
    engine: EngineName | None,
    language: Language,
    format_: Format,
    quiet: bool,
) -> None:
    """Load, compute, judge and freeze; prints a line an indicator.

    A file that can't be read is told at the end, and the others are loaded and computed all the same.
    """
    from voimavara.tasks.run import run as task
    from voimavara.tasks.verdicts import table

    with progress(language, quiet=quiet) as report:
        done = task(folder, as_of, report, engine)
    if not quiet:
        print_table(table(done.snapshot, language, done.remarks), format_, language)
    done.check()


@command(
    epilog=example(
        "voimavara figures our-city --indicator sick_leave_days --by sector",
        "voimavara figures our-city --indicator sick_leave_days --period month --excel figures.xlsx",
    )
)
@options.workspace
@click.option("--indicator", default=None, help="Only this one.")
@click.option("--by", multiple=True, help="Break down by a dimension, such as sector.")
@click.option("--period", type=click.Choice(["month", "quarter", "year", "12 months"]), default=None)
@options.as_of
@options.language
@options.format_
@options.excel
def figures(
    folder: Path,
    indicator: str | None,
    by: tuple[str, ...],
    period: str | None,
    as_of: date | None,
    language: Language,
    format_: Format,
    excel: Path | None,
) -> None:
    """Figures of the indicators, by any dimension, from month to year.

    For Excel write them with --excel: the file opens by a double click. The CSV is for programs: commas
    between cells, decimal points, the same column names in every language.
    """
    from voimavara.tasks.figures import figures as task

    print_answer(task(folder, indicator, by, period, as_of, language), format_, excel, language)


@command(epilog=example("voimavara verdicts our-city --lang sv"))
@options.workspace
@options.as_of
@options.language
@options.format_
@options.excel
def verdicts(
    folder: Path, as_of: date | None, language: Language, format_: Format, excel: Path | None
) -> None:
    """Verdicts of the newest snapshot, or of the one as of a date."""
    from voimavara.tasks import verdicts as task

    print_answer(task.table(task.snapshot(folder, as_of), language), format_, excel, language)


@command(
    epilog=example(
        "voimavara explain our-city sick_leave_days", "voimavara explain our-city unit_cost --period 2019"
    )
)
@options.workspace
@click.argument("indicator")
@click.option("--measure", default="main", show_default=True, help="A measure beside the indicator's own.")
@click.option("--period", default=None, help="A year 2019, a month 2020-09, a window 2019-10..2020-09.")
@click.option("--place", multiple=True, help="One place, such as sector=education.")
@options.as_of
@options.language
@options.format_
@options.excel
def explain(
    folder: Path,
    indicator: str,
    measure: str,
    period: str | None,
    place: tuple[str, ...],
    as_of: date | None,
    language: Language,
    format_: Format,
    excel: Path | None,
) -> None:
    """How a figure came about: formula, version, the rows with file and line, and SQL."""
    from voimavara.tasks.explain import explain as task

    answer = task(folder, indicator, measure, period, place, as_of, language)
    if format_ == "table" and excel is None:
        click.echo(answer.words)
    print_answer(answer.rows, format_, excel, language)
    if format_ == "table" and excel is None:
        click.echo(answer.sql)
