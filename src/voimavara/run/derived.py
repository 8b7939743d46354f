"""The functions that write derived datasets, by name, each with its version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pyarrow as pa

from voimavara.core.periods import Period
from voimavara.estate.condition.backlog import stated_backlog
from voimavara.estate.space.booked_hours import booked_hours
from voimavara.figures.derived import Registry
from voimavara.figures.unit_cost_index import FUNCTIONS as INDEXES
from voimavara.programme.models.programme import Parameter

Parameters = Mapping[str, Parameter]
Tables = Mapping[str, pa.Table]


def thresholds_of(parameter: Parameter) -> dict[int, Decimal]:
    """The shares of the replacement value by the month (index) from which they hold."""
    return {Period.parse(since[:7]).first: Decimal(str(share)) for since, share in parameter.values.items()}


def _backlog(parameters: Parameters, tables: Tables, _months: Sequence[Period]) -> pa.Table:
    return stated_backlog(tables["building_values"], thresholds_of(parameters["backlog_threshold"]))


def _hours(_parameters: Parameters, tables: Tables, months: Sequence[Period]) -> pa.Table:
    return booked_hours(tables["opening_hours"], tables["space_bookings"], months)


# A version is raised whenever the function gives other rows for the same sources.
FUNCTIONS: Registry = {"booked_hours": (2, _hours), "maintenance_backlog": (1, _backlog), **INDEXES}
