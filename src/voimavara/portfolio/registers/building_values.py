"""Values of buildings from the datasets: each reporter's newest, reconciled, overridden by inspections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.errors import UserError
from voimavara.core.periods import Period
from voimavara.estate.condition.reconciliation import Difference, Reported, reconcile
from voimavara.estate.condition.valuation import Valuation, by_value
from voimavara.estate.prices import PriceIndex, PriceLevel

EUROS = ("replacement_value", "technical_value")
SCHEMA = pa.schema(
    [
        ("building", pa.string()),
        ("reporter", pa.string()),
        ("year", pa.int32()),
        *((name, pa.float64()) for name in EUROS),
    ]
)


@dataclass(frozen=True)
class StatedValues:
    """Replacement and technical value (euros) of each building at the end of a year, in prices of one year.

    `chosen` has the reporter whose word counts and the year it speaks of; `kept` what the others said and
    `differences` where they differ. `inspected` names buildings whose technical value an inspection gave,
    `stated` is `chosen` without it.
    """

    chosen: pa.Table
    stated: pa.Table
    kept: pa.Table
    differences: tuple[Difference, ...]
    inspected: tuple[str, ...]
    price_level: PriceLevel

    def condition(self, threshold: float) -> Valuation:
        """The buildings' condition and backlog by value."""
        r, v = (self.chosen[name].to_numpy() for name in EUROS)
        names = np.array(self.chosen["building"].to_pylist(), dtype=np.str_)
        return by_value(names, r, v, threshold, self.price_level)


def read_values(
    table: pa.Table,
    inspections: pa.Table,
    year: int,
    reporters: Sequence[str],
    index: PriceIndex,
    price_year: int,
) -> StatedValues:
    """The datasets `building_values` and `inspections` as values at the end of a year.

    Reporters stand in the order in which they are believed. Only a reporter's newest value
    until the year counts; an inspection of a whole building in the value's year or later overrides its
    technical value. Raises UserError for reporters that are not listed.
    """
    stated = _newest(table, year, index, price_year)
    unlisted = {row["reporter"] for row in stated} - set(reporters)
    if unlisted or not reporters:
        raise UserError(
            "building_values, reporter: got '{got}', expected one of {known}; add it to the order of"
            " reporters.",
            got=min(unlisted, default=""),
            known=", ".join(reporters),
        )
    sources = [
        Reported(name, pa.Table.from_pylist([row for row in stated if row["reporter"] == name], SCHEMA))
        for name in reporters
    ]
    chosen, kept = sources[0].rows, SCHEMA.empty_table()
    differences: tuple[Difference, ...] = ()
    for other in sources[1:]:
        found = reconcile(Reported(sources[0].name, chosen), other, "building")
        chosen = found.chosen.select(SCHEMA.names)
        kept = pa.concat_tables([kept, found.kept.select(SCHEMA.names)])
        differences += tuple(one for one in found.differences if one.column in EUROS)
    rows, inspected = _inspected(chosen.to_pylist(), inspections, year, index, price_year)
    level = index.level(price_year)
    newest = pa.Table.from_pylist(rows, SCHEMA)
    return StatedValues(newest, chosen, kept, differences, inspected, level)


def _newest(table: pa.Table, year: int, index: PriceIndex, price_year: int) -> list[dict[str, Any]]:
    """Each reporter's newest row of each building until the year, restated; euros as floats."""
    newest: dict[tuple[str, str], dict[str, Any]] = {}
    for row in table.to_pylist():
        stated = Period(row["year"], 12).first_day.year
        own = (row["building"], row["reporter"])
        if stated <= year and (own not in newest or newest[own]["year"] < stated):
            newest[own] = {**row, "year": stated}
    for row in newest.values():
        for name in EUROS:
            if row[name] is not None:
                row[name] = index.restated(float(row[name]), row["year"], price_year)
    return [newest[own] for own in sorted(newest)]


def _inspected(
    rows: Iterable[dict[str, Any]], inspections: pa.Table, year: int, index: PriceIndex, price_year: int
) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """The rows with the technical value that the newest inspection of the whole building gives."""
    seen: dict[str, dict[str, Any]] = {}
    for one in inspections.filter(pc.field("object_kind") == "building").to_pylist():
        counts = one["part"] is None and one["inspected"].year <= year
        if counts and (one["object"] not in seen or seen[one["object"]]["inspected"] < one["inspected"]):
            seen[one["object"]] = one
    found, names = [], []
    for row in rows:
        own = seen.get(row["building"])
        technical = None
        if own and own["inspected"].year >= row["year"]:
            technical = _technical(own, row["replacement_value"], index, price_year)
        if technical is not None:
            names.append(row["building"])
        found.append(row if technical is None else {**row, "technical_value": technical})
    return found, tuple(names)


def _technical(
    inspection: dict[str, Any], replacement: float | None, index: PriceIndex, price_year: int
) -> float | None:
    if inspection["technical_value"] is not None:
        return index.restated(float(inspection["technical_value"]), inspection["inspected"].year, price_year)
    if inspection["condition"] is not None and replacement is not None:
        return replacement * float(inspection["condition"]) / 100
    return None
