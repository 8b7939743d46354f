"""The template engine: everything is escaped, an unknown name is an error."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined

from voimavara.verdicts.verdict import Judgement
from voimavara.web import wording


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
        tones=wording.TONES,
        moved_words=wording.MOVED,
        coverage_words=wording.COVERAGE,
        language_names=wording.LANGUAGE_NAMES,
        judgements=list(Judgement),
    )
    return made
