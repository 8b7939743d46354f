"""Two sources for the same objects: matched by identifier, differences listed, one chosen, the other kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from voimavara.core.errors import UserError


@dataclass(frozen=True, slots=True)
class Reported:
    """A source's name and its rows."""

    name: str
    rows: pa.Table


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that the two sources give differently for the same object; None where one has nothing."""

    object: str
    column: str
    first: Any
    second: Any
    chosen: str

    @property
    def gap(self) -> float | None:
        """second − first, where both are numbers."""
        try:
            return float(self.second) - float(self.first)
        except (TypeError, ValueError):
            return None


@dataclass(frozen=True)
class Reconciled:
    """`chosen` has one row an object with the `source` it came from; `kept` has the rows that gave way.

    An object that one source alone knows is chosen from it and named in `only`.
    """

    chosen: pa.Table
    kept: pa.Table
    differences: tuple[Difference, ...]
    only: Mapping[str, tuple[str, ...]]


def reconcile(
    first: Reported, second: Reported, key: str, tolerance: Mapping[str, float] | None = None
) -> Reconciled:
    """The objects of both sources, each spoken for by one of them: by the first where both know it.

    Rows match by the key alone. A difference within a column's tolerance (in its own unit) is none. Raises
    UserError when a source has an object twice.
    """
    mine, theirs = _by_key(first, key), _by_key(second, key)
    columns = [name for name in first.rows.column_names if name in second.rows.column_names and name != key]
    chosen: list[dict[str, Any]] = []
    kept: list[dict[str, Any]] = []
    differences: list[Difference] = []
    for name in sorted(mine.keys() | theirs.keys()):
        rows = [(source, rows[name]) for source, rows in ((first, mine), (second, theirs)) if name in rows]
        chosen.append({**rows[0][1], "source": rows[0][0].name})
        kept += [{**row, "source": source.name} for source, row in rows[1:]]
        if len(rows) == 2:
            differences += [
                Difference(name, column, mine[name][column], theirs[name][column], rows[0][0].name)
                for column in columns
                if _differ(mine[name][column], theirs[name][column], (tolerance or {}).get(column, 0.0))
            ]
    schema = _schema(first, second)
    only = {
        first.name: tuple(sorted(mine.keys() - theirs.keys())),
        second.name: tuple(sorted(theirs.keys() - mine.keys())),
    }
    return Reconciled(
        pa.Table.from_pylist(chosen, schema),
        pa.Table.from_pylist(kept, schema),
        tuple(differences),
        only,
    )


def _by_key(source: Reported, key: str) -> dict[str, dict[str, Any]]:
    if key not in source.rows.column_names:
        raise UserError(
            "Source {source}: there is no column '{key}' to match objects by; map it in the source.",
            source=source.name,
            key=key,
        )
    found: dict[str, dict[str, Any]] = {}
    for row in source.rows.to_pylist():
        if row[key] is None:
            raise UserError(
                "Source {source}, {key}: a row has no identifier, so it can't be matched; give it one.",
                source=source.name,
                key=key,
            )
        if row[key] in found:
            raise UserError(
                "Source {source}: '{name}' stands twice, expected once; leave one row of it.",
                source=source.name,
                name=row[key],
            )
        found[row[key]] = row
    return found


def _differ(first: Any, second: Any, tolerance: float) -> bool:
    if first is None or second is None:
        return first is not second
    try:
        return abs(float(first) - float(second)) > tolerance
    except (TypeError, ValueError):
        return bool(first != second)


def _schema(first: Reported, second: Reported) -> pa.Schema:
    own = {field.name: field.type for field in second.rows.schema}
    own |= {field.name: field.type for field in first.rows.schema}
    return pa.schema([*own.items(), ("source", pa.string())])
