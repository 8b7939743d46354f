"""Charts drawn once and kept beside the snapshots, by the hash of their specification.

A specification holds neither words nor colours, but tokens of them, so that one drawing serves three
languages and light and dark; an unchanged chart of a newer snapshot is not drawn again. What is not there (a
snapshot copied without its pictures) is drawn when it is first looked at.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import vl_convert

from voimavara.charts.chart import WIDTHS, Chart, Spec, Width
from voimavara.charts.choosing import charts_of
from voimavara.charts.dressing import alone, bare, hoverable, named, spoken
from voimavara.core.language import Language
from voimavara.snapshot.model import Snapshot

FOLDER = "charts"
Progress = Callable[[str, int, int], None]


def draw(spec: Spec) -> str:
    """The specification as SVG, without its words; nothing is fetched from anywhere."""
    return bare(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))


def draw_all(snapshot: Snapshot, folder: Path, progress: Progress | None = None) -> int:
    """Draw every chart of the snapshot that is not there yet; gives how many were drawn."""
    missing = lacking(snapshot, folder)
    for number, (key, spec) in enumerate(missing.items(), 1):
        keep(folder, key, draw(spec))
        if progress:
            progress("charts", number, len(missing))
    return len(missing)


def lacking(snapshot: Snapshot, folder: Path) -> dict[str, Spec]:
    """The specifications of the charts that are not there yet, by key."""
    charts = [chart for indicator in snapshot.indicators for chart in charts_of(snapshot, indicator)]
    wanted = {chart.key(width): chart.specs[width] for chart in charts for width in WIDTHS}
    return {key: spec for key, spec in wanted.items() if not is_drawn(folder, key)}


class Gallery:
    """The charts of a folder of snapshots, ready to be shown."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawn: dict[str, str] = {}

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

    def _said(self, chart: Chart, width: Width, language: Language) -> str:
        svg = self._find(chart, width)
        if chart.hover:
            svg = hoverable(svg, [text.within(language) for text in chart.hover])
        return spoken(svg, chart.said(language))

    def _find(self, chart: Chart, width: Width) -> str:
        """The drawing from memory or from the folder; drawn now where it is in neither."""
        key = chart.key(width)
        if key not in self._drawn:
            path = _path(self._folder, key)
            if path.exists():
                self._drawn[key] = path.read_text(encoding="utf-8")
            else:
                self._drawn[key] = draw(chart.specs[width])
                with contextlib.suppress(
                    OSError
                ):  # a folder that can't be written to is no reason not to show
                    keep(self._folder, key, self._drawn[key])
        return self._drawn[key]


def _path(folder: Path, key: str) -> Path:
    return folder / FOLDER / f"{key}.svg"


def is_drawn(folder: Path, key: str) -> bool:
    """Whether the drawing is in the folder."""
    return _path(folder, key).exists()


def keep(folder: Path, key: str, svg: str) -> None:
    """Put the drawing into the folder; moved into place, so that a reader never sees half of it."""
    path = _path(folder, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, suffix=".part", delete=False, encoding="utf-8"
    ) as part:
        part.write(svg)
    Path(part.name).replace(path)
