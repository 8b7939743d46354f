"""What it takes a year to keep the buildings as they are and to clear their backlog."""

from __future__ import annotations

from voimavara.estate.condition.sums import sums
from voimavara.estate.condition.valuation import Valuation, funding
from voimavara.portfolio.facts import EstateFacts
from voimavara.snapshot.estate.condition import FundingView


def funding_view(facts: EstateFacts, buildings: Valuation) -> FundingView | None:
    """Yearly wear and a part of the backlog (`building_wear`, `backlog_clearing`); None if none is known."""
    known = sums(buildings)
    if not known.replacement:
        return None
    wear, years = facts.value("building_wear") / 100, int(facts.value("backlog_clearing"))
    euros = funding(known.replacement, known.backlog, wear, years)
    return FundingView(euros=round(euros, 2), years=years, wear=wear)
