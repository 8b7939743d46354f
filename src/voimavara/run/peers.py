"""Comparisons with peers for the indicators whose target speaks of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from voimavara.core.missing import Missing
from voimavara.core.periods import Period
from voimavara.figures.engine import Engine
from voimavara.figures.request import MUNICIPALITY, Request
from voimavara.peers.comparison import Comparison, compare
from voimavara.peers.members import members_of
from voimavara.programme.meanings import aggregate_unit, resolve
from voimavara.programme.models.formula import Growth, GrowthFormula
from voimavara.programme.models.indicator import Indicator
from voimavara.programme.programme import Programme
from voimavara.run.registers import inhabitants, mergers
from voimavara.verdicts.kinds import kind_of

MONTHS = 12


@dataclass(frozen=True)
class Comparisons:
    """Compares the city's growth with that of its peers, from the loads that count."""

    programme: Programme
    engine: Engine

    def of(self, name: str, last: int) -> dict[int, Comparison | Missing]:
        """The comparison over each window (years) that the indicator shows, the target's first."""
        indicator = self.programme.indicators[name]
        target = kind_of(indicator).needs(indicator.target).peers
        if target is None:
            return {}
        windows = [target.window.months // MONTHS, *_windows_beside(self.programme, indicator)]
        growth = _growth(self.programme, indicator)
        if growth is None:
            return {}
        peer_set = self.programme.peers[target.peers]
        own = self.programme.cover.city.code
        population = inhabitants(self.programme, self.engine.selection)
        members = members_of(peer_set, population, own)
        joined = mergers(self.programme, self.engine.selection)
        amounts = self._amounts(name, growth, last - max(windows), last)
        return {years: compare(own, members, amounts, (last - years, last), joined) for years in windows}

    def _amounts(self, name: str, growth: Growth, first: int, last: int) -> dict[str, dict[int, float]]:
        years = tuple(Period.year(year) for year in range(first, last + 1))
        unit = aggregate_unit(self.programme, growth.of)
        request = Request(name, growth.of, name, "", unit, years, (MUNICIPALITY,))
        found: dict[str, dict[int, float]] = {}
        for figure in self.engine.figures([request]):
            if not isinstance(figure.value, Missing):
                code = dict(figure.place)[MUNICIPALITY]
                found.setdefault(code, {})[figure.period.first // MONTHS] = figure.value
        return found


def _growth(programme: Programme, indicator: Indicator) -> Growth | None:
    formula = resolve(programme, indicator).formula
    return formula.growth if isinstance(formula, GrowthFormula) else None


def _windows_beside(programme: Programme, indicator: Indicator) -> Iterator[int]:
    for measure in indicator.beside.values():
        formula = resolve(programme, measure).formula
        if isinstance(formula, GrowthFormula):
            yield formula.growth.over.months // MONTHS
