"""`voimavara simulate`: the estate's future by scenario, a thousand years, and abnormal consumption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from voimavara.core.language import Language, Text, in_all, same
from voimavara.core.message import Message
from voimavara.core.periods import Period
from voimavara.core.sentences import Scale, say
from voimavara.portfolio.snapshot import current_snapshot
from voimavara.run.progress import Report, silent
from voimavara.snapshot.estate.consumption import ConsumptionView
from voimavara.snapshot.estate.futures import PathView, ThousandYearsView
from voimavara.snapshot.estate.model import EstateSnapshot, Subject
from voimavara.snapshot.estate.words import ASSUMED, METERS, POLICIES
from voimavara.tasks.answer import EUROS, PERCENT, Cell, Quantity, Table, Word
from voimavara.tasks.estate_words import closed_word, remarks, several, unit_word
from voimavara.tasks.words import NO, YES, judgement_word
from voimavara.verdicts.verdict import Judgement

What = Literal["paths", "thousand-years", "abnormal", "consumption"]
Row = tuple[Cell, ...]
WAVE = Word("wave", Message("wave"))
NO_SCENARIOS = Message("The programme has no scenarios; write one into scenarios/.")
IN_SHORT = Message(
    "The table shows decades and then centuries; --format json, --format csv and --excel give every year."
)
DECADE, CENTURY = 10, 100
SHARE = Scale("%", 0)
HEADERS = (
    "scenario", "policy", "year", "backlog", "low", "high", "spending", "condition", "runs", "seed",
    "verdicts on targets",
)  # fmt: skip
YEARLY = ("year", "need", "sustainable", "wave")
SPANS = ("years", "need a year", "sustainable", "wave")
ABNORMAL = ("object", "name", "meter", "since", "until", "ongoing", "amount", "unit", "cost", "sentence")
CONSUMPTION = (
    "object", "name", "period", "heat kWh", "normalised kWh", "locality kWh/m2", "country kWh/m2",
    "electricity kWh/m2", "water m3/m2", "weather ratio", "reference", "assumed",
)  # fmt: skip
CONSUMED = {
    **dict.fromkeys(("heat kWh", "normalised kWh"), Quantity()),
    **dict.fromkeys(("locality kWh/m2", "country kWh/m2", "electricity kWh/m2"), Quantity("1", 1)),
    **dict.fromkeys(("water m3/m2", "weather ratio"), Quantity("1", 2)),
}
ABOUT: dict[What, frozenset[Subject]] = {
    "paths": frozenset({"condition"}),
    "thousand-years": frozenset({"condition"}),
    "abnormal": frozenset({"consumption"}),
    "consumption": frozenset({"consumption"}),
}


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
    snapshot = current_snapshot(folder, as_of, report)
    told = tuple(remarks(snapshot, language, ABOUT[what]))
    match what:
        case "paths":
            return _paths(snapshot, told, every_year=every_year)
        case "thousand-years":
            return _thousand_years(snapshot, language, told)
        case "abnormal":
            return Table(
                ABNORMAL,
                _abnormal(snapshot, language),
                told,
                quantities={"cost": EUROS, "amount": Quantity("1", 1)},
                sentences=("sentence",),
                codes=("object",),
            )
        case "consumption":
            return Table(
                CONSUMPTION,
                _consumption(snapshot, language),
                told,
                quantities=CONSUMED,
                sentences=("assumed",),
                codes=("object",),
            )


def _paths(snapshot: EstateSnapshot, told: tuple[str, ...], *, every_year: bool) -> Table:
    rows = [row for path in snapshot.paths for row in _rows(snapshot, path, every_year=every_year)]
    return Table(
        HEADERS,
        rows,
        told if snapshot.paths else (*told, NO_SCENARIOS),
        quantities={**dict.fromkeys(("backlog", "low", "high", "spending"), EUROS), "condition": PERCENT},
        sentences=("verdicts on targets",),
        codes=("runs", "seed"),
    )


def _rows(snapshot: EstateSnapshot, path: PathView, *, every_year: bool) -> list[Row]:
    return [
        (
            Word(path.scenario, path.name),
            closed_word(POLICIES, path.policy),
            year,
            path.backlog[place],
            path.low[place],
            path.high[place],
            path.spending[place],
            path.condition[place],
            path.runs,
            path.seed,
            _met(snapshot, path) if year == path.judged_in else None,
        )
        for place, year in enumerate(path.years)
        if every_year or year == path.judged_in
    ]


def _met(snapshot: EstateSnapshot, path: PathView) -> Word:
    """Each judged indicator with its verdict, and the share of the runs that meet the target."""
    codes = [
        f"{name}: {verdict.value}" + (f" {path.met[name] * 100:.0f} %" if name in path.met else "")
        for name, verdict in path.verdicts.items()
    ]
    names = snapshot.labels.get("indicator", {})
    said = [
        _verdict_said(names.get(name) or same(name), verdict, path.met.get(name))
        for name, verdict in path.verdicts.items()
    ]
    return Word("; ".join(codes), in_all(lambda language: "; ".join(one.within(language) for one in said)))


def _verdict_said(indicator: Text, verdict: Judgement, met: float | None) -> Text:
    parts = {"indicator": indicator.within, "verdict": judgement_word(verdict).said.within}
    if met is None:
        return say("{indicator}: {verdict}", **parts)
    return say("{indicator}: {verdict}, met in {share} of the runs", share=SHARE.value(met), **parts)


def _thousand_years(snapshot: EstateSnapshot, language: Language, told: tuple[str, ...]) -> Table:
    """A row a year; people are shown ten decades and then centuries, with the years of the waves."""
    long = snapshot.thousand_years
    if long is None:
        return Table(YEARLY, [], told)
    crests = {wave.year for wave in long.waves}
    rows: list[Row] = [
        (year, need, long.sustainable, WAVE if year in crests else "")
        for year, need in zip(long.years, long.need, strict=True)
    ]
    said = [long.sentence.within(language), *([long.assumed.within(language)] if long.assumed else [])]
    return Table(
        YEARLY,
        rows,
        (*told, *said),
        quantities={"need": EUROS, "sustainable": EUROS},
        short=Table(
            SPANS,
            [_span(long, first, last, crests) for first, last in _spans(long.years)],
            (IN_SHORT,),
            quantities={"need a year": EUROS, "sustainable": EUROS},
        ),
    )


def _spans(years: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Places of the first year and behind the last one, of ten decades and of the centuries after them."""
    first = 0
    while first < len(years):
        last = min(first + (DECADE if first < CENTURY else CENTURY), len(years))
        yield first, last
        first = last


