"""Parts of buildings, their repairs and inspections, from the datasets; what is assumed is marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.errors import UserError
from voimavara.core.message import as_number
from voimavara.core.periods import Period
from voimavara.estate.condition.checks import Assumed, filled
from voimavara.estate.condition.parts import BuildingParts, Inspection, Repair
from voimavara.estate.prices import PriceIndex
from voimavara.portfolio.registers.columns import by_class, names, numbers, shares, years
from voimavara.programme.models.programme import Parameter

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Events:
    """Repairs and inspections of parts; `apart` names those of whole buildings, which no part can take."""

    repairs: tuple[Repair, ...]
    inspections: tuple[Inspection, ...]
    apart: tuple[str, ...]


def read_parts(
    table: pa.Table,
    replacement: Mapping[str, float],
    built: Mapping[str, float],
    parameters: Mapping[str, Parameter],
    year: int,
) -> BuildingParts:
    """The dataset `building_parts` as parts, with what their buildings' replacement values (euros) give them.

    A part without a year of its own is as old as its building; a life or a wearing share is the one of its
    kind (`part_life`, `part_wearing`): all three are marked as assumed. What stays unknown is NaN.
    """
    own, buildings, kinds = (names(table, column) for column in ("part", "building", "kind"))
    check_shares(buildings, shares(table, "value_share"))
    made, older = filled(
        own,
        years(table, "installed"),
        "installed",
        np.array([built.get(str(building), np.nan) for building in buildings]),
        "the year its building was built",
    )
    life, lives = _of_kind(own, kinds, numbers(table, "life"), parameters["part_life"], year, "year")
    wearing, wears = _of_kind(own, kinds, shares(table, "wearing"), parameters["part_wearing"], year, "1")
    values = np.array([replacement.get(str(building), np.nan) for building in buildings])
    euros = values * shares(table, "value_share")
    return BuildingParts(own, buildings, made, life, wearing, euros, (*older, *lives, *wears))


def check_shares(buildings: Names, value_shares: Floats) -> None:
    """Raises UserError for a building whose parts are more or less than the whole of it."""
    found, position = np.unique(buildings, return_inverse=True)
    totals = np.bincount(position, value_shares, minlength=found.size)
    for building, total in zip(found, totals, strict=True):
        if abs(total - 1.0) > 0.005:
            raise UserError(
                "{building}, value_share: its parts are {share} % of its value, expected 100 %; correct the"
                " shares or add the parts that are missing.",
                building=building,
                share=as_number(total * 100, digits=4),
            )


def read_events(
    repairs: pa.Table, inspections: pa.Table, parts: BuildingParts, index: PriceIndex, price_year: int
) -> Events:
    """Investments done and conditions seen, of parts; costs and values in the prices of the parts' values.

    Planned repairs and yearly costs change no value. An inspection that gave a technical value instead of a
    condition is divided by the part's replacement value.
    """
    euros = dict(zip(parts.names.tolist(), parts.replacement.tolist(), strict=True))
    apart: list[str] = []
    done: list[Repair] = []
    for row in repairs.filter(pc.field("object_kind") == "building").to_pylist():
        if row["state"] != "done" or not row["capitalised"]:
            continue
        if row["part"] is None:
            apart.append(row["repair"])
            continue
        year = Period(row["year"], 12).first_day.year
        cost = index.restated(float(row["cost"]), year, price_year)
        done.append(Repair(year, row["part"], min(cost / _value(euros, row["part"]), 1.0)))
    seen: list[Inspection] = []
    for row in inspections.filter(pc.field("object_kind") == "building").to_pylist():
        if row["part"] is None:
            apart.append(row["inspection"])
            continue
        year = row["inspected"].year
        if row["condition"] is not None:
            seen.append(Inspection(year, row["part"], float(row["condition"]) / 100))
        elif row["technical_value"] is not None:
            value = index.restated(float(row["technical_value"]), year, price_year)
            seen.append(Inspection(year, row["part"], value / _value(euros, row["part"])))
    return Events(tuple(done), tuple(seen), tuple(apart))


def _of_kind(
    own: Names, kinds: Names, values: Floats, parameter: Parameter, year: int, unit: str
) -> tuple[Floats, tuple[Assumed, ...]]:
    source = parameter.source.only("en") or "parameter"
    what = "life" if unit == "year" else "wearing"
    return filled(own, values, what, by_class(parameter, kinds, year, unit), source)


def _value(euros: Mapping[str, float], part: str) -> float:
    if part not in euros:
        raise UserError(
            "{part}: there is no such part in the register; correct the identifier or add it.", part=part
        )
    return euros[part]
