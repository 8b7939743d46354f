"""Condition summed over a portfolio: the whole, and by class, district, sector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voimavara.estate.condition.basis import Basis
from voimavara.estate.condition.valuation import ImprovementRule, Valuation, metadata


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over some objects, in euros. `unknown` objects have no value and are in no other sum.

    Improvement need is None where no rule for it was given; it is never part of the backlog.
    """

    objects: int
    unknown: int
    assumed: int
    replacement: float
    technical: float
    liability: float
    backlog: float
    improvement_need: float | None
    bases: tuple[Basis, ...]

    @property
    def condition(self) -> float | None:
        """V/R of the objects that are known."""
        return self.technical / self.replacement if self.replacement else None

    @property
    def fci(self) -> float | None:
        """Backlog / replacement value of the objects that are known."""
        return self.backlog / self.replacement if self.replacement else None

    def __add__(self, other: Sums) -> Sums:
        """Both together, with the bases of both; raises UserError when their prices differ."""
        for mine in self.bases:
            for theirs in other.bases:
                mine.check_adds_to(theirs)
        counted = [field.name for field in fields(self) if field.name not in ("improvement_need", "bases")]
        needs = (self.improvement_need, other.improvement_need)
        return Sums(
            **{name: getattr(self, name) + getattr(other, name) for name in counted},
            improvement_need=None if None in needs else sum(need for need in needs if need is not None),
            bases=tuple(dict.fromkeys(self.bases + other.bases)),
        )


def sums(condition: Valuation, rule: ImprovementRule | None = None) -> Sums:
    """The sums over all the objects."""
    return sums_by(condition, np.full(condition.objects.shape, ""), rule).get("") or _empty(condition, rule)


def sums_by(
    condition: Valuation, groups: npt.NDArray[np.str_], rule: ImprovementRule | None = None
) -> dict[str, Sums]:
    """Group → sums; `groups` names the class, district or sector of each object.

    Together the groups are the whole: each object is in exactly one.
    """
    if groups.shape != condition.objects.shape:
        raise ValueError(f"got {groups.size} groups for {condition.objects.size} objects, expected one each")
    names, position = np.unique(groups, return_inverse=True)
    known = ~np.isnan(condition.backlog)
    assumed = np.isin(condition.objects, [one.object for one in condition.assumed])

    def summed(values: npt.NDArray[np.float64]) -> list[float]:
        totals: list[float] = np.bincount(position, np.where(known, values, 0.0)).tolist()
        return totals

    replacement, technical = summed(condition.replacement), summed(condition.technical)
    liability, backlog = summed(condition.liability), summed(condition.backlog)
    needs = summed(condition.improvement_need(rule)) if rule else [None] * names.size
    counts = [
        np.bincount(position, weights.astype(float)) for weights in (np.ones(known.size), ~known, assumed)
    ]
    return {
        str(group): Sums(
            objects=int(counts[0][row]),
            unknown=int(counts[1][row]),
            assumed=int(counts[2][row]),
            replacement=replacement[row],
            technical=technical[row],
            liability=liability[row],
            backlog=backlog[row],
            improvement_need=needs[row],
            bases=(condition.basis,),
        )
        for row, group in enumerate(names)
    }


def _empty(condition: Valuation, rule: ImprovementRule | None) -> Sums:
    return Sums(0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0.0 if rule else None, (condition.basis,))


def to_arrow(groups: Mapping[str, Sums]) -> pa.Table:
    """One row a group, with its basis in the metadata when all groups have the same one."""
    columns = [field.name for field in fields(Sums) if field.name != "bases"] + ["condition", "fci"]
    table = pa.table(
        {
            "group": pa.array(list(groups), pa.string()),
            **{name: [getattr(one, name) for one in groups.values()] for name in columns},
        }
    )
    bases = {basis for one in groups.values() for basis in one.bases}
    return table.replace_schema_metadata(metadata(bases.pop())) if len(bases) == 1 else table
