"""Source rows behind figures as columns: where each row stands, and its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from voimavara.warehouse.load import Lineage

WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("indicator", WORD),
        ("dataset", WORD),
        ("load", WORD),
        ("file", WORD),
        ("line", pa.int64()),
        ("mended_in", WORD),
        ("cells", pa.list_(pa.string())),
    ]
)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source row behind a figure; `mended_in` names the file in which it was corrected, if it was."""

    load: str
    file: str
    line: int
    mended_in: str
    cells: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class SourceRows:
    """Rows by indicator and dataset, as the columns of SCHEMA; two are equal that say the same."""

    table: pa.Table

    @classmethod
    def of(cls, indicator: str, dataset: str, rows: Iterable[Lineage], columns: Sequence[str]) -> SourceRows:
        """The rows behind an indicator's figure, with the cells of these columns."""
        told = [
            (
                indicator,
                dataset,
                row.load,
                row.place.file,
                row.place.line or 0,
                row.mended_in,
                [row.cells.get(column, "") for column in columns],
            )
            for row in rows
        ]
        arrays = zip(*told, strict=True) if told else [()] * len(SCHEMA)
        made = [pa.array(list(values), field.type) for values, field in zip(arrays, SCHEMA, strict=True)]
        return cls(pa.Table.from_arrays(made, schema=SCHEMA))

    @classmethod
    def joined(cls, several: Iterable[SourceRows]) -> SourceRows:
        """The rows of several, one after another."""
        tables = [each.table for each in several if len(each)]
        if not tables:
            return NO_ROWS
        return cls(pa.concat_tables(tables).unify_dictionaries().combine_chunks())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceRows) and self.table.to_pylist() == other.table.to_pylist()

    def __hash__(self) -> int:
        return hash(len(self))

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[SourceRow]:
        columns = (self.table[name].to_pylist() for name in SCHEMA.names[2:])
        for load, file, line, mended_in, cells in zip(*columns, strict=True):
            yield SourceRow(load, file, line, mended_in, tuple(cells))

    def behind(self, indicator: str, dataset: str) -> SourceRows:
        """Those of one dataset behind the indicator."""
        rows = self._places.get((indicator, dataset), range(0))
        return SourceRows(self.table.slice(rows.start, len(rows)))

    @cached_property
    def _places(self) -> dict[tuple[str, str], range]:
        found: dict[tuple[str, str], range] = {}
        pairs = zip(*(self.table[name].to_pylist() for name in ("indicator", "dataset")), strict=True)
        for number, pair in enumerate(pairs):
            found[pair] = range(found[pair].start if pair in found else number, number + 1)
        return found


NO_ROWS = SourceRows(SCHEMA.empty_table())
