"""Buildings with their parts: values of two reporters, inspections, repairs, and how they age."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.core.sentences import say
from voimavara.estate.condition.basis import Basis, Method
from voimavara.estate.condition.checks import check_built, check_values
from voimavara.estate.condition.curves import Curves, mean_curves
from voimavara.estate.condition.parts import BuildingParts, PartState, state_in
from voimavara.estate.condition.reconciliation import Difference, Reported, reconcile
from voimavara.estate.condition.valuation import BACKLOG, SOURCE, Valuation, by_parts, check_threshold
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.names import few
from voimavara.portfolio.registers.building_values import StatedValues, read_values
from voimavara.portfolio.registers.columns import names, years
from voimavara.portfolio.registers.holdings import Floats, Holding, Names
from voimavara.portfolio.registers.parts import Events, read_events, read_parts
from voimavara.portfolio.registers.sound_parts import sound_parts

DATASETS = ("buildings", "building_values", "building_parts", "repairs", "inspections")
OWN_COLUMNS = ("permanent_id", "gross_area", "volume", "built")
AREA = {"gross_area": 1.0, "volume": 1.0}


@dataclass(frozen=True)
class Buildings:
    """The buildings as a holding, with what stands behind their figures.

    `records` are what the register and the reporters' own records say differently about a building, `before`
    the holding as it was without the investments done since the values were stated, `by_parts` the condition
    as it follows from the parts; a building of which some part is not known is unknown in it.
    """

    holding: Holding
    values: StatedValues
    parts: BuildingParts
    state: PartState
    events: Events
    records: tuple[Difference, ...]
    before: Holding
    by_parts: Valuation
    remarks: tuple[Text, ...] = ()


def read_buildings(facts: EstateFacts) -> Buildings:
    """The buildings as the loads and parameters have them at the end of the year."""
    values = read_values(
        facts.table("building_values"),
        facts.table("inspections"),
        facts.year,
        facts.reporters,
        facts.index,
        facts.price_level.year,
    )
    values, remarks = without_too_dear(values)
    before = _condition(facts, values)
    condition = with_later_repairs(facts, values, before)
    euros = dict(zip(condition.objects.tolist(), condition.replacement.tolist(), strict=True))
    built = dict(zip(condition.objects.tolist(), _built(facts).tolist(), strict=True))
    sound = sound_parts(facts, built, euros)
    parts = read_parts(sound.parts, euros, built, facts.parameters, facts.year)
    parts.check(built, facts.year)
    events = read_events(sound.repairs, sound.inspections, parts, facts.index, facts.price_level.year)
    state = state_in(parts, facts.year, events.repairs, events.inspections)
    curves = _curves(facts, condition.objects, parts)
    condition = replace(condition, assumed=(*condition.assumed, *curves.assumed))
    table = facts.table("buildings")
    holding = Holding(
        kind="building",
        valuation=condition,
        classes=names(table, "use_class"),
        vocabulary="use_classes",
        districts=names(table, "district"),
        sectors=names(table, "sector"),
        life=curves.life,
        wearing=curves.wearing,
        how=np.where(np.isnan(condition.condition), "", str(Method.BY_VALUE)),
        rows=facts.rows("buildings"),
        datasets=DATASETS,
        flags=_flags(facts, values),
    )
    own = condition.objects
    through_parts = by_parts(
        own, _built(facts), parts, facts.year, facts.value("backlog_threshold"), values.price_level,
        events.repairs, events.inspections,
    )  # fmt: skip
    before_works = replace(holding, valuation=before, flags={})
    return Buildings(
        holding, values, parts, state, events, _records(facts), before_works, through_parts,
        remarks=(*remarks, *sound.remarks),
    )  # fmt: skip


def without_too_dear(values: StatedValues) -> tuple[StatedValues, tuple[Text, ...]]:
    """The values without technical ones above the replacement value, and a remark that names them.

    A reader of files sets such a row aside; an inspection may still give a building such a value.
    """
    rows = values.chosen.to_pylist()
    named = [row["building"] for row in rows if _too_dear(row)]
    if not named:
        return values, ()
    left = [{**row, "technical_value": None} if row["building"] in named else row for row in rows]
    said = say(
        "The technical value of the buildings {buildings} is left out: an inspection gives more than the"
        " replacement value. Correct one of the two.",
        buildings=few(named),
    )
    return replace(values, chosen=pa.Table.from_pylist(left, values.chosen.schema)), (said,)


def _too_dear(row: Mapping[str, float | None]) -> bool:
    technical, replacement = row["technical_value"], row["replacement_value"]
    return technical is not None and replacement is not None and technical > replacement


def _built(facts: EstateFacts) -> Floats:
    return years(facts.table("buildings"), "built")


def _condition(facts: EstateFacts, values: StatedValues) -> Valuation:
    """By value, in the register's order; a building of which no reporter speaks is unknown."""
    own = names(facts.table("buildings"), "building")
    check_built(own, _built(facts), facts.year)
    stated = {row["building"]: row for row in values.chosen.to_pylist()}

    def euros(column: str) -> Floats:
        found = [stated.get(name, {}).get(column) for name in own.tolist()]
        return np.array([np.nan if value is None else value for value in found], dtype=np.float64)

    replacement, technical = euros("replacement_value"), euros("technical_value")
    threshold = facts.value("backlog_threshold")
    check_threshold(threshold)
    check_values(own, replacement, technical)
    basis = Basis(BACKLOG, Method.BY_VALUE, f"{threshold:g}", values.price_level, SOURCE)
    return Valuation(own, replacement, technical, np.full(own.shape, threshold), basis)


