"""What a snapshot of the estate holds of heat, electricity and water."""

from __future__ import annotations

from voimavara.core.language import Text
from voimavara.snapshot.frozen import Frozen


class ConsumptionView(Frozen):
    """A building's meters (heat, electricity in kWh, water in m³): twelve months, per m², and month by month.

    `normalised` is heat as it would have been in normal weather, of the building against itself: it compares
    with no other building. None is not known. `reliable` tells which meters have a usable baseline.
    """

    object: str
    name: Text
    period: str
    totals: dict[str, float | None]
    per_m2: dict[str, float | None]
    normalised: float | None = None
    normalised_per_m2: float | None = None
    comparable: dict[str, float] = {}  # kWh/m² beside other buildings of the `locality`, of the `country`
    hot_water: float | None = None
    weather_ratio: float | None = None
    locality: str = ""
    reference: str = ""
    assumed: tuple[str, ...] = ()
    first_month: str = ""
    months: dict[str, tuple[float | None, ...]] = {}
    reliable: dict[str, bool] = {}


class AbnormalView(Frozen):
    """Abnormal consumption: since when, how much, and what it has cost."""

    object: str
    name: Text
    meter: str
    since: str
    until: str = ""
    ongoing: bool = True
    amount: float
    unit: str
    cost: float | None  # None where no price is known
    sentence: Text
