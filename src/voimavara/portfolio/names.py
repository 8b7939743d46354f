"""Objects named in a sentence: the first of them, for there may be many."""

from __future__ import annotations

from collections.abc import Sequence

from voimavara.core.language import Language, Text, same
from voimavara.core.sentences import Part, count, say_counted
from voimavara.portfolio.facts import EstateFacts

MOST = 6


def few(named: Sequence[str | Text], number: int | None = None) -> Part:
    """The first names with commas between, and how many more there are; all are `number`, if not told."""
    first = [name if isinstance(name, Text) else same(name) for name in named[:MOST]]
    more = (len(named) if number is None else number) - len(first)

    def names(language: Language) -> str:
        return ", ".join(name.within(language) for name in first)

    if not more:
        return names
    return say_counted(
        "{names} and {more} other",
        "{names} and {more} others",
        more,
        names=names,
        more=count(more),
    )


def few_buildings(facts: EstateFacts, buildings: Sequence[str]) -> Part:
    """The first of the buildings by their names in the register, with their ids."""
    names = {row["building"]: row["name"] for row in facts.rows("buildings") if row["name"]}
    return few([f"{names[one]} ({one})" if one in names else one for one in buildings])


def few_districts(facts: EstateFacts, districts: Sequence[str]) -> Part:
    """The first of the districts by their names."""
    names = {row["district"]: row["name"] for row in facts.rows("districts")}
    return few([names.get(district) or district for district in districts])
