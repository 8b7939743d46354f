"""The condition of each object in the years to come: when nothing is done, and under the plan."""

from __future__ import annotations

import numpy as np

from voimavara.estate.planning.objects import PlanObjects
from voimavara.estate.planning.plan import WorkPlan
from voimavara.programme.models.plan import InvestmentPlan
from voimavara.scenarios.assumptions import share
from voimavara.snapshot.estate.condition import ForecastView

YEARS = 30


def forecasts_of(
    planned: PlanObjects, present: int, made: WorkPlan | None, plan: tuple[str, InvestmentPlan] | None
) -> dict[str, ForecastView]:
    """A forecast for each object that ages along a curve; pipes have none."""
    years = np.arange(present, present + YEARS + 1)
    untouched = planned.untouched(present, years.tolist())
    if made is None or plan is None:
        after, worked = untouched, np.zeros(planned.size, dtype=np.bool_)
    else:
        to = {name: share(action.to) for name, action in plan[1].actions.items()}
        numbers = made.problem.numbers
        works = [(numbers[work.object], to[work.action], work.year - present) for work in made.works]
        after, worked = planned.with_works(untouched, works)
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
