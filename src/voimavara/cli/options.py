"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from voimavara.cli.speaking import Speaking, language_for
from voimavara.core.dates import day_in
from voimavara.core.errors import UserError
from voimavara.core.language import LANGUAGES, Language
from voimavara.programme.models.programme import ENGINES

Command = TypeVar("Command", bound=Callable[..., Any])


_EXCEL = ".xlsx"
_FIRST_YEAR, _LAST_YEAR = 1900, 2200  # years outside are slips of the keyboard


class Day(click.ParamType[date]):
    """A date as 2020-10-31 or 31.10.2020."""

    name = "date"

    def convert(self, value: Any, _param: click.Parameter | None, _ctx: click.Context | None) -> date:
        """The date that the text names."""
        day = day_in(str(value))
        if day and _FIRST_YEAR <= day.year <= _LAST_YEAR:
            return day
        raise UserError(
            "got '{value}', expected a date like 2020-10-31 or 31.10.2020, from {first} to {last}.",
            value=str(value),
            first=_FIRST_YEAR,
            last=_LAST_YEAR,
        )


def _chosen_language(context: click.Context, _param: click.Parameter, asked: Language | None) -> Language:
    """The language asked for, else that of the workspace; errors are told in it from here on."""
    language = asked or language_for(context.params.get("folder"))
    context.ensure_object(Speaking).language = language
    return language


def _language_of_all(context: click.Context, _param: click.Parameter, asked: Language | None) -> None:
    """Every command answers in the language asked for before it, unless another is asked for behind it."""
    if asked and isinstance(context.command, click.Group):
        context.default_map = {name: {"language": asked} for name in context.command.commands}


def _workbook(_context: click.Context, _param: click.Parameter, path: Path | None) -> Path | None:
    """The path, if a double click on it would open Excel."""
    if path is not None and path.suffix.lower() != _EXCEL:
        raise UserError(
            "got the file '{file}', expected a name that ends in {ending}.", file=path, ending=_EXCEL
        )
    return path


# The two are read before all other arguments, whose faults are told in the language that they give.
workspace = click.argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="DIR", is_eager=True
)
language = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default=None, is_eager=True,
    callback=_chosen_language,
    help="Language of the answer: the programme's first unless given, without a programme the system's.",
)  # fmt: skip
language_of_all = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default=None, is_eager=True, expose_value=False,
    callback=_language_of_all,
    help="Language of the answer: the programme's first unless given, without a programme the system's.",
)  # fmt: skip
engine = click.option(
    "--engine", type=click.Choice(ENGINES), default=None,
    help="What adds up the rows: this machine, or Spark on many; the programme's own unless given.",
)  # fmt: skip
as_of = click.option("--as-of", type=Day(), default=None, help="The day that counts as today.")
format_ = click.option(
    "--format", "format_", type=click.Choice(["table", "json", "csv"]), default="table",
    show_default=True, help="Form of the answer; json and csv are for programs.",
)  # fmt: skip
excel = click.option(
    "--excel", type=click.Path(dir_okay=False, path_type=Path), callback=_workbook, default=None,
    metavar="FILE",
    help="Write the answer to an Excel file; it opens by a double click, whatever the language of Excel.",
)  # fmt: skip
quiet = click.option("--quiet", is_flag=True, help="Only errors.")


def example(*lines: str) -> str:
    """The end of a help text: examples, each on a line of its own."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
