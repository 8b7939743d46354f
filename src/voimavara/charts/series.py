"""Figures over time: one line, or a few places beside each other, with the target, gaps and intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from voimavara.charts.chart import SIZES, WIDTHS, Chart, Size, Words, longest, width_of_letter
from voimavara.charts.places import breaks_at
from voimavara.charts.plot import MARGIN, EndLabel, Plot
from voimavara.charts.scales import (
    at,
    bare_number,
    least_span,
    not_below_nought,
    round_ticks,
    short_period,
    starts_at_zero,
    tick_label,
    widened,
    written,
)
from voimavara.charts.sparkline import pieces_of
from voimavara.charts.theme import DASHES, PLACES, colour
from voimavara.charts.wording import first_and_last, in_two, shortened, titled
from voimavara.core.language import Text
from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.core.sentences import say, sentences
from voimavara.figures.figure import Figure
from voimavara.figures.series import Series
from voimavara.snapshot.model import BreakView, MeasureView, TargetView

AHEAD = 24  # a deadline at most so many months ahead is drawn, with the line that leads to it


@dataclass(frozen=True)
class Story:
    """What a chart of figures over time tells; `names` has a name for each series."""

    id: str
    name: Text
    measure: MeasureView
    rows: Sequence[Series]
    names: Sequence[Text]
    target: TargetView | None = None
    breaks: Sequence[BreakView] = ()

    @property
    def figures(self) -> list[Figure]:
        """All figures with a value."""
        return [figure for row in self.rows for figure in row.figures if figure.known is not None]

    @property
    def levels(self) -> list[float]:
        """The levels of the target that are drawn."""
        if self.target is None:
            return []
        return [
            level
            for level in (self.target.level, self.target.upper, *self.path.values())
            if level is not None
        ]

    @property
    def path(self) -> dict[int, float]:
        """The target's line over time, by month."""
        path = {at(period): level for period, level in self.target.path.items()} if self.target else {}
        last = max(at(figure.period) for figure in self.figures)
        return {month: level for month, level in sorted(path.items()) if month <= last + AHEAD}


def series_chart(story: Story) -> Chart | None:
    """The chart, or None where fewer than two periods have a value."""
    if len({figure.period for figure in story.figures}) < 2:
        return None
    words = Words()
    specs = {width: _plot(story, SIZES[width], words).spec() for width in WIDTHS}
    spoken = [
        first_and_last(name, row.figures, story.measure)
        for name, row in zip(story.names, story.rows, strict=True)
        if any(figure.known is not None for figure in row.figures)
    ]
    if story.target and story.target.level is not None:
        spoken.append(say("Target: {target}.", target=story.target.text))
    return Chart(story.id, story.name, sentences(spoken), words.done(), specs)


def _plot(story: Story, size: Size, words: Words) -> Plot:
    months = sorted({at(figure.period) for row in story.rows for figure in row.figures})
    end = max([months[-1], *story.path])
    edge = max((end - months[0]) * 0.03, 0.5)
    values = [figure.known for figure in story.figures if figure.known is not None]
    spans = [bound for figure in story.figures if figure.interval for bound in figure.interval]
    low, high = min(values + spans + story.levels), max(values + spans + story.levels)
    if starts_at_zero(story.measure):
        low, high = min(low, 0.0), max(high, 0.0)
    else:
        least = least_span(story.measure, max(map(abs, values)))
        low, high = not_below_nought(low, *widened(low, high, least))
    ticks = round_ticks(low, high, 5)
    plot = Plot(
        size,
        words,
        _time_ticks(story, size),
        [(tick, tick_label(tick, ticks, story.measure.shown_in)) for tick in ticks],
        (months[0] - edge, end + edge),
        titled(story.name, story.measure, high),
    )
    _lay_ground(plot, story, months)
    _lay_target(plot, story)
    for index, (row, name) in enumerate(zip(story.rows, story.names, strict=True)):
        _lay_series(plot, story, row, name, index)
    return plot


