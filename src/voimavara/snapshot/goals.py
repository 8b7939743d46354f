"""Goals and means, and whether each indicator moved as a means meant it to, since the means began."""

from __future__ import annotations

from datetime import date
from typing import Literal

from voimavara.core.language import Text
from voimavara.core.missing import Missing
from voimavara.core.periods import days_of
from voimavara.figures.figure import Figure
from voimavara.figures.series import Series, measured
from voimavara.programme.models.programme import Goal, Means, Move
from voimavara.programme.programme import Programme
from voimavara.snapshot.material import Material
from voimavara.snapshot.model import GoalView, MeansView, MovedView

Moved = Literal["as_meant", "other_way", "not", "unsure", "unknown"]
Direction = Literal["up", "down"]
_ENDED = ("done", "dropped")


def goal_views(material: Material) -> tuple[GoalView, ...]:
    """The goals in the programme's order."""
    goals = sorted(material.programme.goals.items(), key=lambda item: (item[1].order, item[0]))
    return tuple(_goal(material, name, goal) for name, goal in goals)


def _goal(material: Material, name: str, goal: Goal) -> GoalView:
    return GoalView(
        id=name,
        code=goal.code,
        name=goal.name,
        statement=goal.statement,
        means=tuple(_means(material, number, means) for number, means in enumerate(goal.means, start=1)),
        indicators=tuple(
            indicator
            for indicator in ordered_indicators(material.programme)
            if material.programme.indicators[indicator].goal == name
        ),
    )


def ordered_indicators(programme: Programme) -> tuple[str, ...]:
    """The ids of the indicators: the programme's own by their numbers, then the additions."""
    indicators = programme.indicators
    return tuple(
        sorted(indicators, key=lambda name: (indicators[name].addition, indicators[name].code, name))
    )


def _means(material: Material, number: int, means: Means) -> MeansView:
    ends = days_of(means.to)[1] if means.to else None
    return MeansView(
        id=means.id,
        number=number,
        name=means.name,
        owner=material.programme.cover.owners.get(means.owner, Text()),
        begins=means.from_,
        ends=means.to,
        state=means.state,
        overdue=ends is not None and ends < material.as_of and means.state not in _ENDED,
        cost="" if means.cost is None else str(means.cost),
        evidence=means.evidence,
        origin=means.origin,
        moves=tuple(
            moved_view(material, indicator, move, means.from_) for indicator, move in means.moves.items()
        ),
    )


def moved_view(material: Material, indicator: str, move: Move, begins: str) -> MovedView:
    """What the indicator's newest figure is beside the last one from before the means began.

    Where parts are never added together each part that the means is about is looked at; they count when all
    of them agree.
    """
    unknown = MovedView(indicator=indicator, direction=move.go, where=dict(move.where))
    start = days_of(begins)[0] if begins else None
    if start is None or indicator not in material.programme.indicators:
        return unknown
    figures = measured(material.shown, indicator)
    parts = {*material.programme.indicators[indicator].apart, *move.where}
    touched = [place for place in figures.places(tuple(sorted(parts))) if move.touches(place)]
    series = [one for place in touched if (one := figures.at(place))]
    pairs = [pair for one in series if (pair := _before_and_after(material, one, start))]
    if not pairs:
        return unknown
    found = {_moved(before, after, move.go) for before, after in pairs}
    moved = found.pop() if len(found) == 1 else "not"
    if len(pairs) > 1:
        return unknown.model_copy(update={"moved": moved})
    before, after = pairs[0]
    return unknown.model_copy(update={"before": _value(before), "after": _value(after), "moved": moved})


def _before_and_after(material: Material, series: Series, start: date) -> tuple[Figure, Figure] | None:
    """The last figure whose period had ended when the means began, and the newest one after it."""
    there = [one for one in series.figures if not one.is_missing]
    before = [one for one in there if one.period.last_day < start]
    after = [one for one in there if one.period.last_day >= start]
    if not before or not after:
        return None
    indicator = material.programme.indicators[there[0].indicator]
    if indicator.break_within(before[-1].period, after[-1].period, series.place):
        return None
    return before[-1], after[-1]


def _moved(before: Figure, after: Figure, direction: Direction) -> Moved:
    """Which way it went; of samples whose intervals touch that cannot be told."""
    if before.interval and after.interval:
        low, high = max(before.interval[0], after.interval[0]), min(before.interval[1], after.interval[1])
        if low <= high:
            return "unsure"
    change = _value(after) - _value(before)
    if change == 0:
        return "not"
    return "as_meant" if (change > 0) == (direction == "up") else "other_way"


def _value(figure: Figure) -> float:
    if isinstance(figure.value, Missing):
        raise ValueError(f"{figure.indicator} has no value for {figure.period}")
    return figure.value
