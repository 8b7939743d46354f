"""Which buildings could be given up: a ranking by several criteria in which every share shows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from voimavara.core.errors import UserError, did_you_mean, hinted
from voimavara.core.message import Message, as_number

SWAY = 2.0  # a weight is halved and doubled to see how far a place in the ranking depends on it


class Flag(StrEnum):
    """What stands against giving a building up, or has to be cleared first."""

    PROTECTED = "protected"
    NOT_SALEABLE = "not_saleable"
    SALEABILITY_UNKNOWN = "saleability_unknown"
    ONLY_ONE = "only_one"  # of its use


BARRING = frozenset({Flag.PROTECTED, Flag.NOT_SALEABLE, Flag.ONLY_ONE})


@dataclass(frozen=True, slots=True)
class Criterion:
    """A parameter: what speaks for giving a building up, from `keep` (no reason) to `give_up` (full reason).

    Between the two the score grows in a straight line; `keep` may lie above `give_up`, as for the use rate.
    Fixed ends keep a building's score from changing with the company it is in.
    """

    name: str
    weight: float
    keep: float
    give_up: float
    unit: str

    def __post_init__(self) -> None:
        if not (self.weight > 0 and math.isfinite(self.weight)) or self.keep == self.give_up:
            raise UserError(
                "Criterion {name}: got weight {weight}, ends {keep} and {give_up}, expected a weight above 0"
                " and two different ends; correct it.",
                name=self.name,
                weight=as_number(self.weight),
                keep=as_number(self.keep),
                give_up=as_number(self.give_up),
            )

    def score(self, value: float) -> float:
        """How much the value speaks for giving up, 0-1."""
        return min(1.0, max(0.0, (value - self.keep) / (self.give_up - self.keep)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A building with its values by criterion, and what stands against giving it up; None is not known.

    Where there is no next building of the use, the way to it is infinite and `only_one` is true.
    """

    building: str
    values: Mapping[str, float | None]
    protected: bool = False
    saleable: bool | None = None
    only_one: bool = False


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One criterion's part in a score: value, its own score 0-1, and points it adds; None is not known."""

    criterion: str
    unit: str
    value: float | None
    score: float | None
    points: float | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A building's place (1 = speaks most for giving up) and score (0-1), the sum of its parts' points.

    `known` is the share of weight of the criteria that are known; `least` and `most` bound the score whatever
    the unknown ones are. `best` and `worst` are its places when any one weight is halved or doubled. `flags`
    stand against giving it up.
    """

    building: str
    place: int
    score: float
    least: float
    most: float
    known: float
    best: int
    worst: int
    parts: tuple[ScorePart, ...]
    flags: tuple[Flag, ...]

    def share(self, criterion: str) -> float:
        """The criterion's share of the score, 0-1."""
        points = next(part.points for part in self.parts if part.criterion == criterion)
        return (points or 0.0) / self.score if self.score else 0.0


def ranked(candidates: Sequence[Candidate], criteria: Sequence[Criterion]) -> tuple[Ranked, ...]:
    """The buildings, those that most speaks for giving up first; equal scores share a place.

    The score is the weighted mean over the criteria that are known for the building. Flags do not move a
    building in the ranking. Raises UserError for criteria that stand twice, a value of an unknown criterion,
    and a building of which nothing is known.
    """
    names = [one.name for one in criteria]
    if not criteria or len(set(names)) < len(names):
        raise UserError("Criteria: expected one or more, each once; leave one of those that stand twice.")
    for one in candidates:
        _check(one, names)
    parts = {one.building: _parts(one, criteria) for one in candidates}
    if len(parts) < len(candidates):
        raise UserError("Candidates: a building stands twice, expected once; leave one row of it.")
    places = _places(candidates, criteria)
    swayed = [_places(candidates, other) for other in _other_weights(criteria)]
    found = []
    for one in candidates:
        score, least, most, known = _score(one, criteria)
        own = [places[one.building], *(other[one.building] for other in swayed)]
        found.append(
            Ranked(
                one.building,
                own[0],
                score,
                least,
                most,
                known,
                min(own),
                max(own),
                parts[one.building],
                _flags(one),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.place, one.building)))


def _check(one: Candidate, names: Sequence[str]) -> None:
    for name, value in one.values.items():
        if name not in names:
            said = Message.of("{building}: there is no criterion '{name}'", building=one.building, name=name)
            raise UserError(hinted(said, did_you_mean(name, names)))
        if value is not None and math.isnan(value):
            raise UserError(
                "{building}, {name}: got {value}, expected a number; leave it empty if not known.",
                building=one.building,
                name=name,
                value=value,
            )
    if all(value is None for value in one.values.values()):
        raise UserError(
            "{building}: got no value of any criterion, expected one at least; give one or leave it out.",
            building=one.building,
        )


def _score(one: Candidate, criteria: Sequence[Criterion]) -> tuple[float, float, float, float]:
    """Score, its least and most, and the weight known."""
    whole = math.fsum(criterion.weight for criterion in criteria)
    points = weight = 0.0
    for criterion in criteria:
        value = one.values.get(criterion.name)
        if value is not None:
            weight += criterion.weight
            points += criterion.weight * criterion.score(value)
    return points / weight, points / whole, (points + whole - weight) / whole, weight / whole


def _parts(one: Candidate, criteria: Sequence[Criterion]) -> tuple[ScorePart, ...]:
    known = [criterion for criterion in criteria if one.values.get(criterion.name) is not None]
    weight = math.fsum(criterion.weight for criterion in known)
    found = []
    for criterion in criteria:
        value = one.values.get(criterion.name)
        score = None if value is None else criterion.score(value)
        points = None if score is None else criterion.weight * score / weight
        found.append(ScorePart(criterion.name, criterion.unit, value, score, points))
    return tuple(found)


def _places(candidates: Sequence[Candidate], criteria: Sequence[Criterion]) -> dict[str, int]:
    scores = {one.building: round(_score(one, criteria)[0], 12) for one in candidates}
    first: dict[float, int] = {}
    for place, score in enumerate(sorted(scores.values(), reverse=True), start=1):
        first.setdefault(score, place)
    return {building: first[score] for building, score in scores.items()}


def _other_weights(criteria: Sequence[Criterion]) -> list[list[Criterion]]:
    return [
        [replace(one, weight=one.weight * factor) if one is changed else one for one in criteria]
        for changed in criteria
        for factor in (1 / SWAY, SWAY)
    ]


def _flags(one: Candidate) -> tuple[Flag, ...]:
    standing = {
        Flag.PROTECTED: one.protected,
        Flag.NOT_SALEABLE: one.saleable is False,
        Flag.SALEABILITY_UNKNOWN: one.saleable is None,
        Flag.ONLY_ONE: one.only_one,
    }
    return tuple(flag for flag, stands in standing.items() if stands)


def ranked_free_first(candidates: Sequence[Candidate], criteria: Sequence[Criterion]) -> tuple[Ranked, ...]:
    """The buildings that can be given up, ranked among themselves, and after them those that can't."""
    every = ranked(candidates, criteria)
    barred = {one.building for one in every if not BARRING.isdisjoint(one.flags)}
    free = [one for one in candidates if one.building not in barred]
    return (*ranked(free, criteria), *(one for one in every if one.building in barred))
