"""`voimavara simulate`: the estate's future by scenario, a thousand years, and abnormal consumption."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

from voimavara.core.language import Language, Text
from voimavara.core.message import Message
from voimavara.snapshot.estate_model import EstateSnapshot, PathView
from voimavara.tasks.answer import Cell, Report, Table, Word, silent
from voimavara.tasks.estate.making import make
from voimavara.tasks.words import NO, YES

What = Literal["paths", "thousand-years", "abnormal", "consumption"]
Row = tuple[Cell, ...]
WAVE = Word("wave", Message("wave"))
COSTLIEST = 5  # cases of abnormal consumption that are told; the snapshot has them all
HEADERS = (
    "scenario", "policy", "year", "backlog", "low", "high", "spending", "condition", "runs", "seed",
    "targets met",
)  # fmt: skip


def simulate(
    folder: Path,
    what: What,
    as_of: date | None,
    language: Language,
    report: Report = silent,
    *,
    every_year: bool = False,
) -> Table:
    """The table asked for; of paths a row a scenario and policy, in the year judged or in every year."""
    snapshot = make(folder, as_of, report)
    remarks = tuple(_remarks(snapshot, language))
    if what == "paths":
        rows = [row for path in snapshot.paths for row in _rows(path, language, every_year=every_year)]
        return Table(HEADERS, rows, remarks)
    headers, others = TABLES[what]
    return Table(headers, others(snapshot, language), remarks)


def _rows(path: PathView, language: Language, *, every_year: bool) -> list[Row]:
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
    found = [remark.within(language) for remark in snapshot.remarks]
    if not snapshot.paths:
        found.append(Message("The programme has no scenarios; write one into scenarios/.").within(language))
    if snapshot.thousand_years:
        found.append(snapshot.thousand_years.sentence.within(language))
        found += _if_any(snapshot.thousand_years.assumed, language)
    found += [
        f"{one.name.within(language)}, {one.meter}: {one.sentence.within(language)}"
        for one in snapshot.abnormal
        if one.amount > 0
    ][:COSTLIEST]
    return found


def _if_any(said: Text, language: Language) -> list[str]:
    return [said.within(language)] if said else []


def _thousand_years(snapshot: EstateSnapshot, _language: Language) -> list[Row]:
    long = snapshot.thousand_years
    if long is None:
        return []
    crests = {wave.year for wave in long.waves}
    return [
        (year, need, long.sustainable, WAVE if year in crests else "")
        for year, need in zip(long.years, long.need, strict=True)
    ]


def _abnormal(snapshot: EstateSnapshot, language: Language) -> list[Row]:
    return [
        (
            one.object, one.name.within(language), one.meter, one.since, one.until,
            YES if one.ongoing else NO, one.amount, one.unit, one.cost, one.sentence.within(language),
        )
        for one in snapshot.abnormal
    ]  # fmt: skip


def _consumption(snapshot: EstateSnapshot, language: Language) -> list[Row]:
    return [
        (
            one.object,
            one.name.within(language),
            one.period,
            one.totals.get("heat"),
            one.normalised,
            one.comparable.get("locality"),
            one.comparable.get("country"),
            one.per_m2.get("electricity"),
            one.per_m2.get("water"),
            one.weather_ratio,
            one.reference,
            "; ".join(one.assumed),
        )
        for one in snapshot.consumption
    ]


TABLES: dict[What, tuple[tuple[str, ...], Callable[[EstateSnapshot, Language], list[Row]]]] = {
    "thousand-years": (("year", "need", "sustainable", "wave"), _thousand_years),
    "abnormal": (
        ("object", "name", "meter", "since", "until", "ongoing", "amount", "unit", "cost", "sentence"),
        _abnormal,
    ),
    "consumption": (
        (
            "object", "name", "period", "heat kWh", "normalised kWh", "locality kWh/m2", "country kWh/m2",
            "electricity kWh/m2", "water m3/m2", "weather ratio", "reference", "assumed",
        ),
        _consumption,
    ),
}  # fmt: skip
