"""`voimavara explain`: how one figure came about, down to the line of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from voimavara.core import writing
from voimavara.core.errors import UserError, did_you_mean, hinted
from voimavara.core.language import Language
from voimavara.core.message import Message
from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.core.writing import number, quantity
from voimavara.figures.explaining import Explanation, RowsBehind
from voimavara.figures.figure import Figure, Where
from voimavara.programme.resolving import datasets_of, resolve, sources_behind
from voimavara.run.computation import Computation
from voimavara.run.requests import Wanted, requests_of
from voimavara.run.workspace import open_workspace
from voimavara.snapshot.formulas import formula_in_words
from voimavara.tasks.answer import Table, quoted
from voimavara.tasks.figures import check_dimensions, check_indicator
from voimavara.tasks.words import ORIGINS, why_missing

NO_ROWS = Message("No rows to show.")
SQL = Message("The same as SQL, for whoever wants to compute it over the tables of the warehouse:")
NUMERATOR, DENOMINATOR = Message("numerator"), Message("denominator")
HEADERS = ("dataset", "file", "line", "corrected in", "row")


@dataclass(frozen=True, slots=True)
class Answer:
    """The figure and its formula in words, the rows behind it, and the SQL for whoever wants to check it."""

    words: str
    rows: Table
    sql: str


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
    check_indicator(workspace, indicator)
    with closing(workspace.database()) as database:
        computation = Computation(workspace, workspace.as_of(as_of), database)
        return _explained(computation, indicator, measure, period, place, as_of, language)


def _explained(
    computation: Computation,
    indicator: str,
    measure: str,
    period: str | None,
    place: Sequence[str],
    as_of: date | None,
    language: Language,
) -> Answer:
    workspace, folder = computation.workspace, computation.workspace.folder
    wanted = _measure(computation, indicator, measure)
    where = tuple(sorted(_pair(text) for text in place))
    check_dimensions(computation, wanted, [name for name, _ in where])
    when = Period.parse(period) if period else (wanted.series or wanted.periods)[-1]
    request = requests_of(workspace.programme, replace(wanted, periods=(when,)))[0]
    request = replace(request, dimensions=tuple({*request.dimensions, *(name for name, _ in where)}))
    figures = [figure for figure in computation.engine.figures([request]) if set(where) <= set(figure.place)]
    if not figures:
        raise UserError(
            "{indicator} has no figure at {place} in {period}; `{command}` lists those there are.",
            indicator=indicator,
            place=", ".join(place) or Message("the whole city"),
            period=str(when),
            command=f"voimavara figures {quoted(folder)} --indicator {indicator}",
        )
    explanation = computation.engine.explain(request, when, where)
    words = _words(computation, wanted, explanation, figures, language)
    rows = Table(
        HEADERS,
        [row for rows in explanation.datasets for row in _rows(rows)],
        tuple(_waiting(computation, wanted, folder, as_of)),
        NO_ROWS,
        sentences=("row",),
    )
    return Answer(words, rows, f"\n{SQL.within(language)}\n\n{explanation.sql}")


def _waiting(computation: Computation, wanted: Wanted, folder: Path, as_of: date | None) -> Iterator[Message]:
    """That rows of the datasets behind the figure wait to be mended, where some do."""
    programme = computation.workspace.programme
    read = datasets_of(resolve(programme, wanted.definition).formula)
    count = sum(len(computation.selection.open_of(one)) for one in sources_behind(programme, read))
    if count:
        command = f"voimavara rejected {quoted(folder)}"
        yield Message.of(
            "Rows of the datasets behind this figure that were set aside and wait to be mended: {rows}. List "
            "them: {command}",
            rows=count,
            command=command if as_of is None else f"{command} --as-of {as_of}",
        )


def _measure(computation: Computation, indicator: str, measure: str) -> Wanted:
    found = {each.measure_id: each for each in computation.wanted if each.id == indicator}
    if not found:
        raise UserError(
            "{indicator} is computed from the run itself, not from rows: it is the share of due figures that "
            "came in time; see the page of coverage.",
            indicator=indicator,
        )
    if measure not in found:
        hint = did_you_mean(measure, found)
        said = Message.of("{indicator} has no measure '{name}'", indicator=indicator, name=measure)
        raise UserError(hinted(said, hint))
    return found[measure]


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise UserError("got '{text}', expected a place like sector=education.", text=text)
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
                f"{name}, {writing.period(figure.period, language)}{_at(figure.place)}: "
                f"{_value(figure, wanted, language)}"
                for figure in figures
            ),
            "",
            Message.of(
                "Formula {formula}, version {version}: {words}",
                formula=explanation.formula_id,
                version=explanation.version,
                words=formula,
            ).within(language),
            "",
            *(_counted(rows, hidden=_is_hidden(figures)).within(language) for rows in explanation.datasets),
            "",
        ]
    )


def _is_hidden(figures: Sequence[Figure]) -> bool:
    """Whether any of them is about too few persons to be told."""
    return any(
        isinstance(figure.value, Missing) and figure.value.reason is Reason.HIDDEN for figure in figures
    )


def _counted(rows: RowsBehind, *, hidden: bool) -> Message:
    if rows.personal and hidden:
        text = "{dataset}: the rows speak of so few persons that they are not even counted."
        return Message.of(text, dataset=rows.dataset)
    if rows.personal:
        text = "{dataset}: rows: {count}. They speak of persons, so they are only counted."
        return Message.of(text, dataset=rows.dataset, count=rows.count)
    text = "{dataset}: rows: {count}, of which shown: {shown}."
    return Message.of(text, dataset=rows.dataset, count=rows.count, shown=len(rows.rows))


def _at(place: Where) -> str:
    return "".join(f", {name}={value}" for name, value in place)


def _value(figure: Figure, wanted: Wanted, language: Language) -> str:
    if isinstance(figure.value, Missing):
        return Message.of("no figure ({why})", why=why_missing(figure.value)).within(language)
    written = quantity(
        figure.value, str(wanted.definition.unit), language, wanted.definition.decimals_of(figure.value)
    )
    named = ((NUMERATOR, figure.numerator), (DENOMINATOR, figure.denominator))
    parts = [
        f"{name.within(language)} {number(value, language, 2)}" for name, value in named if value is not None
    ]
    if figure.origin is not None:
        parts.append(ORIGINS[figure.origin].within(language))
    return f"{written} ({', '.join(parts)})"


def _rows(rows: RowsBehind) -> list[tuple[str | int | None, ...]]:
    return [
        (rows.dataset, row.place.file, row.place.line, row.mended_in or None, _cells(row.cells))
        for row in rows.rows
    ]


def _cells(cells: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={cell}" for name, cell in cells.items() if cell)
