"""Growth beside that of the peers: all of them as thin lines, their median dashed, one's own strong."""

from __future__ import annotations

from voimavara.charts.chart import SIZES, WIDTHS, Chart, Size, Words
from voimavara.charts.plot import EndLabel, Plot
from voimavara.charts.scales import at, round_ticks, short_period, tick_label
from voimavara.charts.theme import colour
from voimavara.core.language import Text, in_all
from voimavara.core.periods import Period
from voimavara.core.sentences import say
from voimavara.core.writing import number
from voimavara.snapshot.model import PeersView, PeerView


def peers_chart(name: Text, peers: PeersView) -> Chart | None:
    """The chart of indexes, or None where the window has fewer than two years."""
    own = next((member for member in peers.members if member.own), None)
    others = [member for member in peers.members if not member.own and len(member.index) > 1]
    if own is None or len(peers.median_index) < 2 or not others:
        return None
    words = Words()
    specs = {width: _plot(name, peers, own, others, SIZES[width], words).spec() for width in WIDTHS}
    last = max(peers.median_index)
    sentence = say(
        "In {year} the index of {city} was {own}, and the median of the peers {median} ({first} = 100).",
        year=str(last),
        city=own.name,
        own=_one(own.index[last]),
        median=_one(peers.median_index[last]),
        first=str(min(peers.median_index)),
    )
    hover = tuple(
        say("{place} {value}", place=one.name, value=_one(one.index[max(one.index)])) for one in others
    )
    return Chart(f"peers-{str(peers.window).replace('..', '-')}", name, sentence, words.done(), specs, hover)


def _plot(
    name: Text, peers: PeersView, own: PeerView, others: list[PeerView], size: Size, words: Words
) -> Plot:
    years = sorted(peers.median_index)
    values = [value for one in (*others, own) for value in one.index.values()]
    ticks = round_ticks(min(values), max(values), 6)
    edge = (at(years[-1]) - at(years[0])) * 0.03
    plot = Plot(
        size,
        words,
        [(at(year), short_period(year)) for year in years],
        [(tick, tick_label(tick, ticks, "1")) for tick in ticks],
        (at(years[0]) - edge, at(years[-1]) + edge),
        say("{name}, index, {year} = 100", name=name, year=str(years[0]))
        if size.width > 500
        else say("Index, {year} = 100", year=str(years[0])),
    )
    plot.lines([_points(one.index) for one in others], stroke=colour("peer"), strokeWidth=1, opacity=0.6)
    plot.line(_points(peers.median_index), stroke=colour("quiet"), strokeWidth=2.25, strokeDash=[5, 4])
    plot.line(_points(own.index), stroke=colour("own"), strokeWidth=3)
    plot.points(_points(own.index), color=colour("own"), size=40)
    median, ours = peers.median_index[years[-1]], own.index[years[-1]]
    plot.labels.append(EndLabel(say("Median {value}", value=_one(median)), median, "quiet", strong=True))
    plot.labels.append(
        EndLabel(say("{place} {value}", place=own.name, value=_one(ours)), ours, "own", strong=True)
    )
    return plot


def _points(index: dict[Period, float]) -> list[tuple[float, float]]:
    return [(at(year), value) for year, value in sorted(index.items())]


def _one(value: float) -> Text:
    return in_all(lambda language: number(value, language, 1))
