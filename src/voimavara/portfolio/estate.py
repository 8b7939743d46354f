"""The snapshot of the estate: one function makes all of it, and the commands print parts of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from voimavara.core.errors import UserError
from voimavara.core.language import Text, in_all
from voimavara.estate.condition.pipes import PastLife, Pipes
from voimavara.estate.planning.objects import PlanObjects
from voimavara.estate.planning.progress import WorkProgress, still_to_plan
from voimavara.estate.planning.whole_and_parts import WholeAndParts
from voimavara.estate.space.running_costs import RunningCosts
from voimavara.portfolio.assumed import assumed_of_renewals
from voimavara.portfolio.condition.objects import names_of
from voimavara.portfolio.consumption.abnormal_use import Consumption, read_consumption
from voimavara.portfolio.consumption.yearly_use import Normalised, read_normalised
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.futures.paths import Ageing, ageing_of, path_views
from voimavara.portfolio.futures.targets import ScenarioTargets
from voimavara.portfolio.futures.thousand_years import thousand_years_view
from voimavara.portfolio.plan.adopted import AdoptedPlan, adopted_plan
from voimavara.portfolio.plan.progress import adopted_progress
from voimavara.portfolio.plan.question import planned_objects, problem_of
from voimavara.portfolio.plan.views import (
    made_plan,
)
from voimavara.portfolio.plan.words import with_names, words_of
from voimavara.portfolio.registers.buildings import Buildings, read_buildings
from voimavara.portfolio.registers.holdings import Floats, Holding
from voimavara.portfolio.registers.streets_and_pipes import read_green_areas, read_networks, read_streets
from voimavara.portfolio.space.needs import SpaceNeeds, read_needs
from voimavara.portfolio.space.networks import ServiceNetworks, service_networks
from voimavara.portfolio.space.running_costs import read_running_costs
from voimavara.portfolio.space.uses import (
    Uses,
    read_uses,
)
from voimavara.programme.models.plan import InvestmentPlan
from voimavara.run.computation import Computation
from voimavara.run.progress import Report, silent
from voimavara.run.selection import derive
from voimavara.run.workspace import Workspace
from voimavara.snapshot.estate.futures import PathView, ThousandYearsView


@dataclass(frozen=True)
class Estate:
    """The estate of a workspace as of a day; each part is worked out once, when it is first asked for."""

    workspace: Workspace
    as_of: date
    report: Report = silent

    @cached_property
    def facts(self) -> EstateFacts:
        """What the loads say."""
        return EstateFacts(self.workspace.programme, derive(self.workspace, self.as_of), self.as_of)

    @cached_property
    def buildings(self) -> Buildings:
        """The buildings with their parts."""
        return read_buildings(self.facts)

    @cached_property
    def networks(self) -> tuple[Holding, Pipes, PastLife | None]:
        """The pipes, and how much is past its life over the range of lives."""
        return read_networks(self.facts)

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """Everything that the city holds, by kind."""
        return (
            self.buildings.holding,
            read_streets(self.facts),
            read_green_areas(self.facts),
            self.networks[0],
        )

    @cached_property
    def needs(self) -> SpaceNeeds | None:
        """Need for space and the space there is; None where there is no projection or no space."""
        return read_needs(self.facts)

    @cached_property
    def service_networks(self) -> ServiceNetworks:
        """Where the places of each service should be."""
        return service_networks(self.facts, self.needs)

    @cached_property
    def uses(self) -> Uses:
        """How spaces are used, and which buildings could be given up."""
        return read_uses(self.facts, self.buildings.holding, self.running_costs)

    @cached_property
    def running_costs(self) -> RunningCosts:
        """What buildings cost to run in the newest twelve months."""
        return read_running_costs(self.facts)

    @cached_property
    def consumption(self) -> Consumption:
        """Every meter against its own baseline."""
        return read_consumption(self.facts)

    @cached_property
    def normalised(self) -> Normalised:
        """Heat in normal weather."""
        return read_normalised(self.facts, self.consumption)

    @cached_property
    def ageing(self) -> Ageing:
        """What ages, and how."""
        return ageing_of(self.holdings, self.pipe_age, self.workspace.programme.transitions)

    @cached_property
    def paths(self) -> tuple[PathView, ...]:
        """Every scenario under each of its policies."""
        targets = ScenarioTargets(
            self.facts, Computation(self.workspace, self.as_of), self.needs, self.running_costs
        )
        return tuple(path_views(self.facts, self.ageing, targets, self.report))

    @cached_property
    def thousand_years(self) -> ThousandYearsView | None:
        """What keeps the stock for a thousand years."""
        view = thousand_years_view(self.facts, self.buildings, self.holdings, self.pipe_age)
        assumed = assumed_of_renewals(self.buildings, self.holdings)
        return view.model_copy(update={"assumed": assumed}) if view else None

    @cached_property
    def planned(self) -> PlanObjects:
        """Everything that a plan can speak of."""
        return planned_objects(self.facts, self.holdings, self.pipe_age)

    @property
    def pipe_age(self) -> Floats:
        """The age of each pipe in years; NaN where the year is unknown."""
        return np.asarray(self.facts.year - self.networks[1].laid)

    @cached_property
    def plan(self) -> tuple[str, InvestmentPlan] | None:
        """The plan that is made: the first in order with years to come; None where there is none."""
        plans = sorted(self.facts.programme.plans.items(), key=lambda item: (item[1].order, item[0]))
        return next((each for each in plans if int(max(each[1].budgets)) > self.facts.year), None)

    @cached_property
    def progress(self) -> tuple[WorkProgress, ...]:
        """How each work of the adopted plan stands; none without one."""
        if self.adopted is None or self.plan is None:
            return ()
        return adopted_progress(self.facts, self.adopted, self.plan[1].actions)

    @cached_property
    def planning(self) -> WholeAndParts | UserError | None:
        """The plan of the city as one and those of its sectors, or why there can be none."""
        if self.plan is None:
            return None
        name, plan = self.plan
        self.report("investment plan", 0, 0)
        try:
            problem = problem_of(self.facts, name, plan, self.planned)
            return made_plan(plan, still_to_plan(problem, self.progress, self.facts.year), self.planned)
        except UserError as error:
            return UserError(with_names(error.message, words_of(self.facts, plan, self.names)))

    @property
    def plans(self) -> WholeAndParts | None:
        """The plan of the city as one, and those of its sectors; None where there is none or can be none."""
        return None if isinstance(self.planning, UserError) else self.planning

    @property
    def plan_refused(self) -> Text:
        """Why there can be no plan; empty where there is one, or none is asked for."""
        return in_all(self.planning.within) if isinstance(self.planning, UserError) else Text()

    @cached_property
    def adopted(self) -> AdoptedPlan | None:
        """The newest plan that was adopted."""
        return adopted_plan(self.workspace.folder, self.facts)

    @cached_property
    def names(self) -> dict[str, Text]:
        """What each object is called, apart from every other one."""
        return names_of(self.facts, self.holdings)
