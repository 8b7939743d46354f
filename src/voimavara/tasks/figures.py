"""`voimavara figures`: figures of indicators, also by other dimensions and periods than the programme's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from voimavara.core.errors import UserError, did_you_mean, hinted
from voimavara.core.language import Language, Text, in_all
from voimavara.core.message import Message
from voimavara.core.missing import Missing
from voimavara.core.periods import Period
from voimavara.core.writing import quantity
from voimavara.figures.figure import MAIN, Figure, Where
from voimavara.figures.request import Request
from voimavara.programme.programme import Programme
from voimavara.programme.resolving import datasets_of, dimensions_of, resolve, sources_behind
from voimavara.run.computation import Computation
from voimavara.run.registers import labels
from voimavara.run.requests import Wanted, requests_of
from voimavara.run.workspace import Workspace, open_workspace
from voimavara.tasks.answer import Cell, Table, Word
from voimavara.tasks.words import origin_word, why_missing
from voimavara.verdicts.wording import same
from voimavara.warehouse.selection import Selection

HEADERS = ("indicator", "measure", "period", "place", "value", "unit", "shown", "n", "origin", "missing")
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "12 months": 12}


def figures(
    folder: Path,
    indicator: str | None,
    by: Sequence[str],
    period: str | None,
    as_of: date | None,
    language: Language,
) -> Table:
    """One row a figure, of every indicator or of one; `by` and `period` ask for another breakdown."""
    workspace = open_workspace(folder)
    check_indicator(workspace, indicator)
    with closing(workspace.database()) as database:
        computation = Computation(workspace, workspace.as_of(as_of), database)
        found = list(
            _asked(computation, indicator, by, period) if by or period else _followed(computation, indicator)
        )
    names = labels(workspace.programme, computation.selection)
    return Table(
        HEADERS,
        [_row(workspace, figure, computation.selection, names, language) for figure in found],
        sentences=("missing",),
        codes=("value", "unit"),
    )


def check_indicator(workspace: Workspace, indicator: str | None) -> None:
    """Refuse an indicator that the programme does not have."""
    if indicator is not None and indicator not in workspace.programme.indicators:
        hint = did_you_mean(indicator, workspace.programme.indicators)
        raise UserError(hinted(Message.of("there is no indicator '{name}'", name=indicator), hint))


def _followed(computation: Computation, indicator: str | None) -> Iterator[Figure]:
    """The figures that pages show."""
    for name, found in computation.figures.items():
        if indicator in (None, name):
            shown = {measure: periods for (of, measure), periods in computation.series.items() if of == name}
            yield from (figure for figure in found if figure.period in shown.get(figure.measure, ()))


def _asked(
    computation: Computation, indicator: str | None, by: Sequence[str], period: str | None
) -> Iterator[Figure]:
    """The figures of the indicators' own measures at the grain that was asked for."""
    programme = computation.workspace.programme
    requests: list[Request] = []
    for each in computation.wanted:
        if each.measure_id != MAIN or indicator not in (None, each.id):
            continue
        check_dimensions(computation, each, by)
        if period and _would_reveal(programme, each, period):
            if indicator is None:
                continue
            raise UserError(
                "{indicator} speaks of persons, so it has no figures of shorter or denser periods than its "
                "own: what is hidden in one could be worked out from the others. Ask for another --period.",
                indicator=each.id,
            )
        periods = each.series if period is None else _periods(computation, each, period)
        requests += [
            replace(request, dimensions=(*request.dimensions, *by))
            for request in requests_of(programme, replace(each, periods=periods))[:1]
        ]
    yield from computation.engine.figures(requests)


def check_dimensions(computation: Computation, each: Wanted, by: Sequence[str]) -> None:
    """Refuse dimensions that the measure can't be broken down by, such as one of single persons."""
    programme = computation.workspace.programme
    dataset = datasets_of(resolve(programme, each.definition).formula)[0]
    known = dimensions_of(programme, dataset)
    for dimension in by:
        if dimension not in known:
            hint = did_you_mean(dimension, known)
            said = Message.of(
                "{indicator} can't be broken down by '{dimension}'", indicator=each.id, dimension=dimension
            )
            raise UserError(hinted(said, hint))


def _would_reveal(programme: Programme, each: Wanted, kind: str) -> bool:
    """Whether the periods are shorter or follow each other closer than those of an indicator on persons."""
    formula = resolve(programme, each.definition).formula
    if not any(programme.contracts[name].personal for name in datasets_of(formula)) or not each.series:
        return False
    ends = [period.end for period in each.series]
    own = min(period.months for period in each.series)
    apart = min((later - earlier for earlier, later in pairwise(sorted(set(ends)))), default=own)
    return _MONTHS[kind] < own or _step(kind) < apart


def _step(kind: str) -> int:
    """Months from one period of the kind to the next."""
    return 1 if kind == "12 months" else _MONTHS[kind]


def _periods(computation: Computation, each: Wanted, kind: str) -> tuple[Period, ...]:
    """Every period of the kind that lies wholly inside what the loads behind the indicator cover."""
    programme = computation.workspace.programme
    formula = resolve(programme, each.indicator).formula
    firsts, ends = [], []
    for dataset in sources_behind(programme, datasets_of(formula)):
        covered = [used.load.covers for used in computation.selection.of(dataset) if used.load.covers]
        if covered:
            firsts.append(min(one.first for one in covered))
            ends.append(max(one.end for one in covered))
    if not firsts:
        return ()
    months, step = _MONTHS[kind], _step(kind)
    start = max(firsts) if step == 1 else -(-max(firsts) // step) * step
    return tuple(Period(first, months) for first in range(start, min(ends) - months + 1, step))


def _missing(programme: Programme, figure: Figure, selection: Selection) -> Cell:
    """Why there is no value, and in which files rows wait to be mended without which there is none."""
    if not isinstance(figure.value, Missing):
        return ""
    code = f"{figure.value.reason} {figure.value.detail}".strip()
    waiting = figure.incomplete.open_rows if figure.incomplete else 0
    formula = resolve(programme, programme.indicators[figure.indicator]).formula
    behind = sources_behind(programme, datasets_of(formula)) if waiting else ()
    files = {row.place.file for dataset in behind for row in selection.open_of(dataset)}
    return Word(code, why_missing(figure.value, waiting, sorted(files)))


def _place(place: Where, names: Mapping[str, Mapping[str, Text]]) -> Cell:
    """Where the figure stands: for programs as `explain --place` takes it, for people by its names."""
    if not place:
        return ""
    code = ", ".join(f"{dimension}={value}" for dimension, value in place)
    called = [names.get(dimension, {}).get(value) or same(value) for dimension, value in place]
    return Word(code, in_all(lambda language: ", ".join(name.within(language) for name in called)))


def _row(
    workspace: Workspace,
    figure: Figure,
    selection: Selection,
    names: Mapping[str, Mapping[str, Text]],
    language: Language,
) -> tuple[Cell, ...]:
    indicator = workspace.programme.indicators[figure.indicator]
    definition = indicator if figure.measure == MAIN else indicator.beside[figure.measure]
    value = None if isinstance(figure.value, Missing) else figure.value
    unit = str(definition.unit)
    return (
        figure.indicator,
        Word(figure.measure, Text() if figure.measure == MAIN else definition.name),
        figure.period,
        _place(figure.place, names),
        value,
        str(figure.unit),
        None if value is None else quantity(value, unit, language, definition.decimals_of(value)),
        figure.n,
        None if figure.origin is None else origin_word(figure.origin),
        _missing(workspace.programme, figure, selection),
    )
