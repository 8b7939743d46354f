"""Heat per m² that may be compared between buildings: of one locality (k1), or of the whole country (k2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from voimavara.core.language import Text
from voimavara.core.sentences import say
from voimavara.estate.consumption.degree_days import DegreeDays
from voimavara.estate.consumption.heat import Coefficients, HeatComparison, check_comparable, normalised
from voimavara.estate.consumption.hot_water import HeatUse, HotWaterRules
from voimavara.portfolio.facts import EstateFacts

# The municipality's own parameters, by reference period: Motiva publishes one value a municipality.
COEFFICIENTS = {HeatComparison.LOCALITY: "heat_k1", HeatComparison.COUNTRY: "heat_k2"}


@dataclass(frozen=True)
class ComparableHeat:
    """kWh/m² by comparison and building; none for a comparison whose coefficient is not known."""

    per_m2: Mapping[HeatComparison, Mapping[str, float]] = field(default_factory=dict)
    remarks: tuple[Text, ...] = ()

    def of(self, building: str) -> dict[str, float]:
        """The building's kWh/m² by comparison."""
        return {
            str(comparison): round(found[building], 3)
            for comparison, found in self.per_m2.items()
            if building in found
        }


def comparable_heat(
    facts: EstateFacts, uses: Iterable[HeatUse], days: DegreeDays, rules: HotWaterRules
) -> ComparableHeat:
    """The uses normalised once more for each comparison, by the coefficients of their reference period."""
    made = tuple(uses)
    known = {
        comparison: value
        for comparison, name in COEFFICIENTS.items()
        if name in facts.parameters
        and (value := facts.parameters[name].in_force(facts.as_of, days.reference)) is not None
    }
    coefficients = Coefficients(
        known.get(HeatComparison.LOCALITY, 0.0), known.get(HeatComparison.COUNTRY, 0.0), days.reference
    )
    per_m2: dict[HeatComparison, dict[str, float]] = {}
    for comparison in known:
        found = [normalised(use, days, rules, comparison, coefficients) for use in made]
        check_comparable(found)
        per_m2[comparison] = {one.building: one.per_m2 for one in found if one.per_m2 is not None}
    remarks = () if known else (_missing(days.reference),)
    return ComparableHeat(per_m2, remarks)


def _missing(reference: str) -> Text:
    return say(
        "The heat of different buildings can't be compared, for neither heat_k1 nor heat_k2 has a value for"
        " the reference period {reference}. Add one to the parameters.",
        reference=str(reference),
    )
