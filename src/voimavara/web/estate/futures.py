"""What lies ahead? The backlog of each scenario with its verdicts, and what keeps the stock for ever."""

from __future__ import annotations

from voimavara.charts import backlog_charts, renewal_chart, years_until_settled
from voimavara.snapshot.estate.futures import PathView, ThousandYearsView
from voimavara.web.answers import Page
from voimavara.web.estate.tour import Tour, estate_page
from voimavara.web.pages.pictures import picture

CENTURIES = 100  # years between two rows of the table below the thousand years


@estate_page
def futures(tour: Tour) -> Page:
    """The page of the scenarios and of the thousand years."""
    estate, visit = tour.estate, tour.visit
    say, gallery, renewal = visit.say, visit.shown.gallery, renewal_chart(estate)
    context = {
        "part": "futures",
        "headline": _headline(estate.paths, estate.thousand_years, tour),
        "drawn": [
            (say.text(chart.name), picture(gallery, chart, tour.language)) for chart in backlog_charts(estate)
        ],
        "renewal": picture(gallery, renewal, tour.language) if renewal else None,
        "paths": estate.paths,
        "judged": list(dict.fromkeys(name for path in estate.paths for name in path.verdicts)),
        "long": estate.thousand_years,
        "need": _need(estate.thousand_years),
        "settles": _settles(estate.thousand_years),
    }
    return Page("estate/futures.html", say.words("Futures"), context=context)


def _headline(paths: tuple[PathView, ...], long: ThousandYearsView | None, tour: Tour) -> str:
    """What the budget of the first scenario leads to: that is the city's present one."""
    say = tour.visit.say
    if not paths:
        return say.text(long.sentence) if long else say.words("No scenario has been simulated yet.")
    first = next((path for path in paths if path.policy == "budget"), paths[0])
    values = {
        "scenario": f"{say.text(first.name)} ({tour.names.policy(first.policy).lower()})",
        "now": tour.names.money(first.backlog[0]),
        "then": tour.names.money(first.backlog[-1]),
        "year": first.years[-1],
    }
    if first.backlog[-1] > first.backlog[0]:
        return say.words("{scenario}: the backlog grows from {now} to {then} by {year}.", **values)
    if first.backlog[-1] < first.backlog[0]:
        return say.words("{scenario}: the backlog falls from {now} to {then} by {year}.", **values)
    return say.words("{scenario}: the backlog stays at {now} until {year}.", **values)


def _settles(long: ThousandYearsView | None) -> int | None:
    """The last year drawn, where the need moves no more after it."""
    drawn = years_until_settled(long) if long else 0
    return long.years[drawn - 1] if long and drawn < len(long.years) else None


def _need(long: ThousandYearsView | None) -> list[tuple[str, float]]:
    """The mean need of each century."""
    if long is None:
        return []
    made = []
    for begin in range(0, len(long.years), CENTURIES):
        years, need = long.years[begin : begin + CENTURIES], long.need[begin : begin + CENTURIES]
        made.append((f"{years[0]}–{years[-1]}", sum(need) / len(need)))
    return made