def _time_ticks(story: Story, size: Size) -> list[tuple[float, Text]]:
    """Labels below the newest figure and evenly backwards, as many as there is room for."""
    periods = sorted({figure.period for row in story.rows for figure in row.figures}, key=at)
    step = -(-len(periods) // size.ticks)
    chosen = periods[::-1][::step]
    return [(at(period), short_period(period)) for period in reversed(chosen)]


def _lay_ground(plot: Plot, story: Story, months: list[int]) -> None:
    """Example data hatched, breaks as a gap with a word."""
    example = sorted({at(figure.period) for figure in story.figures if figure.origin is Origin.EXAMPLE})
    if example:
        first = plot.x_domain[0] if example[0] == months[0] else example[0]
        to_the_edge = example[-1] == months[-1] and plot.x_domain[1] - months[-1] < AHEAD / 4
        last = plot.x_domain[1] if to_the_edge else example[-1]
        plot.hatched((first, last))
        plot.note(
            say("example data"), first, _clear_of(plot, story, first), align="left", dx=6, fontStyle="italic"
        )
    for border in story.breaks:
        place = at(Period.parse(border.at))
        around = [(left, right) for left, right in pairwise(months) if left < place <= right]
        for left, right in around:
            inset = (right - left) * 0.25
            plot.band((left + inset, right - inset), None, colour("band"))
            plot.note(say("break"), (left + right) / 2, plot.y_domain[1], dy=12)


def _clear_of(plot: Plot, story: Story, month: float) -> float:
    """The height at which a word at the month stands farthest from the figures and levels around it."""
    low, high = plot.y_domain
    near = [f.known for f in story.figures if abs(at(f.period) - month) <= 12 and f.known is not None]
    taken = near + story.levels
    places = [low + (high - low) * share for share in (0.05, 0.95, 0.25, 0.75, 0.5)]
    return max(places, key=lambda place: min(abs(place - value) for value in taken) if taken else 0)


def _lay_target(plot: Plot, story: Story) -> None:
    """The level or levels, or the line towards a deadline, each with its label at the right."""
    target, measure = story.target, story.measure
    if target is None:
        return
    if story.path:
        plot.line(sorted(story.path.items()), color=colour("target"), strokeDash=[5, 4], strokeWidth=1.5)
        end = story.path[max(story.path)]
        plot.labels.append(EndLabel(say("Target {level}", level=written(end, measure)), end, "target"))
    elif target.level is not None and target.upper is not None:
        plot.band(None, (target.level, target.upper), colour("good"))
        plot.level(target.level)
        plot.level(target.upper)
        low, high = bare_number(target.level, measure), written(target.upper, measure)
        middle = (target.level + target.upper) / 2
        plot.labels.append(EndLabel(say("Target {low}–{high}", low=low, high=high), middle, "target"))
    elif target.level is not None:
        plot.level(target.level)
        label = say("Target {level}", level=written(target.level, measure))
        plot.labels.append(EndLabel(label, target.level, "target"))


def _lay_series(plot: Plot, story: Story, row: Series, name: Text, index: int) -> None:
    pieces = pieces_of(row, breaks_at(story.breaks, row.place))
    if not pieces:
        return
    alone = len(story.rows) == 1
    tint = "own" if alone else f"place-{index % PLACES + 1}"
    dash = {} if alone or not DASHES[index % PLACES] else {"strokeDash": DASHES[index % PLACES]}
    if spans := [
        (float(at(f.period)), *f.interval) for f in row.figures if f.interval and f.known is not None
    ]:
        plot.whiskers(spans, tint)
    plot.lines(pieces, color=colour(tint), strokeWidth=3 if alone else 2.25, **dash)
    points = [point for piece in pieces for point in piece]
    few = len(points) <= 16
    plot.points(points if few else points[-1:], color=colour(tint), size=40 if alone else 28)
    last = row.figures[-1]
    if last.known is not None:
        value = written(last.known, story.measure)
        text, below = (value, Text()) if alone else _named(name, value, plot.size)
        plot.labels.append(EndLabel(text, last.known, tint, strong=True, below=below))


def _named(name: Text, value: Text, size: Size) -> tuple[Text, Text]:
    """The place and its value, on two lines where one is too short; a small screen has room for the name."""
    if size.width < 500:
        return in_two(name, 15)
    room = int((size.width * MARGIN - 12) / width_of_letter(size.text))
    whole = say("{place} {value}", place=name, value=value)
    return (whole, Text()) if longest(whole) <= room else (shortened(name, room), value)
