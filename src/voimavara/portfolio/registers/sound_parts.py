"""Parts of buildings that cannot be as the registers say: left out with their repairs, and said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.core.sentences import count, say
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.names import few

CLOSE = 0.5  # per cent by which shares may miss the whole, for they are rounded
Row = Mapping[str, Any]


@dataclass(frozen=True)
class SoundParts:
    """Parts, and the repairs and inspections of them and of whole buildings, that can be reckoned with.

    A building of which one part cannot be is reckoned without its parts; the remarks name it and say why.
    """

    parts: pa.Table
    repairs: pa.Table
    inspections: pa.Table
    remarks: tuple[Text, ...]


def sound_parts(
    facts: EstateFacts, built: Mapping[str, float], replacement: Mapping[str, float]
) -> SoundParts:
    """The datasets without what cannot be; years of building and replacement values (€) are by building."""
    by_building: dict[str, list[Row]] = {}
    for row in facts.rows("building_parts"):
        by_building.setdefault(row["building"], []).append(row)
    unknown = sorted(by_building.keys() - built.keys())
    known = {name: rows for name, rows in by_building.items() if name in built}
    uneven = sorted(name for name, rows in known.items() if abs(sum(map(_share, rows)) - 100) > CLOSE)
    too_old = {
        name: row
        for name, rows in sorted(known.items())
        for row in reversed(rows)
        if _made(row, built) < built[name]
    }
    gone = {*unknown, *uneven, *too_old}
    kept = {row["part"]: row for name, rows in known.items() if name not in gone for row in rows}
    value = {
        part: replacement.get(row["building"], float("nan")) * _share(row) / 100 for part, row in kept.items()
    }
    dropped = {row["part"] for name in gone for row in by_building[name]}
    made = {part: _made(row, built) for part, row in kept.items()}
    faulty = [
        *(row["repair"] for row in _of_parts(facts, "repairs", dropped) if _too_soon(row, made)),
        *(
            row["inspection"]
            for row in _of_parts(facts, "inspections", dropped)
            if _too_soon(row, made) or _too_dear(facts, row, value)
        ),
    ]
    return SoundParts(
        _where(facts.table("building_parts"), "part", kept.keys()),
        _events(facts.table("repairs"), "repair", kept, faulty),
        _events(facts.table("inspections"), "inspection", kept, faulty),
        tuple(_said(unknown, uneven, too_old, built, faulty)),
    )


def _share(row: Row) -> float:
    return float(row["value_share"])


def _made(row: Row, built: Mapping[str, float]) -> float:
    """The year it was made, that of its building where there is none; NaN where neither is known."""
    return built[row["building"]] if row["installed"] is None else float(_year(row["installed"]))


def _year(column: int) -> int:
    return Period(column, 12).first_day.year


def _of_parts(facts: EstateFacts, dataset: str, dropped: set[str]) -> Iterator[Row]:
    """What happened to parts of buildings, but for the parts that are left out as a whole."""
    for row in facts.rows(dataset):
        if row["object_kind"] == "building" and row["part"] is not None and row["part"] not in dropped:
            yield row


def _too_soon(row: Row, made: Mapping[str, float]) -> bool:
    """Whether its part is in no register, or was made only later."""
    happened = row["inspected"].year if "inspected" in row else _year(row["year"])
    return row["part"] not in made or happened < made[row["part"]]


def _too_dear(facts: EstateFacts, row: Row, value: Mapping[str, float]) -> bool:
    """Whether it gives the part a technical value above its replacement value."""
    if row["condition"] is not None or row["technical_value"] is None:
        return False
    given = float(row["technical_value"])
    stated = facts.index.restated(given, row["inspected"].year, facts.price_level.year)
    return stated > value[row["part"]]


def _events(table: pa.Table, key: str, kept: Mapping[str, Row], faulty: Sequence[str]) -> pa.Table:
    """Those of whole objects, and those of the parts that are kept."""
    stays = [
        (part is None or part in kept) and name not in faulty
        for part, name in zip(table["part"].to_pylist(), table[key].to_pylist(), strict=True)
    ]
    return table.filter(pa.array(stays, pa.bool_()))


def _where(table: pa.Table, column: str, wanted: Any) -> pa.Table:
    return table.filter(pa.array([name in wanted for name in table[column].to_pylist()], pa.bool_()))


def _said(
    unknown: Sequence[str],
    uneven: Sequence[str],
    too_old: Mapping[str, Row],
    built: Mapping[str, float],
    faulty: Sequence[str],
) -> Iterator[Text]:
    if unknown:
        yield say(
            "Parts of the buildings {buildings} are left out: the register of buildings does not have them,"
            " or their row was set aside. See: voimavara rejected.",
            buildings=few(unknown),
        )
    if uneven:
        yield say(
            "Parts of the buildings {buildings} are left out: they are not 100% of the building's value."
            " Correct the shares.",
            buildings=few(uneven),
        )
    for name, row in too_old.items():
        yield say(
            "Parts of building {building} are left out: {part} is of {made}, but the building of {built}."
            " Correct one of the years.",
            building=str(name),
            part=str(row["part"]),
            made=str(_year(row["installed"])),
            built=f"{built[name]:.0f}",
        )
    if faulty:
        yield say(
            "Repairs and inspections of parts that are left out: {number} ({few}). The part is in no"
            " register, was made later, or would be worth more than new.",
            number=count(len(faulty)),
            few=few(faulty),
        )
