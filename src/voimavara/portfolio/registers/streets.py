"""Streets and green areas from the datasets, with their functional classes from the parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.errors import UserError
from voimavara.estate.condition.streets import FunctionalClass, Segments
from voimavara.portfolio.registers.columns import by_class, names, numbers, shares, years
from voimavara.programme.models.programme import Parameter

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Register:
    """Which columns and parameters speak of a kind of segment."""

    dataset: str
    kind: str
    label: str
    area: tuple[str, ...]
    parameters: str


STREETS = Register("streets", "street", "street_class", ("length", "width"), "street")
GREEN_AREAS = Register("green_areas", "green_area", "green_class", ("area",), "green")


def read_segments(table: pa.Table, inspections: pa.Table, register: Register, year: int) -> Segments:
    """The dataset `streets` or `green_areas` as segments (m²), each with its newest measurement until then.

    A condition that the register itself calls modelled, or does not say how it is known, is no measurement.
    A condition seen in an inspection counts from its date on.
    """
    own = names(table, register.kind)
    measured, measured_in = shares(table, "condition"), years(table, "assessed_in")
    by_measuring = names(table, "assessed") == "measured"
    measured = np.where(by_measuring, measured, np.nan)
    measured_in = np.where(np.isnan(measured), np.nan, measured_in)
    position = {str(name): row for row, name in enumerate(own)}
    for row in _seen(inspections, register.kind):
        if row["object"] not in position:
            raise UserError(
                "{object}, inspection {inspection}: the dataset {dataset} has no such object; correct the"
                " identifier or add it.",
                object=row["object"],
                inspection=row["inspection"],
                dataset=register.dataset,
            )
        at, seen_in = position[row["object"]], row["inspected"].year
        if seen_in <= year and not measured_in[at] > seen_in:
            measured[at], measured_in[at] = float(row["condition"]) / 100, seen_in
    area = np.prod([numbers(table, column) for column in register.area], axis=0)
    return Segments(own, names(table, register.label), area, measured, measured_in, years(table, "renewed"))


def read_classes(
    segments: Segments, parameters: Mapping[str, Parameter], register: Register, year: int
) -> tuple[FunctionalClass, ...]:
    """The functional classes of the segments, from the parameters in force at the end of the year.

    Raises UserError for a class that a parameter has no value for.
    """
    found = np.unique(segments.classes)
    wanted = {
        "optimal": (f"{register.parameters}_optimal_condition", "1"),
        "price": (f"{register.parameters}_renovation_price", "EUR/m2"),
        "life": (f"{register.parameters}_life", "year"),
        "wearing": (f"{register.parameters}_wearing", "1"),
    }
    values = {what: by_class(parameters[name], found, year, unit) for what, (name, unit) in wanted.items()}
    for what, (name, _) in wanted.items():
        for label in found[np.isnan(values[what])][:1]:
            raise UserError(
                "Parameter {name}, class '{label}': there is no value in force in {year}, and the dataset"
                " {dataset} has objects of the class; add one to the parameter.",
                name=name,
                label=label,
                year=year,
                dataset=register.dataset,
            )
    source = parameters[wanted["optimal"][0]].source.only("en") or "parameters of the municipality"
    return tuple(
        FunctionalClass(str(label), **{what: float(values[what][row]) for what in wanted}, source=source)
        for row, label in enumerate(found)
    )


def _seen(inspections: pa.Table, kind: str) -> list[dict[str, Any]]:
    rows = inspections.filter(pc.field("object_kind") == kind).to_pylist()
    return sorted(
        (row for row in rows if row["condition"] is not None),
        key=lambda row: (row["inspected"], row["inspection"]),
    )
