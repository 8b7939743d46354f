"""Streets and green areas added up by each method: measured, modelled, and both together."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.estate.condition_basis import Method
from voimavara.estate.condition_sums import sums
from voimavara.estate.streets import street_condition
from voimavara.snapshot.estate_model import StreetMethodView
from voimavara.snapshot.estate_plan import Kind
from voimavara.tasks.estate.facts import Facts
from voimavara.tasks.estate.land import segments_of

METHODS = (Method.MEASURED, Method.MODELLED, Method.HYBRID)
KINDS: tuple[Kind, ...] = ("street", "green_area")


def street_method_views(facts: Facts) -> Iterator[StreetMethodView]:
    """A row for each kind that there is and each method; what a method does not know is in no sum of it."""
    for kind in KINDS:
        segments, classes, _ = segments_of(facts, kind)
        if not segments.names.size:
            continue
        for method in METHODS:
            found = street_condition(segments, classes, facts.year, method, facts.price_level)
            total = sums(found.condition)
            yield StreetMethodView(
                kind=kind,
                method=str(method),
                objects=total.objects - total.unknown,
                unknown=total.unknown,
                replacement=round(total.replacement, 2),
                condition=None if total.condition is None else round(total.condition, 4),
                backlog=round(total.backlog, 2),
            )
