"""Heat normalised for weather, so that years and places can be compared (Motiva, Kulutuksen normitus)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from voimavara.core.errors import UserError
from voimavara.core.message import as_number
from voimavara.core.periods import Period
from voimavara.estate.condition.checks import Assumed
from voimavara.estate.consumption.degree_days import MONTHS, DegreeDays
from voimavara.estate.consumption.hot_water import HeatUse, HotWaterRules, hot_water_heat
from voimavara.estate.consumption.meters import Meter, MeterSeries

SOURCE = "Motiva, Kulutuksen normitus: laskentakaavat ja -ohjeet (2016)"


class HeatComparison(StrEnum):
    """What normalised heat may be compared with."""

    ITSELF = "itself"  # k = 1: the same building in other years
    LOCALITY = "locality"  # k1: buildings of the same reference locality
    COUNTRY = "country"  # k2: buildings anywhere, as if they stood in Jyväskylä


@dataclass(frozen=True, slots=True)
class Coefficients:
    """The municipality's k1 (to its reference locality) and k2 (to Jyväskylä), for one reference period."""

    k1: float
    k2: float
    reference: str

    def of(self, comparison: HeatComparison) -> float:
        """k for the comparison."""
        return {
            HeatComparison.ITSELF: 1.0,
            HeatComparison.LOCALITY: self.k1,
            HeatComparison.COUNTRY: self.k2,
        }[comparison]


@dataclass(frozen=True, slots=True)
class NormalisedHeat:
    """Heat of a building as it would have been in normal weather, with all that it rests on.

    Heat and hot water in kWh; `ratio` = normal / actual degree days; `reference` the period of the normal.
    """

    building: str
    period: Period
    heat: float
    measured: float
    hot_water: float
    ratio: float
    k: float
    comparison: HeatComparison
    locality: str
    reference: str
    gross_area: float | None
    assumed: tuple[Assumed, ...] = ()

    @property
    def per_m2(self) -> float | None:
        """Normalised heat in kWh/m² of gross floor area; None where the area is unknown."""
        return None if self.gross_area is None else self.heat / self.gross_area


def normalised(
    use: HeatUse,
    degree_days: DegreeDays,
    rules: HotWaterRules,
    comparison: HeatComparison = HeatComparison.ITSELF,
    coefficients: Coefficients | None = None,
    least: float = 0.0,
) -> NormalisedHeat:
    """Q_norm = k·(S_N/S_act)·(Q − Q_dhw) + Q_dhw, in kWh.

    In a period with no more than `least` actual degree days (°C·d) the ratio means nothing: the heat stays
    as measured, and the ratio 1 is carried as assumed. Raises UserError for missing degree days.

    >>> from voimavara.core.periods import Period
    >>> from voimavara.estate.consumption.degree_days import DegreeDays
    >>> from voimavara.estate.consumption.hot_water import HeatUse, HotWaterRules
    >>> year = Period.year(2020)
    >>> cold = {month: 105.0 for month in range(1, 13)}
    >>> days = DegreeDays("Lahti", "1991-2020", {m.first: 100.0 for m in year.each_month()}, cold, "FMI")
    >>> rules = HotWaterRules(58, 0.3, 0.4, {}, "Motiva")
    >>> found = normalised(HeatUse("114", year, 700_000, water=2_000, gross_area=5_000), days, rules)
    >>> round(found.heat), round(found.per_m2, 2)
    (733260, 146.65)
    """
    hot_water, assumed = hot_water_heat(use, rules)
    actual, normal = degree_days.actual_in(use.period), degree_days.normal_in(use.period)
    k = _coefficient(comparison, coefficients, degree_days)
    if actual <= least:
        why = f"{actual:g} °C·d, at most {least:g}: too little heating need to correct; left as measured"
        ratio = 1.0
        assumed = (*assumed, Assumed(use.building, "weather_ratio", ratio, why))
    else:
        ratio = normal / actual
    return NormalisedHeat(
        use.building,
        use.period,
        k * ratio * (use.heat - hot_water) + hot_water,
        use.heat,
        hot_water,
        ratio,
        k,
        comparison,
        degree_days.locality,
        degree_days.reference,
        use.gross_area,
        assumed,
    )


def check_comparable(figures: Sequence[NormalisedHeat]) -> None:
    """Raises UserError when figures of one table or series rest on different reference periods or k.

    Figures normalised for the building itself compare with that building alone.
    """
    references = sorted({one.reference for one in figures})
    if len(references) > 1:
        raise UserError(
            "Normalised heat of different reference periods ({found}) can't be compared; normalise all of it"
            " in the same way.",
            found=", ".join(references),
        )
    comparisons = sorted({str(one.comparison) for one in figures})
    if len(comparisons) > 1:
        raise UserError(
            "Normalised heat of different comparisons ({found}) can't be compared; normalise all of it in the"
            " same way.",
            found=", ".join(comparisons),
        )
    buildings = {one.building for one in figures}
    if len(buildings) > 1 and figures[0].comparison is HeatComparison.ITSELF:
        raise UserError(
            "Heat normalised for the building itself can't be compared between {buildings} buildings;"
            " normalise it for the locality or the country.",
            buildings=len(buildings),
        )


def _coefficient(
    comparison: HeatComparison, coefficients: Coefficients | None, degree_days: DegreeDays
) -> float:
    if comparison is HeatComparison.ITSELF:
        return 1.0
    if coefficients is None:
        raise UserError(
            "Heat can't be compared between buildings ({comparison}): the municipality's k1 and k2 are"
            " missing; give them as the parameters heat_k1 and heat_k2.",
            comparison=comparison,
        )
    if coefficients.reference != degree_days.reference:
        raise UserError(
            "k1 and k2 are of {coefficients}, the degree days of {degree_days}; expected the same reference"
            " period; use the coefficients published with those normal values.",
            coefficients=coefficients.reference,
            degree_days=degree_days.reference,
        )
    if not coefficients.of(comparison) > 0:
        raise UserError(
            "Comparison of heat, k: got {got}, expected more than 0; correct the parameter.",
            got=as_number(coefficients.of(comparison)),
        )
    return coefficients.of(comparison)


def newest_heated_year(days: DegreeDays, series: Sequence[MeterSeries]) -> Period | None:
    """The newest twelve months whose every month has degree days and some reading of heat."""
    heated = {
        int(one.first + place)
        for one in series
        if one.meter is Meter.HEAT
        for place in np.flatnonzero(~np.isnan(one.amounts))
    }
    known = heated & days.actual.keys()
    ends = [month for month in known if all(month - back in known for back in range(MONTHS))]
    return Period(max(ends) - MONTHS + 1, MONTHS) if ends else None
