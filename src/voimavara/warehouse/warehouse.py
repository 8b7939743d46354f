"""The warehouse: loads go in whole or not at all, and come out as of a date."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from time import monotonic

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.errors import Place, UserError
from voimavara.programme.models.contract import Contract
from voimavara.warehouse.columns import row_schema, table_schema, written
from voimavara.warehouse.disk import room_in
from voimavara.warehouse.load import Lineage, Load, Rejected
from voimavara.warehouse.lock import WriteLock
from voimavara.warehouse.precedence import (
    Counting,
    counting_loads,
    in_force,
    is_newer,
    replaces_keys,
)
from voimavara.warehouse.records import load_of, load_table, rejected_table
from voimavara.warehouse.replaced_lines import LoadRows, ReplacedLines, replaced_lines, small_database
from voimavara.warehouse.selection import LINE, LOAD, Selection, UsedLoad
from voimavara.warehouse.set_aside import SetAside
from voimavara.warehouse.tables import LoadTable

PATIENCE = 1.0  # seconds of loading that are recorded at once


@dataclass
class Unrecorded:
    """Loads that are in their tables but not recorded yet, for `patience` seconds from the first of them."""

    patience: float = 0.0
    loads: list[Load] = field(default_factory=list)
    _since: float = 0.0

    def add(self, load: Load) -> None:
        """One more."""
        if not self.loads:
            self._since = monotonic()
        self.loads.append(load)

    @property
    def is_due(self) -> bool:
        """Whether they are to be recorded now."""
        return monotonic() - self._since >= self.patience


class Warehouse:
    """The loads of a programme, below one folder.

    ```
    datasets/<dataset>/     a Delta table, one partition a load
    records/loads/          a Delta table, one row a load; a load exists once it stands here
    records/rejected/       a Delta table, the rows set aside
    replaced/               lists of lines that newer loads replaced by key, and that mendings closed
    writing.lock, pending   who writes now; that a load is on its way or was cut off
    ```
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._records = LoadTable(folder / "records" / "loads", "id", parted=False)
        self._rejected = LoadTable(folder / "records" / "rejected", "load")
        self._replaced = ReplacedLines(folder / "replaced")
        self._aside = SetAside(self._rejected, self._replaced)
        self._pending = folder / "pending"
        self._lock = WriteLock(folder)
        self._datasets: dict[str, LoadTable] = {}
        self._loads: tuple[Load, ...] = ()
        self._read_at: int | None = None  # the version of the records at which they were read last
        self._unrecorded = Unrecorded()
        self._waiting: dict[str, tuple[tuple[Load, ...], tuple[Rejected, ...]]] = {}

    # --- reading ---------------------------------------------------------------------------------------

    def loads(self) -> tuple[Load, ...]:
        """Every load there is, in the order they were loaded."""
        version = self._records.version
        if self._read_at != version:
            records = self._records.read()
            self._remember([] if records is None else map(load_of, records.to_pylist()), version)
        return self._loads

    def load(self, identity: str) -> Load:
        """The load with the id, or the only one whose id begins so; raises UserError where there is none."""
        found = [load for load in self.loads() if identity and load.id.startswith(identity)]
        if len(found) != 1:
            said = "there is more than one load that begins with '{load}'; `voimavara loads` lists them."
            none = "there is no load '{load}'; `voimavara loads` lists them."
            raise UserError(said if found else none, load=identity)
        return found[0]

    def files(self, dataset: str) -> Mapping[str, tuple[str, ...]]:
        """The Parquet files of each load of the dataset."""
        return self._dataset(dataset).files()

    def rows(self, load: Load) -> pa.Table | None:
        """The accepted rows of the load, as `table_schema` has them; None where it has none."""
        return self._dataset(load.dataset).read([load.id])

    def lineage(self, contract: Contract, load: Load, lines: Collection[int]) -> tuple[Lineage, ...]:
        """The rows of the load that came from the lines, in their order; a personal dataset gives none."""
        rows = None if contract.personal else self.rows(load)
        if rows is None:
            return ()
        chosen = rows.filter(pc.is_in(rows.column(LINE), pa.array(sorted(lines), pa.int64())))
        file = load.file if load.mends is None else self.load(load.mends).file
        return tuple(
            Lineage(
                load.id,
                Place(file, row[LINE]),
                {name: written(contract.columns[name], row.get(name)) for name in contract.public_columns},
                load.mended_in,
            )
            for row in chosen.sort_by(LINE).to_pylist()
        )

    def rejected(self, loads: Iterable[Load] | None = None) -> tuple[Rejected, ...]:
        """The rows that the loads (all of them when not given) set aside, with the load that mended each."""
        known = self.loads()
        return self._aside.with_mendings(known if loads is None else tuple(loads), known)

    def waiting(self, dataset: str) -> tuple[Rejected, ...]:
        """The rows of the dataset that wait to be mended, once all that has come counts."""
        loads = tuple(load for load in self.loads() if load.dataset == dataset)
        known, rows = self._waiting.get(dataset, ((), ()))
        if known != loads:
            is_any = any(load.rows_set_aside for load in loads)
            rows = self.select([dataset], date.max).open_of(dataset) if is_any else ()
            self._waiting[dataset] = (loads, rows)
        return rows

    def tries(self, load: Load) -> Mapping[int, Sequence[Rejected]]:
        """By line, the rows that the load set aside and each try at them that was still wrong, oldest first.

        All have their cells, those too that have been mended since.
        """
        return self._aside.tries(load, self.loads())

    def select(self, datasets: Iterable[str], as_of: date) -> Selection:
        """What counts of the datasets as of the date (received on it or before); no row is read."""
        wanted = set(datasets)
        visible = tuple(load for load in in_force(self.loads()) if load.received <= as_of)
        counting: dict[str, list[Counting]] = defaultdict(list)
        for each in counting_loads(visible):
            if each.load.dataset in wanted:
                counting[each.load.dataset].append(each)
        used = {dataset: self._used(dataset, loads, visible) for dataset, loads in counting.items()}
        open_rows = {dataset: self._aside.still_open(loads, visible) for dataset, loads in counting.items()}
        return Selection(as_of, used, {dataset: rows for dataset, rows in open_rows.items() if rows})

    # --- writing ---------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The right to write, alone; what a try that was cut off has left is cleaned away first.

        Raises UserError where another run is writing, or the disk is full.
        """
        with room_in(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._lock.held():
                if self._pending.exists() and not self._unrecorded.loads:
                    self._clean()
                yield

    @contextmanager
    def together(self) -> Iterator[None]:
        """The right to write many loads, which are recorded about a second's work at a time.

        A run that is cut off loses that much, and the next one loads it again.
        """
        with self.writing():
            self._unrecorded.patience = PATIENCE
            try:
                yield
            finally:
                self._unrecorded.patience = 0.0
                self._record()

    def commit(
        self,
        contract: Contract,
        load: Load,
        rows: pa.Table,
        rejected: Sequence[Rejected] = (),
        closes: Collection[int] = (),
    ) -> bool:
        """Put the load in, whole or not at all; False where it is there already.

        `rows` are as `row_schema` says, `rejected` those set aside. A mending `closes` lines of the load
        that it mends, and of earlier tries at them. Raises UserError where another run is writing, or the
        disk is full.
        """
        with self.writing():
            known = self.loads()
            if any(other.id == load.id for other in known):
                return False
            schema = row_schema(contract)
            rows = rows.select(schema.names).cast(schema)
            rows = rows.append_column(LOAD, pa.repeat(load.id, rows.num_rows))
            self._dataset(load.dataset).check_types(table_schema(contract))
            self._pending.touch()
            try:
                self._put(contract, load, LoadRows(rows, rejected), closes, known)
                self._unrecorded.add(load)
                self._remember([*known, load], self._records.version)
                if self._unrecorded.is_due:
                    self._record()
            except Exception:
                with suppress(Exception):  # a full disk may lack room even for this; the next run does it
                    self._clean()
                raise
            except BaseException:  # Ctrl-C: as after a kill, the next run cleans
                self._abandon()
                raise
        return True

    def _record(self) -> None:
        """Record the loads that have been put in; from here on they exist."""
        if self._unrecorded.loads:
            for table in self._tables:
                table.write()
            self._records.append(load_table(self._unrecorded.loads))
            self._unrecorded.loads.clear()
            self._records.gather()
            self._read_at = self._records.version
            self._pending.unlink()

    def _put(
        self, contract: Contract, load: Load, new: LoadRows, closes: Collection[int], known: Sequence[Load]
    ) -> None:
        self._rejected.add(rejected_table(new.rejected))
        self._dataset(load.dataset).add(new.accepted)
        self._list_replaced(contract, load, new, known)
        if closes:
            lines = pa.array(sorted(closes), pa.int64())
            for tried in (other for other in known if load.mends in (other.id, other.mends)):
                self._replaced.write(tried, load.id, lines)

    def _list_replaced(self, contract: Contract, load: Load, new: LoadRows, known: Sequence[Load]) -> None:
        by_id = {other.id: other for other in [*known, load]}
        older = [
            each for each in known if replaces_keys(contract, load, each) and is_newer(load, each, by_id)
        ]
        newer = [
            each for each in known if replaces_keys(contract, each, load) and is_newer(each, load, by_id)
        ]
        found = itertools.chain(
            replaced_lines(self._keys, contract, self._there(contract, older), new) if older else (),
            replaced_lines(self._keys, contract, new, self._there(contract, newer)) if newer else (),
        )
        for old, by, lines in found:
            self._replaced.write(by_id[old], by, lines)

    def _there(self, contract: Contract, loads: Sequence[Load]) -> LoadRows:
        """The keys and lines of the loads' rows."""
        names = [*contract.key, LINE, LOAD]
        rows = self._dataset(loads[0].dataset).read([load.id for load in loads], names)
        aside = self._aside.of(loads)
        return LoadRows(
            table_schema(contract).empty_table().select(names) if rows is None else rows,
            [row for load in loads for row in aside.get(load.id, ())],
        )

    @cached_property
    def _keys(self) -> duckdb.DuckDBPyConnection:
        return small_database()

    # --- inner -----------------------------------------------------------------------------------------

    def _remember(self, loads: Iterable[Load], version: int) -> None:
        """These are all the loads at that version of the records."""
        self._loads = tuple(sorted(loads, key=lambda load: (load.loaded, load.id)))
        self._read_at = version

    @property
    def _tables(self) -> tuple[LoadTable, ...]:
        return (self._rejected, *self._datasets.values())

    def _dataset(self, dataset: str) -> LoadTable:
        if dataset not in self._datasets:
            self._datasets[dataset] = LoadTable(self.folder / "datasets" / dataset, LOAD)
        return self._datasets[dataset]

    def _used(
        self, dataset: str, counting: Sequence[Counting], visible: Sequence[Load]
    ) -> tuple[UsedLoad, ...]:
        files = self.files(dataset)
        used = []
        for load, dropped in ((each.load, each.dropped_periods) for each in counting):
            file = load.mends or load.id  # what mends the same file closes lines, but replaces none
            lists = self._replaced.found(load, (other for other in visible if other.mends != file))
            used.append(UsedLoad(load, files.get(load.id, ()), dropped, tuple(map(str, lists))))
        return tuple(used)

    def _abandon(self) -> None:
        """Let go of all that is not recorded yet, for nobody knows how far it came."""
        self._unrecorded.loads.clear()
        self._read_at = None
        for table in self._tables:
            table.forget(but=())

    def _clean(self) -> None:
        """Remove whatever no load stands for; those that are there whole are recorded first."""
        whole, self._unrecorded.loads = self._unrecorded.loads, []
        for table in self._tables:
            table.forget(but={load.id for load in whole})
            table.write()
        self._records.append(load_table(whole))
        self._read_at = None
        known = {load.id for load in self.loads()}
        for folder in sorted((self.folder / "datasets").glob("*")):
            self._dataset(folder.name).keep_only(known)
        self._rejected.keep_only(known)
        self._replaced.keep_only(known)
        self._pending.unlink()
