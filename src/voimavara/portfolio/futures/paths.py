"""The estate's future under each scenario, judged by the programme's own targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from voimavara.core.errors import UserError
from voimavara.estate.condition.parts import age_of
from voimavara.estate.simulation.stock import Stock
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.futures.assumptions import assumptions
from voimavara.portfolio.futures.states import is_in_states, those_in_states
from voimavara.portfolio.futures.targets import Judged, ScenarioTargets
from voimavara.portfolio.plan.question import NOTHING_KNOWN
from voimavara.portfolio.registers.holdings import Floats, Holding, Names
from voimavara.programme.models.scenario import Scenario
from voimavara.programme.models.transitions import Transitions
from voimavara.run.progress import Report
from voimavara.scenarios.assumptions import share
from voimavara.scenarios.paths import Path, run_scenario
from voimavara.scenarios.pipes import PipeStock
from voimavara.scenarios.states import InStates
from voimavara.snapshot.estate.futures import PathView

EXPOSURES = ("flood", "moisture")


@dataclass(frozen=True)
class Ageing:
    """What ages along curves, as one stock with the kind of object as its class, and how exposed it is.

    Besides, pipes, and what moves between condition states.
    """

    stock: Stock
    pipes: PipeStock
    exposure: Mapping[str, Names]
    in_states: InStates | None = None


def ageing_of(
    holdings: Sequence[Holding], pipe_age: Floats, transitions: Mapping[str, Transitions]
) -> Ageing:
    """Buildings, streets and green areas together, and pipes apart, which have lives but no curve.

    Classes with transitions are apart as well.

    Raises UserError where nothing is known well enough to be aged.
    """
    curved = [holding for holding in holdings if holding.kind != "pipe"]
    moving = [is_in_states(holding, transitions) for holding in curved]
    known = [holding.ageing() & ~states for holding, states in zip(curved, moving, strict=True)]
    if not any(mask.any() for mask in (*known, *moving)):
        raise UserError(NOTHING_KNOWN)

    def joined(arrays: Sequence[np.ndarray]) -> np.ndarray:
        return np.concatenate([array[mask] for array, mask in zip(arrays, known, strict=True)])

    share_ = joined([holding.valuation.condition for holding in curved])
    life, wearing = joined([holding.life for holding in curved]), joined([one.wears for one in curved])
    stock = Stock(
        names=joined([np.array(holding.ids) for holding in curved]),
        labels=joined([np.full(holding.size, holding.kind, dtype="<U10") for holding in curved]),
        replacement=joined([holding.valuation.replacement for holding in curved]),
        age=age_of(share_, life, wearing),
        life=life,
        wearing=wearing,
        threshold=joined([holding.valuation.threshold for holding in curved]),
        wearing_anew=joined([holding.wearing for holding in curved]),
        left_out=tuple(
            name
            for holding, mask, states in zip(curved, known, moving, strict=True)
            for name, is_known in zip(holding.ids, mask | states, strict=True)
            if not is_known
        ),
    )
    exposure = {what: joined([_exposed(holding, what) for holding in curved]) for what in EXPOSURES}
    return Ageing(stock, _pipes(holdings, pipe_age), exposure, those_in_states(curved, transitions))


def _pipes(holdings: Sequence[Holding], age: Floats) -> PipeStock:
    (pipes,) = [holding for holding in holdings if holding.kind == "pipe"]
    known = pipes.ageing() & ~np.isnan(age)
    return PipeStock(
        np.array(pipes.ids, dtype=np.str_)[known],
        pipes.valuation.replacement[known],
        age[known],
        pipes.life[known],
    )


def _exposed(holding: Holding, what: str) -> Names:
    return np.array([row.get(f"{what}_exposure") or "none" for row in holding.rows], dtype="<U32")


def path_views(
    facts: EstateFacts, ageing: Ageing, targets: ScenarioTargets, report: Report
) -> Iterator[PathView]:
    """Every scenario under each of its policies, in the scenarios' order."""
    scenarios = sorted(facts.programme.scenarios.items(), key=lambda item: (item[1].order, item[0]))
    shape = facts.value("life_shape")
    for number, (name, scenario) in enumerate(scenarios):
        report(scenario.name.only("en") or name, number, len(scenarios))
        for path in run_scenario(
            name, scenario, ageing.stock, ageing.exposure, facts.year, shape, ageing.pipes, ageing.in_states
        ):
            view = _view(scenario, path, targets.judged(scenario, path))
            told = assumptions(facts, scenario, path.policy, in_states=ageing.in_states is not None)
            yield view.model_copy(update={"assumptions": tuple(told)})


def _view(scenario: Scenario, path: Path, judged: Judged) -> PathView:
    low, middle, high = path.band("backlog")
    return PathView(
        scenario=path.scenario,
        name=scenario.name,
        policy=path.policy,
        years=tuple(int(year) for year in path.simulation.years),
        backlog=_cents(middle),
        low=_cents(low),
        high=_cents(high),
        spending=_cents(path.band("spent")[1]),
        condition=tuple(round(float(value), 4) for value in path.condition()),
        runs=scenario.runs,
        seed=scenario.seed,
        present_value=round(path.present_value(share(scenario.interest)), 2),
        judged_in=judged.year,
        verdicts=judged.verdicts,
        met=judged.met,
        figures=judged.figures,
        space_surplus=judged.space_surplus,
    )


def _cents(values: np.ndarray) -> tuple[float, ...]:
    return tuple(round(float(value), 2) for value in values)