def with_later_repairs(facts: EstateFacts, values: StatedValues, condition: Valuation) -> Valuation:
    """The condition with the investments that were done after the values were stated.

    A repair of the year of an inspection is taken to come after it, for the inspection led to it.
    """
    stated = {row["building"]: int(row["year"]) for row in values.chosen.to_pylist()}
    seen = _inspected_in(facts, frozenset(values.inspected))
    position = {str(name): row for row, name in enumerate(condition.objects)}
    technical = condition.technical.copy()
    for row in facts.rows("repairs"):
        if row["object_kind"] != "building" or row["state"] != "done" or not row["capitalised"]:
            continue
        own, year = row["object"], Period(row["year"], 12).first_day.year
        since = seen.get(own, stated.get(own, year) + 1)
        if own in position and since <= year <= facts.year:
            technical[position[own]] += facts.index.restated(float(row["cost"]), year, facts.price_level.year)
    return replace(condition, technical=np.minimum(technical, condition.replacement))


def _inspected_in(facts: EstateFacts, buildings: frozenset[str]) -> dict[str, int]:
    years_: dict[str, int] = {}
    for row in facts.rows("inspections"):
        own, year = row["object"], row["inspected"].year
        if row["object_kind"] == "building" and row["part"] is None and year <= facts.year:
            years_[own] = max(years_.get(own, year), year)
    return {name: year for name, year in years_.items() if name in buildings}


def _curves(facts: EstateFacts, own: Names, parts: BuildingParts) -> Curves:
    """Of a building without parts, the yearly wear of the parameter decides the life."""
    yearly = facts.value("building_wear") / 100
    source = facts.parameters["building_wear"].source.only("en")
    return mean_curves(own, parts, _mean_wearing(facts), yearly, source)


def _mean_wearing(facts: EstateFacts) -> float:
    kinds = facts.parameters["part_wearing"].by
    return sum(facts.value("part_wearing", kind) for kind in kinds) / len(kinds) / 100


def _flags(facts: EstateFacts, values: StatedValues) -> Mapping[str, tuple[str, ...]]:
    flags: dict[str, list[str]] = {}
    for row in facts.rows("buildings"):
        own = flags.setdefault(row["building"], [])
        if row["in_use_to"] is not None and row["in_use_to"] <= facts.as_of:
            own.append("empty")
        if row["protection"] not in (None, "none"):
            own.append("protected")
        if row["saleable"]:
            own.append("saleable")
        own += [name for name in ("flood", "moisture") if row[f"{name}_exposure"] in ("moderate", "high")]
        if row["built"] is None:
            own.append("year_unknown")
    for name in values.inspected:
        flags.setdefault(name, []).append("inspected")
    for one in values.differences:
        if "two_sources" not in flags.setdefault(one.object, []):
            flags[one.object].append("two_sources")
    return {name: tuple(own) for name, own in flags.items()}


def _records(facts: EstateFacts) -> tuple[Difference, ...]:
    """What other reporters' records say of a building that the register says differently."""
    register = Reported("register", facts.table("buildings").select(["building", *OWN_COLUMNS]))
    found: list[Difference] = []
    for reporter in facts.programme.vocabularies["reporters"].values:
        table = facts.table("building_records")
        mask = [name == reporter for name in table["reporter"].to_pylist()]
        if any(mask):
            rows = table.filter(mask).select(["building", *OWN_COLUMNS])
            other = Reported(reporter, rows)
            both = reconcile(register, other, "building", AREA)
            found += [one for one in both.differences if one.first is not None and one.second is not None]
    return tuple(found)
