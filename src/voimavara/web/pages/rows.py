"""The source rows behind an indicator's newest figure; of personal datasets only how many there are."""

from __future__ import annotations

from voimavara.snapshot.lineage import RowsView
from voimavara.web.answers import Page, Visit, page
from voimavara.web.pages.indicator import found


@page
def rows(visit: Visit, indicator: str) -> Page:
    """The page of the rows."""
    say = visit.say
    view = found(visit, indicator)
    names = {load.dataset: load.dataset_name for load in visit.shown.snapshot.loads}
    groups = [(rows, _columns(visit, rows), _cells(visit, rows)) for rows in view.rows]
    context = {"indicator": view, "names": names, "groups": groups, "loads": visit.shown.loads}
    crumbs = (
        (say.words("Indicators"), visit.link.indicators),
        (say.name(view), visit.link.indicator(view.id)),
    )
    return Page("rows.html", say.words("Rows behind the figure"), "indicators", crumbs, context)


def _columns(visit: Visit, rows: RowsView) -> list[str]:
    """What the handbook calls the columns; one it does not know keeps its id."""
    entry = visit.shown.entries.get(("dataset", rows.dataset))
    names = {column: visit.say.text(name) for column, name, _ in entry.columns} if entry else {}
    return [names.get(column) or column for column in rows.columns]


def _cells(visit: Visit, rows: RowsView) -> list[list[str]]:
    """The cells of each row, codes by their names and the rest as the language writes it."""
    say = visit.say
    words = [rows.words.get(column, {}) for column in rows.columns]
    return [
        [
            say.text(named[cell]) if cell in named else say.cell(cell)
            for cell, named in zip(row.cells, words, strict=True)
        ]
        for row in rows.rows
    ]
