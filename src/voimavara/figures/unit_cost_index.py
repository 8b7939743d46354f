"""Index of a sector's unit costs: the services' own unit costs, weighted by what they cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp, fsum, log
from typing import Any

import pyarrow as pa

from voimavara.core.periods import Period
from voimavara.programme.models.programme import Parameter

FIRST_YEAR = 100.0

# Of one year: service → (cost, output).
Year = dict[str, tuple[float, float]]


def unit_cost_index(
    parameters: Mapping[str, Parameter],
    tables: Mapping[str, pa.Table],
    months: Sequence[Period] = (),  # noqa: ARG001 each function of a derived dataset is asked in the same way
) -> pa.Table:
    """Sector, year, index (first year = 100), in the prices of one year.

    From one year to the next the index moves by the mean of the services' logarithmic changes of cost per
    output, each weighted by the mean of its shares of the cost in the two years (L. Törnqvist, The Bank of
    Finland's consumption price index, Bank of Finland Monthly Bulletin 10, 1936), and the links are chained.
    A service without cost or output in one of the two years drops out of that link; `lacking` names it where
    nothing says that it has none. Where no service is left, or no price level is known, the index ends: the
    years after could not be compared.
    """
    prices = {int(year): value for year, value in parameters["municipal_prices"].values.items()}
    rows: list[dict[str, object]] = []
    for sector, years in sorted(_by_sector(tables).items()):
        for year, index in chained(years, prices).items():
            rows.append({"sector": sector, "year": year * 12, "index": index})
    schema = pa.schema([("sector", pa.string()), ("year", pa.int32()), ("index", pa.float64())])
    return pa.Table.from_pylist(rows, schema)


def chained(years: Mapping[int, Year], prices: Mapping[int, float]) -> dict[int, float]:
    """The index by year, from the first year on, as far as the chain holds."""
    first = min((year for year in years if year in prices), default=None)
    if first is None:
        return {}
    index = {first: FIRST_YEAR}
    year = first + 1
    while year in years and year in prices:
        change = tornqvist(years[year - 1], years[year])
        if change is None:
            break
        index[year] = index[year - 1] * exp(change - log(prices[year] / prices[year - 1]))
        year += 1
    return index


def tornqvist(before: Year, after: Year) -> float | None:
    """Logarithmic change of unit costs between two years; None where no service is in both.

    >>> round(exp(tornqvist({"a": (100, 10), "b": (100, 20)}, {"a": (110, 10), "b": (110, 20)})), 6)
    1.1
    """
    both = sorted(before.keys() & after.keys())
    if not both:
        return None
    spent = [fsum(year[service][0] for service in both) for year in (before, after)]
    links = []
    for service in both:
        (old_cost, old_output), (new_cost, new_output) = before[service], after[service]
        weight = (old_cost / spent[0] + new_cost / spent[1]) / 2
        links.append(weight * (log(new_cost / new_output) - log(old_cost / old_output)))
    return fsum(links)


def lacking(tables: Mapping[str, pa.Table]) -> dict[str, dict[int, frozenset[str]]]:
    """Sector → year → the services without which the index of that year is not the whole sector's.

    A service is known from its first row on, if it ever has cost and output in a year. Without a row of one
    of the two it lacks in that year, and so in the index of all later ones. A cost of zero says that it has
    ended: until it costs again, it needs no rows.
    """
    costs = {(row["service"], row["year"] // 12): row["gross_cost"] for row in _rows(tables, "service_costs")}
    outputs = {(row["service"], row["year"] // 12) for row in _rows(tables, "outputs")}
    last = max((year for _, year in costs), default=0)
    found: dict[str, dict[int, frozenset[str]]] = defaultdict(dict)
    for sector, years in _by_sector(tables).items():
        for service in sorted({each for year in years.values() for each in year}):
            first = min(year for name, year in (*costs, *outputs) if name == service)
            told = (
                (costs.get((service, year)), (service, year) in outputs) for year in range(first, last + 1)
            )
            gap = _first_gap(told)
            for year in range(first + gap, last + 1) if gap is not None else ():
                found[sector][year] = found[sector].get(year, frozenset()) | {service}
    return dict(found)


def _first_gap(years: Iterable[tuple[float | None, bool]]) -> int | None:
    """The number of the first year that lacks cost or output while the service goes on; None without one."""
    ended = False
    for number, (cost, output) in enumerate(years):
        if cost is not None:
            ended = cost == 0
        if not ended and (cost is None or not output):
            return number
    return None


def _rows(tables: Mapping[str, pa.Table], dataset: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tables[dataset].to_pylist()
    return rows


def _by_sector(tables: Mapping[str, pa.Table]) -> dict[str, dict[int, Year]]:
    sector = {row["service"]: row["sector"] for row in _rows(tables, "services")}
    output = {
        (row["service"], row["year"]): float(row["quantity"])
        for row in _rows(tables, "outputs")
        if row["quantity"] is not None
    }
    found: dict[str, dict[int, Year]] = defaultdict(lambda: defaultdict(dict))
    for row in _rows(tables, "service_costs"):
        service, month, cost = row["service"], row["year"], row["gross_cost"]
        quantity = output.get((service, month), 0.0)
        if sector.get(service) and cost is not None and cost > 0 and quantity > 0:
            found[sector[service]][month // 12][service] = (float(cost), quantity)
    return found


FUNCTIONS = {"unit_cost_index": (1, unit_cost_index)}
# What the rows of a derived dataset lack: from the tables of its sources, sector → year → keys.
LACKING = {"unit_cost_index": lacking}
