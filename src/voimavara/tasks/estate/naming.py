"""Identifiers named in a sentence: the first of them, for there may be many."""

from __future__ import annotations

from collections.abc import Sequence

from voimavara.verdicts.wording import Written, plain

MOST = 6


def few(identifiers: Sequence[str]) -> Written:
    """The first identifiers with commas between, and three points where there are more."""
    return plain(", ".join(identifiers[:MOST]) + (" …" if len(identifiers) > MOST else ""))
