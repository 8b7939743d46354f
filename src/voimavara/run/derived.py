"""The functions of this part that write derived datasets, by name, each with its version."""

from __future__ import annotations

from voimavara.estate.condition.backlog import maintenance_backlog
from voimavara.estate.space.booked_hours import booked_hours

# A version is raised whenever the function gives other rows for the same sources.
FUNCTIONS = {"booked_hours": (2, booked_hours), "maintenance_backlog": (1, maintenance_backlog)}
