"""What counts is what replaying the loads in the order of their receipt would leave."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from .shelf import Shelf

MONTHS = ("2020-01", "2020-02")
START = date(2020, 9, 1)
Key = tuple[str, str]


@dataclass(frozen=True)
class File:
    """A file to load: its rows by key, the keys set aside, and what it replaces."""

    source: str
    replaces: str
    day: int
    rows: dict[Key, int]
    aside: frozenset[Key]


keys = st.tuples(st.sampled_from("123"), st.sampled_from(MONTHS))
files = st.builds(
    File,
    st.sampled_from(["premises", "premises", "corrections"]),
    st.sampled_from(["all", "periods", "keys"]),
    st.integers(0, 3),
    st.dictionaries(keys, st.integers(1, 99), max_size=4),
    st.frozensets(keys, max_size=2),
)


def replayed(in_order: list[tuple[int, File]]) -> tuple[dict[Key, int], set[tuple[int, Key]]]:
    """The amounts that count and the rows that are open, load by load in plain Python."""
    counted: dict[Key, tuple[str, int]] = {}
    waiting: dict[tuple[int, Key], str] = {}
    for number, file in in_order:
        months = {month for _, month in [*file.rows, *(file.aside - file.rows.keys())]}

        def replaced(source: str, key: Key, file: File = file, months: set[str] = months) -> bool:
            of_source = source == file.source
            gone = of_source and (file.replaces == "all" or (file.replaces == "periods" and key[1] in months))
            return gone or key in file.rows

        counted = {key: value for key, value in counted.items() if not replaced(value[0], key)}
        waiting = {row: source for row, source in waiting.items() if not replaced(source, row[1])}
        counted |= {key: (file.source, amount) for key, amount in file.rows.items()}
        waiting |= {(number, key): file.source for key in file.aside - file.rows.keys()}
    return {key: amount for key, (_, amount) in counted.items()}, set(waiting)


@settings(max_examples=40, deadline=None)
@given(st.lists(files, min_size=1, max_size=5))
def test_what_counts_as_of_a_day_is_what_replaying_the_files_received_by_then_leaves(
    given_files: list[File],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder) / "warehouse")
        lines: dict[tuple[str, int], tuple[int, Key]] = {}
        for number, file in enumerate(given_files):
            aside = sorted(file.aside - file.rows.keys())
            for line, key in enumerate(aside, start=2 + len(file.rows)):
                lines[f"a{number}", line] = (number, key)
            shelf.put(
                f"a{number}",
                [(*key, amount) for key, amount in file.rows.items()],
                aside=[(*key, 0) for key in aside],
                source=file.source,
                replaces=file.replaces,
                received=START + timedelta(days=file.day),
            )
        for day in range(4):
            as_of = START + timedelta(days=day)
            by_then = [(number, file) for number, file in enumerate(given_files) if file.day <= day]
            counted, waiting = replayed(sorted(by_then, key=lambda each: (each[1].day, each[0])))
            assert shelf.counts(as_of) == counted
            assert {lines[load, line or 0] for load, line in shelf.open_lines(as_of)} == waiting
