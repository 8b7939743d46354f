"""Small tables that a run reads whole: names of things, starts of items, inhabitants, mergers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from voimavara.core.language import LANGUAGES, Text
from voimavara.peers.borders import Merger
from voimavara.programme.models.contract import Contract
from voimavara.programme.programme import Programme
from voimavara.programme.resolving import referred
from voimavara.warehouse.rows import selected_rows
from voimavara.warehouse.selection import Selection

Labels = dict[str, dict[str, Text]]


def rows_of(programme: Programme, selection: Selection, dataset: str) -> list[dict[str, Any]]:
    """The rows of the dataset that count, as dictionaries; none where there is no such dataset."""
    if dataset not in programme.contracts:
        return []
    return selected_rows(programme.contracts[dataset], selection.of(dataset)).to_pylist()


def labels(programme: Programme, selection: Selection) -> Labels:
    """The names of all dimension values, by dimension: of vocabularies, registers and municipalities."""
    found: Labels = {}
    for contract in programme.contracts.values():
        for name, column in contract.columns.items():
            register = "municipalities" if column.type == "municipality" else referred(programme, column)
            if column.type == "choice":
                found.setdefault(name, {}).update(_vocabulary(programme, column.of))
            elif register and register in programme.contracts and name not in found:
                found[name] = _register(programme, selection, register)
    found["owner"] = dict(programme.cover.owners)
    return found


def starts(programme: Programme, selection: Selection, dimension: str, column: str) -> dict[str, date]:
    """The date in the column for each item of the register that the dimension names."""
    register = _register_of(programme, dimension)
    rows = rows_of(programme, selection, register) if register else []
    return {str(row[dimension]): row[column] for row in rows if row.get(column) is not None}


def inhabitants(programme: Programme, selection: Selection) -> dict[str, dict[int, int]]:
    """Inhabitants by municipality and year."""
    found: dict[str, dict[int, int]] = {}
    for row in rows_of(programme, selection, "population"):
        found.setdefault(row["municipality"], {})[row["year"] // 12] = row["population"]
    return found


def mergers(programme: Programme, selection: Selection) -> tuple[Merger, ...]:
    """All mergers of municipalities that are known, oldest first."""
    rows = rows_of(programme, selection, "mergers")
    found = [Merger(row["from_municipality"], row["to_municipality"], row["at"]) for row in rows]
    return tuple(sorted(found, key=lambda merger: (merger.at, merger.merged)))


def _register_of(programme: Programme, dimension: str) -> str | None:
    columns = (contract.columns.get(dimension) for contract in programme.contracts.values())
    return next(
        (register for column in columns if column and (register := referred(programme, column))), None
    )


def _vocabulary(programme: Programme, of: str | tuple[str, ...] | None) -> Mapping[str, Text]:
    if isinstance(of, str):
        return programme.vocabularies[of].values if of in programme.vocabularies else {}
    return {value: Text(fi=value, sv=value, en=value) for value in of or ()}


def _register(programme: Programme, selection: Selection, register: str) -> dict[str, Text]:
    contract = programme.contracts[register]
    if contract.label is None or contract.personal:
        return {}
    columns = _label_columns(contract)
    return {
        str(row[contract.key[0]]): Text(**{language: row[name] or "" for language, name in columns.items()})
        for row in rows_of(programme, selection, register)
    }


def _label_columns(contract: Contract) -> dict[str, str]:
    """The naming column for each language; one that has none is named in the language of the first."""
    if isinstance(contract.label, str):
        return dict.fromkeys(LANGUAGES, contract.label)
    given = {str(language): name for language, name in (contract.label or {}).items()}
    first = next(iter(given.values()))
    return {language: given.get(language, first) for language in LANGUAGES}
