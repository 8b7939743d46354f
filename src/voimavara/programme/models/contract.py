"""A dataset's contract: what a row is, its columns, and how each may be added up."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from voimavara.core.language import Language, Text
from voimavara.core.message import Message
from voimavara.core.units import NUMBER, Unit
from voimavara.programme.models.written import Names, UnitName, Written

ColumnType = Literal[
    "id", "text", "choice", "yes_no", "integer", "number", "money",
    "month", "year", "date", "datetime", "municipality",
]  # fmt: skip
_IN_WORDS: dict[ColumnType, str] = {
    "id": "an id", "text": "a text", "choice": "a choice", "yes_no": "a yes_no", "integer": "an integer",
    "number": "a number", "money": "a money", "month": "a month", "year": "a year", "date": "a date",
    "datetime": "a datetime", "municipality": "a municipality",
}  # fmt: skip
Kind = Literal["flow", "stock", "share"]


class Registers(Written):
    """Several registers that one id column refers to: another column says which one in each row."""

    by: str = Field(description="The choice column that says which.")
    to: dict[str, str] = Field(description="Its words → the dataset of each.")


class Column(Written):
    """One column: its type, its unit, and whether it is a flow, a stock or a share."""

    type: ColumnType
    name: Text = Text()
    help: Text = Text()
    of: str | tuple[str, ...] | None = Field(
        None,
        description="For `id`: the dataset it refers to. For `choice`: a vocabulary, or the values.",
    )
    refers: Registers | None = Field(
        None, description="For an id in one of several registers, as in `{by: kind, to: {street: streets}}`."
    )
    unit: UnitName | None = None
    is_: Kind | None = Field(
        None,
        alias="is",
        description="A flow is summed over time; a stock never (its mean or last value is); "
        "a share is never summed at all.",
    )
    required: bool = True
    min: Decimal | None = None
    max: Decimal | None = None
    at_least: str | None = Field(None, description="The column that it is never below in the same row.")
    at_most: str | None = Field(None, description="The column that it is never above in the same row.")
    future: bool = Field(False, description="Whether a date after the received date is possible.")
    personal: bool = Field(False, description="Identifies a person: kept out of logs and messages.")

    @property
    def in_words(self) -> Message:
        """Its type with the article: an id, a number."""
        return Message(_IN_WORDS[self.type])

    @property
    def measured_in(self) -> Unit:
        """Its unit; money is in euros, a bare number has none."""
        if self.unit is not None:
            return self.unit
        return Unit.parse("EUR") if self.type == "money" else NUMBER

    @property
    def registers(self) -> tuple[str, ...]:
        """The datasets whose ids it may hold; none where it refers to nothing."""
        if self.type != "id":
            return ()
        if self.refers is not None:
            return tuple(dict.fromkeys(self.refers.to.values()))
        return (self.of,) if isinstance(self.of, str) else ()


class Validity(Written):
    """A row that holds over an interval of dates: from its first day through its last (open if empty).

    A month counts it when it holds on the month's last day: to 30 June counts June, to 29 June doesn't.
    """

    from_: str = Field(alias="from")
    to: str


class Derivation(Written):
    """A dataset that a function of the product writes from other datasets."""

    by: Literal["maintenance_backlog", "booked_hours", "unit_cost_index"]
    from_: Names = Field(alias="from")
    parameters: Names = ()


class Contract(Written):
    """What a dataset's rows are and must be."""

    name: Text
    rows: Text = Field(description="What one row stands for.")
    key: Names
    period: str | Validity | None = Field(
        None, description="The column that says which period a row speaks of; none for a register."
    )
    expects: Literal["month", "year", "events"] = Field(
        "events",
        description="Whether there is a row in every month or year, or only when something happens.",
    )
    columns: dict[str, Column]
    label: str | dict[Language, str] | None = Field(
        None, description="The column that names an id to people, or one for each language."
    )
    personal: bool = Field(False, description="Rows speak of single persons: never shown, only counted.")
    derived: Derivation | None = None
    results_of: Literal["estate"] | None = Field(
        None,
        description="Rows that the product works out and loads by itself, as `voimavara plan` does; "
        "no file is read into it.",
    )
    version: int = 1

    @property
    def is_read_from_files(self) -> bool:
        """Whether people send its rows; those of others are computed."""
        return self.derived is None and self.results_of is None

    @property
    def public_columns(self) -> tuple[str, ...]:
        """The columns whose cells may be shown: none of a personal dataset, no personal one of others."""
        if self.personal:
            return ()
        return tuple(name for name, column in self.columns.items() if not column.personal)

    def type_of(self, name: str) -> ColumnType | None:
        """The type of a column, None where there is no such column."""
        column = self.columns.get(name)
        return column.type if column else None
