"""Loads and the rows they set aside, as plain data; of personal datasets only counts and lines.

A file's name may name a person, as in `exit-interview-virtanen.xlsx`; there the source's name stands for it.
"""

from __future__ import annotations

from collections import Counter

from voimavara.core.language import Text, same
from voimavara.snapshot.lineage import LoadView, RejectedView
from voimavara.snapshot.material import Material
from voimavara.warehouse.load import Load, Rejected


def load_views(material: Material) -> tuple[LoadView, ...]:
    """The loads of the programme's datasets, newest received first."""
    still_open = Counter(row.load for row in material.open_rows)
    known = [load for load in material.loads if load.dataset in material.programme.contracts]
    known.sort(key=lambda load: (-load.received.toordinal(), load.dataset, load.file, load.id))
    return tuple(_load(material, load, still_open[load.id]) for load in known)


def rejected_views(material: Material) -> tuple[RejectedView, ...]:
    """The rows that wait to be mended, in the order of their files and lines."""
    loads = {load.id: load for load in material.loads}
    rows = sorted(material.open_rows, key=lambda row: (row.place, row.load))
    return tuple(_rejected(material, row, loads.get(row.load)) for row in rows)


def _load(material: Material, load: Load, still_open: int) -> LoadView:
    contract = material.programme.contracts[load.dataset]
    source = material.programme.sources.get(load.source)
    return LoadView(
        id=load.id,
        dataset=load.dataset,
        dataset_name=contract.name,
        source=load.source,
        source_name=_source_name(material, load.source),
        publisher=source.publisher if source else Text(),
        file="" if contract.personal else load.file,
        received=load.received,
        origin=load.origin,
        owner=source.owner if source else "",
        rows_read=load.rows_read,
        rows_accepted=load.rows_accepted,
        rows_set_aside=load.rows_set_aside,
        rows_open=still_open,
        rows_dropped=load.rows_dropped,
        covers=load.covers,
        mends=load.mends,
        in_use=load.id in material.used,
        personal=contract.personal,
    )


def _rejected(material: Material, row: Rejected, load: Load | None) -> RejectedView:
    contract = material.programme.contracts.get(load.dataset) if load else None
    personal = contract is None or contract.personal
    return RejectedView(
        load=row.load,
        source_name=_source_name(material, load.source) if load else Text(),
        file="" if personal else row.place.file,
        line=row.place.line or 0,
        column=row.place.column or "",
        got="" if personal else row.got,
        expected=row.expected.in_all(),
    )


def _source_name(material: Material, source: str) -> Text:
    """What people call the source: its name, or its id where it has none."""
    written = material.programme.sources.get(source)
    return written.name if written and written.name else same(source)
