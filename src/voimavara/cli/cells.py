"""A table's heads and cells, as programs get them and as people read them."""

from __future__ import annotations

from datetime import date
from math import isfinite

from voimavara.core.language import Language, gettext
from voimavara.core.periods import Period
from voimavara.core.writing import NBSP, day, exactly, number, unit_label
from voimavara.tasks.answer import Cell, Quantity, Table, Word

NONE = "–"


def head(table: Table, header: str, language: Language) -> str:
    """A header as people read it, with the unit of its column."""
    name = gettext(language, header, "column").replace("m2", "m²").replace("m3", "m³")
    unit = table.quantities[header].unit if header in table.quantities else "1"
    return name if unit == "1" else f"{name},{NBSP}{unit_label(unit, language)}"


def plain(cell: Cell) -> str | int | float | None:
    """The cell as programs get it."""
    match cell:
        case Word():
            return cell.code
        case Period() | date():
            return str(cell)
    return cell


def said(cell: Cell, quantity: Quantity | None, language: Language) -> str:
    """The cell as people read it; a whole number without a quantity, such as a year, stays as it is."""
    match cell:
        case None:
            return NONE
        case float() if not isfinite(cell):
            return NONE
        case Word():
            return cell.said.within(language)
        case Period():
            return cell.within(language)
        case date():
            return day(cell, language)
        case int() | float() if quantity:
            amount = cell * 100 if quantity.unit == "%" else cell
            return number(amount, language, quantity.decimals)
        case float():
            return number(cell, language, exactly(cell, "1"))
    return str(cell)
