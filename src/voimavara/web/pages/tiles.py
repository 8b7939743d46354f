"""An indicator as a tile: its figure, its line, its target, its verdict."""

from __future__ import annotations

from dataclasses import dataclass

from voimavara.charts import Sparkline, sparkline
from voimavara.charts.sparkline import bounds_of
from voimavara.core.origin import Origin
from voimavara.snapshot.model import FigureView, IndicatorView, Series
from voimavara.verdicts.verdict import Judgement
from voimavara.web.say import Say

FEW = 2  # so many places stand in a tile by name; of more, the counts of their verdicts are told


@dataclass(frozen=True, slots=True)
class TileFigure:
    """A large figure with its small unit; `label` names the place where there are several."""

    number: str
    unit: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """All that the tile of an indicator shows."""

    indicator: IndicatorView
    figures: tuple[TileFigure, ...]
    note: str
    lines: tuple[Sparkline, ...]
    target: str
    judgement: Judgement
    period: str
    origin: Origin | None


def apart(indicator: IndicatorView) -> tuple[Series, ...]:
    """The series of places that are never added together; none where there is one for the whole city."""
    if indicator.main.total is not None or not indicator.main.breakdowns:
        return ()
    return indicator.main.breakdowns[0].series


def tile(indicator: IndicatorView, say: Say) -> Tile:
    """The tile of the indicator."""
    rows = apart(indicator) or ((indicator.main.total,) if indicator.main.total else ())
    latest = [series.latest for series in rows if series.latest]
    figures, note = _figures(indicator, latest, say)
    bounds = bounds_of(rows, indicator.target.level, indicator.target.upper)
    lines = tuple(
        line
        for series in rows[:4]
        if (
            line := sparkline(
                series, indicator.target.level, indicator.target.upper, indicator.breaks, bounds
            )
        )
    )
    undecided = indicator.verdict.judgement is Judgement.UNDECIDED
    question = indicator.questions[0] if undecided and indicator.questions else indicator.target.text
    return Tile(
        indicator=indicator,
        figures=figures,
        note=note,
        lines=lines,
        target=say.text(question),
        judgement=indicator.verdict.judgement,
        period=say.period(latest[0].period) if latest else say.cadence(indicator.period_kind),
        origin=indicator.origin,
    )


def _figures(
    indicator: IndicatorView, latest: list[FigureView], say: Say
) -> tuple[tuple[TileFigure, ...], str]:
    """The figures, and a word on what is missing or left out."""
    if len(latest) > FEW:
        return _counted(indicator, latest, say)
    made = []
    for figure in latest:
        label = say.place(figure.place) if figure.place else ""
        number, unit = ("–", "") if figure.value is None else say.parts(figure.value, indicator.main)
        made.append(TileFigure(number, unit, label))
    if not made:
        return (TileFigure("–", ""),), say.words("No data have been received")
    missing = next((figure for figure in latest if figure.value is None), None)
    return tuple(made), _last_known(indicator, say) if missing else ""


def _counted(
    indicator: IndicatorView, latest: list[FigureView], say: Say
) -> tuple[tuple[TileFigure, ...], str]:
    """Of many places: in how many the target is met, or, without verdicts, how many they are."""
    counts = indicator.verdict.counts
    if counts:
        met = counts.get(Judgement.MET, 0)
        total = sum(counts.values())
        return (TileFigure(f"{say.number(met)}/{say.number(total)}", say.words("meet the target")),), ""
    names = ", ".join(say.place(figure.place) for figure in latest)
    return (TileFigure(say.number(len(latest)), say.words("figures apart")),), names


def _last_known(indicator: IndicatorView, say: Say) -> str:
    """What was known last, where the newest figure is missing."""
    series = indicator.main.total
    known = [figure for figure in series.figures if figure.value is not None] if series else []
    if not known:
        return say.words("No figure yet")
    value = say.value(known[-1].value, indicator.main)
    return say.words("Last known: {value} ({period})", value=value, period=say.period(known[-1].period))
