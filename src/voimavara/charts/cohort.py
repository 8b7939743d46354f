"""Each item on its own way to the same level: how far it is, and how far it should be by now."""

from __future__ import annotations

from dataclasses import dataclass

from voimavara.charts.chart import SIZES, WIDTHS, Chart, Size, Spec, Words
from voimavara.charts.theme import HATCH, colour, frame
from voimavara.charts.wording import percent, shortened
from voimavara.core.language import Text, same
from voimavara.core.origin import Origin
from voimavara.core.sentences import say, sentences
from voimavara.snapshot.model import IndicatorView, VerdictView
from voimavara.verdicts.verdict import Judgement

ROW, BAR, ABOVE = 50, 16, 66
MOST = 30  # signs of an item's name
LINE = 15  # pixels that a line of text above a bar takes
SHORT = (Judgement.NOT_MET, Judgement.OFF_TRACK)


def cohort_chart(indicator: IndicatorView, names: dict[str, Text]) -> Chart | None:
    """Bars of the items' shares, each with a mark where it should be; None without items."""
    parts = [part for part in indicator.verdict.parts if part.value is not None]
    if not parts:
        return None
    parts.sort(key=lambda part: part.value or 0.0, reverse=True)
    labels = [names.get(next(iter(part.place.values()), ""), same("–")) for part in parts]
    words = Words()
    specs = {width: _spec(indicator, parts, labels, SIZES[width], words) for width in WIDTHS}
    spoken = [_sentence(label, part) for label, part in zip(labels, parts, strict=True)]
    return Chart("cohort", indicator.name, sentences(spoken), words.done(), specs)


def _sentence(label: Text, part: VerdictView) -> Text:
    value = percent(part.value or 0.0)
    if part.asked is None:
        return say("{name}: {value}.", name=label, value=value)
    return say("{name}: {value}, by now {asked}.", name=label, value=value, asked=percent(part.asked))


@dataclass(frozen=True, slots=True)
class _Field:
    """Where things stand: `count` rows, values from nothing to `top`, so many pixels across."""

    count: int
    top: float
    across: int

    @property
    def x(self) -> Spec:
        return {"type": "quantitative", "scale": {"domain": [0, self.top], "nice": False}, "axis": None}

    @property
    def y(self) -> Spec:
        scale = {"domain": [-0.5, self.count - 0.5], "reverse": True, "nice": False}
        return {"field": "y", "type": "quantitative", "scale": scale, "axis": None}


def _spec(
    indicator: IndicatorView, parts: list[VerdictView], labels: list[Text], size: Size, words: Words
) -> Spec:
    goal = indicator.target.level or 1.0
    rows = [
        _row(y, part, label, goal, words) for y, (part, label) in enumerate(zip(parts, labels, strict=True))
    ]
    margin = {"left": 8, "right": 16, "top": ABOVE, "bottom": 8}
    stacked = size.width < 500  # no room for the deadline beside the name
    height = ROW + LINE if stacked else ROW
    taller = Size(size.width, ABOVE + 8 + height * len(rows), size.text, size.ticks)
    top = max([goal, *(row["x"] for row in rows)])
    field = _Field(len(rows), top, size.width - margin["left"] - margin["right"])
    spec = frame(taller, margin, [])
    spec["data"] = {"values": rows}
    spec["layer"] = [
        _bars(field),
        *([_bars(field, HATCH)] if indicator.origin is Origin.EXAMPLE else []),
        _texts("name", 0, "left", above=LINE if stacked else 0),
        _texts("by", 0, "left") if stacked else _texts("by", field.across - 8, "right"),
        _goal(goal, field),
        _marks(field),
        *_head(indicator, goal, field, words, size),
    ]
    return spec


def _row(y: int, part: VerdictView, label: Text, goal: float, words: Words) -> Spec:
    """The texts and places of an item; a share that is written as the goal is drawn at the goal."""
    value = part.value or 0.0
    name = say("{place} {value}", place=shortened(label, MOST), value=percent(value))
    by = say("by {date}", date=part.by) if part.by else Text()
    return {
        "y": y,
        "x": goal if percent(value) == percent(goal) else value,
        "asked": part.asked,
        "name": words.token(name),
        "by": words.token(by),
        "short": part.judgement in SHORT,
    }


def _bars(field: _Field, fill: str | None = None) -> Spec:
    by_verdict = {"condition": {"test": "datum.short", "value": colour("short")}, "value": colour("own")}
    return {
        "mark": {"type": "bar", "height": BAR, "yOffset": 9, "orient": "horizontal"},
        "encoding": {
            "x": {"field": "x", **field.x},
            "y": field.y,
            "fill": {"value": fill} if fill else by_verdict,
        },
    }


def _texts(name: str, x: int, align: str, above: int = 0) -> Spec:
    """What stands above each bar: name and value at the left, the deadline at the right."""
    strong = name == "name"
    look = {"fill": colour("ink" if strong else "quiet"), "fontWeight": 600 if strong else 400}
    return {
        "mark": {"type": "text", "align": align, "baseline": "bottom", "dy": -5 - above, **look},
        "encoding": {"x": {"value": x}, "y": {"field": "y", "type": "quantitative"}, "text": {"field": name}},
    }


def _goal(goal: float, field: _Field) -> Spec:
    look = {"type": "rule", "color": colour("target"), "strokeDash": [5, 4], "strokeWidth": 1.5}
    return {"data": {"values": [{"x": goal}]}, "mark": look, "encoding": {"x": {"field": "x", **field.x}}}


def _marks(field: _Field) -> Spec:
    """Where each item should be by now on the straight line to its deadline."""
    look = {"size": BAR + 6, "thickness": 3, "yOffset": 9, "color": colour("ink")}
    return {
        "transform": [{"filter": "isValid(datum.asked)"}],
        "mark": {"type": "tick", "orient": "vertical", **look},
        "encoding": {"x": {"field": "asked", **field.x}, "y": field.y},
    }


def _head(indicator: IndicatorView, goal: float, field: _Field, words: Words, size: Size) -> list[Spec]:
    """Title, what the black mark means, and the target's label above its line."""
    place = field.across * goal / field.top
    lines = (
        (shortened(say("{name}, %", name=indicator.name), size.width // 7), 0.0, "left"),
        (say("Black mark: should be here by now"), 0.0, "left"),
        (say("Target {level}", level=percent(goal)), place, "right"),
    )
    return [
        {
            "data": {"values": [{}]},
            "mark": {
                "type": "text",
                "text": words.token(text),
                "x": x,
                "y": round(4 - ABOVE + size.text * 1.5 * number, 1),
                "align": align,
                "baseline": "top",
                "fill": colour("quiet"),
            },
            "encoding": {},
        }
        for number, (text, x, align) in enumerate(lines)
    ]
