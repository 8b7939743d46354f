"""From the warehouse to verdicts: everything that a snapshot is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from voimavara.core.language import Text
from voimavara.core.missing import Missing
from voimavara.core.periods import Period
from voimavara.figures.database import Database, DuckDB
from voimavara.figures.engine import Engine
from voimavara.figures.figure import Figure
from voimavara.peers.comparison import Comparison
from voimavara.programme.calendar import Schedule, current_round
from voimavara.programme.models.formula import DerivedFormula
from voimavara.programme.models.indicator import Indicator
from voimavara.programme.resolving import resolve
from voimavara.run.explained import explained
from voimavara.run.peers import Comparisons
from voimavara.run.registers import labels, starts
from voimavara.run.requests import Wanted, requests_of, wanted
from voimavara.run.selection import derive
from voimavara.run.workspace import Workspace
from voimavara.snapshot.material import Compared, Material
from voimavara.verdicts.case import Case
from voimavara.verdicts.coverage import Cell, coverage_figures, follow, late_since
from voimavara.verdicts.judging import judge
from voimavara.verdicts.targets import describe_target
from voimavara.warehouse.load import Load, Rejected
from voimavara.warehouse.replacing import in_force
from voimavara.warehouse.selection import Selection


@dataclass(frozen=True)
class Computation:
    """One workspace as of one date; each part is computed once, when it is first asked for."""

    workspace: Workspace
    as_of: date
    database: Database = field(default_factory=DuckDB)

    @cached_property
    def loads(self) -> tuple[Load, ...]:
        """The loads in force: of a file that was read again, with another day of receipt say, the newest."""
        return in_force(self.workspace.warehouse.loads())

    @cached_property
    def selection(self) -> Selection:
        """What counts as of the date, derived datasets included."""
        return derive(self.workspace, self.as_of)

    @cached_property
    def engine(self) -> Engine:
        """The engine over what counts."""
        return Engine(self.workspace.programme, self.selection, self.workspace.cache, self.database)

    @cached_property
    def wanted(self) -> tuple[Wanted, ...]:
        """The measures and their periods."""
        return tuple(wanted(self.workspace.programme, self.loads, self.as_of))

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Whether each figure of each round came in time."""
        return follow(self.workspace.programme, self.loads, self.as_of)

    @cached_property
    def figures(self) -> dict[str, tuple[Figure, ...]]:
        """All figures, by indicator."""
        programme = self.workspace.programme
        requests = [request for each in self.wanted for request in requests_of(programme, each)]
        found: dict[str, list[Figure]] = {name: [] for name in programme.indicators}
        for figure in self.engine.figures(requests):
            found[figure.indicator].append(figure)
        for name, indicator in programme.indicators.items():
            resolved = resolve(programme, indicator)
            if isinstance(resolved.formula, DerivedFormula):
                found[name] += coverage_figures(name, resolved.version, self.cells, self.as_of)
        return {name: tuple(figures) for name, figures in found.items()}

    @cached_property
    def series(self) -> dict[tuple[str, str], tuple[Period, ...]]:
        """The periods that people see, by indicator and measure."""
        shown = {(each.id, each.measure_id): each.series for each in self.wanted}
        for name, figures in self.figures.items():
            shown.setdefault((name, "main"), tuple(sorted({figure.period for figure in figures})))
        return shown

    def material(self) -> Material:
        """All that a snapshot freezes."""
        found = explained(self.workspace.programme, self.engine, self.wanted)
        return replace(self.judged, sql=found.sql, behind=found.behind)

    @cached_property
    def judged(self) -> Material:
        """All but the explanations, which take longest and which no chart needs."""
        programme = self.workspace.programme
        names = labels(programme, self.selection)
        comparisons = Comparisons(programme, self.engine)
        verdicts, targets, compared = {}, {}, {}
        for name, indicator in programme.indicators.items():
            period = Schedule.of(indicator).expected(
                programme.cover, current_round(programme.cover, self.as_of)
            )
            found = comparisons.of(name, (period.end - 1) // 12)
            case = self._case(name, period, next(iter(found.values()), None), names)
            verdicts[name] = judge(case)
            targets[name] = describe_target(case, verdicts[name])
            compared[name] = _compared(indicator, found.values())
        return Material(
            programme=programme,
            as_of=self.as_of,
            figures=self.figures,
            series=self.series,
            verdicts=verdicts,
            targets=targets,
            cells=self.cells,
            compared=compared,
            loads=tuple(load for load in self.loads if load.received <= self.as_of),
            used=frozenset(used.load.id for each in self.selection.datasets.values() for used in each),
            open_rows=self._open_rows(),
            labels=names,
        )

    def _open_rows(self) -> tuple[Rejected, ...]:
        """The rows that wait to be mended, each once: a derived dataset repeats those of its sources."""
        contracts = self.workspace.programme.contracts
        return tuple(
            row
            for dataset, rows in self.selection.open_rows.items()
            if contracts[dataset].derived is None
            for row in rows
        )

    def _case(
        self,
        name: str,
        period: Period,
        peers: Comparison | Missing | None,
        names: Mapping[str, Mapping[str, Text]],
    ) -> Case:
        programme = self.workspace.programme
        indicator = programme.indicators[name]
        target = indicator.target
        trend = target.falling or target.rising
        cohort = indicator.apart[0] if target.within_months else None
        begun = (
            starts(programme, self.selection, cohort, target.within_months.from_)
            if cohort and target.within_months
            else {}
        )
        return Case(
            id=name,
            indicator=indicator,
            schedule=Schedule.of(indicator),
            period=period,
            as_of=self.as_of,
            figures=self.figures[name],
            late_since=late_since(self.cells, name),
            peers=peers,
            cohort=cohort,
            starts=begun,
            prices=programme.parameters[trend.real] if trend and trend.real else None,
            labels=names,
        )


def _compared(indicator: Indicator, found: Iterable[Comparison | Missing]) -> tuple[Compared, ...]:
    target = indicator.target.not_above_peers
    if target is None:
        return ()
    return tuple(Compared(target.peers, each) for each in found if not isinstance(each, Missing))
