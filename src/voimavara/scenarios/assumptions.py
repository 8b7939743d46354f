"""What a scenario assumes, as numbers for each year."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from voimavara.estate.simulation.policies import Budget, ClearBacklog, DoNothing, KeepCondition, Policy
from voimavara.programme.models.scenario import PolicyName, Scenario
from voimavara.programme.models.written import Quantity

MONTHS = 12


def share(quantity: Quantity) -> float:
    """A share that was written in per cent, as a number."""
    return float(quantity.value * quantity.unit.scale)


def euros(quantity: Quantity) -> float:
    """An amount of money in euros."""
    return float(quantity.value * quantity.unit.scale)


def budget_by_year(amounts: Mapping[str, Quantity], first: int, last: int) -> tuple[float, ...]:
    """Euros of each year from the first to the last: an amount holds until the next one; none before any.

    >>> from voimavara.programme.models.written import parse_quantity
    >>> budget_by_year({"2022": parse_quantity("3 MEUR")}, 2021, 2023)
    (0.0, 3000000.0, 3000000.0)
    """
    begun = sorted((int(year), euros(amount)) for year, amount in amounts.items())
    return tuple(
        next((amount for since, amount in reversed(begun) if since <= year), 0.0)
        for year in range(first, last + 1)
    )


def building_prices(scenario: Scenario) -> npt.NDArray[np.float64]:
    """What building costs in each year against today (year 0 is the present), in today's money."""
    return np.asarray((1.0 + share(scenario.building_prices)) ** np.arange(scenario.years + 1))


def policy_of(scenario: Scenario, name: PolicyName, present: int) -> Policy:
    """The policy of that name under the scenario, from the year after the present one on."""
    match name:
        case "do_nothing":
            return DoNothing()
        case "keep_condition":
            return KeepCondition()
        case "clear_in_years":
            return ClearBacklog(scenario.clear_in.months // MONTHS if scenario.clear_in else 1)
        case "budget":
            return Budget(budget_by_year(scenario.budget, present + 1, present + scenario.years))


def judged_in(scenario: Scenario, present: int) -> int:
    """The calendar year whose figures are judged, inside the scenario."""
    last = present + scenario.years
    return last if scenario.judged_in is None else min(max(scenario.judged_in, present + 1), last)


def progress(scenario: Scenario, present: int, year: int) -> float:
    """How far a change that is complete by the scenario's last year has come, 0-1.

    It goes in a straight line.
    """
    return min(1.0, max(0.0, (year - present) / scenario.years))


def heating_need(scenario: Scenario, present: int, year: int) -> float:
    """Heating need in the year against today's: 0.9 is a tenth less."""
    return 1.0 + share(scenario.climate.heating_need) * progress(scenario, present, year)


def served(scenario: Scenario, present: int, year: int) -> float:
    """Every age group in the year against the projection: 0.9 is a tenth fewer."""
    return 1.0 + share(scenario.population.change) * progress(scenario, present, year)
