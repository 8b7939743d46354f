"""Where partial sums stand in the dimensions, reached by an own column or through a register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from voimavara.figures.facts import Facts, Ints, Kept
from voimavara.figures.figure import Where


@dataclass(frozen=True)
class Placed:
    """The place of each row of partial sums, as a number into `places`; −1 where it has none."""

    index: Ints
    places: tuple[Where, ...]


def looked_up(kept: Kept, register: Mapping[Any, Any]) -> Kept:
    """The column's values replaced by what the register says of them; None where it does not know them."""
    found = [register.get(value) for value in kept.values]
    values = tuple(dict.fromkeys(found))
    number = {value: index for index, value in enumerate(values)}
    return Kept(np.array([number[value] for value in found], np.int64)[kept.codes], values)


def register_of(facts: Facts, key: str, column: Kept) -> dict[Any, Any]:
    """What the register says in the column of each of its keys; where two rows speak, the newest load's."""
    keys = facts.kept[key]
    order = np.argsort(facts.load, kind="stable")
    pairs = zip(keys.codes[order].tolist(), column.codes[order].tolist(), strict=True)
    return {keys.values[code]: column.values[value] for code, value in pairs}


def place_rows(columns: Mapping[str, Kept], rows: int) -> Placed:
    """The place of each row: one for each combination of values that occurs; places are in order."""
    names = sorted(columns)
    if not names:
        return Placed(np.zeros(rows, np.int32), ((),))
    code = np.zeros(rows, np.int64)
    absent = np.zeros(rows, bool)
    for name in names:
        kept = columns[name]
        code = code * len(kept.values) + kept.codes
        for number, value in enumerate(kept.values):
            if value is None:
                absent |= kept.codes == number
    words = [[(name, written(value)) for value in columns[name].values] for name in names]
    used, index = numbered(code, int(np.prod([len(each) for each in words])))
    places = [_place(words, combined) for combined in used.tolist()]
    order = sorted(range(len(places)), key=places.__getitem__)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    ranked = rank[index] if len(order) else index
    return Placed(np.where(absent, -1, ranked).astype(np.int32), tuple(places[number] for number in order))


def numbered(code: Ints, size: int) -> tuple[Ints, Ints]:
    """The codes that occur, and each row's number among them; without sorting where few are possible."""
    if size > 4 * len(code) + 1024:
        used, index = np.unique(code, return_inverse=True)
        return used, index
    occurs = np.zeros(size, bool)
    occurs[code] = True
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[code]


def _place(words: Sequence[Sequence[tuple[str, str]]], combined: int) -> Where:
    found = []
    for of_column in reversed(words):
        combined, number = divmod(combined, len(of_column))
        found.append(of_column[number])
    return tuple(reversed(found))


def written(value: object) -> str:
    """A dimension's value as a word, as the warehouse writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
