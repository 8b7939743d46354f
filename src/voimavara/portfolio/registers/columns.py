"""Columns of datasets as arrays, and parameters as values by class, in the units that the engines take."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voimavara.core.units import Unit
from voimavara.programme.models.programme import Parameter

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]

MONTHS = 12
PERCENT = 100.0


def names(table: pa.Table, column: str) -> Names:
    """Identifiers or words; an empty cell is an empty word."""
    return np.array([value or "" for value in table[column].to_pylist()], dtype=np.str_)


def numbers(table: pa.Table, column: str) -> Floats:
    """Numbers as they are written; an empty cell is NaN."""
    values: Floats = table[column].cast(pa.float64()).to_numpy()
    return values


def shares(table: pa.Table, column: str) -> Floats:
    """Percentages as shares from 0 to 1."""
    return numbers(table, column) / PERCENT


def years(table: pa.Table, column: str) -> Floats:
    """Calendar years of a column of years."""
    return np.floor(numbers(table, column) / MONTHS)


def day_years(table: pa.Table, column: str) -> Floats:
    """Calendar years of a column of dates."""
    return np.array([np.nan if day is None else float(day.year) for day in table[column].to_pylist()])


def by_class(parameter: Parameter, labels: Names, year: int, unit: str) -> Floats:
    """The parameter's value for each label, in force at the end of the year, in the unit; NaN without one."""
    factor = Unit.parse(parameter.unit).factor_to(Unit.parse(unit))
    found, position = np.unique(labels, return_inverse=True)
    values = [parameter.in_force(date(year, 12, 31), str(label)) for label in found]
    return np.array(
        [np.nan if value is None else float(Decimal(str(value)) * factor) for value in values],
        dtype=np.float64,
    )[position]
