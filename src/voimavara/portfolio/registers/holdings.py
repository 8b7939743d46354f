"""What the city holds of one kind, in arrays: values, condition, and how each object ages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from voimavara.estate.condition.checks import Assumed
from voimavara.estate.condition.valuation import Valuation
from voimavara.snapshot.estate.plan import Kind

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]


@dataclass(frozen=True)
class Holding:
    """Objects of one kind, one a row; the arrays follow `valuation.objects`.

    `life` (years) and `wearing` (share) are those of the ageing curve, NaN where unknown. `how` tells by
    which method each one's condition is known. `vocabulary` names the classes. `rows` are the register's, in
    order.
    """

    kind: Kind
    valuation: Valuation
    classes: Names
    vocabulary: str
    districts: Names
    sectors: Names
    life: Floats
    wearing: Floats
    how: Names
    rows: Sequence[Mapping[str, Any]]
    datasets: tuple[str, ...]
    flags: Mapping[str, tuple[str, ...]]

    @property
    def size(self) -> int:
        """How many objects there are."""
        return int(self.valuation.objects.size)

    @property
    def names(self) -> Names:
        """The identifiers of the objects."""
        return self.valuation.objects

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Identifiers that are distinct among all kinds: building-114."""
        return tuple(f"{self.kind}-{name}" for name in self.names.tolist())

    @cached_property
    def wears(self) -> Floats:
        """The wearing share of each object: that of its curve, or what it was seen to have worn if more."""
        return np.asarray(np.fmax(self.wearing, 1.0 - self.valuation.condition))

    def ageing(self) -> npt.NDArray[np.bool_]:
        """Which objects are known well enough to be aged: value, condition, curve."""
        known = ~np.isnan(self.valuation.condition) & ~np.isnan(self.life) & ~np.isnan(self.wearing)
        return np.asarray(known & (self.valuation.replacement > 0))


def assumed_by_object(assumed: Iterable[Assumed]) -> dict[str, tuple[str, ...]]:
    """What was assumed of each object, such as its life."""
    found: dict[str, set[str]] = {}
    for one in assumed:
        found.setdefault(one.object, set()).add(one.what)
    return {name: tuple(sorted(words)) for name, words in found.items()}
