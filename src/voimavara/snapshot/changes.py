"""What changed between two snapshots: verdicts that turned, figures revised, moved and new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voimavara.core.language import Text, same
from voimavara.core.periods import Period
from voimavara.core.sentences import Part, Scale, joined, say
from voimavara.figures.figure import Figure, Where
from voimavara.figures.series import Series
from voimavara.programme.models.indicator import first_break
from voimavara.snapshot.model import IndicatorView, MeasureView, Snapshot, VerdictView
from voimavara.snapshot.turns import turned_text
from voimavara.verdicts.verdict import Judgement


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an indicator, or of one of its places, in a sentence; `judgement` is what holds now."""

    indicator: str
    text: Text
    judgement: Judgement
    place: Where = ()
    period: Period | None = None
    old: float | None = None
    new: float | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed, each kind in the order of the indicators.

    `turned`: another verdict. `revised`: another figure for the same period. `moved`: another figure for a
    later period. `new`: an indicator, or a figure where there was none. What is told as a turn is not told
    again.
    """

    turned: tuple[Change, ...] = ()
    revised: tuple[Change, ...] = ()
    moved: tuple[Change, ...] = ()
    new: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.turned or self.revised or self.moved or self.new)


def compare(old: Snapshot, new: Snapshot) -> Changes:
    """What is otherwise in the new snapshot than in the old one."""
    before = {indicator.id: indicator for indicator in old.indicators}
    pairs = [(before[one.id], one) for one in new.indicators if one.id in before]
    turned = [change for was, now in pairs for change in _turned(new, was, now)]
    told = {(change.indicator, change.place) for change in turned}
    at_once = {(change.indicator, change.place, change.period) for change in turned}
    revised = [change for was, now in pairs for change in _revised(new, was, now)]
    moved = [change for was, now in pairs for change in _moved(new, was, now)]
    return Changes(
        turned=tuple(turned),
        revised=tuple(
            change for change in revised if (change.indicator, change.place, change.period) not in at_once
        ),
        moved=tuple(change for change in moved if (change.indicator, change.place) not in told),
        new=(
            *(_new_indicator(one) for one in new.indicators if one.id not in before),
            *(change for was, now in pairs for change in _first_figures(new, was, now)),
        ),
    )


def _turned(snapshot: Snapshot, was: IndicatorView, now: IndicatorView) -> Iterator[Change]:
    """The verdicts of the indicator's places that turned; its own where none of them did."""
    earlier = {tuple(sorted(part.place.items())): part for part in was.verdict.parts}
    pairs = [(earlier.get(tuple(sorted(part.place.items()))), part) for part in now.verdict.parts]
    turned = [(old, new) for old, new in pairs if old and old.judgement is not new.judgement]
    if not turned and was.verdict.judgement is not now.verdict.judgement:
        turned = [(was.verdict, now.verdict)]
    for old, new in turned:
        yield _turn(snapshot, now, old, new)


def _turn(snapshot: Snapshot, now: IndicatorView, old: VerdictView, new: VerdictView) -> Change:
    place = tuple(sorted(new.place.items()))
    of_one_place = not old.parts and not new.parts  # the worst place may be another one now
    values = _values(_scale(now.main), old.value, new.value) if of_one_place else None
    crossed = _crossed(old.value, new.level, new.value)
    sentence = turned_text(_named(snapshot, now, place), new.judgement, values, crossed=crossed)
    return Change(now.id, sentence, new.judgement, place, new.period, old.value, new.value)


def _crossed(old: float | None, level: float | None, new: float | None) -> bool:
    """Whether the figure went from one side of the level to it or over it."""
    if old is None or level is None or new is None:
        return False
    return old < level <= new or new <= level < old


def _values(scale: Scale, old: float | None, new: float | None) -> tuple[Part, Part, float] | None:
    """Both values as they are written, and the change; None where one lacks or nothing changed."""
    if old is None or new is None or old == new:
        return None
    return scale.value(old, beside=new), scale.value(new, beside=old), new - old


