"""Streets and green areas added up by each method: measured, modelled, and both together."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.estate.condition.basis import Method
from voimavara.estate.condition.streets import street_condition
from voimavara.estate.condition.sums import sums
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.registers.streets_and_pipes import segments_of
from voimavara.snapshot.estate.condition import StreetMethodView
from voimavara.snapshot.estate.plan import Kind

METHODS = (Method.MEASURED, Method.MODELLED, Method.HYBRID)
KINDS: tuple[Kind, ...] = ("street", "green_area")


def street_method_views(facts: EstateFacts) -> Iterator[StreetMethodView]:
    """A row for each kind that there is and each method; what a method does not know is in no sum of it."""
    for kind in KINDS:
        segments, classes, _ = segments_of(facts, kind)
        if not segments.names.size:
            continue
        for method in METHODS:
            found = street_condition(segments, classes, facts.year, method, facts.price_level)
            total = sums(found.valuation)
            yield StreetMethodView(
                kind=kind,
                method=str(method),
                objects=total.objects - total.unknown,
                unknown=total.unknown,
                replacement=round(total.replacement, 2),
                condition=None if total.condition is None else round(total.condition, 4),
                backlog=round(total.backlog, 2),
            )
