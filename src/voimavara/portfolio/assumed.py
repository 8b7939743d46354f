"""How much of a figure rests on lives, years and wear that nobody has given, and on heat not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from voimavara.core.language import Text
from voimavara.core.sentences import count, say
from voimavara.estate.planning.objects import PlanObjects
from voimavara.portfolio.names import few
from voimavara.portfolio.registers.buildings import Buildings
from voimavara.portfolio.registers.holdings import Holding
from voimavara.programme.models.plan import InvestmentPlan
from voimavara.snapshot.estate.plan import PlanView


def assumed_of_renewals(buildings: Buildings, holdings: Sequence[Holding]) -> Text:
    """How many parts of buildings and other objects are renewed at an assumed age; empty where none is."""
    in_parts = {f"building-{name}" for name in buildings.parts.buildings.tolist()}
    parts = {one.object for one in buildings.parts.assumed}
    others = {name for holding in holdings for name in holding.ids} - in_parts
    rest = {name for holding in holdings for name in _assumed_ids(holding)} - in_parts
    assumed = len(parts) + len(rest)
    if not assumed:
        return Text()
    return say(
        "Of the {all} parts of buildings and other objects that are renewed, {assumed} have a life, a year or"
        " a share that wears which is assumed.",
        all=count(buildings.parts.names.size + len(others)),
        assumed=count(assumed),
    )


def assumed_of_plan(view: PlanView, buildings: Buildings, holdings: Sequence[Holding]) -> Text:
    """Of how many objects with works, or of their parts, something is assumed; empty where of none."""
    rest = {name for holding in holdings for name in _assumed_ids(holding)}
    of_part = dict(zip(buildings.parts.names.tolist(), buildings.parts.buildings.tolist(), strict=True))
    rest |= {f"building-{of_part[one.object]}" for one in buildings.parts.assumed}
    works = {work.object for work in view.works}
    if not works & rest:
        return Text()
    return say(
        "Of the {all} objects with works, {assumed} wear by a life, a year or a share that is assumed for"
        " them or their parts.",
        all=count(len(works)),
        assumed=count(len(works & rest)),
    )


def heat_not_known(plan: InvestmentPlan, planned: PlanObjects) -> Iterator[Text]:
    """Which buildings count without their heat under the plan's cap on emissions."""
    if plan.emissions_cap is None:
        return
    unknown = np.array(planned.ids)[np.isnan(planned.heat)].tolist()
    if unknown:
        yield say(
            "The cap on emissions leaves out the heat of buildings whose use is not known for twelve months:"
            " {number} ({buildings}).",
            number=count(len(unknown)),
            buildings=few(unknown),
        )


def _assumed_ids(holding: Holding) -> set[str]:
    return {f"{holding.kind}-{one.object}" for one in holding.valuation.assumed}
