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
from voimavara.snapshot.estate_model import ObjectView
from voimavara.snapshot.estate_plan import PlanView, WorkView
from voimavara.web.csvs import number
from voimavara.web.estate.listing import objects_listed, works_listed
from voimavara.web.estate.plan import grid_of, plan_of, years_of
from voimavara.web.estate.visiting import Tour, estate_page

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
        sheets = _Sheets(book, tour)
        sheets.grid(view)
        sheets.works(view.works)
        sheets.years(view)
    return _attached(content.getvalue(), EXCEL, f"plan-{tour.estate.as_of}-{tour.language}.xlsx")


class _Sheets:
    """The sheets of the workbook; every text is written as text, so that none is taken for a formula."""

    def __init__(self, book: xlsxwriter.Workbook, tour: Tour) -> None:
        self._book, self._tour, self._words = book, tour, tour.visit.say.words
        self._bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._euros = book.add_format({"num_format": "#,##0", "valign": "top"})
        self._price = book.add_format({"num_format": "0.00"})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})

    def grid(self, plan: PlanView) -> None:
        """Objects by years: what is done and what it costs."""
        heads = [self._words("Object"), self._words("Sector"), *map(str, plan.years), self._words("In all")]
        sheet = self._sheet(self._words("Plan"), heads, [34, 20, *[13 for _ in plan.years], 14])
        for line, row in enumerate(grid_of(plan.works, plan.years), 1):
            self._texts(sheet, line, self._name(row.work), self._tour.names.label("sector", row.work.sector))
            for column, works in enumerate(row.cells, 2):
                if works:
                    sheet.write_number(line, column, sum(work.cost for work in works), self._euros)
            cost = sum(work.cost for works in row.cells for work in works)
            sheet.write_number(line, len(plan.years) + 2, cost, self._euros)

    def works(self, works: Sequence[WorkView]) -> None:
        """The works with their reasons."""
        words = self._words
        heads = [
            *(words("Object"), words("Kind"), words("Sector"), words("Work")),
            *(words("Why this"), words("Why now"), words("Next in line")),
            *(words("Year"), words("Cost, €"), words("Gain, €")),
        ]
        sheet = self._sheet(words("Works"), heads, [34, 14, 20, 24, 44, 44, 34, 8, 14, 14])
        say, names = self._tour.visit.say, self._tour.names
        for line, one in enumerate(sorted(works, key=lambda work: (work.year, -work.cost, work.object)), 1):
            kinds = names.label("kind", one.kind), names.label("sector", one.sector)
            reasons = map(say.text, (one.action, one.why, one.why_now, one.next_in_line))
            self._texts(sheet, line, self._name(one), *kinds, *reasons)
            sheet.write_number(line, 7, one.year, self._text)
            sheet.write_number(line, 8, one.cost, self._euros)
            sheet.write_number(line, 9, one.gain, self._euros)

    def years(self, plan: PlanView) -> None:
        """The money of each year."""
        words = self._words
        heads = [words("Year"), words("Budget, €"), words("Used, €"), words("One more euro would save, €")]
        sheet = self._sheet(words("Years"), heads, [8, 16, 16, 20])
        for line, one in enumerate(years_of(plan), 1):
            sheet.write_number(line, 0, one.year)
            sheet.write_number(line, 1, one.budget, self._euros)
            sheet.write_number(line, 2, one.spent, self._euros)
            sheet.write_number(line, 3, one.euro, self._price)
        notes = [words("Prices of {year}.", year=self._tour.estate.price_level)]
        if self._tour.estate.origin:
            notes.append(self._tour.visit.say.origin(self._tour.estate.origin))
        for line, note in enumerate(notes, len(plan.years) + 2):
            sheet.write_string(line, 0, note)

    def _sheet(self, name: str, heads: list[str], widths: list[int]) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.write_string(0, column, head, self._bold)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 1)
        return sheet

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
