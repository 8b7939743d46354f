"""Colours and type of every chart. Pages map the colours to custom properties; files get the light ones."""

from __future__ import annotations

from typing import Any

from voimavara.charts.chart import Size, Spec

# Name → colour in a file that stands alone; on pages `--chart-<name>` of tokens.css, light or dark.
LIGHT = {
    "ink": "#13212b",
    "quiet": "#4a5b66",
    "grid": "#dbe3e7",
    "paper": "#ffffff",
    "band": "#eef2f4",
    "own": "#0b5fa5",
    "peer": "#9fb0ba",
    "target": "#13212b",
    "good": "#d6e7f3",
    "short": "#a8440a",
    "hatch": "#c3ced5",
    # Six colours for places drawn beside each other; Okabe and Ito (2008), darkened to 3:1 on white.
    "place-1": "#0b5fa5",
    "place-2": "#b04a00",
    "place-3": "#00795a",
    "place-4": "#8a4a86",
    "place-5": "#6b6200",
    "place-6": "#13212b",
}
PLACES = 6
DASHES: tuple[list[int], ...] = ([], [7, 3], [2, 2], [9, 3, 2, 3], [12, 4], [4, 4])
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
HATCH = "url(#HATCH)"


def colour(name: str) -> str:
    """The colour as a chart's specification names it."""
    if name not in LIGHT:
        raise KeyError(name)
    return f"var(--chart-{name})"


def frame(size: Size, margin: dict[str, int], layers: list[Spec]) -> Spec:
    """A specification of the size with the layers in it; nothing depends on the width of a text."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": size.width - margin["left"] - margin["right"],
        "height": size.height - margin["top"] - margin["bottom"],
        "padding": margin,
        "autosize": "none",
        "background": None,
        "config": _config(size),
        "layer": layers,
    }


def _config(size: Size) -> dict[str, Any]:
    return {
        "aria": False,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": size.text,
            "labelColor": colour("quiet"),
            "labelOverlap": False,
            "labelBound": False,
            "labelFlush": False,
            "labelLimit": 0,
            "gridColor": colour("grid"),
            "tickColor": colour("grid"),
            "domainColor": colour("grid"),
            "title": None,
        },
        "axisY": {"domain": False, "ticks": False, "labelPadding": 6},
        "axisX": {"grid": False, "tickSize": 5},
        "text": {"fontSize": size.text, "font": FONT, "limit": 0},
        "line": {"strokeCap": "round", "strokeJoin": "round"},
    }
