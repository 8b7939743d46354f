"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from voimavara.core.dates import day_in
from voimavara.core.errors import UserError
from voimavara.core.language import LANGUAGES

Command = TypeVar("Command", bound=Callable[..., Any])


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
            f"got '{value}', expected a date like 2020-10-31 or 31.10.2020, "
            f"from {_FIRST_YEAR} to {_LAST_YEAR}."
        )


workspace = click.argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="DIR"
)
as_of = click.option("--as-of", type=Day(), default=None, help="The day that counts as today.")
language = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default="en", show_default=True,
    help="Language of the answer.",
)  # fmt: skip
format_ = click.option(
    "--format", "format_", type=click.Choice(["table", "json", "csv"]), default="table",
    show_default=True, help="Form of the answer.",
)  # fmt: skip
quiet = click.option("--quiet", is_flag=True, help="Only errors.")


def example(*lines: str) -> str:
    """The end of a help text: examples, each on a line of its own."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
