"""Population by age, need and supply of space from the city's datasets and parameters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pyarrow as pa

from voimavara.core.errors import UserError
from voimavara.core.message import Message
from voimavara.estate.space.need import NeedRule, Projection, Supply
from voimavara.portfolio.registers.columns import by_class, names, numbers, years
from voimavara.programme.models.programme import Parameter

FROM, TO, SHARE, AREA = "service_age_from", "service_age_to", "service_participation", "space_need"
DECEMBER, LAST_DAY = 12, 31


def read_projection(table: pa.Table, projection: str, municipality: str) -> Projection:
    """One municipality's population by year and age, from the dataset `population_projection`.

    Raises UserError when there is none, or a year lacks an age that others have.
    """
    own = (names(table, "projection") == projection) & (names(table, "municipality") == municipality)
    if not own.any():
        known = ", ".join(sorted(set(names(table, "projection").tolist()))) or Message("none yet")
        raise UserError(
            "Projection {projection} of {municipality}: there are no rows, expected one of {known}; add the"
            " data.",
            projection=projection,
            municipality=municipality,
            known=known,
        )
    year = years(table, "year")[own].astype(np.int64)
    age = numbers(table, "age")[own].astype(np.int64)
    found = np.unique(year)
    people = np.full((found.size, int(age.max()) + 1), np.nan)
    people[np.searchsorted(found, year), age] = numbers(table, "population")[own]
    for row, column in np.argwhere(np.isnan(people))[:1]:
        raise UserError(
            "Projection {projection} of {municipality}, {year}: age {age} is missing, expected every age to"
            " {oldest}; add the row, for people left out would make the need too small.",
            projection=projection,
            municipality=municipality,
            year=found[row],
            age=column,
            oldest=age.max(),
        )
    return Projection(municipality, tuple(int(one) for one in found), people, projection)


def read_need_rules(parameters: Mapping[str, Parameter], year: int) -> tuple[NeedRule, ...]:
    """What each service needs, by the parameters in force at the end of a year.

    Raises UserError when a service has an area but lacks ages or a share.
    """
    services = np.array(sorted(parameters[AREA].by), dtype=np.str_)
    units = {FROM: "year", TO: "year", SHARE: "1", AREA: "m2/person"}
    values = {name: by_class(parameters[name], services, year, unit) for name, unit in units.items()}
    for name, found in values.items():
        for service in services[np.isnan(found)][:1]:
            raise UserError(
                "Parameter {name}, {service}: there is no value in force in {year}; add one, or leave the"
                " service out of all four parameters.",
                name=name,
                service=service,
                year=year,
            )
    source = parameters[AREA].source.only("en") or AREA
    return tuple(
        NeedRule(
            str(service),
            int(values[FROM][row]),
            int(values[TO][row]),
            float(values[SHARE][row]),
            float(values[AREA][row]),
            source,
        )
        for row, service in enumerate(services)
    )


def read_supplies(
    facilities: pa.Table, buildings: pa.Table, district: str | None = None
) -> tuple[Supply, ...]:
    """Space by building and service, from the datasets `facilities` and `buildings`.

    It counts in the years on whose last day the building is in use. With `district` all of it is said to
    be there; else the building's own counts, and one without a district raises UserError.
    """
    known = {row["building"]: row for row in buildings.to_pylist()}
    found = []
    for row in facilities.to_pylist():
        building = known.get(row["building"])
        if building is None:
            raise UserError(
                "{building}, {service}: there is no such building, expected one of the register; correct the"
                " identifier.",
                building=row["building"],
                service=row["age_service"],
            )
        where = district or building.get("district")
        if not where:
            raise UserError(
                "{building}, district: there is none, expected one; add it to the building.",
                building=row["building"],
            )
        first, last = building["in_use_from"].year, _last_year(building["in_use_to"])
        if last is None or first <= last:
            found.append(Supply(row["building"], row["age_service"], where, float(row["area"]), first, last))
    return tuple(found)


def _last_year(until: date | None) -> int | None:
    """The last year on whose last day a building used until then is still in use."""
    if until is None:
        return None
    return until.year if (until.month, until.day) == (DECEMBER, LAST_DAY) else until.year - 1
