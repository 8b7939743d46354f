"""A figure: a value with everything that is needed to trust it."""

from __future__ import annotations

from dataclasses import dataclass

from voimavara.core.missing import Missing
from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.core.units import Unit

# Where a figure stands in the dimensions, ordered by name: (("sector", "education"),); () is the whole city.
Where = tuple[tuple[str, str], ...]

MAIN = "main"


@dataclass(frozen=True, slots=True)
class Incomplete:
    """What could still change a figure: open faulty rows, and keys without a numerator.

    `open_rows` of `rows` were set aside in the loads and period behind the figure; `tolerance` is the
    share that their sources allow (the smallest). Keys that stand for persons are counted, never named.
    """

    open_rows: int = 0
    rows: int = 0
    tolerance: float = 0.0
    missing_keys: tuple[str, ...] = ()
    unnamed_keys: int = 0

    @property
    def lacking(self) -> int:
        """How many keys have no numerator."""
        return len(self.missing_keys) + self.unnamed_keys

    @property
    def tolerated(self) -> bool:
        """Whether a verdict may be given all the same."""
        return not self.lacking and self.open_rows <= self.tolerance * self.rows


@dataclass(frozen=True, slots=True)
class Figure:
    """One computed value of a measure of an indicator, for one period and place.

    `value`, `numerator` and `denominator` are in `unit` and the aggregates' own units; a share is a
    number from 0 to 1 whose unit is 1 (pages write it in %). `n` counts the rows behind it, `interval` is a
    95 % interval where the formula declares a sample. Of a growth, the numerator is the amount at the
    end of the window and the denominator the one at its start.
    """

    indicator: str
    period: Period
    value: float | Missing
    unit: Unit
    formula_version: str
    measure: str = MAIN
    place: Where = ()
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = None
    interval: tuple[float, float] | None = None
    loads: tuple[str, ...] = ()
    origin: Origin | None = None
    incomplete: Incomplete | None = None

    @property
    def is_missing(self) -> bool:
        """Whether there is no value."""
        return isinstance(self.value, Missing)

    @property
    def missing(self) -> Missing | None:
        """Why there is no value; None where there is one."""
        return self.value if isinstance(self.value, Missing) else None

    @property
    def known(self) -> float | None:
        """The value; None where there is none."""
        return None if isinstance(self.value, Missing) else self.value
