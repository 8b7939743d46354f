"""Premises of services in buildings that are known, and those of which the building is not."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from voimavara.core.language import Text
from voimavara.core.sentences import say
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.names import few, few_buildings


def known_facilities(facts: EstateFacts, *, in_districts: bool) -> pa.Table:
    """The dataset `facilities` without premises whose building, or whose district, is not known."""
    known = _known(facts, in_districts=in_districts)
    table = facts.table("facilities")
    return table.filter(pa.array([name in known for name in table["building"].to_pylist()], pa.bool_()))


def facility_remarks(facts: EstateFacts, *, in_districts: bool) -> Iterator[Text]:
    """Which premises are in no need, surplus or network, and why."""
    used = {row["building"] for row in facts.rows("facilities")}
    unknown = sorted(used - _known(facts, in_districts=False))
    if unknown:
        yield say(
            "Premises of services in the buildings {buildings} are left out: the register of buildings does"
            " not have them, or their row was set aside. See: voimavara rejected.",
            buildings=few(unknown),
        )
    nowhere = sorted(used - _known(facts, in_districts=in_districts) - set(unknown))
    if nowhere:
        yield say(
            "Premises of services in the buildings {buildings} are left out: their district is not known. Add"
            " it to the register of buildings.",
            buildings=few_buildings(facts, nowhere),
        )


def _known(facts: EstateFacts, *, in_districts: bool) -> set[str]:
    return {row["building"] for row in facts.rows("buildings") if row["district"] or not in_districts}
