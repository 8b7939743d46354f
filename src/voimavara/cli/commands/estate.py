"""Commands about the estate: its future, the investment plan, the need for space."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, get_args

import click

from voimavara.cli import options
from voimavara.cli.help import command
from voimavara.cli.options import example
from voimavara.cli.output import Format, print_answer, progress
from voimavara.core.language import Language

# The tables to choose from.
Future = Literal["paths", "thousand-years", "abnormal", "consumption"]
Space = Literal["needs", "use", "intensity", "candidates", "networks"]


@command(
    epilog=example(
        "voimavara simulate our-city --lang fi",
        "voimavara simulate our-city --every-year --format csv",
        "voimavara simulate our-city --what abnormal",
    )
)
@options.workspace
@click.option(
    "--what",
    type=click.Choice(get_args(Future)),
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
    what: Future,
    every_year: bool,
    as_of: date | None,
    language: Language,
    format_: Format,
    excel: Path | None,
    quiet: bool,
) -> None:
    """The estate's future by scenario, judged by the targets; a thousand years; abnormal consumption."""
    from voimavara.tasks.simulate import simulate as task

    with progress(language, quiet=quiet) as report:
        table = task(folder, what, as_of, language, report, every_year=every_year)
    print_answer(table, format_, excel, language)


@command(
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
    from voimavara.tasks import plan as task

    if adopt:
        with progress(language, quiet=quiet) as report:
            adopted = task.adopt_plan(folder, as_of, report)
        click.echo(adopted.within(language))
        return
    with progress(language, quiet=quiet) as report:
        table = (task.followed if followed else task.plan)(folder, as_of, language, report)
    print_answer(table, format_, excel, language)


@command(
    epilog=example(
        "voimavara space our-city", "voimavara space our-city --what candidates --lang sv --format csv"
    )
)
@options.workspace
@click.option(
    "--what",
    type=click.Choice(get_args(Space)),
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
    what: Space,
    as_of: date | None,
    language: Language,
    format_: Format,
    excel: Path | None,
    quiet: bool,
) -> None:
    """Need for space and surplus, its use and cost, what could be given up, networks of services."""
    from voimavara.tasks.space import space as task

    with progress(language, quiet=quiet) as report:
        table = task(folder, what, as_of, language, report)
    print_answer(table, format_, excel, language)
