"""Every command: its arguments, the task it calls, how the answer is printed."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from voimavara.cli import options
from voimavara.cli.helping import SpokenGroup
from voimavara.cli.options import example
from voimavara.cli.printing import Format, print_remarks, print_table, progress, told
from voimavara.cli.workbook import write_workbook
from voimavara.core.language import Language
from voimavara.programme.models.programme import EngineName
from voimavara.tasks.answer import Table


def task(name: str) -> Any:
    """The task's module; imported only when its command is called, for some need three seconds."""
    return import_module(f"voimavara.tasks.{name}")


def _answer(table: Table, format_: Format, excel: Path | None, language: Language) -> None:
    """Print the table; or write it to an Excel file, and say so."""
    if excel is None:
        print_table(table, format_, language)
    else:
        click.echo(write_workbook(table, excel, language).within(language))
        print_remarks(table, language)


@click.group(
    cls=SpokenGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="voimavara")
@options.language_of_all
def cli() -> None:
    """The resource programme that a municipality can run.

    A workspace is a folder: the programme as YAML, and files as the city's systems export them.
    """


@cli.command(epilog=example("voimavara init our-city"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR", is_eager=True)
@options.language
def init(folder: Path, language: Language) -> None:
    """Make a workspace of your own: a small programme, source mappings, Excel templates."""
    print_table(task("init").init(folder, language), "table", language)


@cli.command(epilog=example("voimavara templates our-city"))
@options.workspace
@options.language
def templates(folder: Path, language: Language) -> None:
    """Write the Excel templates again, after datasets, vocabularies or the language have changed."""
    print_table(task("templates").templates(folder), "table", language)


@cli.command(epilog=example("voimavara check our-city"))
@options.workspace
@options.language
def check(folder: Path, language: Language) -> None:
    """Check all that people have written; every fault at once, with file and line."""
    click.echo(task("check").check(folder).within(language))


@cli.command(epilog=example("voimavara load our-city", "voimavara load our-city mended.xlsx"))
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
    module = task("load")
    with progress(language, quiet=quiet) as report:
        if file is None:
            done = module.load(folder, report)
        else:
            done = module.load_corrected(folder, file, received, language)
    if not quiet:
        print_table(done.table, format_, language)
    done.check()


@cli.command(epilog=example("voimavara run our-city --lang fi", "voimavara run our-city --as-of 30.4.2020"))
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
    with progress(language, quiet=quiet) as report:
        done = task("run").run(folder, as_of, report, engine)
    if not quiet:
        print_table(task("verdicts").table(done.snapshot, language, done.remarks), format_, language)
    done.check()


@cli.command(
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
    _answer(task("figures").figures(folder, indicator, by, period, as_of, language), format_, excel, language)


@cli.command(epilog=example("voimavara verdicts our-city --lang sv"))
@options.workspace
@options.as_of
@options.language
@options.format_
@options.excel
def verdicts(
    folder: Path, as_of: date | None, language: Language, format_: Format, excel: Path | None
) -> None:
    """Verdicts of the newest snapshot, or of the one as of a date."""
    module = task("verdicts")
    _answer(module.table(module.snapshot(folder, as_of), language), format_, excel, language)


@cli.command(
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
    answer = task("explain").explain(folder, indicator, measure, period, place, as_of, language)
    if format_ == "table" and excel is None:
        click.echo(answer.words)
    _answer(answer.rows, format_, excel, language)
    if format_ == "table" and excel is None:
        click.echo(answer.sql)


@cli.command(epilog=example("voimavara loads our-city"))
@options.workspace
@options.language
@options.format_
@options.excel
def loads(folder: Path, language: Language, format_: Format, excel: Path | None) -> None:
    """What has been loaded: rows read, accepted, set aside, dropped."""
    _answer(task("loads").loads(folder), format_, excel, language)


@cli.command(
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
    module = task("rejected")
    if export is None:
        print_table(module.rejected(folder, source, as_of, language), format_, language)
    else:
        click.echo(module.export(folder, source, export, as_of).within(language))


@cli.command(
    epilog=example(
        "voimavara simulate our-city --lang fi",
        "voimavara simulate our-city --every-year --format csv",
        "voimavara simulate our-city --what abnormal",
    )
)
@options.workspace
@click.option(
    "--what",
    type=click.Choice(["paths", "thousand-years", "abnormal", "consumption"]),
    default="paths",
    show_default=True,
    help="Which table.",
)
@click.option("--every-year", is_flag=True, help="Of paths a row a year; else the year that is judged.")
@options.as_of
@options.language
@options.format_
@options.excel
@options.quiet
def simulate(
    folder: Path,
    what: str,
    every_year: bool,
    as_of: date | None,
    language: Language,
    format_: Format,
    excel: Path | None,
    quiet: bool,
) -> None:
    """The estate's future by scenario, judged by the targets; a thousand years; abnormal consumption."""
    with progress(language, quiet=quiet) as report:
        table = task("simulate").simulate(folder, what, as_of, language, report, every_year=every_year)
    _answer(table, format_, excel, language)


@cli.command(
    epilog=example(
        "voimavara plan our-city --lang fi",
        "voimavara plan our-city --adopt --as-of 16.12.2020",
        "voimavara plan our-city --followed",
    )
)
@options.workspace
@click.option(
    "--adopt", is_flag=True, help="Freeze the plan as adopted on the day; it is followed from then on."
)
@click.option("--followed", is_flag=True, help="The adopted plan against what was done.")
@options.as_of
@options.language
@options.format_
@options.excel
@options.quiet
def plan(
    folder: Path,
    adopt: bool,
    followed: bool,
    as_of: date | None,
    language: Language,
    format_: Format,
    excel: Path | None,
    quiet: bool,
) -> None:
    """The investment plan within the yearly budgets of plans/: works with reasons, and a proven bound."""
    module = task("plan")
    with progress(language, quiet=quiet) as report:
        if adopt:
            answer = module.adopt_plan(folder, as_of, report)
        else:
            answer = (module.followed if followed else module.plan)(folder, as_of, language, report)
    if adopt:
        click.echo(told(answer, language))
    else:
        _answer(answer, format_, excel, language)


@cli.command(
    epilog=example(
        "voimavara space our-city", "voimavara space our-city --what candidates --lang sv --format csv"
    )
)
@options.workspace
@click.option(
    "--what",
    type=click.Choice(["needs", "use", "intensity", "candidates", "networks"]),
    default="needs",
    show_default=True,
    help="Which table.",
)
@options.as_of
@options.language
@options.format_
@options.excel
@options.quiet
def space(
    folder: Path,
    what: str,
    as_of: date | None,
    language: Language,
    format_: Format,
    excel: Path | None,
    quiet: bool,
) -> None:
    """Need for space and surplus, its use and cost, what could be given up, networks of services."""
    with progress(language, quiet=quiet) as report:
        table = task("space").space(folder, what, as_of, language, report)
    _answer(table, format_, excel, language)


@cli.command(
    epilog=example("voimavara serve our-city --port 8000", "voimavara serve our-city --as-of 30.4.2020")
)
@options.workspace
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer at.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to answer at."
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="How many processes answer."
)
@options.language
@click.option("--as-of", type=options.Day(), default=None, help="Show everything as it stood on the day.")
def serve(folder: Path, host: str, port: int, workers: int, as_of: date | None, language: Language) -> None:
    """Serve the pages and the API of the workspace's snapshots until stopped."""
    task("serve").serve(folder, host, port, workers, language, as_of)
