"""Degree days, hot water and heat use from the city's datasets and parameters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pyarrow as pa

from voimavara.core.errors import UserError
from voimavara.core.message import Message, as_number
from voimavara.core.periods import Period
from voimavara.estate.consumption.degree_days import MONTHS, DegreeDays
from voimavara.estate.consumption.hot_water import HeatUse, HotWaterRules
from voimavara.estate.consumption.meters import Meter, MeterSeries
from voimavara.portfolio.registers.columns import by_class, names, numbers
from voimavara.programme.models.programme import Parameter

HEAT, SHARE, LITRES = "hot_water_heat", "hot_water_share", "hot_water_litres"


def read_degree_days(table: pa.Table, locality: str, reference: str, source: str) -> DegreeDays:
    """The degree days (°C·d) of a locality and a reference period, from the dataset `degree_days`.

    Raises UserError when there are none, or a calendar month has two normal values.
    """
    own = (names(table, "locality") == locality) & (names(table, "reference") == reference)
    if not own.any():
        known = sorted({f"{row['locality']} {row['reference']}" for row in table.to_pylist()})
        raise UserError(
            "Degree days of {locality}, {reference}: there are none, expected one of {known}; add them to the"
            " data.",
            locality=locality,
            reference=reference,
            known=", ".join(known) or Message("none yet"),
        )
    months = table["month"].to_numpy()[own]
    normal: dict[int, float] = {}
    for month, value in zip(months, numbers(table, "normal")[own], strict=True):
        calendar = int(month) % MONTHS + 1
        if normal.setdefault(calendar, float(value)) != value:
            raise UserError(
                "Normal degree days of {locality}, {reference}, {month}: got {value} and {other} for the same"
                " month of the year, expected one value; correct it.",
                locality=locality,
                reference=reference,
                month=Period(int(month), 1),
                value=as_number(value),
                other=as_number(normal[calendar]),
            )
    actual = dict(zip((int(month) for month in months), numbers(table, "actual")[own].tolist(), strict=True))
    return DegreeDays(locality, reference, actual, normal, source)


def read_hot_water_rules(parameters: Mapping[str, Parameter], year: int) -> HotWaterRules:
    """What stands in for measured hot water, by the parameters in force at the end of a year.

    Raises UserError when one of them has no value yet.
    """
    heat = _in_force(parameters[HEAT], HEAT, "", year, "kWh/m3")
    dwellings, other = (
        _in_force(parameters[SHARE], SHARE, name, year, "1") for name in ("dwellings", "other")
    )
    uses = np.array(sorted(parameters[LITRES].by), dtype=np.str_)
    values = by_class(parameters[LITRES], uses, year, "l/m2")
    litres = {str(use): float(value) for use, value in zip(uses, values, strict=True) if not np.isnan(value)}
    return HotWaterRules(heat, other, dwellings, litres, parameters[HEAT].source.only("en") or HEAT)


def read_heat_use(
    series: Sequence[MeterSeries], buildings: pa.Table, period: Period, dwellings: Collection[str] = ()
) -> tuple[tuple[HeatUse, ...], Mapping[str, tuple[Period, ...]]]:
    """What each building used in the period, and the months that lack heat of those left out for it.

    `dwellings` are the use classes in which people live. Water counts when it is known for every month.
    """
    water = {one.building: one.total(period) for one in series if one.meter is Meter.WATER}
    known = {
        row["building"]: row for row in buildings.select(["building", "use_class", "gross_area"]).to_pylist()
    }
    found, lacking = [], {}
    for one in series:
        if one.meter is not Meter.HEAT:
            continue
        heat, row = one.total(period), known.get(one.building, {})
        if heat is None:
            lacking[one.building] = one.missing(period)
            continue
        area, use = row.get("gross_area"), row.get("use_class") or ""
        metres = None if area is None else float(area)
        found.append(
            HeatUse(one.building, period, heat, None, water.get(one.building), metres, use, use in dwellings)
        )
    return tuple(found), lacking


def _in_force(parameter: Parameter, name: str, of: str, year: int, unit: str) -> float:
    value = float(by_class(parameter, np.array([of]), year, unit)[0])
    if np.isnan(value):
        which = f"{name}, {of}" if of else name
        raise UserError(
            "Parameter {name}: there is no value in force in {year}; add one to the parameter.",
            name=which,
            year=year,
        )
    return value
