"""What a snapshot of the estate holds of space: need, use, cost, networks, what to give up, the study."""

from __future__ import annotations

from voimavara.core.language import Text
from voimavara.snapshot.frozen import Frozen


class SpaceNeedView(Frozen):
    """Need for space of one service in one district: present space, need by year, surplus (or shortage)."""

    service: str
    name: Text
    district: str
    years: tuple[int, ...]
    need: tuple[float, ...]
    space: tuple[float, ...]
    parameter: str
    rule: Text = Text()  # the same in words
    assumed: Text = Text()


class CandidateView(Frozen):
    """A building that could be given up: its criteria as shares of the whole score."""

    object: str
    name: Text
    score: float
    shares: dict[str, float]
    barred: Text = Text()
    sentence: Text
    known: float = 1.0  # the weight of the criteria that are known
    places: tuple[int, int] | None = None  # the best and the worst when a weight is halved or doubled


class NetworkView(Frozen):
    """A network of service points proven best, or an alternative close to it."""

    service: str
    name: Text
    open: tuple[str, ...]
    cost: float
    above: float
    proven: bool
    assumed: tuple[str, ...] = ()  # those open whose number of places follows from their area
    complete: bool = True  # whether no other network is as close to the best as those shown


class UtilisationView(Frozen):
    """The four measures of use of one building, over twelve months."""

    object: str
    name: Text
    booked_of_open: float | None
    occupied_of_open: float | None
    people_of_capacity: float | None
    used_of_week: float | None


class PerPersonView(Frozen):
    """Area and vacant area (m²) and running cost (euros of twelve months) for one person."""

    area: float
    vacant: float | None = None
    cost: float | None = None


class SpaceUseView(Frozen):
    """Space of the city (`whole`), a sector or a service; `per` person_years, users, inhabitants if known."""

    dimension: str
    value: str
    name: Text
    area: float
    vacant: float | None
    vacancy: float | None
    cost: float | None
    cost_per_m2: float | None
    per: dict[str, PerPersonView] = {}


class StudyRowView(Frozen):
    """One candidate for a single figure of the whole city, by the study's criteria."""

    measure: str
    name: Text
    unit: str
    value: float | None = None  # the city's newest
    coverage: float
    timeliness_days: float | None
    response: float | None
    agreement: float | None
    misleads: Text


class StudyView(Frozen):
    """One figure for the whole city? The candidates compared, and a recommendation with its reasons."""

    question: Text
    rows: tuple[StudyRowView, ...]
    recommendation: Text
    reasons: tuple[Text, ...]
