"""Loading files into the warehouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

from voimavara.core.errors import UserError, did_you_mean
from voimavara.programme.programme import Programme
from voimavara.sources.files.known import known_to
from voimavara.sources.files.plan import plan_for
from voimavara.sources.files.reading import Progress, file_hash, load_identity, read_source
from voimavara.sources.files.received import received_date
from voimavara.warehouse.load import Load
from voimavara.warehouse.replacing import in_force
from voimavara.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Loaded:
    """A load in the warehouse, and whether it came there just now."""

    load: Load
    is_new: bool


def load_file(
    programme: Programme, warehouse: Warehouse, source_id: str, path: Path, progress: Progress | None = None
) -> Loaded:
    """The file of the source in the warehouse; a file that is there already changes nothing."""
    source = programme.sources[source_id]
    known = known_to(warehouse, programme.contracts, source.dataset)
    received = received_date(source, path)
    plan = plan_for(programme, source_id, received, known)
    bytes_hash = file_hash(path)
    there = {load.id: load for load in warehouse.loads()}
    again = 0
    while found := there.get(load_identity(plan, bytes_hash, received, again=again)):
        if found in in_force(there.values()):
            return Loaded(found, is_new=False)
        again += 1  # the mapping was changed since and is what it was: the old reading must count anew
    with warehouse.writing():
        reading = read_source(programme, source_id, path, known, progress, again)
        contract = programme.contracts[source.dataset]
        is_new = warehouse.commit(contract, reading.load, reading.rows, reading.rejected)
    return Loaded(reading.load, is_new)


def load_source(
    programme: Programme, warehouse: Warehouse, source_id: str, progress: Progress | None = None
) -> Iterator[Loaded]:
    """All files of the source, by name; raises UserError where there is none."""
    paths = files_of(programme, source_id)
    if not paths:
        raise UserError(
            f"{programme.place('sources', source_id, 'file')}: no file matches "
            f"'{programme.sources[source_id].file}' below the programme's folder; put the file there, or "
            "correct `file`."
        )
    for path in paths:
        yield load_file(programme, warehouse, source_id, path, progress)


def files_of(programme: Programme, source_id: str) -> tuple[Path, ...]:
    """The files that match the source's pattern, by name; none where nothing has been received yet."""
    source = programme.sources.get(source_id)
    if source is None:
        hint = did_you_mean(source_id, programme.sources)
        raise UserError(f"there is no source '{source_id}'; {hint or '`voimavara check` lists them.'}")
    return tuple(sorted(path for path in programme.folder.glob(source.file) if path.is_file()))


def loading_order(programme: Programme) -> tuple[str, ...]:
    """The sources in an order in which registers come before what refers to them."""
    needs: dict[str, set[str]] = {dataset: set() for dataset in programme.contracts}
    for dataset, contract in programme.contracts.items():
        for column in contract.columns.values():
            needs[dataset].update(set(column.registers) - {dataset})
            if column.type == "municipality" and dataset not in ("municipalities", "mergers"):
                needs[dataset].update({"municipalities", "mergers"} & set(programme.contracts))
    rank = {dataset: place for place, dataset in enumerate(TopologicalSorter(needs).static_order())}
    return tuple(sorted(programme.sources, key=lambda name: (rank[programme.sources[name].dataset], name)))
