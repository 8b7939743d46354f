"""What counts as of a date, with the datasets that functions of the product compute from it."""

from __future__ import annotations

from datetime import date

from voimavara.figures.derived import with_derived
from voimavara.run.derived import FUNCTIONS
from voimavara.run.workspace import Workspace
from voimavara.warehouse.selection import Selection


def derive(workspace: Workspace, as_of: date) -> Selection:
    """The selection as of the date; derived datasets lie in the cache, which may be deleted at any time."""
    programme = workspace.programme
    selection = workspace.warehouse.select(programme.contracts, as_of)
    return with_derived(programme, selection, FUNCTIONS, workspace.cache / "derived")
