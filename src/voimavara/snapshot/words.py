"""The words for everything that has a closed list of kinds; English here, the others in pages.po.

Pages write them as they are, commands inside a sentence or a table without their capital.
"""

from __future__ import annotations

from voimavara.core.missing import Reason
from voimavara.core.origin import Origin
from voimavara.verdicts.verdict import Judgement

JUDGEMENTS = {
    Judgement.MET: "Target met",
    Judgement.ON_TRACK: "On track",
    Judgement.OFF_TRACK: "Off track",
    Judgement.NOT_MET: "Not met",
    Judgement.INCONCLUSIVE: "Inconclusive",
    Judgement.INCOMPLETE: "Incomplete data",
    Judgement.MISSING: "No figure",
    Judgement.LATE: "Late",
    Judgement.UNDECIDED: "Undecided",
}
ORIGINS = {
    Origin.OFFICIAL: "Official statistics",
    Origin.OWN: "The city's own data",
    Origin.EXAMPLE: "Example data",
}
MISSING = {
    Reason.NO_DATA: "No data have been received",
    Reason.PARTLY: "Data are lacking for part of the period",
    Reason.ZERO_DENOMINATOR: "There is nothing to divide by",
    Reason.NOT_POSITIVE: "Growth can't be computed, for an amount is zero or less",
    Reason.BREAK: "The series has a break here",
    Reason.HIDDEN: "Hidden, because it would speak of so few people",
    Reason.NOT_PUBLISHED: "Not published yet",
}
CADENCES = {
    "12 months": "Twelve months",
    "year": "Calendar year",
    "year_end": "Situation at the end of the year",
    "month_end": "Situation at the end of the month",
    "wave": "Round of the survey",
    "round": "Reporting round",
}
STATES = {
    "planned": "Planned",
    "running": "Under way",
    "done": "Done",
    "paused": "Paused",
    "dropped": "Dropped",
}
COVERAGE = {
    "in_time": "In time",
    "came_late": "Came late",
    "late": "Late",
    "not_due": "Not in this round",
}
MOVED = {
    "as_meant": "Changed as meant",
    "other_way": "Changed the other way",
    "not": "Has not changed",
    "unsure": "The change is within the margin of error",
    "unknown": "Not known yet",
}
KINDS = {
    "indicator": "Indicators",
    "formula": "Formulas",
    "dataset": "Datasets",
    "parameter": "Parameters",
    "term": "Words",
}
