"""The snapshot of the estate: made and saved for every command that prints a part of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from voimavara.core.garbage import uncollected
from voimavara.core.language import Text
from voimavara.estate.condition.pipes import PastLife
from voimavara.estate.planning.progress import committed
from voimavara.estate.planning.whole_and_parts import WholeAndParts, beyond_shares
from voimavara.portfolio.assumed import assumed_of_plan
from voimavara.portfolio.condition.breaks import breaks_said
from voimavara.portfolio.condition.bridge import bridge_view
from voimavara.portfolio.condition.funding import funding_view
from voimavara.portfolio.condition.objects import object_views
from voimavara.portfolio.condition.street_methods import street_method_views
from voimavara.portfolio.condition.totals import bases_of, labels_of, method_views, sum_views
from voimavara.portfolio.consumption.abnormal_use import abnormal_views
from voimavara.portfolio.consumption.yearly_use import consumption_views
from voimavara.portfolio.estate import Estate
from voimavara.portfolio.plan.adopted import FOLDER as ADOPTED
from voimavara.portfolio.plan.forecasts import forecasts_of
from voimavara.portfolio.plan.question import planned_objects
from voimavara.portfolio.plan.slips import following_view
from voimavara.portfolio.plan.update import update_view
from voimavara.portfolio.plan.views import (
    PlanNames,
    plan_view,
    whole_against_parts_view,
)
from voimavara.portfolio.registers.border import border_of
from voimavara.portfolio.registers.differences import difference_views
from voimavara.portfolio.remarks import (
    READ,
    remarks_of,
)
from voimavara.portfolio.results import load_results
from voimavara.portfolio.space.intensity import costs_explained, space_use_views
from voimavara.portfolio.space.needs import need_views
from voimavara.portfolio.space.study import study_view
from voimavara.portfolio.space.uses import (
    candidate_views,
    utilisation_views,
)
from voimavara.programme.models.plan import InvestmentPlan
from voimavara.run.incoming import load_all
from voimavara.run.progress import Report
from voimavara.run.workspace import Workspace, open_workspace
from voimavara.snapshot.estate.condition import ObjectView
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.snapshot.estate.plan import FollowingView, PlanView, WholeAgainstPartsView
from voimavara.snapshot.estate.store import FOLDER, newest, save
from voimavara.snapshot.files import listed

VERSION = 25  # raised whenever the same inputs give another snapshot


def current_snapshot(folder: Path, as_of: date | None, report: Report) -> EstateSnapshot:
    """New files loaded, the whole estate worked out and saved; the same inputs give the same bytes.

    Its results go into the warehouse, where the next run finds them for the programme's indicators.
    Where the newest snapshot of the day was made from the same inputs, it is that one.
    """
    workspace = open_workspace(folder)
    load_all(workspace, report)
    estate = Estate(workspace, workspace.as_of(as_of), report)
    saved = newest(workspace.snapshots / FOLDER, estate.as_of)
    current = saved is not None and saved[0].inputs == inputs_of(estate)
    with uncollected():
        snapshot, path = (
            saved if saved is not None and current else save(workspace.snapshots / FOLDER, frozen(estate))
        )
        load_results(workspace, snapshot, path)
    return snapshot


def inputs_of(estate: Estate) -> str:
    """The hash of what the snapshot is made from: programme, loads, day, frozen plans, version."""
    loads = [
        (name, used.load.id, used.load.received.isoformat(), repr(used.dropped_periods))
        for name, each in estate.facts.selection.datasets.items()
        for used in each
        if estate.workspace.programme.contracts[name].is_read_from_files  # the rest follows from these
    ]
    adopted = [sha256(path.read_bytes()).hexdigest() for path in listed(estate.workspace.folder / ADOPTED)]
    programme = (estate.workspace.programme.fingerprint, _programme_snapshot(estate.workspace, estate.as_of))
    said = (VERSION, estate.as_of.isoformat(), programme, sorted(loads), adopted)
    return sha256(repr(said).encode()).hexdigest()[:16]


def frozen(estate: Estate) -> EstateSnapshot:
    """All of the estate, frozen."""
    estate.report("buildings, streets, green areas, pipes", 0, 0)
    labels = labels_of(estate.facts, estate.holdings)
    past = estate.networks[2]
    return EstateSnapshot(
        as_of=estate.as_of,
        programme_snapshot=_programme_snapshot(estate.workspace, estate.as_of),
        price_level=str(estate.facts.price_level.year),
        labels={**labels, "indicator": _judged(estate)},
        bases=bases_of(estate.facts, estate.holdings),
        objects=tuple(_objects(estate)),
        sums=tuple(sum_views(estate.facts, estate.holdings, labels)),
        methods=tuple(method_views(estate.buildings.holding.valuation, estate.buildings.by_parts)),
        street_methods=tuple(street_method_views(estate.facts)),
        breaks=tuple(breaks_said(estate.facts, estate.holdings)),
        funding=funding_view(estate.facts, estate.buildings.holding.valuation),
        bridge=bridge_view(estate.facts, estate.buildings),
        differences=tuple(difference_views(estate.facts, estate.buildings)),
        pipe_range=_range(past),
        paths=estate.paths,
        **_plan_views(estate),
        plan_refused=estate.plan_refused,
        following=_following(estate),
        thousand_years=estate.thousand_years,
        space_needs=tuple(need_views(estate.facts, estate.needs)) if estate.needs else (),
        candidates=tuple(candidate_views(estate.facts, estate.uses)),
        networks=estate.service_networks.views,
        space_costs=costs_explained(estate.running_costs.period),
        space_use=tuple(
            space_use_views(estate.facts, estate.buildings.holding, estate.needs, estate.running_costs)
        ),
        utilisation=tuple(utilisation_views(estate.facts, estate.uses)),
        consumption=tuple(consumption_views(estate.facts, estate.consumption, estate.normalised)),
        border=border_of(estate.facts),
        remarks=remarks_of(estate),
        inputs=inputs_of(estate),
        study=study_view(estate.facts, estate.buildings.holding, estate.running_costs),
        abnormal=tuple(abnormal_views(estate.facts, estate.consumption)),
        origin=estate.facts.origin(_held(estate)),
        origin_of_use=estate.facts.origin([*_held(estate), *READ]),
    )


def _following(estate: Estate) -> FollowingView | None:
    """The adopted plan against what was done; None without one, or without a plan to price slips by."""
    if estate.adopted is None or estate.plan is None or estate.plans is None or not estate.progress:
        return None
    before = planned_objects(estate.facts, (estate.buildings.before, *estate.holdings[1:]), estate.pipe_age)
    names = {**{work.object: work.action for work in estate.adopted.works}, **estate.names}
    view = following_view(estate.facts, estate.adopted, estate.progress, *estate.plan, before, names)
    update = update_view(estate.progress, estate.plans.whole, names, estate.facts.year)
    return view.model_copy(update={"update": update})


def _plan_views(estate: Estate) -> dict[str, PlanView | WholeAgainstPartsView | None]:
    if estate.plan is None or estate.plans is None:
        return {}
    actions = {name: action.name for name, action in estate.plan[1].actions.items()}
    whole = estate.plans.whole
    begun = committed(estate.progress, whole.problem.years)
    view = plan_view(estate.plan[1], whole, estate.planned, PlanNames(estate.names, actions), begun)
    assumed = assumed_of_plan(view, estate.buildings, estate.holdings)
    view = view.model_copy(update={"assumed": assumed})
    return {"plan": view, "whole_against_parts": _compared(estate, estate.plans, estate.plan[1])}


def _compared(estate: Estate, both: WholeAndParts, plan: InvestmentPlan) -> WholeAgainstPartsView | None:
    if both.short:
        return None
    alone = beyond_shares(both, estate.planned.sectors.tolist())
    return whole_against_parts_view(both, assumed=not plan.parts, alone=alone)


def _objects(estate: Estate) -> Iterator[ObjectView]:
    whole = estate.plans.whole if estate.plans else None
    forecasts = forecasts_of(estate.planned, estate.facts.year, whole, estate.plan)
    for holding in estate.holdings:
        yield from object_views(estate.facts, holding, estate.buildings, estate.names, forecasts)


def _held(estate: Estate) -> list[str]:
    """The datasets that say what there is."""
    return sorted({name for holding in estate.holdings for name in holding.datasets})


def _judged(estate: Estate) -> dict[str, Text]:
    """The names of the indicators by which the futures are judged."""
    indicators = estate.workspace.programme.indicators
    return {name: indicators[name].name for path in estate.paths for name in path.verdicts}


def _range(past: PastLife | None) -> dict[str, float]:
    """Euros of pipes past their life, by how many years longer or shorter lives are than assumed."""
    if past is None:
        return {}
    return {f"{shift:g}": round(euros, 2) for shift, euros in zip(past.shifts, past.price, strict=True)}


def _programme_snapshot(workspace: Workspace, as_of: date) -> str:
    """The identity of the newest snapshot of the programme of the same day; empty where there is none."""
    same_day = [path for path in listed(workspace.snapshots) if path.name.startswith(f"{as_of}.")]
    return same_day[-1].name.split(".")[2] if same_day else ""
