"""Cases from few words, for tables of figures, targets and what is judged of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from voimavara.core.missing import Missing
from voimavara.core.periods import Period
from voimavara.core.units import NUMBER, Unit
from voimavara.figures.columns import Figures
from voimavara.figures.figure import Figure, Incomplete
from voimavara.figures.series import measured
from voimavara.programme.calendar import Schedule
from voimavara.programme.models.indicator import Indicator
from voimavara.verdicts.case import Case
from voimavara.verdicts.judge import judge
from voimavara.verdicts.verdict import Verdict

AS_OF = date(2020, 10, 31)
WINDOW = "2019-10..2020-09"
Value = float | Missing | tuple[float, float, float]  # value, or value with the ends of its interval


def indicator(target: dict[str, Any], **more: Any) -> Indicator:
    """An indicator with the target; yearly costs in percent unless told otherwise."""
    written = {
        "name": {"fi": "Mittari", "sv": "Indikator", "en": "Indicator"},
        "goal": "assets",
        "why": {"fi": "Siksi"},
        "formula": "a_formula",
        "unit": "%",
        "period": "12 months",
        "owner": "premises",
        "target": target,
    }
    return Indicator.model_validate(written | more)


def figure(
    period: str, value: Value, place: str = "", incomplete: Incomplete | None = None, **more: Any
) -> Figure:
    """A figure; a place is written `sector=education`."""
    point, interval = (value[0], value[1:]) if isinstance(value, tuple) else (value, None)
    where = tuple(sorted(tuple(part.split("=", 1)) for part in place.split("&"))) if place else ()
    return Figure(
        "indicator",
        Period.parse(period),
        point,
        more.pop("unit", NUMBER),
        formula_version="1",
        place=where,  # type: ignore[arg-type]  # pairs of texts
        interval=interval,  # type: ignore[arg-type]  # two ends
        incomplete=incomplete,
        **more,
    )


def case(
    target: dict[str, Any],
    figures: list[Figure],
    asked: str = WINDOW,
    case_parts: dict[str, Any] | None = None,
    **more: Any,
) -> Case:
    """The case of an indicator with the target and figures, as of the end of October 2020."""
    of = indicator(target, **more)
    return Case(
        id="indicator",
        indicator=of,
        schedule=Schedule.of(of),
        period=Period.parse(asked),
        as_of=AS_OF,
        figures=measured(Figures.of(figures), "indicator"),
        **(case_parts or {}),
    )


def verdict(target: dict[str, Any], figures: list[Figure], **more: Any) -> Verdict:
    """The verdict on the case."""
    return judge(case(target, figures, **more))


def in_finnish(made: Verdict) -> str:
    """The reason with hard spaces shown as soft ones."""
    return made.reason.fi.replace("\u00a0", " ")


DAYS = {"unit": "day/htv"}
DAY = Unit.parse("day/htv")
