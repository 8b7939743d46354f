"""A source: how a file that a system exports becomes rows of a dataset."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from voimavara.core.language import Text
from voimavara.core.origin import Origin
from voimavara.programme.models.written import ByTime, Day, Names, Quantity, UnitName, Written


class ColumnMapping(Written):
    """Where a column's value comes from, and how it is written there."""

    from_: str | None = Field(None, alias="from", description="The header in the file.")
    value: str | None = Field(None, description="The same value in every row.")
    as_: str | None = Field(
        None, alias="as", description="How dates are written: kk/vvvv, pp.kk.vvvv, vvvv-kk …"
    )
    unit: UnitName | None = Field(None, description="The file's unit, when it is another scale.")
    values: dict[str, str] = Field({}, description="The file's words → the contract's.")
    otherwise: Literal["set aside", "keep"] = "set aside"
    empty: str | None = Field(None, description="What an empty cell means, if anything.")


class TableLayout(Written):
    """How the table lies in the file."""

    header_row: int = Field(1, ge=1)
    sheet: str | None = None
    delimiter: str | None = Field(None, description="Found out when not given.")
    encoding: str | None = Field(None, description="utf-8-sig, else cp1252, when not given.")
    decimal: Literal[",", "."] | None = Field(
        None, description="Needed only where 1.234 stands for 1,234; a comma and 1.5 are understood."
    )
    drop_where: dict[str, Names] = Field({}, description="Totals and the like: header → values.")


class Source(Written):
    """A mapping from files to a dataset."""

    dataset: str
    name: Text = Text()
    file: str = Field(description="Path or pattern below the programme folder.")
    received: Day | Literal["name"] | dict[str, Day] = Field(
        description="The date for all files, `name` (a date in the file's name), or by file name."
    )
    replaces: Literal["all", "periods", "keys"]
    origin: Origin
    read: TableLayout = TableLayout()
    columns: dict[str, str | ColumnMapping] = Field(description="Contract column → header or mapping.")
    tolerance: Quantity | None = Field(
        None,
        description="Share of a period's rows that may be set aside without the verdict waiting.",
    )
    owner: str = ""
    publisher: Text = Field(Text(), description="Whose statistics or system it is, with the licence.")
    breaks: ByTime[Text] = Field({}, description="What a reader of the source must know, by period.")

    @property
    def tolerated(self) -> Decimal:
        """The tolerated share, 0 where none is declared."""
        if self.tolerance is None:
            return Decimal(0)
        return self.tolerance.value * self.tolerance.unit.scale
