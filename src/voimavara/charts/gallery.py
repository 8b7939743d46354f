"""Charts drawn once and kept beside the snapshots, by the hash of their specification.

A specification holds neither words nor colours, but tokens of them, so that one drawing serves three
languages and light and dark; an unchanged chart of a newer snapshot is not drawn again. A chart is drawn
when it is first looked at, or ahead of that while the pages have nothing else to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

from voimavara.charts.apart import DrawingError, draughtsman
from voimavara.charts.chart import WIDTHS, Chart, Width
from voimavara.charts.dressing import alone, hoverable, named, spoken
from voimavara.charts.kept import is_kept, keep, kept
from voimavara.core.language import Language


class Gallery:
    """The charts of a folder of snapshots, ready to be shown."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawn: dict[str, str] = {}
        self._drawing = Lock()

    def on_page(self, chart: Chart, width: Width, language: Language) -> str:
        """The SVG element for a page: named, in the language, in the page's colours."""
        svg = self._said(chart, width, language)
        name, sentence = chart.name.within(language), chart.sentence.within(language)
        return named(svg, f"{chart.id}-{width}", name, sentence, f"chart {width}")

    def as_file(self, chart: Chart, language: Language) -> str:
        """The wide SVG as a file that stands alone."""
        svg = self._said(chart, "wide", language)
        return alone(
            named(svg, "chart", chart.name.within(language), chart.sentence.within(language), "chart")
        )

    def draw_ahead(self, charts: Iterable[Chart]) -> Thread:
        """Let what is not drawn yet be drawn, and go on meanwhile; gives what can be waited for."""
        drawing = Thread(target=self._draw, args=(charts,), daemon=True)
        drawing.start()
        return drawing

    def _draw(self, charts: Iterable[Chart]) -> None:
        with suppress(DrawingError):  # told to whoever asks for the chart
            for chart in charts:
                for width in WIDTHS:
                    if not is_kept(self._folder, chart.key(width)):
                        self._find(chart, width)

    def _said(self, chart: Chart, width: Width, language: Language) -> str:
        svg = self._find(chart, width)
        if chart.hover:
            svg = hoverable(svg, [text.within(language) for text in chart.hover])
        return spoken(svg, chart.said(language))

    def _find(self, chart: Chart, width: Width) -> str:
        """The drawing from memory or from the folder; drawn now where it is in neither."""
        key = chart.key(width)
        if key not in self._drawn:
            with self._drawing:  # others who wait for the same chart find it drawn
                drawing = self._drawn.get(key) or kept(self._folder, key)
                if drawing is None:
                    drawing = draughtsman().draw(chart.specs[width])
                    with suppress(OSError):  # a folder that can't be written to is no reason not to show
                        keep(self._folder, key, drawing)
                self._drawn[key] = drawing
        return self._drawn[key]
