"""The municipal border that the map shows."""

from __future__ import annotations

from voimavara.tasks.estate.facts import Facts

Point = tuple[float, float]


def border_of(facts: Facts) -> tuple[Point, ...]:
    """The largest polygon of the border as (longitude, latitude) points; nothing where none was received."""
    polygons: dict[int, list[Point]] = {}
    for row in sorted(facts.rows("municipal_border"), key=lambda row: (row["polygon"], row["corner"])):
        polygons.setdefault(row["polygon"], []).append((float(row["longitude"]), float(row["latitude"])))
    return tuple(max(polygons.values(), key=_area, default=[]))


def _area(corners: list[Point]) -> float:
    """In square degrees, which is enough to tell which one is larger."""
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return abs(sum(x * y2 - x2 * y for (x, y), (x2, y2) in pairs))
