"""Where figures come from, as pages show it: source rows, loads, rows set aside, coverage, the handbook."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import InstanceOf, ValidationInfo, ValidatorFunctionWrapHandler, field_validator
from pydantic.json_schema import SkipJsonSchema

from voimavara.core.language import Text
from voimavara.core.origin import Origin
from voimavara.snapshot.frozen import BESIDE, Columns, Frozen, When
from voimavara.snapshot.source_rows import NO_ROWS, SourceRows


class RowsView(Frozen):
    """The rows behind an indicator's newest figure, for one dataset; counts only where it is personal.

    `words` say by column what the codes in its cells are called.
    """

    indicator: str
    dataset: str
    period: When
    personal: bool
    count: int
    columns: tuple[str, ...] = ()
    words: dict[str, dict[str, Text]] = {}
    rows: SkipJsonSchema[InstanceOf[SourceRows]] = BESIDE(NO_ROWS)

    @field_validator("rows", mode="wrap")
    @classmethod
    def _find_rows(
        cls, given: object, handler: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> SourceRows:
        columns: Columns | None = info.context
        found: SourceRows = handler(given)
        return columns.rows.behind(info.data["indicator"], info.data["dataset"]) if columns else found


class LoadView(Frozen):
    """One load, without the time it was loaded; `file` is empty for personal datasets."""

    id: str
    dataset: str
    dataset_name: Text
    source: str
    source_name: Text
    publisher: Text
    file: str
    received: date
    origin: Origin
    owner: str
    rows_read: int
    rows_accepted: int
    rows_set_aside: int
    rows_open: int
    rows_dropped: int
    covers: When | None
    mends: str | None = None
    in_use: bool = True
    personal: bool = False


class RejectedView(Frozen):
    """A row set aside and not yet mended; `file` and `got` are empty for personal datasets."""

    load: str
    source_name: Text
    file: str
    line: int
    column: str
    got: str
    expected: Text


class CoverageCell(Frozen):
    """Whether an indicator's figure of a round came: in time, late, due and not come, or not due."""

    indicator: str
    round: date
    period: When | None
    due: date | None
    received: date | None
    state: Literal["in_time", "came_late", "late", "not_due"]
    owner: str = ""


class CoverageView(Frozen):
    """Indicators × rounds, the next round too; the coverage indicator itself has no cells."""

    rounds: tuple[date, ...]
    cells: tuple[CoverageCell, ...]


class HandbookEntry(Frozen):
    """One thing explained: a formula, a dataset's contract, a parameter or a word."""

    id: str
    kind: Literal["indicator", "formula", "dataset", "parameter", "term"]
    name: Text
    definition: Text
    formula_text: Text = Text()
    unit: str = ""
    version: str = ""
    source: Text = Text()
    history: tuple[tuple[str, str, Text], ...] = ()
    values: dict[str, float] = {}
    classes: tuple[tuple[Text, dict[str, float]], ...] = ()  # of a parameter by class: each with its values
    columns: tuple[tuple[str, Text, Text], ...] = ()  # id, name, what it holds
    used_by: tuple[str, ...] = ()
