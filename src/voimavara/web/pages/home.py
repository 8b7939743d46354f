"""How are we doing? The verdicts in a sentence, the goals as bands; what changed, is late, is open."""

from __future__ import annotations

from collections import Counter

from voimavara.snapshot.changes import Change
from voimavara.snapshot.model import GoalView, IndicatorView
from voimavara.snapshot.summary import additions_summary, summary
from voimavara.verdicts.verdict import Judgement
from voimavara.web.answers import Page, Visit, page
from voimavara.web.pages.coverage import late_figures
from voimavara.web.pages.tiles import Tile, tile
from voimavara.web.shelf import Shown

MOST_CHANGES = 8  # so many changes are told on the first page

# The bar of the verdicts: its pieces, each with the judgements that belong to it.
PIECES = (
    ("met", (Judgement.MET,)),
    ("on", (Judgement.ON_TRACK,)),
    ("short", (Judgement.OFF_TRACK, Judgement.NOT_MET)),
    ("open", ()),
)


@page
def home(visit: Visit) -> Page:
    """The first page."""
    snapshot, say = visit.shown.snapshot, visit.say
    own = [indicator for indicator in snapshot.indicators if not indicator.addition]
    told = summary(snapshot)
    headline = say.first_sentence(told)
    lead = say.text(told).removeprefix(headline).strip()
    context = {
        "headline": headline,
        "indicators": visit.shown.indicators,
        "lead": lead,
        "added": say.text(additions_summary(snapshot)),
        "changes": first_changes(visit.shown),
        "pieces": pieces(own),
        "bands": [(goal, tiles_of(visit, goal), under_way(goal)) for goal in snapshot.goals],
        "late": late_figures(visit.shown),
        "undecided": [i for i in snapshot.indicators if i.questions],
    }
    return Page("home.html", say.text(snapshot.title), "home", context=context, description=say.text(told))


def first_changes(shown: Shown) -> list[Change]:
    """What changed most: verdicts that turned, then figures revised, moved and new."""
    changes = shown.changes
    if changes is None:
        return []
    return [*changes.turned, *changes.revised, *changes.moved, *changes.new][:MOST_CHANGES]


def tiles_of(visit: Visit, goal: GoalView) -> list[Tile]:
    """The goal's tiles, the programme's own indicators before the additions."""
    found = [visit.shown.indicators[name] for name in goal.indicators if name in visit.shown.indicators]
    found.sort(key=lambda indicator: indicator.addition)
    return [tile(indicator, visit.say) for indicator in found]


def pieces(indicators: list[IndicatorView]) -> list[tuple[str, int]]:
    """How many indicators each piece of the bar stands for; what can't be judged yet comes last."""
    counts = Counter(indicator.verdict.judgement for indicator in indicators)
    made = [(name, sum(counts[judgement] for judgement in judgements)) for name, judgements in PIECES[:-1]]
    return [*made, ("open", len(indicators) - sum(number for _, number in made))]


def under_way(goal: GoalView) -> int:
    """How many of the goal's means have been taken up."""
    return sum(means.state in ("running", "done") for means in goal.means)
