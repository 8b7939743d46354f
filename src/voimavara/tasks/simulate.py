"""`voimavara simulate`: the estate's future by scenario, a thousand years, and abnormal consumption."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from voimavara.core.language import Language
from voimavara.snapshot.estate_model import EstateSnapshot, PathView
from voimavara.tasks.answer import Report, Table, silent
from voimavara.tasks.estate.making import make

COSTLIEST = 5  # cases of abnormal consumption that are told; the snapshot has them all
HEADERS = (
    "scenario", "policy", "year", "backlog", "low", "high", "spending", "condition", "runs", "seed",
    "targets met",
)  # fmt: skip


def simulate(
    folder: Path, as_of: date | None, language: Language, report: Report = silent, *, every_year: bool = False
) -> Table:
    """A row a scenario and policy, in the year that is judged or in every year."""
    snapshot = make(folder, as_of, report)
    paths = snapshot.paths
    rows = [row for path in paths for row in _rows(path, language, every_year=every_year)]
    return Table(HEADERS, rows, tuple(_remarks(snapshot, language)))


def _rows(
    path: PathView, language: Language, *, every_year: bool
) -> list[tuple[str | int | float | None, ...]]:
    return [
        (
            path.name.within(language),
            path.policy,
            year,
            path.backlog[place],
            path.low[place],
            path.high[place],
            path.spending[place],
            path.condition[place],
            path.runs,
            path.seed,
            _met(path) if year == path.judged_in else None,
        )
        for place, year in enumerate(path.years)
        if every_year or year == path.judged_in
    ]


def _met(path: PathView) -> str:
    """Each judged indicator with its verdict, and the share of the runs that meet the target."""
    said = []
    for name, verdict in path.verdicts.items():
        share = f" {path.met[name] * 100:.0f} %" if name in path.met else ""
        said.append(f"{name}: {verdict.value}{share}")
    return "; ".join(said)


def _remarks(snapshot: EstateSnapshot, language: Language) -> list[str]:
    found: list[str] = []
    if not snapshot.paths:
        found.append("The programme has no scenarios; write one into scenarios/.")
    if snapshot.thousand_years:
        found.append(snapshot.thousand_years.sentence.within(language))
    found += [
        f"{one.name.within(language)}, {one.meter}: {one.sentence.within(language)}"
        for one in snapshot.abnormal
        if one.cost > 0
    ][:COSTLIEST]
    return [*found, *(remark.within(language) for remark in snapshot.remarks)]
