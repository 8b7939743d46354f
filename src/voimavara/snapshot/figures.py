"""Figures as series by place, measure by measure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from voimavara.core.missing import Missing
from voimavara.core.units import NUMBER
from voimavara.figures.figure import MAIN, Figure
from voimavara.programme.models.formula import GrowthFormula
from voimavara.programme.resolving import resolve
from voimavara.snapshot.formulas import formula_in_words
from voimavara.snapshot.model import Breakdown, FigureView, MeasureView, Series

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voimavara.core.units import Unit
    from voimavara.figures.figure import Where
    from voimavara.programme.models.indicator import Indicator, Measure
    from voimavara.snapshot.material import Material


def measure_view(
    material: Material, name: str, measure: Measure | None = None, key: str = MAIN
) -> MeasureView:
    """The indicator's own measure, or the one beside it with the key."""
    indicator = material.programme.indicators[name]
    of: Indicator | Measure = measure or indicator
    resolved = resolve(material.programme, of)
    periods = set(material.series.get((name, key), ()))
    figures = [
        figure
        for figure in material.figures.get(name, ())
        if figure.measure == key and figure.period in periods
    ]
    total, breakdowns = _by_dimensions(figures)
    return MeasureView(
        id=key,
        name=of.name,
        unit=str(_own_unit(of.unit)),
        shown_in=str(of.unit),
        decimals=_decimals(of, total),
        formula=resolved.id,
        formula_version=resolved.version,
        formula_text=formula_in_words(material.programme, resolved.formula),
        sql=material.sql.get((name, key), ""),
        total=total,
        growth=isinstance(resolved.formula, GrowthFormula),
        breakdowns=breakdowns,
    )


def figure_view(figure: Figure) -> FigureView:
    """One figure as plain data."""
    missing = figure.value if isinstance(figure.value, Missing) else None
    incomplete = figure.incomplete
    return FigureView(
        period=str(figure.period),
        place=dict(figure.place),
        value=None if isinstance(figure.value, Missing) else figure.value,
        missing=missing and missing.reason.value,
        missing_detail=missing.detail if missing else "",
        numerator=figure.numerator,
        denominator=figure.denominator,
        n=figure.n,
        interval=figure.interval,
        origin=figure.origin,
        open_rows=incomplete.open_rows if incomplete else 0,
        missing_keys=incomplete.missing_keys if incomplete else (),
        unnamed_keys=incomplete.unnamed_keys if incomplete else 0,
        loads=tuple(sorted(figure.loads)),
    )


def _by_dimensions(figures: Iterable[Figure]) -> tuple[Series | None, tuple[Breakdown, ...]]:
    """The whole city's series, and a breakdown for each set of dimensions, in order."""
    found: dict[tuple[str, ...], dict[Where, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        found[tuple(dimension for dimension, _ in figure.place)][figure.place].append(figure)
    total = found.pop((), None)
    return (
        _series((), total[()]) if total else None,
        tuple(
            Breakdown(
                dimensions=dimensions, series=tuple(_series(place, there[place]) for place in sorted(there))
            )
            for dimensions, there in sorted(found.items())
        ),
    )


def _decimals(of: Indicator | Measure, total: Series | None) -> int:
    """So many that the city's newest figure and the levels beside it are told, both alike."""
    newest = total.latest.value if total and total.latest else None
    return of.decimals_of(newest or 0.0)


def _series(place: Where, figures: Iterable[Figure]) -> Series:
    ordered = sorted(figures, key=lambda figure: figure.period.end)
    return Series(place=dict(place), figures=tuple(figure_view(figure) for figure in ordered))


def _own_unit(unit: Unit) -> Unit:
    """The unit in which the values stand: a share is a number from 0 to 1."""
    return NUMBER if unit.fits(NUMBER) else unit
