"""Every kind of target: a file each, and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from voimavara.programme.models.indicator import Indicator
from voimavara.verdicts.kinds.covered import Covered
from voimavara.verdicts.kinds.from_history import FromHistory
from voimavara.verdicts.kinds.kind import TargetKind
from voimavara.verdicts.kinds.level import Level
from voimavara.verdicts.kinds.not_above_peers import NotAbovePeers
from voimavara.verdicts.kinds.trend import YearOnYear
from voimavara.verdicts.kinds.undecided import Undecided
from voimavara.verdicts.kinds.within import Within
from voimavara.verdicts.kinds.within_months import WithinMonths

KINDS: Mapping[str, TargetKind] = {
    "at_least": Level(),
    "at_most": Level(highest=True),
    "within": Within(),
    "falling": YearOnYear(down=True),
    "rising": YearOnYear(),
    "from_history": FromHistory(),
    "not_above_peers": NotAbovePeers(),
    "within_months": WithinMonths(),
    "covered": Covered(),
    "undecided": Undecided(),
}


def kind_of(indicator: Indicator) -> TargetKind:
    """The kind of the indicator's target."""
    return KINDS[indicator.target.kind]
