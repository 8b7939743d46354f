"""Each item on its own way to the same level: how far it is, and how far it should be by now."""

from __future__ import annotations

from voimavara.charts.chart import SIZES, WIDTHS, Chart, Size, Spec, Words, width_of
from voimavara.charts.theme import HATCH, colour, frame
from voimavara.charts.wording import joined, percent, shortened, told
from voimavara.core.language import Text
from voimavara.core.origin import Origin
from voimavara.snapshot.model import IndicatorView, VerdictView
from voimavara.verdicts.verdict import Judgement

ROW, BAR, ABOVE = 46, 16, 62
SHORT = (Judgement.NOT_MET, Judgement.OFF_TRACK)


def cohort_chart(indicator: IndicatorView, names: dict[str, Text]) -> Chart | None:
    """Bars of the items' shares, each with a mark where it should be; None without items."""
    parts = [part for part in indicator.verdict.parts if part.value is not None]
    if not parts:
        return None
    parts.sort(key=lambda part: part.value or 0.0, reverse=True)
    labels = [names.get(next(iter(part.place.values()), ""), Text(fi="–", sv="–", en="–")) for part in parts]
    words = Words()
    specs = {width: _spec(indicator, parts, labels, SIZES[width], words) for width in WIDTHS}
    sentences = [_sentence(label, part) for label, part in zip(labels, parts, strict=True)]
    return Chart("cohort", indicator.name, joined(sentences), words.done(), specs)


def _sentence(label: Text, part: VerdictView) -> Text:
    value = percent(part.value or 0.0)
    if part.level is None:
        return told("{name}: {value}.", name=label, value=value)
    return told("{name}: {value}, by now {level}.", name=label, value=value, level=percent(part.level))


def _spec(
    indicator: IndicatorView, parts: list[VerdictView], labels: list[Text], size: Size, words: Words
) -> Spec:
    goal = indicator.target.level or 1.0
    top = max(goal, *(part.value or 0.0 for part in parts))
    rows = []
    for index, (part, label) in enumerate(zip(parts, labels, strict=True)):
        name = words.token(
            told("{place} {value}", place=shortened(label, size.width // 9), value=percent(part.value or 0.0))
        )
        rows.append(
            {"y": index, "x": part.value, "level": part.level, "name": name, "short": part.judgement in SHORT}
        )
    margin = {"left": 8, "right": 16, "top": ABOVE, "bottom": 8}
    taller = Size(size.width, ABOVE + 8 + ROW * len(rows), size.text, size.ticks)
    spec = frame(taller, margin, [])
    hatched = indicator.origin is Origin.EXAMPLE
    spec["data"] = {"values": rows}
    spec["layer"] = [
        _bars("x", top, len(rows)),
        *([_bars("x", top, len(rows), HATCH)] if hatched else []),
        _names(size),
        _goal(goal, top),
        _marks(top, len(rows)),
        *_head(indicator, goal, top, taller, margin, words, size),
    ]
    return spec


def _scale(top: float) -> Spec:
    return {"type": "quantitative", "scale": {"domain": [0, top], "nice": False}, "axis": None}


def _up(count: int) -> Spec:
    domain = [-0.5, count - 0.5]
    return {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": domain, "reverse": True, "nice": False},
        "axis": None,
    }


def _bars(field: str, top: float, count: int, fill: str | None = None) -> Spec:
    tint = {"value": fill} if fill else {
        "condition": {"test": "datum.short", "value": colour("short")}, "value": colour("own")
    }  # fmt: skip
    return {
        "mark": {"type": "bar", "height": BAR, "yOffset": 9, "orient": "horizontal"},
        "encoding": {"x": {"field": field, **_scale(top)}, "y": _up(count), "fill": tint},
    }


def _names(size: Size) -> Spec:
    return {
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "bottom",
            "dy": -3,
            "fill": colour("ink"),
            "fontWeight": 600,
        },
        "encoding": {
            "x": {"value": 0},
            "y": {"field": "y", "type": "quantitative"},
            "text": {"field": "name"},
        },
    }


def _goal(goal: float, top: float) -> Spec:
    look = {"type": "rule", "color": colour("target"), "strokeDash": [5, 4], "strokeWidth": 1.5}
    return {"data": {"values": [{"x": goal}]}, "mark": look, "encoding": {"x": {"field": "x", **_scale(top)}}}


def _marks(top: float, count: int) -> Spec:
    """Where each item should be by now on the straight line to its deadline."""
    return {
        "transform": [{"filter": "isValid(datum.level)"}],
        "mark": {
            "type": "tick",
            "orient": "vertical",
            "size": BAR + 10,
            "thickness": 3,
            "yOffset": 9,
            "color": colour("ink"),
        },
        "encoding": {"x": {"field": "level", **_scale(top)}, "y": _up(count)},
    }


def _head(
    indicator: IndicatorView,
    goal: float,
    top: float,
    taller: Size,
    margin: dict[str, int],
    words: Words,
    size: Size,
) -> list[Spec]:
    """Title, the target's label above its line, and what the black mark means."""
    inner = taller.width - margin["left"] - margin["right"]
    place = inner * goal / top
    label = told("Target {level}", level=percent(goal))
    fits = place - width_of(label, size.text) > 0
    title = shortened(told("{name}, %", name=indicator.name), size.width // 8)
    texts = [
        (title, 0.0, -ABOVE + 4, "left"),
        (
            told("Black mark: by now, on the straight line to the deadline"),
            0.0,
            -ABOVE + 4 + size.text * 1.6,
            "left",
        ),
        (label, place, -ABOVE + 4 + size.text * 3.0, "right" if fits else "left"),
    ]
    return [
        {
            "data": {"values": [{}]},
            "mark": {"type": "text", "text": words.token(text), "x": x, "y": y, "align": align, "baseline": "top",
                     "fill": colour("quiet")},
            "encoding": {},
        }
        for text, x, y, align in texts
    ]  # fmt: skip
