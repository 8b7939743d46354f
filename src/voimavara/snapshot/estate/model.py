"""What a snapshot of the estate holds: all that its pages show, as plain data.

It is made by `voimavara simulate`, `plan` and `space` beside the snapshot of the programme, and kept in the
same way: named by the hash of its content, never changed. Money is in euros at `price_level`; conditions and
shares are numbers from 0 to 1; years are calendar years; texts are in all languages.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from voimavara.core.language import Text
from voimavara.core.origin import Origin
from voimavara.snapshot.estate.condition import (
    BasisView,
    BridgeView,
    DifferenceView,
    FundingView,
    MethodView,
    ObjectView,
    StreetMethodView,
    SumView,
)
from voimavara.snapshot.estate.consumption import AbnormalView, ConsumptionView
from voimavara.snapshot.estate.futures import PathView, ThousandYearsView
from voimavara.snapshot.estate.plan import FollowingView, PlanView, WholeAgainstPartsView
from voimavara.snapshot.estate.space import (
    CandidateView,
    NetworkView,
    SpaceNeedView,
    SpaceUseView,
    StudyView,
    UtilisationView,
)
from voimavara.snapshot.frozen import Frozen

Subject = Literal["condition", "works", "consumption", "needs", "use", "costs", "networks"]


class RemarkView(Text):
    """What had to be left out or taken for granted, what to do about it, and which answers it concerns."""

    about: tuple[Subject, ...] = ()


class EstateSnapshot(Frozen):
    """Everything about the estate, frozen at once. `id` is the hash of all the rest."""

    id: str = ""
    version: int = 1
    as_of: date
    programme_snapshot: str
    price_level: str
    labels: dict[str, dict[str, Text]]
    bases: dict[str, BasisView]
    objects: tuple[ObjectView, ...]
    sums: tuple[SumView, ...]
    methods: tuple[MethodView, ...] = ()
    street_methods: tuple[StreetMethodView, ...] = ()
    breaks: tuple[Text, ...] = ()  # from when on figures are another series than before
    funding: FundingView | None = None
    bridge: BridgeView | None = None  # from the backlog that a reporter states to the one shown
    differences: tuple[DifferenceView, ...] = ()
    pipe_range: dict[str, float] = {}
    paths: tuple[PathView, ...] = ()
    plan: PlanView | None = None
    plan_refused: Text = Text()  # why there can be no plan as it is asked for
    whole_against_parts: WholeAgainstPartsView | None = None
    following: FollowingView | None = None
    thousand_years: ThousandYearsView | None = None
    space_needs: tuple[SpaceNeedView, ...] = ()
    candidates: tuple[CandidateView, ...] = ()
    networks: tuple[NetworkView, ...] = ()
    utilisation: tuple[UtilisationView, ...] = ()
    space_use: tuple[SpaceUseView, ...] = ()
    space_costs: Text = Text()  # which months and buildings the costs of space_use are of
    abnormal: tuple[AbnormalView, ...] = ()
    consumption: tuple[ConsumptionView, ...] = ()
    study: StudyView | None = None
    border: tuple[tuple[float, float], ...] = ()
    condition_limits: tuple[float, float, float] = (0.85, 0.75, 0.6)  # from here on good, fair, weak
    remarks: tuple[RemarkView, ...] = ()
    inputs: str = ""  # the hash of all that it was made from
    origin: Origin | None = None  # of what the city holds
    origin_of_use: Origin | None = None  # of how it is used, by whom, and what that costs
