"""`voimavara verdicts`: one line an indicator, from a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from voimavara.core.errors import UserError
from voimavara.core.language import Language
from voimavara.core.message import Message
from voimavara.core.writing import quantity
from voimavara.snapshot.model import IndicatorView, Snapshot
from voimavara.snapshot.store import newest
from voimavara.tasks.answer import Cell, Table, quoted
from voimavara.tasks.words import judgement_word

MOST = 6  # so many places of an indicator that is kept apart are written; pages tell of all
HEADERS = ("indicator", "figure", "target", "verdict", "reason")


def snapshot(folder: Path, as_of: date | None = None) -> Snapshot:
    """The newest snapshot, or the newest as of the date; raises UserError where there is none."""
    found = newest(folder / "snapshots", as_of)
    if found is None:
        again = f"voimavara run {quoted(folder)}"
        if as_of is None:
            raise UserError(
                "{folder}: there is no snapshot yet; make one with: {command}", folder=folder, command=again
            )
        raise UserError(
            "{folder}: there is no snapshot as of {day} yet; make one with: {command}",
            folder=folder,
            day=as_of,
            command=f"{again} --as-of {as_of}",
        )
    return found


def table(of: Snapshot, language: Language, remarks: Sequence[Message] = ()) -> Table:
    """One row an indicator: id, figure, target, verdict, and why."""
    rows = [_row(indicator, language) for indicator in of.indicators]
    return Table(HEADERS, rows, remarks, sentences=("target", "reason"))


def _row(indicator: IndicatorView, language: Language) -> tuple[Cell, ...]:
    verdict = indicator.verdict
    return (
        indicator.id,
        _figure(indicator, language),
        indicator.target.text.within(language),
        judgement_word(verdict.judgement),
        verdict.reason.within(language),
    )


def _figure(indicator: IndicatorView, language: Language) -> str | None:
    """The newest figure; of one that is kept apart, the newest of each place."""
    measure = indicator.main
    series = (
        [measure.total]
        if measure.total
        else [one for breakdown in measure.breakdowns[:1] for one in breakdown.series]
    )
    written = [
        "–" if latest.known is None else quantity(latest.known, measure.shown_in, language, measure.decimals)
        for one in series
        if (latest := one.latest) is not None
    ]
    return " / ".join([*written[:MOST], *(["…"] if len(written) > MOST else [])]) or None
