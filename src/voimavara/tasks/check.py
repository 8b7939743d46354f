"""`voimavara check`: all that people have written, at once."""

from __future__ import annotations

from pathlib import Path

from voimavara.core.message import Message
from voimavara.run.programme import read_programme


def check(folder: Path) -> Message:
    """A sentence that counts what was read; raises ProgrammeError with every fault."""
    programme = read_programme(folder)
    means = sum(len(goal.means) for goal in programme.goals.values())
    return Message.of(
        "{folder}: no faults. Goals: {goals}, means: {means}, indicators: {indicators}, sources: {sources}.",
        folder=str(folder),
        goals=len(programme.goals),
        means=means,
        indicators=len(programme.indicators),
        sources=len(programme.sources),
    )
