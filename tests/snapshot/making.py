"""Runs of the Heinola programme with made-up figures, ready to be frozen."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from voimavara.core.errors import Place
from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.core.units import NUMBER
from voimavara.figures.columns import Figures
from voimavara.figures.figure import Figure
from voimavara.figures.series import Measured, measured
from voimavara.peers.comparison import Comparison, compare
from voimavara.programme.calendar import Schedule, current_round
from voimavara.programme.programme import Programme
from voimavara.run.programme import read_programme
from voimavara.snapshot.freeze import freeze
from voimavara.snapshot.material import Behind, Compared, Material
from voimavara.snapshot.model import Snapshot
from voimavara.verdicts.case import Case
from voimavara.verdicts.coverage import follow, late_since
from voimavara.verdicts.judge import describe_target, judge, judged_periods, series_periods
from voimavara.warehouse.load import Fault, Lineage, Load, Rejected

HEINOLA = Path(__file__).parents[2] / "examples" / "heinola"
SPRING, AUTUMN = date(2020, 4, 30), date(2020, 10, 31)
FIRST = Period.parse("2015-01")
VALUES = {
    "sector": ("care", "education"),
    "reporter": ("engineering", "premises"),
    "system": ("archive", "office"),
}
SECTORS = {"care": Text(fi="Sote"), "education": Text(fi="Sivistys")}
STARTS = {"archive": date(2020, 3, 1), "office": date(2019, 11, 1)}


def programme() -> Programme:
    """The programme of the example."""
    return read_programme(HEINOLA)


def load(dataset: str, received: date = date(2020, 10, 1), **more) -> Load:
    """A load of the dataset that covers all months up to the one before it was received."""
    covers = Period(FIRST.first, received.year * 12 + received.month - 1 - FIRST.first)
    made = Load(
        id=f"load-{dataset}",
        dataset=dataset,
        source=dataset,
        file=f"incoming/{dataset}.csv",
        received=received,
        loaded=datetime(2020, 11, 1, 12, tzinfo=UTC),
        origin=Origin.EXAMPLE,
        replaces="periods",
        tolerance=0.0,
        rows_read=120,
        rows_accepted=118,
        rows_set_aside=2,
        rows_dropped=0,
        covers=covers,
        contract_version=1,
    )
    return replace(made, **more)


def figures_of(of: Programme, name: str, as_of: date, seed: int = 7) -> tuple[Figure, ...]:
    """A figure for every period of the indicator, in total or for each part that is kept apart."""
    indicator = of.indicators[name]
    series = series_periods(indicator, of.cover, FIRST, as_of)
    periods = sorted({*series, *judged_periods(indicator, of.cover, as_of)})
    places = (
        [((indicator.apart[0], value),) for value in VALUES[indicator.apart[0]]] if indicator.apart else [()]
    )
    chance = random.Random(f"{seed} {name}")  # noqa: S311 - made-up figures, nothing secret
    unit = NUMBER if indicator.unit.fits(NUMBER) else indicator.unit
    return tuple(
        Figure(
            name,
            period,
            round(chance.uniform(0.5, 0.9), 4),
            unit,
            "1",
            place=place,
            n=40,
            loads=("load-property_costs",),
            origin=Origin.EXAMPLE,
        )
        for place in places
        for period in periods
    )


def compared() -> Comparison:
    """The city among three others."""
    amounts = {
        code: {2015: 100.0, 2019: 100.0 + grown}
        for code, grown in (("111", 1), ("090", 8), ("181", 9), ("245", 7))
    }
    found = compare("111", list(amounts), amounts, (2015, 2019))
    assert isinstance(found, Comparison)
    return found


def material(
    of: Programme,
    as_of: date = AUTUMN,
    figures: Mapping[str, tuple[Figure, ...]] | None = None,
    loads: tuple[Load, ...] | None = None,
) -> Material:
    """All that a run would have found out; `figures` stand in the place of made-up ones."""
    every = {name: figures_of(of, name, as_of) for name in of.indicators} | dict(figures or {})
    first_of_month = as_of.replace(day=1)
    read = [name for name, each in of.contracts.items() if each.derived is None]
    loads = loads or tuple(load(name, first_of_month) for name in read)
    cells = follow(of, loads, as_of)
    columns = Figures.of(figure for each in every.values() for figure in each)
    cases = {
        name: _case(of, name, measured(columns, name), late_since(cells, name), as_of)
        for name in of.indicators
    }
    verdicts = {name: judge(case) for name, case in cases.items()}
    return Material(
        programme=of,
        as_of=as_of,
        figures=columns,
        series={
            (name, "main"): series_periods(each, of.cover, FIRST, as_of)
            for name, each in of.indicators.items()
        },
        verdicts=verdicts,
        targets={name: describe_target(case, verdicts[name]) for name, case in cases.items()},
        cells=cells,
        compared={"net_cost_growth": (Compared("same_size", compared()),)},
        loads=loads,
        used=frozenset(each.id for each in loads),
        open_rows=(rejected("recruitments"), rejected("property_costs")),
        labels={"sector": SECTORS, "municipality": {"111": Text(fi="Heinola")}},
        behind={
            "recruitment_success": (behind("recruitments"),),
            "property_cost_per_m2": (behind("property_costs"),),
        },
    )


def rejected(dataset: str) -> Rejected:
    """A row of the dataset that was set aside."""
    expected = Message.of("an amount like {example}", example="1 234,50")
    fault = Fault("Summa €", "12,3,4", expected)
    place = Place(f"incoming/{dataset}.csv", 212, "Summa €")
    return Rejected(load=f"load-{dataset}", place=place, faults=(fault,), cells={"Summa €": "12,3,4"})


def behind(dataset: str) -> Behind:
    """One row of the dataset behind a figure."""
    row = Lineage(
        f"load-{dataset}", Place(f"incoming/{dataset}.csv", 5), {"building": "114", "recruitment": "Jalmari"}
    )
    return Behind(dataset, Period.parse("2019-10..2020-09"), 1, (row,))


def snapshot(of: Programme, as_of: date = AUTUMN, **more) -> Snapshot:
    """The material, frozen."""
    return freeze(material(of, as_of, **more))


def _case(of: Programme, name: str, figures: Measured, late: date | None, as_of: date) -> Case:
    indicator = of.indicators[name]
    schedule = Schedule.of(indicator)
    return Case(
        id=name,
        indicator=indicator,
        schedule=schedule,
        period=schedule.expected(of.cover, current_round(of.cover, as_of)),
        as_of=as_of,
        figures=figures,
        late_since=late,
        peers=compared() if indicator.target.not_above_peers else None,
        cohort="system" if indicator.target.within_months else None,
        starts=STARTS,
    )
