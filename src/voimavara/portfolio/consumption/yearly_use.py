"""Each building's heat, electricity and water, by month, in a year and per m²; heat in normal weather."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from voimavara.core.errors import UserError
from voimavara.core.language import Text, same
from voimavara.core.periods import Period
from voimavara.estate.consumption.heat import NormalisedHeat, newest_heated_year, normalised
from voimavara.estate.consumption.meters import Meter, MeterSeries
from voimavara.portfolio.consumption.abnormal_use import Consumption
from voimavara.portfolio.consumption.comparable_heat import ComparableHeat, comparable_heat
from voimavara.portfolio.consumption.readings import read_heat_use, read_hot_water_rules
from voimavara.portfolio.facts import EstateFacts
from voimavara.snapshot.estate.consumption import ConsumptionView


@dataclass(frozen=True)
class Normalised:
    """Heat in normal weather by building, over a period; and why some buildings have none."""

    period: Period | None
    heat: Mapping[str, NormalisedHeat]
    remarks: tuple[Text, ...]
    comparable: ComparableHeat = field(default_factory=ComparableHeat)


def read_normalised(facts: EstateFacts, consumption: Consumption) -> Normalised:
    """The newest twelve months for which degree days are known, each building compared with itself."""
    days, series = consumption.degree_days, consumption.series
    if days is None:
        return Normalised(None, {}, ())
    period = newest_heated_year(days, series)
    if period is None:
        return Normalised(None, {}, ())
    uses, _ = read_heat_use(series, facts.table("buildings"), period)
    measured = _hot_water(facts, period)
    rules = read_hot_water_rules(facts.parameters, facts.year)
    found: dict[str, NormalisedHeat] = {}
    remarks: list[Text] = []
    told = [replace(use, hot_water=measured.get(use.building)) for use in uses]
    for use in told:
        try:
            found[use.building] = normalised(use, days, rules)
        except UserError as error:  # the building lacks what its hot water could be told by
            remarks.append(same(str(error)))
    comparable = comparable_heat(facts, (use for use in told if use.building in found), days, rules)
    return Normalised(period, found, (*remarks, *comparable.remarks), comparable)


def _hot_water(facts: EstateFacts, period: Period) -> dict[str, float]:
    """kWh of hot water by building, where it was metered in every month of the period."""
    found: dict[str, list[float]] = {}
    for row in facts.rows("consumption"):
        if row["hot_water"] is not None and period.first <= row["month"] < period.end:
            found.setdefault(row["building"], []).append(float(row["hot_water"]))
    return {name: sum(months) for name, months in found.items() if len(months) == period.months}


def consumption_views(
    facts: EstateFacts, consumption: Consumption, normal: Normalised
) -> Iterator[ConsumptionView]:
    """A row for each building with a meter."""
    by_building: dict[str, dict[Meter, MeterSeries]] = {}
    for one in consumption.series:
        by_building.setdefault(one.building, {})[one.meter] = one
    quality = {(one.building, one.meter): one for one in consumption.meters}
    rows = {row["building"]: row for row in facts.rows("buildings")}
    for building, meters in sorted(by_building.items()):
        row, heat = rows.get(building), normal.heat.get(building)
        area = float(row["gross_area"]) if row else None
        first = min(one.first for one in meters.values())
        whole = Period(first, max(one.period.end for one in meters.values()) - first)
        totals = {
            str(meter): one.total(normal.period) if normal.period else None for meter, one in meters.items()
        }
        yield ConsumptionView(
            object=f"building-{building}",
            name=same(row["name"] if row else building),
            period=str(normal.period) if normal.period else "",
            totals={name: None if total is None else round(total, 1) for name, total in totals.items()},
            per_m2={
                name: None if total is None or not area else round(total / area, 3)
                for name, total in totals.items()
            },
            normalised=None if heat is None else round(heat.heat, 1),
            normalised_per_m2=None if heat is None or heat.per_m2 is None else round(heat.per_m2, 3),
            comparable=normal.comparable.of(building),
            hot_water=None if heat is None else round(heat.hot_water, 1),
            weather_ratio=None if heat is None else round(heat.ratio, 6),
            locality="" if heat is None else heat.locality,
            reference="" if heat is None else heat.reference,
            assumed=() if heat is None else tuple(f"{one.what}: {one.source}" for one in heat.assumed),
            first_month=str(Period(first, 1)),
            months={str(meter): _monthly(one, whole) for meter, one in sorted(meters.items())},
            reliable={
                str(meter): quality[building, meter].reliable
                for meter in sorted(meters)
                if (building, meter) in quality
            },
        )


def _monthly(series: MeterSeries, whole: Period) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else round(float(value), 2) for value in series.within(whole))
