"""One way of writing a snapshot down, and the identity that follows from its inputs."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voimavara.snapshot.model import FigureView, IndicatorView, MeasureView, Snapshot

_SHORT = 16  # hexadecimal digits of the identity: plenty for one city's snapshots, short enough to read


def to_bytes(snapshot: Snapshot) -> bytes:
    """The snapshot as JSON with sorted keys; equal snapshots give equal bytes."""
    return _json(snapshot.model_dump(mode="json"))


def identity(snapshot: Snapshot) -> str:
    """The hash of programme, as-of date, loads with their received dates, and figures.

    Loading times and line numbers are not in it, nor anything that follows from these.
    """
    inputs = {
        "version": snapshot.version,
        "programme": snapshot.programme_fingerprint,
        "as_of": snapshot.as_of.isoformat(),
        "loads": sorted([load.id, load.received.isoformat()] for load in snapshot.loads),
        "figures": [_figures(indicator) for indicator in snapshot.indicators],
    }
    return sha256(_json(inputs)).hexdigest()[:_SHORT]


def _figures(indicator: IndicatorView) -> dict[str, object]:
    measures = [indicator.main, *indicator.beside]
    peers = [comparison.model_dump(mode="json") for comparison in indicator.peers]
    return {"id": indicator.id, "measures": [_measure(measure) for measure in measures], "peers": peers}


def _measure(measure: MeasureView) -> dict[str, object]:
    figures = [figure.model_dump(mode="json") for figure in _each_figure(measure)]
    return {"id": measure.id, "formula": [measure.formula, measure.formula_version], "figures": figures}


def _each_figure(measure: MeasureView) -> Iterator[FigureView]:
    if measure.total is not None:
        yield from measure.total.figures
    for breakdown in measure.breakdowns:
        for series in breakdown.series:
            yield from series.figures


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()
