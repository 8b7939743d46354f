"""The charts of the estate: backlog by scenario, a thousand years, an object's condition, need for space."""

from __future__ import annotations

from collections.abc import Sequence

from voimavara.charts.chart import Chart
from voimavara.charts.years import YearLine, Years, years_chart
from voimavara.core.language import Text, same
from voimavara.core.origin import Origin
from voimavara.core.sentences import say
from voimavara.snapshot.estate.condition import ObjectView
from voimavara.snapshot.estate.futures import PathView, ThousandYearsView
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.snapshot.estate.space import SpaceNeedView

CENTURY = 100  # years
NEARLY = 0.01  # so near its long-run level the need has settled, as a share of it


def backlog_charts(estate: EstateSnapshot) -> tuple[Chart, ...]:
    """The backlog with the band of its runs: a line a scenario, or a chart a scenario with a line a policy.

    Charts of several scenarios have one scale, so that they can be compared.
    """
    paths = estate.paths
    scenarios = list(dict.fromkeys(path.scenario for path in paths))
    if len(scenarios) == len(paths):
        lines = [_line(path, path.name) for path in paths]
        name = say("Maintenance backlog by scenario")
        stories = [Years("backlog", name, "EUR", lines, example=_example(estate.origin))]
    else:
        top = max(value for path in paths for value in (*path.backlog, *path.high))
        stories = [
            _story(number, [path for path in paths if path.scenario == scenario], estate.origin, top)
            for number, scenario in enumerate(scenarios, 1)
        ]
    return tuple(chart for story in stories if (chart := years_chart(story)))


def _story(number: int, paths: Sequence[PathView], origin: Origin | None, top: float) -> Years:
    lines = [_line(path, _policy(path.policy)) for path in paths]
    return Years(
        f"backlog-{number}",
        paths[0].name,
        "EUR",
        lines,
        say("Maintenance backlog"),
        example=_example(origin),
        top=top,
    )


def _line(path: PathView, name: Text) -> YearLine:
    return YearLine(name, path.years, path.backlog, path.low, path.high)


def _policy(policy: str) -> Text:
    """A policy in a word or two, for the end of a line."""
    words = {
        "do_nothing": say("No repairs"),
        "keep_condition": say("Condition kept"),
        "budget": say("By the budget"),
        "clear_in_years": say("Backlog cleared"),
    }
    return words.get(policy) or same(policy)


def years_until_settled(view: ThousandYearsView) -> int:
    """How many of the years are worth drawing: whole centuries, until the need stays at its long-run level.

    >>> flat = ThousandYearsView.model_construct(need=(9.0, 7.0, *[6.0] * 998), settled=6.0)
    >>> years_until_settled(flat)
    100
    """
    moving = [at for at, need in enumerate(view.need) if abs(need - view.settled) > NEARLY * view.settled]
    centuries = (moving[-1] // CENTURY if moving else 0) + 1
    return min(len(view.need), centuries * CENTURY)


def renewal_chart(estate: EstateSnapshot) -> Chart | None:
    """What the stock needs each year, the spending that keeps it, and what is spent this year.

    Drawn as far as the need moves; after that it stays as it is.
    """
    view = estate.thousand_years
    if view is None:
        return None
    drawn = years_until_settled(view)
    need = YearLine(say("Need for renewal"), view.years[:drawn], view.need[:drawn])
    levels = [(say("Keeps the stock"), view.sustainable)]
    if view.this_year is not None:
        levels.append((say("This year"), view.this_year))
    marks = [(wave.year, wave.spending) for wave in view.waves if wave.year <= need.years[-1]]
    name = say("Need for renewal, year by year")
    renewal = Years(
        "renewal", name, "EUR", [need], levels=levels, marks=marks, example=_example(estate.origin)
    )
    return years_chart(renewal)


def condition_chart(one: ObjectView) -> Chart | None:
    """The condition of an object when nothing is done, and under the plan."""
    view = one.forecast
    if view is None:
        return None
    lines = [YearLine(say("Nothing is done"), view.years, view.untouched)]
    if view.planned:
        lines.insert(0, YearLine(say("Plan"), view.years, view.planned))
    name = say("Condition in the years ahead")
    return years_chart(Years("condition", name, "%", lines, example=_example(one.origin)))


def need_chart(needs: Sequence[SpaceNeedView], origin: Origin | None) -> Chart | None:
    """The space that a service needs in all districts together, beside the space that it has."""
    years = needs[0].years
    need = [sum(one.need[at] for one in needs) for at in range(len(years))]
    space = [sum(one.space[at] for one in needs) for at in range(len(years))]
    lines = [YearLine(say("Need"), years, need), YearLine(say("Space"), years, space)]
    chart = Years(f"need-{needs[0].service}", needs[0].name, "m2", lines, example=_example(origin))
    return years_chart(chart)


def _example(origin: Origin | None) -> bool:
    return origin is Origin.EXAMPLE
