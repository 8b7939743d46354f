"""`voimavara check`: all that people have written, at once."""

from __future__ import annotations

from pathlib import Path

from voimavara.programme.reading import read_programme


def check(folder: Path) -> str:
    """A sentence that counts what was read; raises ProgrammeError with every fault."""
    programme = read_programme(folder)
    means = sum(len(goal.means) for goal in programme.goals.values())
    return (
        f"{folder}: no faults in {len(programme.goals)} goals, {means} means, "
        f"{len(programme.indicators)} indicators and {len(programme.sources)} sources."
    )
