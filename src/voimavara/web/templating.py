"""The template engine: everything is escaped, an unknown name is an error."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined

from voimavara.core.language import RULES
from voimavara.snapshot import words
from voimavara.verdicts.verdict import Judgement

# Which of four tones a verdict is shown in: the shape and the word tell the rest.
TONES = {
    Judgement.MET: "good",
    Judgement.ON_TRACK: "good",
    Judgement.OFF_TRACK: "bad",
    Judgement.NOT_MET: "bad",
    Judgement.INCONCLUSIVE: "open",
    Judgement.INCOMPLETE: "open",
    Judgement.MISSING: "open",
    Judgement.LATE: "open",
    Judgement.UNDECIDED: "open",
}


def environment(**options: Any) -> Environment:
    """The Jinja2 environment that Django asks for."""
    options |= {
        "undefined": StrictUndefined,
        "auto_reload": False,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = Environment(**{**options, "autoescape": True})  # noqa: S701 - it is on, for every file
    made.globals.update(
        static=static,
        tones=TONES,
        moved_words=words.MOVED,
        coverage_words=words.COVERAGE,
        rules=RULES,
        judgements=list(Judgement),
    )
    return made
