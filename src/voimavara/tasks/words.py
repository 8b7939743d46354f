"""Closed words of answers, and why a figure is missing, as people are told them."""

from __future__ import annotations

from collections.abc import Sequence

from voimavara.core.message import Message
from voimavara.core.missing import Missing, Reason
from voimavara.core.origin import Origin
from voimavara.tasks.answer import Word
from voimavara.verdicts.verdict import Judgement

_FEW = 3  # files that are named

YES, NO = Word("yes", Message("yes")), Word("no", Message("no"))
JUDGEMENTS = {
    Judgement.MET: Message("met"),
    Judgement.ON_TRACK: Message("on track"),
    Judgement.OFF_TRACK: Message("off track"),
    Judgement.NOT_MET: Message("not met"),
    Judgement.INCONCLUSIVE: Message("inconclusive"),
    Judgement.INCOMPLETE: Message("incomplete"),
    Judgement.MISSING: Message("missing"),
    Judgement.LATE: Message("late"),
    Judgement.UNDECIDED: Message("undecided"),
}
ORIGINS = {
    Origin.OFFICIAL: Message("official statistics"),
    Origin.OWN: Message("the city's own data"),
    Origin.EXAMPLE: Message("example data"),
}
_REASONS = {
    Reason.NO_DATA: Message("no data have been received"),
    Reason.PARTLY: Message("data are lacking for part of the period"),
    Reason.ZERO_DENOMINATOR: Message("there is nothing to divide by"),
    Reason.NOT_POSITIVE: Message("growth can't be computed, for an amount is zero or less"),
    Reason.BREAK: Message("the series has a break"),
    Reason.HIDDEN: Message("hidden, for it would speak of so few people"),
    Reason.NOT_PUBLISHED: Message("not published yet"),
}


def judgement_word(judgement: Judgement) -> Word:
    """The verdict's word."""
    return Word(judgement.value, JUDGEMENTS[judgement])


def origin_word(origin: Origin) -> Word:
    """Where data come from."""
    return Word(origin.value, ORIGINS[origin])


def why_missing(missing: Missing, waiting: int = 0, files: Sequence[str] = ()) -> Message:
    """Why there is no figure; also that rows of the files wait to be mended, where some do."""
    why = _REASONS[missing.reason]
    if missing.detail:
        why = Message.of("{why}: {detail}", why=why, detail=missing.detail)
    if not waiting:
        return why
    named = ", ".join(files[:_FEW]) + (", …" if len(files) > _FEW else "")
    return Message.of(
        "{why}; rows of {files} are set aside and wait to be mended ({rows}): see `voimavara rejected`",
        why=why,
        files=named,
        rows=waiting,
    )
