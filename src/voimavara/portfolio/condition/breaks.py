"""Where the series of each kind's figures break: the threshold that a parameter sets has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from voimavara.core.language import Text
from voimavara.core.sentences import say
from voimavara.estate.condition.basis import breaks
from voimavara.portfolio.condition.totals import kind_name
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.registers.holdings import Holding

THRESHOLDS = {
    "building": "backlog_threshold",
    "street": "street_optimal_condition",
    "green_area": "green_optimal_condition",
    "pipe": "pipe_life",
}


def breaks_said(facts: EstateFacts, holdings: Sequence[Holding]) -> Iterator[Text]:
    """A sentence for each kind and year from which its figures are another series than before."""
    for holding in holdings:
        parameter = facts.parameters[THRESHOLDS[holding.kind]]
        begun = {int(at[:4]) for series in parameter.series.values() for at in series}
        basis = holding.valuation.basis
        bases = {
            year: replace(basis, threshold=_thresholds(facts, THRESHOLDS[holding.kind], year))
            for year in begun
            if year <= facts.year
        }
        for year in breaks(bases):
            yield say(
                "{kind}: from {year} on the figures are another series, for “{parameter}” has changed.",
                kind=kind_name(holding.kind),
                year=str(year),
                parameter=parameter.name,
            )


def _thresholds(facts: EstateFacts, name: str, year: int) -> str:
    """Every threshold in force at the end of the year, by class; a class may have none."""
    parameter, end = facts.parameters[name], date(year, 12, 31)
    each = ((of, parameter.in_force(end, of)) for of in sorted(parameter.series))
    return ", ".join(f"{of} {value:g}" for of, value in each if value is not None)
