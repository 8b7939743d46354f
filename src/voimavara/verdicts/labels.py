"""What people call dimensions and their values: from vocabularies, registers and the programme's owners."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa

from voimavara.core.language import LANGUAGES, Language, Text
from voimavara.core.sentences import say_as
from voimavara.programme.meanings import OWNER, datasets_of, reach, reached_column, referred, resolve
from voimavara.programme.models.contract import Column, Contract
from voimavara.programme.models.indicator import Indicator, Measure
from voimavara.programme.programme import Programme

MUNICIPALITY = "municipality"
MUNICIPALITIES = "municipalities"


def registers_needed(programme: Programme) -> tuple[str, ...]:
    """The datasets whose rows name the values of some dimension."""
    found = {other for _, column in _dimensions(programme) if (other := _naming(programme, column))}
    return tuple(sorted({*found, *({MUNICIPALITIES} & programme.contracts.keys())}))


def dimension_names(programme: Programme) -> Mapping[str, Text]:
    """The name of each dimension by which some figure is broken down."""
    named = {name: column.name for name, column in _dimensions(programme) if column.name}
    return {OWNER: say_as("dimension", "Responsible"), **named}


def labels_of(programme: Programme, registers: Mapping[str, pa.Table]) -> Mapping[str, Mapping[str, Text]]:
    """Dimension → value → name. `registers` are the rows, as of the date, of `registers_needed`."""
    found: dict[str, Mapping[str, Text]] = {OWNER: programme.cover.owners}
    for name, column in _dimensions(programme):
        vocabulary = programme.vocabularies.get(column.of) if isinstance(column.of, str) else None
        register = _naming(programme, column)
        if vocabulary is not None:
            found[name] = vocabulary.values
        elif register is not None and register in registers:
            found[name] = names_in(programme.contracts[register], registers[register])
    if MUNICIPALITIES in registers:
        found[MUNICIPALITY] = names_in(programme.contracts[MUNICIPALITIES], registers[MUNICIPALITIES])
    return found


def names_in(contract: Contract, rows: pa.Table) -> Mapping[str, Text]:
    """The names that a register gives its ids; a name in one language serves where another lacks."""
    columns = _label_columns(contract)
    if not columns:
        return {}
    found: dict[str, Text] = {}
    for row in rows.select(sorted({contract.key[0], *columns.values()})).to_pylist():
        written = {language: row[column] or "" for language, column in columns.items()}
        first = next((name for name in written.values() if name), "")
        if first:
            found[str(row[contract.key[0]])] = Text(**{one: written.get(one) or first for one in LANGUAGES})
    return found


def _label_columns(contract: Contract) -> Mapping[Language, str]:
    if isinstance(contract.label, str):
        return dict.fromkeys(LANGUAGES, contract.label)
    return contract.label or {}


def _dimensions(programme: Programme) -> Iterator[tuple[str, Column]]:
    """Every dimension that some measure is broken down by, with the column in which its values stand."""
    for indicator in programme.indicators.values():
        measures: tuple[Indicator | Measure, ...] = (indicator, *indicator.beside.values())
        for measure in measures:
            formula = resolve(programme, measure).formula
            for dataset in datasets_of(formula)[:1]:
                for name in (*measure.by, *measure.apart):
                    if reach(programme, dataset, name):
                        yield name, reached_column(programme, dataset, name)


def _naming(programme: Programme, column: Column) -> str | None:
    """The register that names the values of the column, if any."""
    if column.type == MUNICIPALITY:
        return MUNICIPALITIES if MUNICIPALITIES in programme.contracts else None
    other = referred(programme, column)
    return other if other and programme.contracts[other].label else None
