"""The ground of a chart: its axes, its margins, and the marks that several kinds of chart share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from voimavara.charts.chart import Size, Spec, Words, width_of
from voimavara.charts.scales import spread_out
from voimavara.charts.theme import HATCH, colour, frame
from voimavara.charts.wording import in_two
from voimavara.core.language import Text

MARGIN = 0.34  # so much of the width the labels beside the lines may take
LETTER = 8  # pixels that a sign of the title takes
LINE_GAP = 1.35  # height of a line of text, in text sizes


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A text in the right margin beside the value it belongs to, on two lines where `below` has words."""

    text: Text
    value: float
    colour: str = "quiet"
    strong: bool = False
    below: Text = field(default_factory=Text)


@dataclass
class Plot:
    """A chart in the making: marks are laid one over another between two axes."""

    size: Size
    words: Words
    x_ticks: list[tuple[float, Text]]
    y_ticks: list[tuple[float, Text]]
    x_domain: tuple[float, float]
    title: Text
    labels: list[EndLabel] = field(default_factory=list)
    _layers: list[Spec] = field(default_factory=list)

    @property
    def y_domain(self) -> tuple[float, float]:
        """From the lowest tick to the highest."""
        return self.y_ticks[0][0], self.y_ticks[-1][0]

    def line(self, points: Sequence[tuple[float, float]], **mark: object) -> None:
        """A line through the points."""
        self._layers.append(self._mark({"type": "line", **mark}, [{"x": x, "y": y} for x, y in points]))

    def lines(self, pieces: Sequence[Sequence[tuple[float, float]]], **mark: object) -> None:
        """Several lines of the same look in one layer."""
        rows = [{"x": x, "y": y, "piece": number} for number, piece in enumerate(pieces) for x, y in piece]
        layer = self._mark({"type": "line", **mark}, rows)
        layer["encoding"]["detail"] = {"field": "piece", "type": "nominal"}
        self._layers.append(layer)

    def points(self, points: Sequence[tuple[float, float]], **mark: object) -> None:
        """Dots."""
        rows = [{"x": x, "y": y} for x, y in points]
        self._layers.append(self._mark({"type": "point", "filled": True, "opacity": 1, **mark}, rows))

    def level(self, value: float) -> None:
        """The target as a dashed line across the whole plot."""
        self._layers.append(
            {
                "data": {"values": [{"y": value}]},
                "mark": {"type": "rule", "color": colour("target"), "strokeDash": [5, 4], "strokeWidth": 1.5},
                "encoding": {"y": self._y()},
            }
        )

    def band(self, across: tuple[float, float] | None, up: tuple[float, float] | None, fill: str) -> None:
        """A filled stretch: between two times, two values, or both."""
        x = across or self.x_domain
        y = up or self.y_domain
        self._layers.append(
            {
                "data": {"values": [{"x": x[0], "x2": x[1], "y": y[0], "y2": y[1]}]},
                "mark": {"type": "rect", "fill": fill, "stroke": None},
                "encoding": {"x": self._x(), "x2": {"field": "x2"}, "y": self._y(), "y2": {"field": "y2"}},
            }
        )

    def hatched(self, across: tuple[float, float]) -> None:
        """Where the data are an example."""
        self.band(across, None, HATCH)

    def fan(self, spans: Sequence[tuple[float, float, float]], tint: str) -> None:
        """A band along the way of a line: at each place from, to."""
        rows = [{"x": x, "y": low, "y2": high} for x, low, high in spans]
        look = {"type": "area", "color": colour(tint), "opacity": 0.16, "line": False}
        layer = self._mark(look, rows)
        layer["encoding"]["y2"] = {"field": "y2"}
        self._layers.append(layer)

    def whiskers(self, spans: Sequence[tuple[float, float, float]], tint: str) -> None:
        """The interval of each figure: from, to."""
        rows = [{"x": x, "y": low, "y2": high} for x, low, high in spans]
        look = {"color": colour(tint), "strokeWidth": 1.5, "opacity": 0.75}
        encoding = {"x": self._x(), "y": self._y(), "y2": {"field": "y2"}}
        self._layers.append(
            {"data": {"values": rows}, "mark": {"type": "rule", **look}, "encoding": encoding}
        )
        ends = [{"x": x, "y": value} for x, low, high in spans for value in (low, high)]
        self._layers.append(self._mark({"type": "tick", "orient": "horizontal", "size": 9, "thickness": 1.5,
                                        "color": colour(tint), "opacity": 0.75}, ends))  # fmt: skip

    def note(self, text: Text, x: float, y: float, **mark: object) -> None:
        """A word inside the plot."""
        look = {"type": "text", "text": self.words.token(text), **mark}
        halo = {"stroke": colour("paper"), "strokeWidth": 4, "fill": colour("paper")}
        for paint in (halo, {"fill": colour("quiet")}):
            self._layers.append(self._mark({**look, **paint}, [{"x": x, "y": y}]))

    def spec(self) -> Spec:
        """The whole specification."""
        inner_height = self.size.height - self._margin["top"] - self._margin["bottom"]
        layers = [self._axes(), *self._layers, self._texts(inner_height)]
        return frame(self.size, self._margin, layers)

    @property
    def _margin(self) -> dict[str, int]:
        left = max(width_of(text, self.size.text) for _, text in self.y_ticks) + 10
        texts = [(text, label.strong) for label in self.labels for text in (label.text, label.below)]
        right = max((width_of(text, self.size.text, strong=bold) + 12 for text, bold in texts), default=16)
        most = int(self.size.width * MARGIN)
        top = 40 + self._line * (len(self._titles) - 1)
        return {"left": max(int(left), 24), "right": min(int(right), most), "top": int(top), "bottom": 30}

    @property
    def _line(self) -> float:
        """The height of a line of text, in pixels."""
        return self.size.text * LINE_GAP

    @cached_property
    def _titles(self) -> list[Text]:
        """The title on as many lines as it needs, two at most."""
        return [line for line in in_two(self.title, self.size.width // LETTER) if line]

    def _x(self) -> Spec:
        return {"field": "x", "type": "quantitative", "scale": {"domain": list(self.x_domain), "nice": False}}

    def _y(self) -> Spec:
        return {
            "field": "y",
            "type": "quantitative",
            "scale": {"domain": list(self.y_domain), "nice": False, "zero": False},
        }

    def _mark(self, mark: Spec, rows: list[Spec]) -> Spec:
        return {"data": {"values": rows}, "mark": mark, "encoding": {"x": self._x(), "y": self._y()}}

    def _axes(self) -> Spec:
        """An empty layer that carries both axes, so that the grid lies below everything."""
        x, y = self._x(), self._y()
        for encoding, ticks in ((x, self.x_ticks), (y, self.y_ticks)):
            values = [value for value, _ in ticks]
            expression = self.words.label_expression(values, [text for _, text in ticks])
            encoding["axis"] = {"values": values, "labelExpr": expression}
        return {"data": {"values": []}, "mark": {"type": "point"}, "encoding": {"x": x, "y": y}}

    def _texts(self, height: int) -> Spec:
        """Title and labels in one layer, for each layer costs 3 ms; labels are moved apart if need be."""
        low, high = self.y_domain
        wanted = [height * (high - label.value) / (high - low) for label in self.labels]
        line = self._line
        lines = 2 if any(label.below for label in self.labels) else 1
        edge = 4 + line * (lines - 1) / 2  # so that a label stays inside with all its lines
        placed = spread_out(wanted, line * lines, edge, height - edge)
        across = self.size.width - self._margin["left"] - self._margin["right"]
        titles = [
            self._text(title, 4 - self._margin["left"], -28 - row * line, "quiet", strong=False)
            for row, title in enumerate(reversed(self._titles))
        ]
        labels = [
            self._text(text, across + 8, y + row * line, label.colour, strong=label.strong)
            for label, y in zip(self.labels, placed, strict=True)
            for text, row in (
                ((label.text, -0.5), (label.below, 0.5)) if label.below else ((label.text, 0.0),)
            )
        ]
        return {
            "data": {"values": [*titles, *labels]},
            "mark": {
                "type": "text",
                "align": "left",
                "baseline": "middle",
                "fontWeight": {"expr": "datum.weight"},
            },
            "encoding": {
                "x": {"field": "px", "type": "quantitative", "scale": None},
                "y": {"field": "py", "type": "quantitative", "scale": None},
                "text": {"field": "text"},
                "fill": {"field": "fill", "scale": None},
            },
        }

    def _text(self, text: Text, x: float, y: float, tint: str, *, strong: bool) -> Spec:
        weight = 600 if strong else 400
        return {
            "text": self.words.token(text),
            "px": x,
            "py": round(y, 1),
            "fill": colour(tint),
            "weight": weight,
        }
