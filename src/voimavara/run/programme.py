"""A programme read with every check there is, those of this product's parts above the programme included."""

from __future__ import annotations

from pathlib import Path

from voimavara.core.errors import Problem
from voimavara.programme.folder import inspect_programme as inspect_checked
from voimavara.programme.folder import read_programme as read_checked
from voimavara.programme.programme import Programme
from voimavara.verdicts.checks import CHECKS


def read_programme(folder: Path) -> Programme:
    """The programme in the folder, with the catalogue behind it; the city's own files win.

    Raises ProgrammeError with every problem found, each with its file, line and a suggestion.
    """
    return read_checked(folder, CHECKS)


def inspect_programme(folder: Path) -> tuple[Programme, tuple[Problem, ...]]:
    """The programme as far as it can be read, and every problem in it."""
    return inspect_checked(folder, CHECKS)
