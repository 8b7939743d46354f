"""What a column holds, in words: a number in m², a choice from a list."""

from __future__ import annotations

from voimavara.core.language import Text, in_all
from voimavara.core.sentences import say_as
from voimavara.core.writing import unit_label
from voimavara.programme.models.contract import Column


def column_in_words(column: Column) -> Text:
    """The column's type, and its unit where it has one."""
    kind, unit = _type(column), column.unit
    if unit is None:
        return kind
    return in_all(lambda language: f"{kind.within(language)}, {unit_label(str(unit), language)}")


def _type(column: Column) -> Text:
    words = {
        "id": say_as("column", "id"),
        "text": say_as("column", "text"),
        "choice": say_as("column", "choice from a list"),
        "yes_no": say_as("column", "yes or no"),
        "integer": say_as("column", "whole number"),
        "number": say_as("column", "number"),
        "money": say_as("column", "euros"),
        "month": say_as("column", "month"),
        "year": say_as("column", "year"),
        "date": say_as("column", "date"),
        "datetime": say_as("column", "date and time"),
        "municipality": say_as("column", "municipality code"),
    }
    return words[column.type]
