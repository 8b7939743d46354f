"""Objects named in a sentence: the first of them, for there may be many."""

from __future__ import annotations

from collections.abc import Sequence

from voimavara.tasks.estate.facts import Facts
from voimavara.verdicts.wording import Written, plain

MOST = 6


def few(named: Sequence[str]) -> Written:
    """The first names with commas between, and three points where there are more."""
    return plain(", ".join(named[:MOST]) + (" …" if len(named) > MOST else ""))


def few_buildings(facts: Facts, buildings: Sequence[str]) -> Written:
    """The first of the buildings by their names in the register, with their ids."""
    names = {row["building"]: row["name"] for row in facts.rows("buildings") if row["name"]}
    return few([f"{names[one]} ({one})" if one in names else one for one in buildings])


def few_districts(facts: Facts, districts: Sequence[str]) -> Written:
    """The first of the districts by their names."""
    names = {row["district"]: row["name"] for row in facts.rows("districts")}
    return few([names.get(district) or district for district in districts])
