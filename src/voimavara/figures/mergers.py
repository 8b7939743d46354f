"""Municipalities on the borders of a date: a merged one counts into the one it became part of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from voimavara.figures.request import MERGER_COLUMNS, MERGERS, MUNICIPALITY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from voimavara.core.periods import Period
    from voimavara.figures.chosen import Chosen
    from voimavara.figures.figure import Where
    from voimavara.figures.material import Borders, Material


class Merger(NamedTuple):
    """From this day on the one municipality is part of the other."""

    at: date
    merged: str
    into: str


def read_mergers(material: Material) -> tuple[Merger, ...]:
    """The mergers that the selection knows, oldest first; none where the programme has no such dataset."""
    if MERGERS not in material.programme.contracts:
        return ()
    facts = material.facts(MERGERS)
    columns = [
        [kept.values[code] for code in kept.codes] for kept in (facts.kept[name] for name in MERGER_COLUMNS)
    ]
    return tuple(sorted(Merger(*row) for row in zip(*columns, strict=True)))


def borders_of(mergers: Sequence[Merger], day: date) -> Borders:
    """Where each merged municipality belongs on the day, through later mergers too."""
    into: dict[str, str] = {}
    for merger in mergers:
        if merger.at <= day:
            into = {old: merger.into if new == merger.merged else new for old, new in into.items()}
            into[merger.merged] = merger.into
    return tuple(sorted(into.items()))


def lacking_before(
    material: Material, chosen: Chosen, places: Sequence[Where], year: Period, last: Period
) -> Iterator[int]:
    """The places for which a municipality, merged into them after the year, has no rows of the year.

    Their amount of the year would be too small by an unknown part. Also places whose own row lacks.
    """
    facts = material.facts(chosen.part.dataset)
    if MUNICIPALITY not in facts.contract.columns or facts.month is None:
        return
    mergers = read_mergers(material)
    today = dict(borders_of(mergers, last.last_day))
    later = {merger.merged for merger in mergers if merger.at > year.last_day}
    joined = {old: new for old, new in today.items() if old in later}
    kept = facts.kept[MUNICIPALITY]
    month = facts.month[chosen.rows]
    inside = (month >= year.first) & (month < year.end)
    there = np.zeros((len(places), len(kept.values)), bool)
    there[chosen.place[inside], kept.codes[chosen.rows][inside]] = True
    column = {value: number for number, value in enumerate(kept.values)}
    own = material.programme.cover.city.code
    for place, where in enumerate(places):
        code = dict(where).get(MUNICIPALITY, own)
        parts = [old for old, new in joined.items() if new == code]
        if parts and not all(old in column and there[place, column[old]] for old in (*parts, code)):
            yield place
