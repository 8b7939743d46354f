"""Heat for domestic hot water, which weather does not move: measured, or assumed as Motiva advises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.errors import UserError, did_you_mean, hinted
from voimavara.core.message import Message, as_number
from voimavara.core.periods import Period
from voimavara.estate.condition.checks import Assumed

MONTHS = YEAR = 12
LITRES = 1000


@dataclass(frozen=True)
class HotWaterRules:
    """Parameters that stand in for a measurement (Motiva: 58 kWh/m³, 30 %, dwellings 40 %, litres by use).

    `heat` is kWh for a cubic metre of hot water, `share` and `share_dwellings` how much of all water is hot,
    `litres` hot water by use class in litres a year for a gross m².
    """

    heat: float
    share: float
    share_dwellings: float
    litres: Mapping[str, float]
    source: str

    def __post_init__(self) -> None:
        amounts = {"hot_water_heat": self.heat}
        amounts |= {f"hot_water_litres, {use}": litres for use, litres in self.litres.items()}
        for name, value in amounts.items():
            if not value >= 0:
                raise UserError(
                    "Parameter {name}: got {got}, expected 0 or more; correct it.",
                    name=name,
                    got=as_number(value),
                )
        shares = {
            "hot_water_share, other": self.share,
            "hot_water_share, dwellings": self.share_dwellings,
        }
        for name, value in shares.items():
            if not 0 <= value <= 1:
                raise UserError(
                    "Parameter {name}: got {got}, expected a share between 0 and 1; correct it.",
                    name=name,
                    got=as_number(value),
                )


@dataclass(frozen=True, slots=True)
class HeatUse:
    """What a building used in a period: heat (kWh), of it for hot water if measured (kWh), all water (m³).

    `gross_area` is in m²; `use` is the building's use class; None is unknown.
    """

    building: str
    period: Period
    heat: float
    hot_water: float | None = None
    water: float | None = None
    gross_area: float | None = None
    use: str = ""
    dwellings: bool = False

    def __post_init__(self) -> None:
        for what, value in (
            ("heat", self.heat),
            (Message("hot water"), self.hot_water),
            ("water", self.water),
        ):
            if value is not None and not value >= 0:
                raise UserError(
                    "{building}, {period}, {what}: got {got}, expected 0 or more; correct it or leave it"
                    " empty.",
                    building=self.building,
                    period=self.period,
                    what=what,
                    got=as_number(value),
                )
        if self.gross_area is not None:
            check_area(self.building, self.gross_area)
        if self.hot_water is not None and self.hot_water > self.heat:
            raise UserError(
                "{building}, {period}, hot water: got {hot_water} kWh, expected at most the heat {heat} kWh;"
                " correct one of the two.",
                building=self.building,
                period=self.period,
                hot_water=as_number(self.hot_water),
                heat=as_number(self.heat),
            )


def check_area(building: str, area: float) -> None:
    """Raises UserError for an area (m²) of zero or less, which nothing can be divided by."""
    if not area > 0:
        raise UserError(
            "{object}, {what}: got {got}, expected more than 0; correct it or leave it empty.",
            object=building,
            what="gross_area",
            got=as_number(area),
        )


def hot_water_heat(use: HeatUse, rules: HotWaterRules) -> tuple[float, tuple[Assumed, ...]]:
    """Heat for hot water in kWh, and what was assumed on the way to it.

    Measured; else heat·share of the water used; else heat·litres by use class and gross m². An assumed
    amount never exceeds the heat used. Raises UserError where nothing is known to assume it from.
    Motiva: Kulutuksen normitus, laskentakaavat ja -ohjeet (2016).
    """
    if use.hot_water is not None:
        return use.hot_water, ()
    if use.water is not None:
        share = rules.share_dwellings if use.dwellings else rules.share
        found = rules.heat * share * use.water
        how = f"{share:.0%} of the water used is hot, {rules.heat:g} kWh/m³"
    else:
        litres = _litres(use, rules)
        found = rules.heat * litres / LITRES * (use.gross_area or 0) * use.period.months / MONTHS
        how = f"{litres:g} l/m² a year by use class, {rules.heat:g} kWh/m³"
    if found > use.heat:
        found, how = use.heat, f"{how}; limited to the heat used"
    return found, (Assumed(use.building, "hot_water", found, f"{rules.source}: {how}"),)


def _litres(use: HeatUse, rules: HotWaterRules) -> float:
    if use.use not in rules.litres:
        said = Message.of(
            "{building}, {period}: got neither hot water nor water, and the use class '{use}' has no assumed"
            " hot water; give the water used, or add the class to the parameter hot_water_litres",
            building=use.building,
            period=use.period,
            use=use.use,
        )
        raise UserError(hinted(said, did_you_mean(use.use, rules.litres)))
    if use.gross_area is None:
        raise UserError(
            "{building}, {period}: got neither hot water, water nor gross area, expected one to tell hot"
            " water by; give the water used.",
            building=use.building,
            period=use.period,
        )
    return rules.litres[use.use]


def weather_share(consumption: pa.Table, each_m3: float) -> float:
    """The share of the last twelve months' heat and electricity that follows the weather: heat but hot water.

    Hot water that is not metered is `each_m3` kWh for each m³ of water, and never more than the heat.
    """
    last = pc.max(consumption["month"]).as_py()
    if last is None:
        return 0.0
    newest = consumption.filter(pc.greater(consumption["month"], last - YEAR))
    heat, electricity, water = (
        np.nan_to_num(newest[name].cast(pa.float64()).to_numpy()) for name in ("heat", "electricity", "water")
    )
    metered = newest["hot_water"].cast(pa.float64()).to_numpy()
    hot = np.minimum(heat, np.where(np.isnan(metered), each_m3 * water, metered))
    total = float(heat.sum() + electricity.sum())
    return float(heat.sum() - hot.sum()) / total if total else 0.0
