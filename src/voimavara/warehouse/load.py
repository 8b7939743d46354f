"""A load: what one reading of one file put into the warehouse, and what it set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from voimavara.core.errors import Place
from voimavara.core.origin import Origin
from voimavara.core.periods import Period


@dataclass(frozen=True, slots=True)
class Load:
    """One immutable load.

    `id` is the hash of file, mapping and contract. `covers` runs from the first period that its rows
    speak of to the last month that it can know of (None for a register without periods). `mends` names
    the load whose set-aside rows this one brings back corrected.
    """

    id: str
    dataset: str
    source: str
    file: str
    received: date
    loaded: datetime
    origin: Origin
    replaces: Literal["all", "periods", "keys"]
    tolerance: float
    rows_read: int
    rows_accepted: int
    rows_set_aside: int
    rows_dropped: int
    covers: Period | None
    contract_version: int
    mends: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was set aside: where it stands, what was got, what was expected.

    `cells` is the row as it was written, by header; empty for a personal dataset once it is mended.
    `period` is known where the period column itself was readable.
    """

    load: str
    place: Place
    got: str
    expected: str
    cells: dict[str, str]
    period: Period | None = None
    mended_by: str | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """One row behind a figure: the file and line it came from, and its cells as typed values."""

    load: str
    place: Place
    cells: dict[str, str]
