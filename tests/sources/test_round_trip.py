"""Whatever rows a city has and however its system writes them, they arrive, or are told one by one."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from voimavara.core.periods import Period

from .programme import KINDS, Workspace

FIRST, LAST = Period.parse("1990-01").first, Period.parse("2020-09").first


@dataclass(frozen=True)
class Dialect:
    """How a system writes CSV."""

    delimiter: str
    encoding: str
    newline: str
    quoting: int
    gap: str
    month: str
    title_rows: int
    last_newline: bool


dialects = st.builds(
    Dialect,
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["cp1252", "utf-8", "utf-8-sig"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["", " ", "\u00a0"]),
    st.sampled_from(["kk/vvvv", "vvvv-kk", "kk.vvvv", "pp.kk.vvvv"]),
    st.integers(0, 3),
    st.booleans(),
)
words = st.text(alphabet="abcäöåÄÖ€ -'\";,\n", min_size=1, max_size=12).filter(lambda word: word.strip())
rows = st.lists(
    st.tuples(
        st.integers(1, 40).map(lambda number: f"K{number}"),
        st.integers(FIRST, LAST),
        st.sampled_from(KINDS),
        st.decimals(-(10**9), 10**9, places=2),
        words,
    ),
    min_size=1,
    max_size=40,
)
faults = st.lists(st.sampled_from(["amount", "month", "kind", "none", "short"]), min_size=1, max_size=40)


def written_month(index: int, pattern: str) -> str:
    year, month = divmod(index, 12)
    return pattern.replace("vvvv", str(year)).replace("kk", f"{month + 1:02d}").replace("pp", "1")


def written_amount(amount: Decimal, gap: str) -> str:
    return f"{amount:,.2f}".replace(",", gap).replace(".", ",")


@settings(max_examples=60, deadline=None)
@given(rows, faults, dialects)
def test_every_row_is_accepted_as_it_was_or_set_aside_and_none_is_lost(
    given_rows: list[Any], given_faults: list[str], dialect: Dialect
) -> None:
    mapping = {
        "dataset": "property_costs",
        "file": "incoming/*.csv",
        "received": date(2020, 9, 14) + timedelta(days=30),
        "read": {"header_row": dialect.title_rows + 1},
        "columns": {
            "building": "Kohde",
            "month": {"from": "Kausi", "as": dialect.month},
            "kind": "Laji",
            "amount": "Määrä €",
        },
    }
    out = io.StringIO(newline="")
    for _ in range(dialect.title_rows):
        out.write(f"Kulut{dialect.newline}")
    writer = csv.writer(
        out, delimiter=dialect.delimiter, lineterminator=dialect.newline, quoting=dialect.quoting
    )
    writer.writerow(["Kohde", "Kausi", "Laji", "Selite", "Määrä €"])
    accepted: dict[tuple[str, int, str], tuple[Decimal, int]] = {}
    wrong: list[int] = []
    line = dialect.title_rows + 2
    for index, (building, month, kind, amount, text) in enumerate(given_rows):
        fault = given_faults[index % len(given_faults)]
        cells = [
            building,
            written_month(month, dialect.month),
            kind,
            text,
            written_amount(amount, dialect.gap),
        ]
        if fault == "short":
            cells = cells[:3]
        elif fault != "none":
            cells[{"amount": 4, "month": 1, "kind": 2}[fault]] = "12,3,4"
        writer.writerow(cells)
        if fault != "none" or (building, month, kind) in accepted:
            wrong.append(line)
        else:
            accepted[building, month, kind] = (amount, line)
        line += 1 + sum(str(cell).count("\n") for cell in cells)
    content = out.getvalue()
    if not dialect.last_newline and given_faults[(len(given_rows) - 1) % len(given_faults)] != "short":
        content = content.removesuffix(dialect.newline)

    with tempfile.TemporaryDirectory() as folder:
        space = Workspace(Path(folder), costs=mapping)
        load = space.load("costs", space.file("costs.csv", content, dialect.encoding))
        found = {
            (row["building"], row["month"], row["kind"]): (row["amount"], row["_line"])
            for row in space.rows("property_costs")
        }
        told = [row.place.line for row in space.warehouse.rejected([load])]
    assert found == accepted
    assert told == wrong
    assert (load.rows_read, load.rows_accepted, load.rows_set_aside) == (
        len(given_rows),
        len(accepted),
        len(wrong),
    )
