"""Commands of a workspace of one's own: make it, check what is written in it, serve its pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from voimavara.cli import options
from voimavara.cli.help import command
from voimavara.cli.options import example
from voimavara.cli.output import print_table
from voimavara.core.language import Language


@command(epilog=example("voimavara init our-city"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR", is_eager=True)
@options.language
def init(folder: Path, language: Language) -> None:
    """Make a workspace of your own: a small programme, source mappings, Excel templates."""
    from voimavara.tasks.init import init as task

    print_table(task(folder, language), "table", language)


@command(epilog=example("voimavara templates our-city"))
@options.workspace
@options.language
def templates(folder: Path, language: Language) -> None:
    """Write the Excel templates again, after datasets, vocabularies or the language have changed."""
    from voimavara.tasks.templates import templates as task

    print_table(task(folder), "table", language)


@command(epilog=example("voimavara check our-city"))
@options.workspace
@options.language
def check(folder: Path, language: Language) -> None:
    """Check all that people have written; every fault at once, with file and line."""
    from voimavara.tasks.check import check as task

    click.echo(task(folder).within(language))


@command(epilog=example("voimavara serve our-city --port 8000", "voimavara serve our-city --as-of 30.4.2020"))
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
    from voimavara.tasks.serve import serve as task

    task(folder, host, port, workers, language, as_of)
