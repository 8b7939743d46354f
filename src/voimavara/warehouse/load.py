"""A load: what one reading of one file put into the warehouse, and what it set aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePath
from typing import Literal

from voimavara.core.errors import Place
from voimavara.core.language import Language, gettext
from voimavara.core.message import Message
from voimavara.core.origin import Origin
from voimavara.core.periods import Period


@dataclass(frozen=True, slots=True)
class Load:
    """One immutable load.

    `id` is the hash of file, mapping and contract. `covers` runs from the first period that its rows
    speak of to the last month that it can know of (None for a register without periods). `periods` are
    those that its rows speak of, those set aside included; `bytes_hash` tells which file it was,
    however mapped. `mends` names the load whose set-aside rows this one brings back corrected.
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
    periods: tuple[Period, ...] = ()
    bytes_hash: str = ""

    @property
    def mended_in(self) -> str:
        """The name of the file of corrections that it is; empty where it corrects nothing."""
        return "" if self.mends is None else PurePath(self.file).name


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell: its column as the file names it, what was got, what was expected.

    `got` is empty where the column or its dataset is personal.
    """

    column: str
    got: str
    expected: Message


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was set aside: where it stands, and every fault in it, the first one in `place.column`.

    `cells` is the row as it was written, by header; empty once the row is mended. `period` and `key` are
    known where those cells were readable. `mended_by` is the load that brought the row back, left it out
    for good, or holds a newer try at it that is still wrong.
    """

    load: str
    place: Place
    faults: tuple[Fault, ...]
    cells: dict[str, str] = field(repr=False)
    period: Period | None = None
    key: tuple[str, ...] | None = field(default=None, repr=False)
    mended_by: str | None = None

    @property
    def got(self) -> str:
        """What stands in the first faulty cell."""
        return self.faults[0].got

    @property
    def expected(self) -> Message:
        """What should stand there; a Message, to be written in any language."""
        return self.faults[0].expected

    def sentence(self, language: Language = "en") -> str:
        """Where, what was got, what was expected, and that the row is set aside."""
        expected = self.expected.within(language)
        if not self.got:
            text = gettext(language, "{place}: expected {expected}; the row is set aside.")
            return text.format(place=self.place, expected=expected)
        text = gettext(language, "{place}: got '{got}', expected {expected}; the row is set aside.")
        return text.format(place=self.place, got=self.got, expected=expected)


@dataclass(frozen=True, slots=True)
class Lineage:
    """One row behind a figure: the file and line it came from, and its cells as typed values.

    `mended_in` is the name of the file in which people corrected the row; empty where it came in as it was.
    """

    load: str
    place: Place
    cells: dict[str, str]
    mended_in: str = ""
