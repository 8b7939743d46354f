"""Files to take along: objects and plan as CSV, the plan as an Excel workbook whose bytes repeat."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time

import xlsxwriter
from django.http import HttpResponse
from xlsxwriter.worksheet import Worksheet

from voimavara.core.sheets import harmless
from voimavara.snapshot.estate.condition import ObjectView
from voimavara.snapshot.estate.plan import PlanView, WorkView
from voimavara.web.csvs import number
from voimavara.web.estate.lists import objects_listed, works_listed
from voimavara.web.estate.plan import grid_of, plan_of, years_of
from voimavara.web.estate.tour import Tour, estate_page

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BELOW = 2  # lines of a sheet above its first row
OBJECT_COLUMNS = (
    "object", "name", "kind", "class", "district", "sector", "quantity", "unit", "built", "replacement_value",
    "condition", "backlog", "liability", "method", "flags", "assumed", "longitude", "latitude",
    "price_level", "origin", "snapshot",
)  # fmt: skip
DIFFERENCE_COLUMNS = (
    "object",
    "name",
    "field",
    "source",
    "value",
    "used",
    "price_level",
    "origin",
    "snapshot",
)
WORK_COLUMNS = (
    "object", "name", "kind", "sector", "year", "action", "cost", "gain", "must", "why", "why_now",
    "next_in_line", "price_level", "origin", "snapshot",
)  # fmt: skip


@estate_page
def objects_csv(tour: Tour) -> HttpResponse:
    """The objects asked for, in the form that `csvs` documents."""
    rows = (_object_cells(one, tour) for one in objects_listed(tour).every)
    return _attached(_csv(OBJECT_COLUMNS, rows), "text/csv; charset=utf-8", "objects.csv")


@estate_page
def differences_csv(tour: Tour) -> HttpResponse:
    """Every difference between two sources, in the same form."""
    rows = (
        [
            *(one.object, tour.visit.say.text(one.name), one.field, source, value),
            *("yes" if source == one.chosen else "no", *_about(tour)),
        ]
        for one in tour.estate.differences
        for source, value in one.values.items()
    )
    return _attached(_csv(DIFFERENCE_COLUMNS, rows), "text/csv; charset=utf-8", "differences.csv")


@estate_page
def plan_csv(tour: Tour) -> HttpResponse:
    """The works asked for, in the same form."""
    rows = (_work_cells(one, tour) for one in works_listed(tour, plan_of(tour).works).every)
    return _attached(_csv(WORK_COLUMNS, rows), "text/csv; charset=utf-8", "plan.csv")


@estate_page
def plan_xlsx(tour: Tour) -> HttpResponse:
    """The whole plan as a workbook: the grid, the works with their reasons, the money of each year."""
    view, content = plan_of(tour), io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        made = datetime.combine(tour.estate.as_of, time(), UTC).replace(tzinfo=None)
        book.set_properties({"title": tour.visit.say.text(view.name), "created": made})
        sheets = _Sheets(book, tour, view)
        sheets.grid()
        sheets.works()
        sheets.years()
    return _attached(content.getvalue(), EXCEL, f"plan-{tour.estate.as_of}-{tour.language}.xlsx")


class _Sheets:
    """The sheets of the workbook: what it is on the first line, heads, rows, totals.

    Every text is written as text, so that none is taken for a formula.
    """

    def __init__(self, book: xlsxwriter.Workbook, tour: Tour, plan: PlanView) -> None:
        self._book, self._tour, self._words, self._plan = book, tour, tour.visit.say.words, plan
        self._title = book.add_format({"bold": True})
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._euros = book.add_format({"num_format": "#,##0", "valign": "top"})
        self._price = book.add_format({"num_format": "0.00"})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._total = book.add_format({"bold": True, "top": 1, "num_format": "#,##0"})

    def grid(self) -> None:
        """Objects by years: what it costs."""
        words, names, years = self._words, self._tour.names, self._plan.years
        years_heads = [f"{year}, €" for year in years]
        heads = [words("Object"), words("Id"), words("Sector"), *years_heads, words("Total, €")]
        sheet = self._sheet(words("Plan"), heads, [34, 16, 20, *[13 for _ in years], 14], fixed=2)
        rows = grid_of(self._plan.works, years)
        for line, row in enumerate(rows, BELOW):
            work = row.work
            self._texts(sheet, line, self._name(work), work.object, names.label("sector", work.sector))
            costs = [sum(one.cost for one in works) for works in row.cells]
            for column, cost in enumerate(costs, 3):
                if cost:
                    sheet.write_number(line, column, cost, self._euros)
            sheet.write_number(line, len(years) + 3, sum(costs), self._euros)
        spent = [sum(one.cost for row in rows for one in row.cells[at]) for at in range(len(years))]
        self._totals(sheet, BELOW + len(rows), 3, [*spent, sum(spent)])

    def works(self) -> None:
        """The works with their reasons."""
        words = self._words
        heads = [
            *(words("Object"), words("Id"), words("Kind"), words("Sector"), words("Work")),
            *(words("Why this"), words("Why now"), words("Next in line")),
            *(words("Year"), words("Cost, €"), words("Gain, €")),
        ]
        sheet = self._sheet(words("Works"), heads, [34, 16, 14, 20, 24, 44, 44, 34, 8, 14, 14], fixed=2)
        say, names = self._tour.visit.say, self._tour.names
        works = sorted(self._plan.works, key=lambda work: (work.year, -work.cost, work.object))
        for line, one in enumerate(works, BELOW):
            kinds = names.label("kind", one.kind), names.label("sector", one.sector)
            reasons = map(say.text, (one.action, one.why, one.why_now, one.next_in_line))
            self._texts(sheet, line, self._name(one), one.object, *kinds, *reasons)
            sheet.write_number(line, 8, one.year, self._text)
            sheet.write_number(line, 9, one.cost, self._euros)
            sheet.write_number(line, 10, one.gain, self._euros)
        totals = [sum(one.cost for one in works), sum(one.gain for one in works)]
        self._totals(sheet, BELOW + len(works), 9, totals)

    def years(self) -> None:
        """The money of each year, with what works under way take of it."""
        words, plan = self._words, self._plan
        begun = [plan.committed] if plan.committed else []
        columns = [
            (words("Budget, €"), plan.budgets),
            *((words("Works under way, €"), euros) for euros in begun),
            (words("Used, €"), plan.spent),
        ]
        heads = [words("Year"), *(head for head, _ in columns), words("One more euro would save, €")]
        sheet = self._sheet(words("Years"), heads, [10, *[18 for _ in columns], 20], fixed=1)
        for line, one in enumerate(years_of(plan), BELOW):
            sheet.write_number(line, 0, one.year)
            for column, (_, euros) in enumerate(columns, 1):
                sheet.write_number(line, column, euros[line - BELOW], self._euros)
            sheet.write_number(line, len(columns) + 1, one.euro, self._price)
        self._totals(sheet, BELOW + len(plan.years), 1, [sum(euros) for _, euros in columns])

    def _sheet(self, name: str, heads: list[str], widths: list[int], *, fixed: int) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.write_string(0, 0, self._about(), self._title)
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.write_string(BELOW - 1, column, head, self._head)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(BELOW, fixed)
        return sheet

    def _about(self) -> str:
        """The plan's name, whose prices, and where its data come from."""
        say, estate = self._tour.visit.say, self._tour.estate
        said = [f"{say.text(self._plan.name)}.", self._words("Prices of {year}.", year=estate.price_level)]
        if estate.origin:
            said.append(f"{say.origin(estate.origin)}.")
        return " ".join(said)

    def _totals(self, sheet: Worksheet, line: int, column: int, totals: Sequence[float]) -> None:
        sheet.write_string(line, 0, self._words("Total"), self._total)
        for place in range(1, column):
            sheet.write_blank(line, place, None, self._total)
        for place, total in enumerate(totals, column):
            sheet.write_number(line, place, total, self._total)

    def _texts(self, sheet: Worksheet, line: int, *texts: str) -> None:
        for column, text in enumerate(texts):
            sheet.write_string(line, column, text, self._text)

    def _name(self, work: WorkView) -> str:
        return self._tour.visit.say.text(work.name)


