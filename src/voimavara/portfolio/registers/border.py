"""The municipal border that the map shows."""

from __future__ import annotations

from voimavara.portfolio.facts import EstateFacts

Point = tuple[float, float]


def border_of(facts: EstateFacts) -> tuple[Point, ...]:
    """The largest polygon of the border as (longitude, latitude) points; nothing where none was received."""
    polygons: dict[int, list[Point]] = {}
    for row in sorted(facts.rows("municipal_border"), key=lambda row: (row["polygon"], row["corner"])):
        polygons.setdefault(row["polygon"], []).append((float(row["longitude"]), float(row["latitude"])))
    if not polygons:
        return ()
    largest = max(polygons.values(), key=_area)
    return tuple(largest)


def _area(corners: list[Point]) -> float:
    """In square degrees, which is enough to tell which one is larger."""
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return abs(sum(x * y2 - x2 * y for (x, y), (x2, y2) in pairs))
