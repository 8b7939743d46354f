"""An indicator as a tile: its figure, its line, its target, its verdict."""

from __future__ import annotations

from dataclasses import dataclass

from voimavara.charts import Sparkline, sparkline
from voimavara.charts.places import apart, breaks_at, whole
from voimavara.charts.sparkline import bounds_of
from voimavara.core.origin import Origin
from voimavara.figures.figure import Figure
from voimavara.figures.series import Series
from voimavara.snapshot.model import IndicatorView
from voimavara.verdicts.verdict import Judgement
from voimavara.web.say import Say

NAMED = 6  # so many places are named below how many there are
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


def tile(indicator: IndicatorView, say: Say) -> Tile:
    """The tile of the indicator."""
    rows = whole(indicator.main, NAMED)
    latest = [series.latest for series in rows if series.latest]
    figures, note = _figures(indicator, latest, say)
    bounds = bounds_of(rows, indicator.target.level, indicator.target.upper)
    lines = tuple(line for series in rows[:4] if (line := _line(indicator, series, bounds)))
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


def _line(indicator: IndicatorView, series: Series, bounds: tuple[float, float]) -> Sparkline | None:
    target, breaks = indicator.target, breaks_at(indicator.breaks, series.place)
    return sparkline(series, target.level, target.upper, breaks, bounds)


def _figures(indicator: IndicatorView, latest: list[Figure], say: Say) -> tuple[tuple[TileFigure, ...], str]:
    """The figures, and a word on what is missing or left out."""
    if len(latest) > FEW:
        return _counted(indicator, latest, say)
    target = indicator.target
    levels = [level for level in (target.level, target.upper) if level is not None]
    made = []
    for figure in latest:
        label = say.place(figure.place) if figure.place else ""
        number, unit = say.parts(figure.known, indicator.main, levels)
        made.append(TileFigure(number, unit, label))
    if not made:
        return (TileFigure("–", ""),), say.words("No data have been received")
    missing = next((figure for figure in latest if figure.known is None), None)
    if missing is None:
        return tuple(made), ""
    return tuple(made), say.last_known(indicator.main.total, indicator.main) or say.words("No figure yet")


def _counted(indicator: IndicatorView, latest: list[Figure], say: Say) -> tuple[tuple[TileFigure, ...], str]:
    """Of many places: in how many the target is met, or, without verdicts, how many they are."""
    counts = indicator.verdict.counts
    if counts:
        on_the_way = Judgement.ON_TRACK in counts or Judgement.OFF_TRACK in counts
        good = counts.get(Judgement.MET, 0) + counts.get(Judgement.ON_TRACK, 0)
        word = say.words("on track") if on_the_way else say.words("meet the target")
        return (TileFigure(f"{good}/{sum(counts.values())}", word),), ""
    breakdown = apart(indicator.main)
    places = len(breakdown) if breakdown else 1
    names = ", ".join(say.place(figure.place) for figure in latest) if places <= NAMED else ""
    return (TileFigure(say.number(places), say.words("figures apart")),), names
