"""Reading GeoJSON (RFC 7946): the corners of polygons as a table, a row each."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from voimavara.core.errors import Place, UserError
from voimavara.sources.rows.headers import checked_headers
from voimavara.sources.rows.table import Chunk, TextTable

HEADERS = ("polygon", "corner", "longitude", "latitude")


def open_geojson(path: Path, file: str, wanted: Collection[str]) -> TextTable:
    """The outer rings of all polygons in the file, numbered from 1; holes are left out.

    A corner's line is its number in the file. Raises UserError where the file holds no polygon.
    """
    headers = checked_headers(Place(file, 1), HEADERS, wanted)
    try:
        rings = list(_rings(json.loads(path.read_text("utf-8-sig"))))
        rows = [
            (str(number), str(corner), _written(point[0]), _written(point[1]))
            for number, ring in enumerate(rings, 1)
            for corner, point in enumerate(ring[:-1], 1)
        ]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise UserError(
            "{file}: got something that is no GeoJSON, expected a Polygon or MultiPolygon in WGS 84, as"
            " geographic information systems export it; export it anew.",
            file=file,
        ) from error
    if not rows:
        raise UserError(
            "{file}: got no polygon, expected a Polygon or MultiPolygon in WGS 84, as geographic information"
            " systems export it; export the border as one.",
            file=file,
        )

    def chunks() -> Iterator[Chunk]:
        yield Chunk.of(range(1, len(rows) + 1), rows, len(HEADERS))

    return TextTable(file, headers, chunks)


def _rings(element: dict[str, Any]) -> Iterator[list[Any]]:
    match element["type"]:
        case "FeatureCollection":
            for feature in element["features"]:
                yield from _rings(feature)
        case "Feature":
            yield from _rings(element["geometry"])
        case "Polygon":
            yield element["coordinates"][0]
        case "MultiPolygon":
            for polygon in element["coordinates"]:
                yield polygon[0]


def _written(degrees: float) -> str:
    """With four decimals and a comma, which can mean one thing only."""
    return f"{degrees:.4f}".replace(".", ",")
