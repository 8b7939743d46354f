"""What it takes a year to keep the buildings as they are and to clear their backlog."""

from __future__ import annotations

from voimavara.estate.condition import Condition, funding
from voimavara.estate.condition_sums import sums
from voimavara.snapshot.estate_model import FundingView
from voimavara.tasks.estate.facts import Facts


def funding_view(facts: Facts, buildings: Condition) -> FundingView | None:
    """Yearly wear and a part of the backlog (`building_wear`, `backlog_clearing`); None if none is known."""
    known = sums(buildings)
    if not known.replacement:
        return None
    wear, years = facts.value("building_wear") / 100, int(facts.value("backlog_clearing"))
    euros = funding(known.replacement, known.backlog, wear, years)
    return FundingView(euros=round(euros, 2), years=years, wear=wear)
