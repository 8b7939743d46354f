"""The condition of each object in the years to come: when nothing is done, and under the plan."""

from __future__ import annotations

import numpy as np

from voimavara.estate.planning.plan import Plan
from voimavara.programme.models.plan import InvestmentPlan
from voimavara.scenarios.assumptions import share
from voimavara.snapshot.estate_model import ForecastView
from voimavara.tasks.estate.works import Planned

YEARS = 30


def forecasts_of(
    planned: Planned, present: int, made: Plan | None, plan: tuple[str, InvestmentPlan] | None
) -> dict[str, ForecastView]:
    """A forecast for each object that ages along a curve; pipes have none."""
    years = np.arange(present, present + YEARS + 1)
    untouched = planned.untouched(present, years.tolist())
    after = untouched.copy()
    worked = np.zeros(planned.size, dtype=np.bool_)
    if made is not None and plan is not None:
        numbers = made.problem.numbers
        renewed = {
            name: planned.renewed(share(action.to), years.size) for name, action in plan[1].actions.items()
        }
        for work in made.works:
            number, at = numbers[work.object], work.year - present
            if 0 <= at < years.size:
                after[number, at:] = renewed[work.action][number, : years.size - at]
                worked[number] = True
    untouched, after = untouched.round(4), after.round(4)
    said = tuple(int(year) for year in years)
    return {
        name: ForecastView(
            years=said,
            untouched=tuple(untouched[number].tolist()),
            planned=tuple(after[number].tolist()) if worked[number] else (),
        )
        for number, name in enumerate(planned.ids)
        if planned.kinds[number] != "pipe"
    }
