"""The map: what Leaflet is given to draw, and the picture that stands in its place without a script."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse

from voimavara.snapshot.estate.condition import ObjectView
from voimavara.web.estate.lists import objects_listed
from voimavara.web.estate.names import Names
from voimavara.web.estate.tour import Tour, estate_page

Points = tuple[tuple[float, float], ...]
WIDTH, EDGE = 720, 16
MOST_DRAWN = 3000  # objects in the picture without a script; more would make the page heavy
LARGE = 5e6  # replacement value in euros from which on a mark has its full size


@estate_page
def map_json(tour: Tour) -> HttpResponse:
    """The objects asked for, with where they are, in words ready to be shown."""
    objects = [_drawn(one, tour) for one in objects_listed(tour).every if one.line]
    tiles = {"url": settings.TILES, "by": settings.TILES_BY} if settings.TILES else None
    border = [[y, x] for x, y in tour.estate.border]
    told = json.dumps(
        {"border": border, "objects": objects, "tiles": tiles}, ensure_ascii=False, separators=(",", ":")
    )
    return HttpResponse(told, content_type="application/json")


def _drawn(one: ObjectView, tour: Tour) -> dict[str, object]:
    names, words = tour.names, tour.visit.say.words
    said = words(
        "{kind}, condition {condition}, backlog {backlog}",
        kind=names.label("class", one.object_class),
        condition=names.share(None if one.condition is None else round(one.condition, 2)),
        backlog=names.about(one.backlog),
    )
    return {
        "name": tour.visit.say.text(one.name),
        "said": said,
        "to": tour.visit.link.estate_object(one.id),
        "grade": names.grade_of(one),
        "size": size_of(one),
        "at": [[y, x] for x, y in one.line],
    }


def size_of(one: ObjectView) -> int:
    """How large a mark is, in pixels: its area grows with the replacement value."""
    return round(12 + 12 * math.sqrt(min((one.replacement or 0.0) / LARGE, 1.0)))


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the picture."""

    grade: str
    x: float
    y: float
    size: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture: the border and each class of lines as one path, places as marks."""

    height: int
    border: str
    lines: dict[str, str]
    marks: tuple[Mark, ...]
    width: int = WIDTH


def picture_of(objects: tuple[ObjectView, ...], border: Points, names: Names) -> Picture | None:
    """The objects drawn on a plane around them; None without any, or with too many of them."""
    placed = [one for one in objects if one.line]
    if not placed or len(placed) > MOST_DRAWN:
        return None
    plane = _Plane.around([point for one in placed for point in one.line] + list(border))
    lines: dict[str, str] = {}
    for one in placed:
        if len(one.line) > 1:
            grade = names.grade_of(one)
            lines[grade] = lines.get(grade, "") + plane.path(one.line)
    marks = tuple(
        Mark(names.grade_of(one), *plane.at(one.line[0]), size_of(one))
        for one in placed
        if len(one.line) == 1
    )
    outline = plane.path(border) + "Z" if border else ""
    return Picture(plane.height, outline, lines, marks)


@dataclass(frozen=True, slots=True)
class _Plane:
    """Degrees as pixels; a degree of longitude is as much shorter as it is at this latitude."""

    west: float
    north: float
    across: float
    down: float
    height: int

    @classmethod
    def around(cls, points: list[tuple[float, float]]) -> _Plane:
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        narrowing = math.cos(math.radians((south + north) / 2))
        across = (WIDTH - 2 * EDGE) / (max(east - west, (north - south) / narrowing, 1e-4))
        down = across / narrowing
        return cls(west, north, across, down, round((north - south) * down) + 2 * EDGE)

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        return round((point[0] - self.west) * self.across + EDGE, 1), round(
            (self.north - point[1]) * self.down + EDGE, 1
        )

    def path(self, points: Points) -> str:
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in map(self.at, points))
