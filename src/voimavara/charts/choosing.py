"""Which charts an indicator has: what its target and its figures ask for."""

from __future__ import annotations

from voimavara.charts.chart import Chart
from voimavara.charts.cohort import cohort_chart
from voimavara.charts.peers import peers_chart
from voimavara.charts.places import breaks_at, whole
from voimavara.charts.series import Story, series_chart
from voimavara.charts.theme import PLACES
from voimavara.core.language import Text, in_all, same
from voimavara.figures.series import Series
from voimavara.snapshot.model import IndicatorView, Snapshot
from voimavara.verdicts.kinds import KINDS


def charts_of(snapshot: Snapshot, indicator: IndicatorView) -> tuple[Chart, ...]:
    """The indicator's charts, the most telling first."""
    made: list[Chart | None] = [peers_chart(indicator.name, peers) for peers in indicator.peers[:1]]
    if KINDS[indicator.target.kind].chart == "cohort":
        dimension = next((one for part in indicator.verdict.parts for one in part.place), "")
        made.append(cohort_chart(indicator, snapshot.labels.get(dimension, {})))
    made.append(_over_time(snapshot, indicator))
    return tuple(chart for chart in made if chart is not None)


def _over_time(snapshot: Snapshot, indicator: IndicatorView) -> Chart | None:
    rows = whole(indicator.main, PLACES)
    if not rows:
        return None
    names = [_named(snapshot, row) if row.place else indicator.name for row in rows]
    breaks = [one for one in indicator.breaks if any(breaks_at([one], row.place) for row in rows)]
    return series_chart(
        Story("series", indicator.name, indicator.main, rows, names, indicator.target, breaks)
    )


def _named(snapshot: Snapshot, row: Series) -> Text:
    """The names of the values of a place, one after another."""
    found = [snapshot.labels.get(key, {}).get(value) or same(value) for key, value in row.place]
    return in_all(lambda language: ", ".join(text.within(language) for text in found))
