"""Person-years and inhabitants of the city."""

from __future__ import annotations

from voimavara.portfolio.facts import EstateFacts

YEAR = 12


def person_years(facts: EstateFacts) -> dict[str, float]:
    """Person-years of the newest twelve months by sector."""
    rows = facts.rows("person_years")
    last = max((row["month"] for row in rows), default=0)
    found: dict[str, float] = {}
    for row in rows:
        if last - YEAR < row["month"] <= last:
            found[row["sector"]] = found.get(row["sector"], 0.0) + float(row["htv"])
    return {name: htv for name, htv in found.items() if htv > 0}


def inhabitants(facts: EstateFacts) -> float | None:
    """The city's newest population; None where it is not known."""
    code = facts.programme.cover.city.code
    own = [
        (row["year"], row["population"]) for row in facts.rows("population") if row["municipality"] == code
    ]
    return float(max(own)[1]) if own else None
