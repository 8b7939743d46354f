"""Files in the warehouse: those that are there already, and new ones read as their source says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

from voimavara.core.errors import relative_to
from voimavara.programme.programme import Programme
from voimavara.sources.files.formats import file_hash, open_table
from voimavara.sources.files.receipt import received_date
from voimavara.sources.rows.intake import Progress, take_in
from voimavara.sources.rows.known import NOTHING_KNOWN, known_to
from voimavara.sources.rows.plan import plan_for
from voimavara.warehouse.load import Load
from voimavara.warehouse.precedence import in_force, reads_same_file
from voimavara.warehouse.warehouse import Warehouse

_MUNICIPAL = frozenset({"municipalities", "mergers"})


@dataclass(frozen=True, slots=True)
class Undone:
    """Corrections that count no more, for the file they mended was read anew: which, and of how many rows."""

    load: Load
    files: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """A load in the warehouse, whether it came there just now, and which corrections it undid."""

    load: Load
    is_new: bool
    undone: tuple[Undone, ...] = ()


def load_file(
    programme: Programme,
    warehouse: Warehouse,
    source_id: str,
    path: Path,
    progress: Progress | None = None,
    bytes_hash: str = "",
) -> Loaded:
    """The file of the source in the warehouse; a file that is there already changes nothing.

    `bytes_hash` is its hash, where it is known. Raises UserError where the file as a whole can't be read.
    """
    source = programme.sources[source_id]
    received = received_date(source, path)
    plan = plan_for(programme, source_id, received, NOTHING_KNOWN)  # what is known decides no identity
    bytes_hash = bytes_hash or file_hash(path)
    there = {load.id: load for load in warehouse.loads()}
    again = 0
    while found := there.get(plan.load_identity(bytes_hash, received, again=again)):
        if found in in_force(there.values()):
            return Loaded(found, is_new=False)
        again += 1  # the mapping was changed since and is what it was: the old reading must count anew
    with warehouse.writing():
        known = known_to(warehouse, programme.contracts, source.dataset)
        plan = plan_for(programme, source_id, received, known)
        table = open_table(path, relative_to(path, programme.folder), source.read, plan.headers)
        brought = take_in(plan, table, received, bytes_hash, progress, again)
        undone = tuple(_undone_by(brought.load, warehouse))
        is_new = warehouse.commit(plan.contract, brought.load, brought.rows, brought.rejected)
    return Loaded(brought.load, is_new, undone)


def _undone_by(new: Load, warehouse: Warehouse) -> Iterator[Undone]:
    """The corrections of earlier readings of the same file; asked before the new one is committed."""
    counting = in_force(warehouse.loads())
    for earlier in counting:
        if earlier.mends is None and earlier.id != new.id and reads_same_file(earlier, new):
            mendings = [load for load in counting if load.mends == earlier.id]
            rows = sum(row.mended_by is not None for row in warehouse.rejected([earlier]))
            if mendings:
                yield Undone(earlier, tuple(load.file for load in mendings), rows)


def files_of(programme: Programme, source_id: str) -> tuple[Path, ...]:
    """The files that match the source's pattern, by name; none where nothing has been received yet."""
    found = programme.folder.glob(programme.sources[source_id].file)
    return tuple(sorted(path for path in found if path.is_file()))


def loading_order(programme: Programme) -> tuple[str, ...]:
    """The sources in an order in which registers come before what refers to them."""
    needs = {dataset: registers_of(programme, dataset) for dataset in programme.contracts}
    rank = {dataset: place for place, dataset in enumerate(TopologicalSorter(needs).static_order())}
    return tuple(sorted(programme.sources, key=lambda name: (rank[programme.sources[name].dataset], name)))


def registers_of(programme: Programme, dataset: str) -> frozenset[str]:
    """The datasets whose ids rows of the dataset refer to, so that they are to be loaded before it."""
    needs: set[str] = set()
    for column in programme.contracts[dataset].columns.values():
        needs.update(set(column.registers) - {dataset})
        if column.type == "municipality" and dataset not in _MUNICIPAL:
            needs.update(_MUNICIPAL & set(programme.contracts))
    return frozenset(needs)


def is_loaded(warehouse: Warehouse, source_id: str, bytes_hash: str) -> bool:
    """Whether some reading of the file with the hash counts already."""
    return any(
        load.source == source_id and load.bytes_hash == bytes_hash for load in in_force(warehouse.loads())
    )
