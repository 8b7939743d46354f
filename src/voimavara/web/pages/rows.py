"""The source rows behind an indicator's newest figure; of personal datasets only how many there are."""

from __future__ import annotations

from voimavara.web.answers import Page, Visit, page
from voimavara.web.pages.indicator import found


@page
def rows(visit: Visit, indicator: str) -> Page:
    """The page of the rows."""
    say = visit.say
    view = found(visit, indicator)
    names = {load.dataset: load.dataset_name for load in visit.shown.snapshot.loads}
    columns = {
        rows.dataset: {column: name for column, name, _ in entry.columns}
        for rows in view.rows
        if (entry := visit.shown.entries.get(("dataset", rows.dataset)))
    }
    context = {"indicator": view, "names": names, "columns": columns, "loads": visit.shown.loads}
    crumbs = (
        (say.words("Indicators"), visit.link.indicators),
        (say.name(view), visit.link.indicator(view.id)),
    )
    return Page("rows.html", say.words("Rows behind the figure"), "indicators", crumbs, context)
