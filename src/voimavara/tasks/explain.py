"""`voimavara explain`: how one figure came about, down to the line of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from voimavara.core.errors import UserError, did_you_mean
from voimavara.core.language import Language
from voimavara.core.missing import Missing
from voimavara.core.periods import Period
from voimavara.core.writing import quantity
from voimavara.figures.explaining import Explanation, RowsBehind
from voimavara.figures.figure import Figure, Where
from voimavara.snapshot.formulas import formula_in_words
from voimavara.tasks.answer import Table
from voimavara.tasks.computing import Computation
from voimavara.tasks.figures import check_dimensions, check_indicator
from voimavara.tasks.requests import Wanted, requests_of
from voimavara.tasks.workspace import open_workspace

HEADERS = ("dataset", "file", "line", "row")


@dataclass(frozen=True, slots=True)
class Answer:
    """The figure and its formula in words, and the rows behind it."""

    words: str
    rows: Table


def explain(
    folder: Path,
    indicator: str,
    measure: str,
    period: str | None,
    place: Sequence[str],
    as_of: date | None,
    language: Language,
) -> Answer:
    """The figure, its formula with version, the SQL, and the rows; of personal datasets only how many."""
    workspace = open_workspace(folder)
    computation = Computation(workspace, workspace.as_of(as_of))
    check_indicator(workspace, indicator)
    wanted = _measure(computation, indicator, measure)
    where = tuple(sorted(_pair(text) for text in place))
    check_dimensions(computation, wanted, [name for name, _ in where])
    when = Period.parse(period) if period else (wanted.series or wanted.periods)[-1]
    request = requests_of(workspace.programme, replace(wanted, periods=(when,)))[0]
    request = replace(request, dimensions=tuple({*request.dimensions, *(name for name, _ in where)}))
    figures = [figure for figure in computation.engine.figures([request]) if set(where) <= set(figure.place)]
    if not figures:
        raise UserError(
            f"{indicator} has no figure at {', '.join(place) or 'the whole city'} in {when}; "
            f"`voimavara figures {folder} --indicator {indicator}` lists those there are."
        )
    explanation = computation.engine.explain(request, when, where)
    words = _words(computation, wanted, explanation, figures, language)
    return Answer(words, Table(HEADERS, [row for rows in explanation.datasets for row in _rows(rows)]))


def _measure(computation: Computation, indicator: str, measure: str) -> Wanted:
    found = {each.measure_id: each for each in computation.wanted if each.id == indicator}
    if not found:
        raise UserError(
            f"{indicator} is computed from the run itself, not from rows: it is the share of due figures "
            "that came in time; see the page of coverage."
        )
    if measure not in found:
        hint = did_you_mean(measure, found)
        raise UserError(f"{indicator} has no measure '{measure}'; {hint}".rstrip("; "))
    return found[measure]


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise UserError(f"got '{text}', expected a place like sector=education.")
    return name, value


def _words(
    computation: Computation,
    wanted: Wanted,
    explanation: Explanation,
    figures: Sequence[Figure],
    language: Language,
) -> str:
    programme = computation.workspace.programme
    name = wanted.definition.name.within(language)
    formula = formula_in_words(programme, requests_of(programme, wanted)[0].formula).within(language)
    return "\n".join(
        [
            *(
                f"{name}, {figure.period}{_at(figure.place)}: {_value(figure, wanted, language)}"
                for figure in figures
            ),
            "",
            f"{explanation.formula_id}, version {explanation.version}: {formula}",
            "",
            explanation.sql,
            "",
            *(_counted(rows) for rows in explanation.datasets),
            "",
        ]
    )


def _counted(rows: RowsBehind) -> str:
    shown = "personal, only counted" if rows.personal else f"{len(rows.rows)} shown"
    return f"{rows.dataset}: {rows.count} rows, {shown}"


def _at(place: Where) -> str:
    return "".join(f", {name}={value}" for name, value in place)


def _value(figure: Figure, wanted: Wanted, language: Language) -> str:
    if isinstance(figure.value, Missing):
        return f"no figure ({figure.value.reason}{' ' * bool(figure.value.detail)}{figure.value.detail})"
    written = quantity(figure.value, str(wanted.definition.unit), language, wanted.definition.shown_decimals)
    named = (("of", figure.numerator), ("to", figure.denominator))
    parts = [f"{name} {value:,.2f}" for name, value in named if value is not None]
    if figure.origin is not None:
        parts.append(f"origin {figure.origin.value}")
    return f"{written} ({', '.join(parts)})"


def _rows(rows: RowsBehind) -> list[tuple[str | int | None, ...]]:
    return [(rows.dataset, row.place.file, row.place.line, _cells(row.cells)) for row in rows.rows]


def _cells(cells: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={cell}" for name, cell in cells.items() if cell)
