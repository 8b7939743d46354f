"""From the backlog that the first reporter states to the one that pages show, step by step."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from voimavara.core.periods import Period
from voimavara.estate.condition.backlog import backlog, stated_backlog
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.registers.building_values import EUROS
from voimavara.portfolio.registers.buildings import Buildings
from voimavara.run.derived import thresholds_of
from voimavara.snapshot.estate.condition import BridgeStepView, BridgeView

Rows = list[dict[str, object]]


def bridge_view(facts: EstateFacts, buildings: Buildings) -> BridgeView | None:
    """The backlog stated for the reporter's newest year, as its indicator has it, and what leads from there.

    None where no reporter has stated anything. The reporter is the first in order that has.
    """
    rows = buildings.values.stated.to_pylist()
    reporter = next((one for one in facts.reporters if any(row["reporter"] == one for row in rows)), None)
    if reporter is None:
        return None
    year = max(row["year"] for row in rows if row["reporter"] == reporter)
    own = [row for row in rows if (row["reporter"], row["year"]) == (reporter, year)]
    known = set(buildings.holding.names.tolist())
    stated = _stated(facts, reporter, year)
    totals = (
        stated,
        _backlog(facts, own),
        _backlog(facts, [row for row in rows if row["building"] in known]),
        _sum(buildings.before.valuation.backlog),
        _sum(buildings.holding.valuation.backlog),
    )
    steps = np.diff(totals).round(2).tolist()
    return BridgeView(
        reporter=facts.word("reporters", reporter),
        year=year,
        stated=round(stated, 2),
        steps=tuple(
            BridgeStepView(what=what, euros=euros)
            for what, euros in zip(("restated", "others", "inspections", "works"), steps, strict=True)
            if euros
        ),
        total=round(totals[-1], 2),
    )


def _stated(facts: EstateFacts, reporter: str, year: int) -> float:
    """In the prices of the year and by its threshold."""
    table = facts.table("building_values")
    own = [
        name == reporter and Period(month, 12).first_day.year == year
        for name, month in zip(table["reporter"].to_pylist(), table["year"].to_pylist(), strict=True)
    ]
    thresholds = thresholds_of(facts.parameters["backlog_threshold"])
    found = stated_backlog(table.filter(pa.array(own, pa.bool_())), thresholds)
    return float(sum(found["backlog"].to_pylist()))


def _backlog(facts: EstateFacts, rows: Rows) -> float:
    replacement, technical = (np.array([row[name] for row in rows], dtype=np.float64) for name in EUROS)
    return _sum(backlog(replacement, technical, np.array(facts.value("backlog_threshold"))))


def _sum(euros: np.ndarray) -> float:
    return float(np.nansum(euros))
