"""The charts of the estate: backlog by scenario, a thousand years, an object's condition, need for space."""

from __future__ import annotations

from collections.abc import Sequence

from voimavara.charts.chart import Chart
from voimavara.charts.wording import told
from voimavara.charts.years import YearLine, Years, years_chart
from voimavara.core.origin import Origin
from voimavara.snapshot.estate_model import EstateSnapshot, ObjectView, SpaceNeedView


def backlog_chart(estate: EstateSnapshot) -> Chart | None:
    """The backlog of each scenario, with the band of its runs."""
    lines = [YearLine(path.name, path.years, path.backlog, path.low, path.high) for path in estate.paths]
    name = told("Maintenance backlog by scenario")
    return years_chart(Years("backlog", name, "EUR", lines, example=_example(estate.origin)))


def renewal_chart(estate: EstateSnapshot) -> Chart | None:
    """What the stock needs each year, the spending that keeps it, and what is spent this year."""
    view = estate.thousand_years
    if view is None:
        return None
    need = YearLine(told("Need for renewal"), view.years, view.need)
    levels = [(told("Keeps the stock"), view.sustainable), (told("This year"), view.this_year)]
    marks = [(wave.year, wave.spending) for wave in view.waves]
    name = told("Need for renewal, year by year")
    return years_chart(Years("renewal", name, "EUR", [need], levels, marks, _example(estate.origin)))


def condition_chart(one: ObjectView) -> Chart | None:
    """The condition of an object when nothing is done, and under the plan."""
    view = one.forecast
    if view is None:
        return None
    lines = [YearLine(told("Nothing is done"), view.years, view.untouched)]
    if view.planned:
        lines.insert(0, YearLine(told("By the plan"), view.years, view.planned))
    name = told("Condition in the years ahead")
    return years_chart(Years("condition", name, "%", lines, example=_example(one.origin)))


def need_chart(needs: Sequence[SpaceNeedView], origin: Origin | None) -> Chart | None:
    """The space that a service needs in all districts together, beside the space that it has."""
    years = needs[0].years
    need = [sum(one.need[at] for one in needs) for at in range(len(years))]
    space = [sum(one.space[at] for one in needs) for at in range(len(years))]
    lines = [YearLine(told("Need"), years, need), YearLine(told("Space"), years, space)]
    chart = Years(f"need-{needs[0].service}", needs[0].name, "m2", lines, example=_example(origin))
    return years_chart(chart)


def _example(origin: Origin | None) -> bool:
    return origin is Origin.EXAMPLE
