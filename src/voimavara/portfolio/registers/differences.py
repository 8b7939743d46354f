"""Where two sources disagree about an object, and whose word counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from voimavara.core.language import Text, same
from voimavara.core.periods import Period
from voimavara.core.sentences import say
from voimavara.estate.condition.reconciliation import Difference
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.registers.buildings import Buildings
from voimavara.snapshot.estate.condition import DifferenceView

REGISTER = "register"


def difference_views(facts: EstateFacts, buildings: Buildings) -> Iterator[DifferenceView]:
    """Every difference: of the values that reporters give, then of the register and their own records."""
    names = {row["building"]: row["name"] for row in facts.rows("buildings")}
    reporters = list(facts.reporters)
    first = facts.word("reporters", reporters[0])
    values = say("{reporter} counts, for it stands first in the list of reporters.", reporter=first)
    for one in buildings.values.differences:
        yield _view(one, names, reporters, values)
    register = say("The register of buildings counts.")
    for one in buildings.records:
        own = [reporter for reporter in reporters if reporter != one.chosen][-1]
        yield _view(one, names, [REGISTER, own], register)


def _view(one: Difference, names: Mapping[str, str], sources: list[str], rule: Text) -> DifferenceView:
    other = next(name for name in sources if name != one.chosen)
    chosen_first = sources[0] == one.chosen
    mine, theirs = (one.first, one.second) if chosen_first else (one.second, one.first)
    return DifferenceView(
        object=f"building-{one.object}",
        name=same(names.get(one.object, one.object)),
        field=one.column,
        values={one.chosen: _written(one.column, mine), other: _written(one.column, theirs)},
        chosen=one.chosen,
        rule=rule,
    )


def _written(column: str, value: Any) -> str:
    if value is None:
        return ""
    if column == "built":
        return str(Period(int(value), 12).first_day.year)
    try:
        return f"{float(value):.2f}".rstrip("0").rstrip(".")
    except ValueError:
        return str(value)
