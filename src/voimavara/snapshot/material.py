"""What a snapshot is made from: a programme, and all that a run found out about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.figures.columns import Figures
from voimavara.peers.comparison import Comparison
from voimavara.programme.programme import Programme
from voimavara.verdicts.coverage import Cell
from voimavara.verdicts.kinds.kind import TargetInWords
from voimavara.verdicts.verdict import Verdict
from voimavara.warehouse.load import Lineage, Load, Rejected

# An indicator's id and a measure's: ("net_cost_growth", "main").
MeasureKey = tuple[str, str]


@dataclass(frozen=True)
class Behind:
    """The rows of one dataset behind an indicator's newest figure; `rows` is empty for a personal one."""

    dataset: str
    period: Period
    count: int
    rows: tuple[Lineage, ...] = ()


@dataclass(frozen=True)
class Compared:
    """A comparison with a peer set over one window."""

    peer_set: str
    comparison: Comparison


@dataclass(frozen=True)
class Material:
    """All that is frozen.

    `figures` are those of every measure, place and period; `series` are the periods that people see, by
    measure (figures of other periods were needed for judging only). `loads` are those in force that had been
    received as of the date, `used` the ids of those of which rows count, `open_rows` the rows set aside and
    still to mend. `labels` name the values of dimensions, `sql` and `behind` explain the newest figures.
    """

    programme: Programme
    as_of: date
    figures: Figures
    series: Mapping[MeasureKey, tuple[Period, ...]]
    verdicts: Mapping[str, Verdict]
    targets: Mapping[str, TargetInWords]
    cells: tuple[Cell, ...] = ()
    compared: Mapping[str, tuple[Compared, ...]] = field(default_factory=dict)
    loads: tuple[Load, ...] = ()
    used: frozenset[str] = frozenset()
    open_rows: tuple[Rejected, ...] = ()
    labels: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    sql: Mapping[MeasureKey, str] = field(default_factory=dict)
    behind: Mapping[str, tuple[Behind, ...]] = field(default_factory=dict)

    @cached_property
    def shown(self) -> Figures:
        """The figures that people see."""
        return self.figures.shown(self.series)