def _span(long: ThousandYearsView, first: int, last: int, crests: set[int]) -> Row:
    years = long.years[first:last]
    need = sum(long.need[first:last]) / len(years)
    waves = ", ".join(str(year) for year in years if year in crests)
    return (Period.years(years[0], years[-1]), need, long.sustainable, waves)


def _abnormal(snapshot: EstateSnapshot, language: Language) -> list[Row]:
    return [
        (
            one.object, one.name.within(language), closed_word(METERS, one.meter), Period.parse(one.since),
            Period.parse(one.until) if one.until else "",
            YES if one.ongoing else NO, one.amount, unit_word(one.unit), one.cost,
            one.sentence.within(language),
        )
        for one in snapshot.abnormal
    ]  # fmt: skip


def _consumption(snapshot: EstateSnapshot, language: Language) -> list[Row]:
    return [
        (
            one.object,
            one.name.within(language),
            Period.parse(one.period),
            one.totals.get("heat"),
            one.normalised,
            one.comparable.get("locality"),
            one.comparable.get("country"),
            one.per_m2.get("electricity"),
            one.per_m2.get("water"),
            one.weather_ratio,
            one.reference,
            _assumed(one),
        )
        for one in snapshot.consumption
    ]


def _assumed(one: ConsumptionView) -> Word:
    """What nobody has given; people are told its name, programs also where the value comes from."""
    names = [closed_word(ASSUMED, what.partition(": ")[0]) for what in one.assumed]
    return several(names, "; ".join(one.assumed))