def _revised(snapshot: Snapshot, was: IndicatorView, now: IndicatorView) -> Iterator[Change]:
    scale = _scale(now.main)
    for place, earlier, later in _series_pairs(was, now):
        before = _by_period(earlier)
        for figure in later.figures:
            old = before.get(figure.period)
            if old is None or old.known is None or old.known == figure.known:
                continue
            parts: dict[str, Part] = {
                "name": _named(snapshot, now, place),
                "period": figure.period,
                "old": scale.value(old.known, beside=figure.known),
            }
            if figure.known is None:
                sentence = say("{name}: the figure for {period}, {old}, was withdrawn.", **parts)
            else:
                parts["new"] = scale.value(figure.known, beside=old.known)
                sentence = say("{name}: the figure for {period} was revised, {old} → {new}.", **parts)
            yield _change(now, place, sentence, old, figure)


def _moved(snapshot: Snapshot, was: IndicatorView, now: IndicatorView) -> Iterator[Change]:
    scale = _scale(now.main)
    for place, earlier, later in _series_pairs(was, now):
        old, new = earlier.last_known, later.last_known
        if old is None or new is None or old.period == new.period or _broken(now, place, old, new):
            continue
        values = _values(scale, old.known, new.known)
        if values is None:
            continue
        first, second, change = values
        name = _named(snapshot, now, place)
        if change > 0:
            sentence = say("{name} rose: {old} → {new}.", name=name, old=first, new=second)
        else:
            sentence = say("{name} fell: {old} → {new}.", name=name, old=first, new=second)
        yield _change(now, place, sentence, old, new)


def _broken(now: IndicatorView, place: Where, old: Figure, new: Figure) -> bool:
    """Whether the series of the place is another one since the old figure: that is no rise or fall."""
    breaks = {broken.at: broken.where for broken in now.breaks}
    return first_break(breaks, old.period, new.period, place) is not None


def _first_figures(snapshot: Snapshot, was: IndicatorView, now: IndicatorView) -> Iterator[Change]:
    """Places that have a figure now and had none before."""
    scale = _scale(now.main)
    earlier = dict(_each_series(was))
    for place, series in _each_series(now):
        new = series.last_known
        had = place in earlier and earlier[place].last_known is not None
        if had or new is None or new.known is None:
            continue
        sentence = say(
            "{name}: the first figure, {new} ({period}).",
            name=_named(snapshot, now, place),
            new=scale.value(new.known),
            period=new.period,
        )
        yield _change(now, place, sentence, None, new)


def _new_indicator(now: IndicatorView) -> Change:
    sentence = say("{name}: a new indicator.", name=now.name)
    return Change(now.id, sentence, now.verdict.judgement, new=now.verdict.value)


def _change(
    now: IndicatorView,
    place: Where,
    sentence: Text,
    old: Figure | None,
    new: Figure,
) -> Change:
    before = None if old is None else old.known
    return Change(now.id, sentence, now.verdict.judgement, place, new.period, before, new.known)


def _series_pairs(was: IndicatorView, now: IndicatorView) -> Iterator[tuple[Where, Series, Series]]:
    earlier = dict(_each_series(was))
    for place, series in _each_series(now):
        if place in earlier:
            yield place, earlier[place], series


def _each_series(indicator: IndicatorView) -> Iterator[tuple[Where, Series]]:
    """The whole city's series; where parts are never added together, theirs (the coarsest breakdown)."""
    if indicator.main.total is not None:
        yield (), indicator.main.total
        return
    breakdown = min(indicator.main.breakdowns, key=lambda one: len(one.dimensions), default=None)
    for series in breakdown.series if breakdown else ():
        yield series.place, series


def _by_period(series: Series) -> Mapping[Period, Figure]:
    return {figure.period: figure for figure in series.figures}


def _scale(measure: MeasureView) -> Scale:
    return Scale(measure.shown_in, measure.decimals)


def _named(snapshot: Snapshot, indicator: IndicatorView, place: Where) -> Text:
    """The indicator's name, with its place in brackets where it is not the whole city."""
    if not place:
        return indicator.name
    labels = snapshot.labels
    names = joined([labels.get(dimension, {}).get(value) or same(value) for dimension, value in place])
    return say("{name} ({place})", name=indicator.name, place=names)
