"""Each indicator's case, put together from the programme and what a run has found out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from voimavara.programme.calendar import Schedule, current_round
from voimavara.programme.resolving import datasets_of, referred, resolve
from voimavara.verdicts.case import Case
from voimavara.verdicts.coverage import late_since

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import pyarrow as pa

    from voimavara.core.language import Text
    from voimavara.core.missing import Missing
    from voimavara.figures.figure import Figure
    from voimavara.peers.comparison import Comparison
    from voimavara.programme.models.indicator import Indicator
    from voimavara.programme.programme import Programme
    from voimavara.verdicts.coverage import Cell


class Register(NamedTuple):
    """Where the items of a `within_months` target have their own starts."""

    dimension: str
    dataset: str
    column: str


def make_case(
    programme: Programme,
    name: str,
    figures: Sequence[Figure],
    cells: Sequence[Cell],
    as_of: date,
    *,
    peers: Comparison | Missing | None = None,
    starts: Mapping[str, date] | None = None,
    labels: Mapping[str, Mapping[str, Text]] | None = None,
) -> Case:
    """The case of the indicator at the date.

    `figures` are its own, `cells` those of `follow`. A `not_above_peers` target needs `peers`, a
    `within_months` one `starts` (of `starts_in`).
    """
    indicator = programme.indicators[name]
    schedule = Schedule.of(indicator)
    register = register_of_starts(programme, indicator)
    trend = indicator.target.falling or indicator.target.rising
    return Case(
        id=name,
        indicator=indicator,
        schedule=schedule,
        period=schedule.expected(programme.cover, current_round(programme.cover, as_of)),
        as_of=as_of,
        figures=tuple(figures),
        late_since=late_since(cells, name),
        peers=peers,
        cohort=register.dimension if register else None,
        starts=starts or {},
        prices=programme.parameters.get(trend.real) if trend and trend.real else None,
        labels=labels or {},
    )


def register_of_starts(programme: Programme, indicator: Indicator) -> Register | None:
    """The register in which the items of a `within_months` target start; None for other targets."""
    cohort = indicator.target.within_months
    if cohort is None:
        return None
    for dataset in datasets_of(resolve(programme, indicator).formula):
        for name, column in programme.contracts[dataset].columns.items():
            other = referred(programme, column)
            if other and cohort.from_ in programme.contracts[other].columns:
                return Register(name, other, cohort.from_)
    return None


def starts_in(programme: Programme, register: Register, rows: pa.Table) -> Mapping[str, date]:
    """Each item's own start, from the register's rows as of the date; items without one are left out."""
    key = programme.contracts[register.dataset].key[0]
    found = rows.select([key, register.column]).to_pylist()
    return {str(row[key]): row[register.column] for row in found if row[register.column] is not None}
