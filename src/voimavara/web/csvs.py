"""An indicator's figures as CSV, in a form that is the same in every language.

UTF-8 with a byte order mark, semicolons and decimal commas, because that is what a Finnish Excel opens
rightly by a double click (a decimal point would turn 1.5 into the first of May); English column names,
ids and ISO dates, so that programs need not care in which language the page was. `place_name` alone
follows the page's language. Programs that prefer points read the same figures as JSON.
"""

from __future__ import annotations

import csv
import io

from voimavara.core.sheets import harmless
from voimavara.figures.figure import Figure
from voimavara.snapshot.model import IndicatorView, MeasureView
from voimavara.web.figures import figures_of
from voimavara.web.say import Say

COLUMNS = (
    "indicator", "measure", "period", "first_day", "last_day", "place", "place_name",
    "value", "unit", "missing", "numerator", "denominator", "n", "interval_low", "interval_high",
    "origin", "snapshot",
)  # fmt: skip


def figures_csv(indicator: IndicatorView, say: Say, snapshot: str) -> str:
    """All figures of all measures of the indicator, total and broken down."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for measure, figure in figures_of(indicator):
        writer.writerow(_cells(indicator, measure, figure, say, snapshot))
    return text.getvalue()


def _cells(
    indicator: IndicatorView, measure: MeasureView, figure: Figure, say: Say, snapshot: str
) -> list[str]:
    period = figure.period
    low, high = figure.interval or (None, None)
    return [
        indicator.id,
        measure.id,
        str(period),
        period.first_day.isoformat(),
        period.last_day.isoformat(),
        harmless("|".join(f"{key}={value}" for key, value in figure.place)),
        harmless(say.place(figure.place)) if figure.place else "",
        number(figure.known),
        measure.unit,
        figure.missing.reason if figure.missing else "",
        number(figure.numerator),
        number(figure.denominator),
        "" if figure.n is None else str(figure.n),
        number(low),
        number(high),
        figure.origin or "",
        snapshot,
    ]


def number(value: float | None) -> str:
    """The number with a decimal comma; an empty cell where there is none."""
    return "" if value is None else f"{value:.12g}".replace(".", ",")
