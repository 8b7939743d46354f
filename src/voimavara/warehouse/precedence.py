"""Which loads count as of a date, and which of their periods newer loads have replaced.

Loads of one source stand in the order in which they were received; of those received on the same day, the
one loaded later is newer. Mended rows stand where the rows they mend stood: a correction of an old file
does not displace what a newer file says. A file that is read again, with another mapping or another date of
receipt, takes the place of its earlier reading. The same bytes under another name on another day are another
file: a register that had not changed when it was exported again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from voimavara.core.periods import Period
from voimavara.programme.models.contract import Contract
from voimavara.warehouse.load import Load


@dataclass(frozen=True, slots=True)
class Counting:
    """A load that counts, without the rows of the periods that newer loads replaced."""

    load: Load
    dropped_periods: tuple[Period, ...] = ()


def counting_loads(visible: Sequence[Load]) -> tuple[Counting, ...]:
    """Of the loads that are in force as of a date, those that count then, oldest first."""
    by_source: dict[tuple[str, str], list[Load]] = defaultdict(list)
    for load in visible:
        by_source[load.dataset, load.source].append(load)
    originals = {load.id: load for load in visible}
    found = [
        counting
        for of_source in by_source.values()
        for load in of_source
        if (counting := _left_of(load, of_source, originals)) is not None
    ]
    return tuple(sorted(found, key=lambda counting: position(counting.load, originals)))


def in_force(loads: Iterable[Load]) -> tuple[Load, ...]:
    """The loads without earlier readings of the same file, and without what mends those."""
    known = list(loads)
    same_bytes: dict[tuple[str, str], list[Load]] = defaultdict(list)
    for load in sorted(known, key=lambda load: (load.loaded, load.id), reverse=True):
        readings = same_bytes[load.source, load.bytes_hash or load.id]
        if load.mends is None and not any(reads_same_file(load, newer) for newer in readings):
            readings.append(load)
    kept = {load.id for readings in same_bytes.values() for load in readings}
    return tuple(load for load in known if (load.mends or load.id) in kept)


def reads_same_file(one: Load, other: Load) -> bool:
    """Whether both read the same file of a source: the same bytes under one name, or received on one day."""
    if (one.source, one.bytes_hash) != (other.source, other.bytes_hash):
        return False
    return one.file == other.file or one.received == other.received


def position(load: Load, known: Mapping[str, Load]) -> tuple[date, datetime, str, datetime]:
    """Where the load stands among those of its source; newer ones stand later."""
    stands = known[load.mends] if load.mends is not None else load
    return (stands.received, stands.loaded, stands.id, load.loaded)


def mendings_of(load: Load, known: Iterable[Load]) -> tuple[Load, ...]:
    """Of the loads in force, those that mend the file of the load, which may be such a mending itself."""
    return tuple(other for other in in_force(known) if other.mends == (load.mends or load.id))


def is_newer(load: Load, other: Load, known: Mapping[str, Load]) -> bool:
    """Whether the load may replace rows of the other one: newer, and not a mending of the same file."""
    return position(load, known)[:3] > position(other, known)[:3]


def replaces_keys(contract: Contract, newer: Load, older: Load) -> bool:
    """Whether rows of the newer load may replace rows of the older one by their key alone.

    A key counts once in a dataset, whatever the sources: the newest row with it. Where the newer load
    replaces whole periods or all of its own source, the older row is gone already.
    """
    if newer.dataset != older.dataset:
        return False
    in_key = contract.period in contract.key
    if in_key and set(newer.periods).isdisjoint(older.periods):
        return False
    if newer.source != older.source or newer.replaces == "keys":
        return True
    return newer.replaces == "periods" and not in_key


def _left_of(load: Load, of_source: Sequence[Load], known: Mapping[str, Load]) -> Counting | None:
    newer = [other for other in of_source if is_newer(other, load, known)]
    if any(other.replaces == "all" and other.mends is None for other in newer):
        return None
    replaced = {period for other in newer if other.replaces == "periods" for period in other.periods}
    dropped = tuple(sorted(replaced.intersection(load.periods)))
    if dropped and len(dropped) == len(set(load.periods)):
        return None
    return Counting(load, dropped)
