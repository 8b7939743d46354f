"""What keeps the stock for a thousand years, the renewal waves ahead, and this year's spending against it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from voimavara.core.language import Text
from voimavara.core.periods import Period, month_index
from voimavara.core.sentences import Part, Scale, count, say, sentences
from voimavara.estate.ageing.lives import Weibull
from voimavara.estate.condition.parts import age_of
from voimavara.estate.simulation.thousand_years import Outlook, outlook
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.registers.buildings import Buildings
from voimavara.portfolio.registers.holdings import Floats, Holding, Names
from voimavara.snapshot.estate.futures import ThousandYearsView, WaveView

EUROS = Scale("EUR", 1)
ABOVE = 0.1  # a wave rises by this share above the long run
MOST_WAVES = 12


@dataclass(frozen=True)
class Renewed:
    """Things that are renewed when their life ends: age and life in years, cost of renewal in euros."""

    names: Names
    kinds: Names
    age: Floats
    life: Floats
    cost: Floats


def thousand_years_view(
    facts: EstateFacts, buildings: Buildings, holdings: tuple[Holding, ...], pipe_age: Floats
) -> ThousandYearsView | None:
    """The outlook of parts of buildings, streets, green areas and pipes; None where nothing is known.

    A building without parts is renewed as a whole.
    """
    renewed = [_parts(buildings), *_others(holdings, pipe_age, set(buildings.parts.buildings.tolist()))]
    names, kinds, age, life, cost = (
        np.concatenate([getattr(one, what) for one in renewed])
        for what in ("names", "kinds", "age", "life", "cost")
    )
    known = (age >= 0) & (life > 0) & (cost > 0)
    if not known.any():
        return None
    labels = np.char.add(np.char.add(kinds, ":"), np.char.mod("%g", life))
    shape = facts.value("life_shape")
    lives = {
        str(label): Weibull(shape, float(label.rpartition(":")[2])) for label in np.unique(labels[known])
    }
    found = outlook(
        names[known],
        labels[known],
        age[known],
        cost[known],
        lives,
        facts.year,
        facts.price_level,
        spent_now=spent_in(facts, facts.year),
        clear_in=int(facts.value("backlog_clearing")),
    )
    return _view(found, int((~known).sum()))


def spent_in(facts: EstateFacts, year: int) -> float | None:
    """Euros of investments done in a year, at the price level; None where no load of repairs reaches it."""
    loads = [used.load.covers for used in facts.selection.of("repairs")]
    if not any(covers and covers.end > month_index(year, 1) for covers in loads):
        return None
    return sum(
        facts.index.restated(float(row["cost"]), year, facts.price_level.year)
        for row in facts.rows("repairs")
        if row["state"] == "done" and row["capitalised"] and Period(row["year"], 12).first_day.year == year
    )


def _parts(buildings: Buildings) -> Renewed:
    parts = buildings.parts
    kinds = np.full(parts.names.shape, "part")
    names = np.char.add("part-", parts.names) if parts.names.size else parts.names
    return Renewed(names, kinds, buildings.state.age, parts.life, parts.replacement * parts.wearing)


def _others(holdings: tuple[Holding, ...], pipe_age: Floats, in_parts: Collection[str]) -> Iterator[Renewed]:
    for holding in holdings:
        condition = holding.valuation
        own = age_of(condition.condition, holding.life, holding.wears)
        whole = np.array(
            [holding.kind != "building" or name not in in_parts for name in condition.objects.tolist()], bool
        )
        yield Renewed(
            np.array(holding.ids, dtype=np.str_)[whole],
            np.full(int(whole.sum()), holding.kind, dtype="<U10"),
            (pipe_age if holding.kind == "pipe" else own)[whole],
            holding.life[whole],
            (condition.replacement * holding.wears)[whole],
        )


def _view(found: Outlook, left_out: int) -> ThousandYearsView:
    usual = float(found.long_run.sum())
    return ThousandYearsView(
        years=tuple(int(year) for year in found.years),
        need=tuple(round(float(value), 2) for value in found.expected.sum(axis=1)),
        sustainable=round(found.sustainable, 2),
        this_year=None if found.spent_now is None else round(found.spent_now, 2),
        settled=round(usual, 2),
        overdue=round(found.overdue, 2),
        until=found.dearest_until,
        waves=tuple(
            WaveView(year=wave.crest, spending=round(wave.euros, 2), above=round(wave.euros / usual - 1, 4))
            for wave in found.waves(ABOVE)[:MOST_WAVES]
        ),
        sentence=sentences((_spending(found), _why_more(found, usual), _left_out(left_out))),
    )


def _spending(found: Outlook) -> Text:
    now = found.spent_now
    if now is None:
        return say(
            "{sustainable} a year keeps the stock for a thousand years. What has been spent in {year} is not"
            " known: load the dataset repairs.",
            sustainable=EUROS.value(found.sustainable),
            year=str(found.first_year),
        )
    values: dict[str, Part] = {
        "sustainable": EUROS.value(found.sustainable),
        "year": str(found.first_year),
        "now": EUROS.value(now),
    }
    if now < found.sustainable:
        return say(
            "{sustainable} a year keeps the stock for a thousand years. In {year} {now} has been spent.",
            **values,
        )
    return say(
        "{now} has been spent in {year}, which is enough: {sustainable} a year keeps the stock for a"
        " thousand years.",
        **values,
    )


def _why_more(found: Outlook, settled: float) -> Text:
    """Why a steady spending must be larger than the need of the long run; nothing where it is not."""
    extra = (found.sustainable - settled) * (found.dearest_until - found.first_year)
    if found.sustainable < settled * (1 + ABOVE):
        return Text()
    if found.overdue >= extra / 2:
        return say(
            "It is more than the {settled} that is needed in the long run, for {overdue} of renewals is"
            " overdue and has to be paid by {until} as well.",
            settled=EUROS.value(settled),
            overdue=EUROS.value(found.overdue),
            until=str(found.dearest_until),
        )
    return say(
        "It is more than the {settled} that is needed in the long run, for what was built at the same time"
        " wears out at the same time, most of it by {until}.",
        settled=EUROS.value(settled),
        until=str(found.dearest_until),
    )


def _left_out(number: int) -> Text:
    """How much is not counted; nothing where all is."""
    if not number:
        return Text()
    return say(
        "Objects that are not counted, for their value or condition is not known: {number}.",
        number=count(number),
    )
