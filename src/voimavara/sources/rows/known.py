"""What the warehouse knows already, against which a file's ids are checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow.compute as pc
import pyarrow.dataset as ds

from voimavara.programme.models.contract import Contract
from voimavara.warehouse.warehouse import Warehouse

# Where municipalities stand; those that ceased to exist are known through the mergers.
_MUNICIPALITIES = (
    ("municipalities", "municipality"),
    ("mergers", "from_municipality"),
    ("mergers", "to_municipality"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """The ids of each dataset that has loads, and the municipalities (None where none are loaded).

    `waiting` are the ids whose own row in the dataset was set aside and waits to be mended.
    """

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    municipalities: frozenset[str] | None = None
    waiting: Mapping[str, frozenset[str]] = field(default_factory=dict)


NOTHING_KNOWN = Known()


def known_to(warehouse: Warehouse, contracts: Mapping[str, Contract], dataset: str) -> Known:
    """The ids that rows of the dataset may refer to.

    Whatever has ever been loaded counts: a building that was sold is still one that had costs.
    """
    columns = contracts[dataset].columns.values()
    referred = {other for column in columns for other in column.registers}
    recorded = frozenset(load.id for load in warehouse.loads())
    ids = {}
    for other in sorted(of for of in referred if of in contracts and of != dataset):
        if found := _distinct(warehouse, recorded, other, contracts[other].key[0]):
            ids[other] = found
    waiting = {other: _waiting(warehouse, other) - ids[other] for other in ids}
    says_which_exist = any(dataset == place for place, _ in _MUNICIPALITIES)
    if says_which_exist or all(column.type != "municipality" for column in columns):
        return Known(ids, waiting=waiting)
    named, *merged = (_distinct(warehouse, recorded, *place) for place in _MUNICIPALITIES)
    return Known(ids, named.union(*merged) if named else None, waiting)


def _waiting(warehouse: Warehouse, dataset: str) -> frozenset[str]:
    return frozenset(row.key[0] for row in warehouse.waiting(dataset) if row.key is not None)


def _distinct(warehouse: Warehouse, recorded: frozenset[str], dataset: str, column: str) -> frozenset[str]:
    files = [path for load, paths in warehouse.files(dataset).items() if load in recorded for path in paths]
    if not files:
        return frozenset()
    values = ds.dataset(files).to_table(columns=[column]).column(column)
    return frozenset(str(value) for value in pc.unique(values).to_pylist() if value is not None)
