"""One way of writing a snapshot down, and the identity that follows from its inputs."""

from __future__ import annotations

import json
from hashlib import sha256

from voimavara.snapshot.model import IndicatorView, Snapshot

_SHORT = 16  # hexadecimal digits of the identity: plenty for one city's snapshots, short enough to read


def to_bytes(snapshot: Snapshot) -> bytes:
    """The texts of the snapshot as JSON with sorted keys; equal snapshots give equal bytes."""
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
        "indicators": [_definitions(indicator) for indicator in snapshot.indicators],
        "figures": snapshot.columns.figures.digest,
    }
    return sha256(_json(inputs)).hexdigest()[:_SHORT]


def _definitions(indicator: IndicatorView) -> dict[str, object]:
    measures = [indicator.main, *indicator.beside]
    peers = [comparison.model_dump(mode="json") for comparison in indicator.peers]
    formulas = [[measure.id, measure.formula, measure.formula_version] for measure in measures]
    return {"id": indicator.id, "measures": formulas, "peers": peers}


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()
