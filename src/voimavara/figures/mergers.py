"""The mergers of municipalities that the selection knows, and what a growth across them lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from voimavara.core.periods import Period, month_index
from voimavara.figures.borders import Merger, in_order, parts_of, successors
from voimavara.figures.chosen import Chosen
from voimavara.figures.figure import Where
from voimavara.figures.material import Borders, Material
from voimavara.figures.request import MERGER_COLUMNS, MERGERS, MUNICIPALITY


def read_mergers(material: Material) -> tuple[Merger, ...]:
    """The mergers that the selection knows, oldest first; none where the programme has no such dataset."""
    if MERGERS not in material.programme.contracts:
        return ()
    facts = material.facts(MERGERS)
    columns = [
        [kept.values[code] for code in kept.codes] for kept in (facts.kept[name] for name in MERGER_COLUMNS)
    ]
    rows = zip(*columns, strict=True)
    return in_order(Merger(merged, into, at) for at, merged, into in rows)


def borders_of(mergers: Sequence[Merger], day: date) -> Borders:
    """Where each merged municipality belongs on the day, through later mergers too."""
    return tuple(sorted(successors(mergers, day).items()))


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
    kept, months = facts.kept[MUNICIPALITY], facts.month
    month = months[chosen.rows]
    inside = (month >= year.first) & (month < year.end)
    there = np.zeros((len(places), len(kept.values)), bool)
    there[chosen.place[inside], kept.codes[chosen.rows][inside]] = True
    column = {value: number for number, value in enumerate(kept.values)}

    def known(code: str, before: date) -> bool:
        own = kept.codes == column.get(code, -1)
        return bool((own & (months < month_index(before.year, before.month))).any())

    city = material.programme.cover.city.code
    for place, where in enumerate(places):
        code = dict(where).get(MUNICIPALITY, city)
        parts = parts_of(code, mergers, last.last_day, year.last_day, known)
        if parts != (code,) and not all(part in column and there[place, column[part]] for part in parts):
            yield place
