"""The objects of the portfolio as the snapshot shows them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from voimavara.core.language import Text, in_all, same
from voimavara.core.periods import Period
from voimavara.core.sentences import say
from voimavara.portfolio.condition.totals import improvement_rule
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.registers.buildings import Buildings
from voimavara.portfolio.registers.holdings import Holding, assumed_by_object
from voimavara.snapshot.estate.condition import EventView, ForecastView, ObjectView, PartView

MEASURES = {
    "building": ("gross_area", "m2"),
    "street": ("length", "m"),
    "green_area": ("area", "m2"),
    "pipe": ("length", "m"),
}
BEGUN = {"building": "built", "street": "renewed", "green_area": "renewed", "pipe": "laid"}
ENDS = ("start", "end")


def object_views(
    facts: EstateFacts,
    holding: Holding,
    buildings: Buildings,
    names: Mapping[str, Text],
    forecasts: Mapping[str, ForecastView],
) -> Iterator[ObjectView]:
    """Each object of the holding, with its parts, repairs, inspections and forecast."""
    assumed = assumed_by_object(holding.valuation.assumed)
    events = _events(facts, holding.kind)
    parts = _parts(facts, buildings) if holding.kind == "building" else {}
    origin = facts.origin(holding.datasets)
    quantity, unit = MEASURES[holding.kind]
    arrays = holding.valuation
    through_parts = buildings.by_parts if holding.kind == "building" else None
    needs = arrays.improvement_need(improvement_rule(facts)) if holding.kind == "building" else None
    for number, row in enumerate(holding.rows):
        own = str(holding.names[number])
        yield ObjectView(
            id=holding.ids[number],
            kind=holding.kind,
            name=names[holding.ids[number]],
            object_class=str(holding.classes[number]),
            district=str(holding.districts[number]),
            sector=str(holding.sectors[number]),
            line=line_of(row),
            quantity=None if row[quantity] is None else float(row[quantity]),
            unit=unit,
            built=year_in(row[BEGUN[holding.kind]]),
            replacement=known(arrays.replacement[number]),
            condition=None if holding.kind == "pipe" else known(arrays.condition[number], 4),
            backlog=known(arrays.backlog[number]),
            liability=known(arrays.liability[number]),
            improvement_need=None if needs is None else known(needs[number]),
            backlog_by_parts=known(through_parts.backlog[number]) if through_parts else None,
            condition_by_parts=known(through_parts.condition[number], 4) if through_parts else None,
            method=holding.how[number] or None,
            flags=holding.flags.get(own, ()),
            assumed=assumed.get(own, ()),
            parts=parts.get(own, ()),
            events=events.get(own, ()),
            forecast=forecasts.get(holding.ids[number]),
            origin=origin,
        )


def names_of(facts: EstateFacts, holdings: Sequence[Holding]) -> dict[str, Text]:
    """What each object is called, by its id; with the register's identifier where others have its name."""
    called = {
        holding.ids[number]: _name_of(facts, holding, number)
        for holding in holdings
        for number in range(holding.size)
    }
    often = Counter(called.values())
    return {
        name: text if often[text] == 1 else _told_apart(text, name.partition("-")[2])
        for name, text in called.items()
    }


def _told_apart(name: Text, own: str) -> Text:
    return in_all(lambda language: f"{name.within(language)} ({own})")


def _name_of(facts: EstateFacts, holding: Holding, number: int) -> Text:
    """The object's name; its class and identifier where the register gives none."""
    row = holding.rows[number]
    if row.get("name"):
        return same(row["name"])
    label = facts.word(holding.vocabulary, str(holding.classes[number]))
    return Text(
        **{
            language: f"{label.within(language)} {holding.names[number]}"
            for language in facts.programme.cover.languages
        }
    )


def line_of(row: Mapping[str, Any]) -> tuple[tuple[float, float], ...]:
    """Its shape as (longitude, latitude) points; nothing where a coordinate is missing."""
    names = [("longitude", "latitude")]
    if "start_latitude" in row:
        names = [(f"{end}_longitude", f"{end}_latitude") for end in ENDS]
    points = [(row[x], row[y]) for x, y in names]
    if any(value is None for point in points for value in point):
        return ()
    return tuple((float(x), float(y)) for x, y in points)


def known(value: float, decimals: int = 2) -> float | None:
    """The number rounded, so that bytes repeat on every machine; None where it is unknown."""
    return None if math.isnan(value) else round(float(value), decimals)


def year_in(column: int | None) -> int | None:
    """The calendar year of a column of years."""
    return None if column is None else Period(column, 12).first_day.year


def _parts(facts: EstateFacts, buildings: Buildings) -> dict[str, tuple[PartView, ...]]:
    rows = {row["part"]: row for row in facts.rows("building_parts")}
    parts, state = buildings.parts, buildings.state
    assumed = assumed_by_object(parts.assumed)
    found: dict[str, list[PartView]] = {}
    for number, name in enumerate(parts.names.tolist()):
        made, life = known(parts.made[number], 0), known(parts.life[number], 0)
        found.setdefault(str(parts.buildings[number]), []).append(
            PartView(
                id=name,
                name=facts.word("part_kinds", rows[name]["kind"]),
                installed=None if made is None else int(made),
                life=None if life is None else int(life),
                share=round(float(rows[name]["value_share"]) / 100, 4),
                condition=known(state.condition[number], 4),
                assumed=assumed.get(name, ()),
            )
        )
    return {building: tuple(views) for building, views in found.items()}


def _events(facts: EstateFacts, kind: str) -> dict[str, tuple[EventView, ...]]:
    found: dict[str, list[EventView]] = {}
    for row in facts.rows("repairs"):
        if row["object_kind"] == kind:
            found.setdefault(row["object"], []).append(_repair(row))
    for row in facts.rows("inspections"):
        if row["object_kind"] == kind:
            found.setdefault(row["object"], []).append(_inspection(facts, row))
    return {name: tuple(sorted(views, key=lambda one: (one.year, one.what))) for name, views in found.items()}


def _repair(row: Mapping[str, Any]) -> EventView:
    words = row["description"]
    return EventView(
        year=Period(row["year"], 12).first_day.year,
        what="repair_done" if row["state"] == "done" else "repair_planned",
        text=same(words) if words else say("Repair"),
        cost=float(row["cost"]),
    )


def _inspection(facts: EstateFacts, row: Mapping[str, Any]) -> EventView:
    return EventView(
        year=row["inspected"].year,
        what="inspection",
        text=say("Inspection of a part") if row["part"] else say("Inspection of the whole"),
        condition=None if row["condition"] is None else round(float(row["condition"]) / 100, 4),
        inspector=facts.word("reporters", row["reporter"]),
    )
