"""Lines over years that are still to come: scenarios with their bands, needs, conditions, levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voimavara.charts.chart import SIZES, WIDTHS, Chart, Size, Words
from voimavara.charts.plot import EndLabel, Plot
from voimavara.charts.scales import round_ticks, tick_label
from voimavara.charts.theme import DASHES, PLACES, colour
from voimavara.charts.wording import in_two
from voimavara.core.language import Language, Text, in_all, same
from voimavara.core.sentences import say, sentences
from voimavara.core.writing import quantity, split_quantity, unit_label

NEAR = 0.65  # so much of the years a word at the left lies over


@dataclass(frozen=True)
class YearLine:
    """One line: a value a year, and a band around it where there is one."""

    name: Text
    years: Sequence[int]
    values: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()


@dataclass(frozen=True)
class Years:
    """What a chart over years tells; `levels` are lines across it, `marks` are years with a dot.

    `top` is the highest value of charts beside it, so that all have one scale. `quantity` is the title where
    the name tells which of several charts it is, and not what is drawn.
    """

    id: str
    name: Text
    unit: str
    lines: Sequence[YearLine]
    quantity: Text | None = None
    levels: Sequence[tuple[Text, float]] = ()
    marks: Sequence[tuple[int, float]] = ()
    example: bool = False
    top: float = 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """From nothing to the highest of all that is drawn; lower where something lies below nothing."""
        lines = [value for line in self.lines for value in (*line.values, *line.low, *line.high)]
        every = [0.0, self.top, *lines, *(value for _, value in self.levels)]
        return min(every), max(every)


def years_chart(story: Years) -> Chart | None:
    """The chart, or None where no line has two years."""
    lines = [line for line in story.lines if len(line.years) > 1][:PLACES]
    if not lines:
        return None
    words = Words()
    specs = {width: _plot(story, lines, SIZES[width], words).spec() for width in WIDTHS}
    spoken = [_sentence(line, story.unit) for line in lines]
    spoken += [
        say("{name}: {value}.", name=name, value=_written(value, story.unit)) for name, value in story.levels
    ]
    return Chart(story.id, story.name, sentences(spoken), words.done(), specs)


def _sentence(line: YearLine, unit: str) -> Text:
    return say(
        "{name}: {first_period} {first}, {last_period} {last}.",
        name=line.name,
        first_period=str(line.years[0]),
        first=_written(line.values[0], unit),
        last_period=str(line.years[-1]),
        last=_written(line.values[-1], unit),
    )


def _written(value: float, unit: str) -> Text:
    decimals = 0 if unit in ("%", "EUR") or value >= 100 else 1
    return in_all(lambda language: quantity(value, unit, language, decimals))


def _plot(story: Years, lines: Sequence[YearLine], size: Size, words: Words) -> Plot:
    low, high = story.bounds
    ticks = round_ticks(low, high, 5)
    first = min(line.years[0] for line in lines)
    last = max(line.years[-1] for line in lines)
    edge = (last - first) / 60
    plot = Plot(
        size,
        words,
        _ticks(first, last, size),
        [(tick, tick_label(tick, ticks, story.unit)) for tick in ticks],
        (first - edge, last + edge),
        _title(story, high),
    )
    if story.example:
        plot.hatched(plot.x_domain)
        height = _clear_height(story, lines, plot.y_domain)
        plot.note(say("example data"), plot.x_domain[0], height, align="left", dx=6, fontStyle="italic")
    for index, line in enumerate(lines):
        if line.low:
            plot.fan(list(zip(map(float, line.years), line.low, line.high, strict=True)), _tint(lines, index))
    for name, value in story.levels:
        plot.level(value)
        text, below = in_two(name, _room(size))
        plot.labels.append(EndLabel(text, value, "target", below=below))
    for index, line in enumerate(lines):
        _lay(plot, line, _tint(lines, index), DASHES[index], labelled=len(lines) > 1 or not story.levels)
    plot.points([(float(year), value) for year, value in story.marks], color=colour("short"), size=60)
    return plot


def _room(size: Size) -> int:
    """How many signs a line of a label beside the lines has room for."""
    return 24 if size.width > 500 else 13


def _clear_height(story: Years, lines: Sequence[YearLine], within: tuple[float, float]) -> float:
    """The height at which a word at the left stands farthest from the lines and levels there."""
    low, high = within
    taken = [value for _, value in story.levels]
    for line in lines:
        near = slice(0, round(len(line.years) * NEAR) + 1)
        taken += [*line.values[near], *line.low[near], *line.high[near]]
    places = [low + (high - low) * share for share in (0.05, 0.95, 0.25, 0.75, 0.5)]
    return max(places, key=lambda place: min(abs(place - value) for value in taken))


def _tint(lines: Sequence[YearLine], index: int) -> str:
    return "own" if len(lines) == 1 else f"place-{index + 1}"


def _lay(plot: Plot, line: YearLine, tint: str, dash: list[int], *, labelled: bool) -> None:
    look = {"strokeDash": dash} if dash else {}
    width = 2.5 if len(line.years) <= 200 else 1.5
    points = list(zip(map(float, line.years), line.values, strict=True))
    plot.line(points, color=colour(tint), strokeWidth=width, **look)
    if labelled:
        text, below = in_two(line.name, _room(plot.size))
        plot.labels.append(EndLabel(text, line.values[-1], tint, strong=True, below=below))


def _ticks(first: int, last: int, size: Size) -> list[tuple[float, Text]]:
    """Round years, as many as there is room for."""
    years = [year for year in round_ticks(first, last, size.ticks) if first <= year <= last]
    whole = sorted({int(year) for year in years if year == int(year)}) or [first, last]
    return [(float(year), same(str(year))) for year in whole]


def _title(story: Years, largest: float) -> Text:
    def write(language: Language) -> str:
        euros = story.unit == "EUR"
        unit = split_quantity(largest, "EUR", language)[1] if euros else unit_label(story.unit, language)
        return f"{(story.quantity or story.name).within(language)}, {unit}"

    return in_all(write)
