"""Closed words of answers, and why a figure is missing, as people are told them."""

from __future__ import annotations

from collections.abc import Sequence

from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.core.missing import Missing
from voimavara.core.origin import Origin
from voimavara.core.sentences import inside_sentence
from voimavara.snapshot.words import JUDGEMENTS, MISSING, ORIGINS
from voimavara.tasks.answer import Word
from voimavara.verdicts.verdict import Judgement

_FEW = 3  # files that are named

YES, NO = Word("yes", Message("yes")), Word("no", Message("no"))


def judgement_word(judgement: Judgement) -> Word:
    """The verdict's word."""
    return Word(judgement.value, _small(JUDGEMENTS[judgement]))


def origin_word(origin: Origin) -> Word:
    """Where data come from."""
    return Word(origin.value, _small(ORIGINS[origin]))


def _small(word: str) -> Text:
    return inside_sentence(Message(word).in_all())


def why_missing(missing: Missing, waiting: int = 0, files: Sequence[str] = ()) -> Message | Text:
    """Why there is no figure; also that rows of the files wait to be mended, where some do."""
    why: Message | Text = _small(MISSING[missing.reason])
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
