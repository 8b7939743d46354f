"""Requests that are computed together, because they differ only in the values that conditions accept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable

from voimavara.figures.parts import Part, parts_of
from voimavara.figures.request import Request
from voimavara.programme.models.formula import GrowthFormula, RatioFormula, ShareFormula


def alike(requests: Iterable[Request]) -> list[tuple[Request, ...]]:
    """The requests in groups; each growth is a group of its own."""
    groups: dict[Hashable, list[Request]] = defaultdict(list)
    for request in requests:
        groups[_frame(request)].append(request)
    return [tuple(group) for group in groups.values()]


def _frame(request: Request) -> Hashable:
    """What decides how the request is computed, but for the values that conditions accept."""
    formula = request.formula
    if isinstance(formula, GrowthFormula):
        return id(request)
    parts = parts_of(formula, request.dimensions)
    return (
        tuple(part and _bare(part) for part in (parts.numerator, parts.denominator, parts.invited)),
        isinstance(formula, RatioFormula) and formula.ratio.complement,
        isinstance(formula, ShareFormula),
        isinstance(formula, ShareFormula) and formula.share.sample,
        request.dimensions,
        request.periods,
        request.unit,
    )


def _bare(part: Part) -> Hashable:
    return part.dataset, part.kind, part.columns, part.lag, tuple(test.column for test in part.where)
