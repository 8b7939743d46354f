"""A verdict that turned, in a sentence for the first page."""

from __future__ import annotations

from voimavara.core.language import Text
from voimavara.core.sentences import Part, say
from voimavara.verdicts.verdict import Judgement

Values = tuple[Part, Part, float]


def turned_text(name: Text, judgement: Judgement, values: Values | None, *, crossed: bool) -> Text:
    """The sentence on the verdict that holds now; `values` are the old and new figure and the change.

    Only a figure that `crossed` its level rose or fell to it; else the verdict turned for another reason.
    """
    if values is None:
        return _without_values(name, judgement)
    old, new, change = values
    parts: dict[str, Part] = {"name": name, "old": old, "new": new}
    match judgement:
        case Judgement.MET if crossed:
            if change > 0:
                return say("{name} rose to the target: {old} → {new}.", **parts)
            return say("{name} fell to the target: {old} → {new}.", **parts)
        case Judgement.NOT_MET:
            return say("{name}: falls short of the target, {old} → {new}.", **parts)
        case Judgement.ON_TRACK:
            return say("{name}: now on track, {old} → {new}.", **parts)
        case Judgement.OFF_TRACK:
            return say("{name}: now off track, {old} → {new}.", **parts)
        case _:
            return _without_values(name, judgement)


def _without_values(name: Text, judgement: Judgement) -> Text:
    named = name
    match judgement:
        case Judgement.MET:
            return say("{name}: the target is now met.", name=named)
        case Judgement.NOT_MET:
            return say("{name}: the target is not met now.", name=named)
        case Judgement.ON_TRACK:
            return say("{name}: now on track.", name=named)
        case Judgement.OFF_TRACK:
            return say("{name}: now off track.", name=named)
        case Judgement.LATE:
            return say("{name}: the data are late.", name=named)
        case _:
            return _not_judged(named, judgement)


def _not_judged(named: Part, judgement: Judgement) -> Text:
    match judgement:
        case Judgement.INCOMPLETE:
            return say("{name}: the data are incomplete.", name=named)
        case Judgement.INCONCLUSIVE:
            return say("{name}: it is uncertain now whether the target is met.", name=named)
        case Judgement.UNDECIDED:
            return say("{name}: the target level is now undecided.", name=named)
        case _:
            return say("{name}: there is no figure.", name=named)
