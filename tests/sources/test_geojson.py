"""GeoJSON as geographic information systems export it: the corners of polygons become rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from voimavara.core.errors import UserError
from voimavara.sources.files.geojson import open_geojson

SQUARE = [[26.0, 61.0], [26.5, 61.0], [26.5, 61.123], [26.0, 61.0]]
ISLAND = [[25.0, 60.0], [25.1, 60.0], [25.1, 60.1], [25.0, 60.0]]
HEADERS = ("polygon", "corner", "longitude", "latitude")


def rows(path: Path, content: object) -> list[tuple[str, ...]]:
    path.write_text(json.dumps(content), "utf-8")
    (chunk,) = open_geojson(path, "border.geojson", HEADERS).chunks()
    return list(zip(*(column.to_pylist() for column in chunk.cells), strict=True))


def test_a_border_becomes_a_row_a_corner_with_degrees_that_mean_one_thing_only(tmp_path: Path) -> None:
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}
    found = rows(tmp_path / "a.geojson", {"type": "FeatureCollection", "features": [feature]})
    assert found == [
        ("1", "1", "26,0000", "61,0000"),
        ("1", "2", "26,5000", "61,0000"),
        ("1", "3", "26,5000", "61,1230"),
    ]


def test_islands_are_polygons_of_their_own_and_holes_are_left_out(tmp_path: Path) -> None:
    content = {"type": "MultiPolygon", "coordinates": [[SQUARE, ISLAND], [ISLAND]]}
    assert [row[0] for row in rows(tmp_path / "a.geojson", content)] == ["1", "1", "1", "2", "2", "2"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"type": "FeatureCollection", "features": []}, "got no polygon"),
        ({"kunta": "Heinola"}, "no GeoJSON"),
        ([1, 2], "no GeoJSON"),
        ({"type": "Polygon", "coordinates": [[["a", "b"], ["a", "b"]]]}, "no GeoJSON"),
    ],
)
def test_a_file_that_is_no_border_is_told_in_a_sentence(tmp_path: Path, content: object, said: str) -> None:
    with pytest.raises(UserError, match=said):
        rows(tmp_path / "a.geojson", content)