def _object_cells(one: ObjectView, tour: Tour) -> list[str]:
    x, y = one.line[0] if one.line else (None, None)
    numbers = (one.replacement, one.condition, one.backlog, one.liability)
    return [
        one.id, tour.visit.say.text(one.name), one.kind, one.object_class, one.district, one.sector,
        number(one.quantity), one.unit, "" if one.built is None else str(one.built), *map(number, numbers),
        one.method or "", "|".join(one.flags), "|".join(one.assumed), number(x), number(y), *_about(tour),
    ]  # fmt: skip


def _work_cells(one: WorkView, tour: Tour) -> list[str]:
    say = tour.visit.say
    reasons = map(say.text, (one.why, one.why_now, one.next_in_line))
    return [
        one.object, say.text(one.name), one.kind, one.sector, str(one.year), say.text(one.action),
        number(one.cost), number(one.gain), "yes" if one.must else "no", *reasons, *_about(tour),
    ]  # fmt: skip


def _about(tour: Tour) -> tuple[str, str, str]:
    return tour.estate.price_level, tour.estate.origin or "", tour.estate.id


def _csv(columns: Sequence[str], rows: Iterable[list[str]]) -> str:
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def _cell(cell: str) -> str:
    """The cell as Excel may have it; a negative number stays one."""
    return cell if cell[1:2].isdigit() and cell.startswith("-") else harmless(cell)


def _attached(body: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
