"""The measures of an indicator: how each is defined, beside its figures."""

from __future__ import annotations

from voimavara.core.units import NUMBER, Unit
from voimavara.figures.figure import MAIN
from voimavara.figures.series import Series, measured
from voimavara.programme.meanings import resolve
from voimavara.programme.models.formula import GrowthFormula
from voimavara.programme.models.indicator import Indicator, Measure
from voimavara.snapshot.formulas import formula_in_words
from voimavara.snapshot.material import Material
from voimavara.snapshot.model import MeasureView


def measure_view(
    material: Material, name: str, measure: Measure | None = None, key: str = MAIN
) -> MeasureView:
    """The indicator's own measure, or the one beside it with the key."""
    indicator = material.programme.indicators[name]
    of: Indicator | Measure = measure or indicator
    resolved = resolve(material.programme, of)
    figures = measured(material.shown, name, key)
    return MeasureView(
        indicator=name,
        id=key,
        name=of.name,
        unit=str(_own_unit(of.unit)),
        shown_in=str(of.unit),
        decimals=_decimals(of, figures.total),
        formula=resolved.id,
        formula_version=resolved.version,
        formula_text=formula_in_words(material.programme, resolved.formula),
        sql=material.sql.get((name, key), ""),
        growth=isinstance(resolved.formula, GrowthFormula),
        figures=figures,
    )


def _decimals(of: Indicator | Measure, total: Series | None) -> int:
    """So many that the city's newest figure and the levels beside it are told, both alike."""
    newest = total.latest.known if total and total.latest else None
    return of.decimals_of(newest or 0.0)


def _own_unit(unit: Unit) -> Unit:
    """The unit in which the values stand: a share is a number from 0 to 1."""
    return NUMBER if unit.fits(NUMBER) else unit
