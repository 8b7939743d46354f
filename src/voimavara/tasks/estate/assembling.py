"""The snapshot of the estate: one function makes all of it, and the commands print parts of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

import numpy as np

from voimavara.core.errors import UserError
from voimavara.core.language import Text, in_all
from voimavara.estate.pipes import PastLife, Pipes
from voimavara.estate.planning.whole_and_parts import WholeAndParts
from voimavara.programme.models.plan import InvestmentPlan
from voimavara.run.computation import Computation
from voimavara.run.progress import Report, silent
from voimavara.run.selection import derive
from voimavara.run.workspace import Workspace
from voimavara.snapshot.estate_model import (
    EstateSnapshot,
    ObjectView,
    PathView,
    RemarkView,
    Subject,
    ThousandYearsView,
)
from voimavara.snapshot.estate_plan import FollowingView, PlanView, WholeAgainstPartsView
from voimavara.snapshot.files import listed
from voimavara.tasks.estate.adopted import FOLDER as ADOPTED
from voimavara.tasks.estate.adopted import AdoptedPlan, adopted_plan
from voimavara.tasks.estate.assumptions import assumed_of_plan, assumed_of_renewals, heat_not_known
from voimavara.tasks.estate.border import border_of
from voimavara.tasks.estate.breaks import breaks_said
from voimavara.tasks.estate.buildings import Buildings, read_buildings
from voimavara.tasks.estate.consumptions import Normalised, consumption_views, read_normalised
from voimavara.tasks.estate.differences import difference_views
from voimavara.tasks.estate.facilities import facility_remarks
from voimavara.tasks.estate.facts import Facts
from voimavara.tasks.estate.following import following_view
from voimavara.tasks.estate.forecasts import forecasts_of
from voimavara.tasks.estate.funding import funding_view
from voimavara.tasks.estate.futures import Ageing, ageing_of, path_views
from voimavara.tasks.estate.holdings import Floats, Holding
from voimavara.tasks.estate.input_remarks import (
    HELD,
    METERED,
    READ,
    USED,
    bookings_said,
    set_aside_said,
    set_aside_values_said,
    unindexed_plan_said,
    unindexed_said,
)
from voimavara.tasks.estate.intensities import costs_explained, space_use_views
from voimavara.tasks.estate.land import read_green_areas, read_networks, read_streets
from voimavara.tasks.estate.meters import Consumption, abnormal_views, read_consumption
from voimavara.tasks.estate.needs import DISTRICTS, Needs, need_views, read_needs
from voimavara.tasks.estate.objects import names_of, object_views
from voimavara.tasks.estate.plan_views import (
    Wording,
    beyond_shares,
    made_plan,
    plan_view,
    short_sectors_said,
    whole_against_parts_view,
)
from voimavara.tasks.estate.plan_words import with_names, words_of
from voimavara.tasks.estate.presence import presence_said
from voimavara.tasks.estate.running_costs import costs_said
from voimavara.tasks.estate.scenario_targets import ScenarioTargets
from voimavara.tasks.estate.service_networks import ServiceNetworks, service_networks
from voimavara.tasks.estate.stands import Stand, stands_of
from voimavara.tasks.estate.street_methods import street_method_views
from voimavara.tasks.estate.study import study_view
from voimavara.tasks.estate.thousand import thousand_years_view
from voimavara.tasks.estate.totals import bases_of, labels_of, left_out_said, method_views, sum_views
from voimavara.tasks.estate.updating import committed, still_to_plan, update_view
from voimavara.tasks.estate.uses import Uses, candidate_views, read_uses, utilisation_said, utilisation_views
from voimavara.tasks.estate.works import Planned, planned_objects, problem_of

VERSION = 24  # raised whenever the same inputs give another snapshot


@dataclass(frozen=True)
class Estate:
    """The estate of a workspace as of a day; each part is worked out once, when it is first asked for."""

    workspace: Workspace
    as_of: date
    report: Report = silent

    @cached_property
    def facts(self) -> Facts:
        """What the loads say."""
        return Facts(self.workspace.programme, derive(self.workspace, self.as_of), self.as_of)

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
    def needs(self) -> Needs | None:
        """Need for space and the space there is; None where there is no projection or no space."""
        return read_needs(self.facts)

    @cached_property
    def service_networks(self) -> ServiceNetworks:
        """Where the places of each service should be."""
        return service_networks(self.facts, self.needs)

    @cached_property
    def uses(self) -> Uses:
        """How spaces are used, and which buildings could be given up."""
        return read_uses(self.facts, self.buildings.holding)

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
        targets = ScenarioTargets(self.facts, Computation(self.workspace, self.as_of), self.needs)
        return tuple(path_views(self.facts, self.ageing, targets, self.report))

    @cached_property
    def thousand_years(self) -> ThousandYearsView | None:
        """What keeps the stock for a thousand years."""
        view = thousand_years_view(self.facts, self.buildings, self.holdings, self.pipe_age)
        assumed = assumed_of_renewals(self.buildings, self.holdings)
        return view.model_copy(update={"assumed": assumed}) if view else None

    @cached_property
    def planned(self) -> Planned:
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
    def stands(self) -> tuple[Stand, ...]:
        """How each work of the adopted plan stands; none without one."""
        if self.adopted is None or self.plan is None:
            return ()
        return stands_of(self.facts, self.adopted, self.plan[1].actions)

    @cached_property
    def planning(self) -> WholeAndParts | UserError | None:
        """The plan of the city as one and those of its sectors, or why there can be none."""
        if self.plan is None:
            return None
        name, plan = self.plan
        self.report("investment plan", 0, 0)
        try:
            problem = problem_of(self.facts, name, plan, self.planned)
            return made_plan(plan, still_to_plan(problem, self.stands, self.facts.year), self.planned)
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

    @property
    def _held(self) -> list[str]:
        """The datasets that say what there is."""
        return sorted({name for holding in self.holdings for name in holding.datasets})

    @property
    def remarks(self) -> tuple[RemarkView, ...]:
        """What could not be worked out or had to be left out, and what to do about it."""
        return (
            *_about(set_aside_said(self.facts, HELD), "condition", "works"),
            *_about(set_aside_said(self.facts, METERED), "consumption"),
            *_about(set_aside_said(self.facts, USED), "needs", "use", "costs", "networks"),
            *_about(set_aside_values_said(self.facts), "condition", "works"),
            *_about(self.buildings.remarks, "condition", "works"),
            *_about(self.consumption.remarks, "consumption"),
            *_about(self.normalised.remarks, "consumption"),
            *_about(bookings_said(self.facts), "use"),
            *_about(unindexed_said(self.facts), "works"),
            *_about(unindexed_plan_said(self.facts, self.adopted), "works"),
            *_about(utilisation_said(self.facts), "use"),
            *_about(presence_said(self.facts, self.uses.period), "use"),
            *_about(costs_said(self.facts), "costs"),
            *_about(self._facility_remarks(), "needs", "networks"),
            *_about(self.service_networks.remarks, "networks"),
            *_about(heat_not_known(self.plan[1], self.planned) if self.plan else (), "works"),
            *_about(left_out_said(self.holdings, self.names), "condition", "works"),
            *_about(short_sectors_said(self.facts, self.plans) if self.plans else (), "works"),
            *_about([self.plan_refused] if self.plan_refused else (), "works"),
        )

    def _facility_remarks(self) -> Iterator[Text]:
        return facility_remarks(self.facts, in_districts=DISTRICTS in self.facts.parameters)

    def _judged(self) -> dict[str, Text]:
        """The names of the indicators by which the futures are judged."""
        indicators = self.workspace.programme.indicators
        return {name: indicators[name].name for path in self.paths for name in path.verdicts}

    def inputs(self) -> str:
        """The hash of what the snapshot is made from: programme, loads, day, frozen plans, version."""
        loads = [
            (name, used.load.id, used.load.received.isoformat(), repr(used.dropped_periods))
            for name, each in self.facts.selection.datasets.items()
            for used in each
            if self.workspace.programme.contracts[name].is_read_from_files  # the rest follows from these
        ]
        frozen = [sha256(path.read_bytes()).hexdigest() for path in listed(self.workspace.folder / ADOPTED)]
        programme = (self.workspace.programme.fingerprint, _programme_snapshot(self.workspace, self.as_of))
        said = (VERSION, self.as_of.isoformat(), programme, sorted(loads), frozen)
        return sha256(repr(said).encode()).hexdigest()[:16]

    def following(self) -> FollowingView | None:
        """The adopted plan against what was done; None without one, or without a plan to price slips by."""
        if self.adopted is None or self.plan is None or self.plans is None or not self.stands:
            return None
        before = planned_objects(self.facts, (self.buildings.before, *self.holdings[1:]), self.pipe_age)
        view = following_view(self.facts, self.adopted, self.stands, *self.plan, before, self.names)
        update = update_view(self.stands, self.plans.whole, self.names, self.facts.year)
        return view.model_copy(update={"update": update})

    def _plan_views(self) -> dict[str, PlanView | WholeAgainstPartsView | None]:
        if self.plan is None or self.plans is None:
            return {}
        actions = {name: action.name for name, action in self.plan[1].actions.items()}
        whole = self.plans.whole
        begun = committed(self.stands, whole.problem.years)
        view = plan_view(self.plan[1], whole, self.planned, Wording(self.names, actions), begun)
        assumed = assumed_of_plan(view, self.buildings, self.holdings)
        view = view.model_copy(update={"assumed": assumed})
        return {"plan": view, "whole_against_parts": self._compared(self.plans, self.plan[1])}

    def _compared(self, both: WholeAndParts, plan: InvestmentPlan) -> WholeAgainstPartsView | None:
        if both.short:
            return None
        alone = beyond_shares(both, self.planned.sectors.tolist())
        return whole_against_parts_view(both, assumed=not plan.parts, alone=alone)

    def _objects(self) -> Iterator[ObjectView]:
        whole = self.plans.whole if self.plans else None
        forecasts = forecasts_of(self.planned, self.facts.year, whole, self.plan)
        for holding in self.holdings:
            yield from object_views(self.facts, holding, self.buildings, self.names, forecasts)

    def snapshot(self) -> EstateSnapshot:
        """All of it, frozen."""
        self.report("buildings, streets, green areas, pipes", 0, 0)
        labels = labels_of(self.facts, self.holdings)
        past = self.networks[2]
        return EstateSnapshot(
            as_of=self.as_of,
            programme_snapshot=_programme_snapshot(self.workspace, self.as_of),
            price_level=str(self.facts.price_level.year),
            labels={**labels, "indicator": self._judged()},
            bases=bases_of(self.facts, self.holdings),
            objects=tuple(self._objects()),
            sums=tuple(sum_views(self.facts, self.holdings, labels)),
            methods=tuple(method_views(self.buildings.holding.condition, self.buildings.by_parts)),
            street_methods=tuple(street_method_views(self.facts)),
            breaks=tuple(breaks_said(self.facts, self.holdings)),
            funding=funding_view(self.facts, self.buildings.holding.condition),
            differences=tuple(difference_views(self.facts, self.buildings)),
            pipe_range=_range(past),
            paths=self.paths,
            **self._plan_views(),
            plan_refused=self.plan_refused,
            following=self.following(),
            thousand_years=self.thousand_years,
            space_needs=tuple(need_views(self.facts, self.needs)) if self.needs else (),
            candidates=tuple(candidate_views(self.facts, self.uses)),
            networks=self.service_networks.views,
            space_costs=costs_explained(self.facts),
            space_use=tuple(space_use_views(self.facts, self.buildings.holding, self.needs)),
            utilisation=tuple(utilisation_views(self.facts, self.uses)),
            consumption=tuple(consumption_views(self.facts, self.consumption, self.normalised)),
            border=border_of(self.facts),
            remarks=self.remarks,
            inputs=self.inputs(),
            study=study_view(self.facts, self.buildings.holding),
            abnormal=tuple(abnormal_views(self.facts, self.consumption)),
            origin=self.facts.origin(self._held),
            origin_of_use=self.facts.origin([*self._held, *READ]),
        )


def _about(said: Iterable[Text], *subjects: Subject) -> Iterator[RemarkView]:
    """The remarks with the subjects of the answers that they concern."""
    return (RemarkView(**one.model_dump(), about=subjects) for one in said)


def _range(past: PastLife | None) -> dict[str, float]:
    """Euros of pipes past their life, by how many years longer or shorter lives are than assumed."""
    if past is None:
        return {}
    return {f"{shift:g}": round(euros, 2) for shift, euros in zip(past.shifts, past.price, strict=True)}


def _programme_snapshot(workspace: Workspace, as_of: date) -> str:
    """The identity of the newest snapshot of the programme of the same day; empty where there is none."""
    same_day = [path for path in listed(workspace.snapshots) if path.name.startswith(f"{as_of}.")]
    return same_day[-1].name.split(".")[2] if same_day else ""
