"""Tables as they come out for people and for programs."""

from __future__ import annotations

import pytest

from voimavara.cli.printing import print_table
from voimavara.tasks.answer import Table

NBSP = "\u00a0"


def test_a_number_is_not_parted_from_its_unit_at_the_end_of_a_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    reason = " ".join([f"Luku on 100{NBSP}%, vaikka sen pitäisi olla jo vähintään 90{NBSP}%."] * 8)
    print_table(Table(("indicator", "reason"), [("a", reason)]), "table", "fi")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 3
    assert not any(line.rstrip(" ").endswith((NBSP, "100", "90")) for line in lines)
    assert sum(line.count(f"100{NBSP}%") for line in lines) == 8


def test_a_cell_that_looks_like_a_formula_is_none_in_a_spreadsheet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_table(Table(("got", "value"), [("=cmd|' /C calc'!A0", -1.5)]), "csv", "en")
    assert capsys.readouterr().out == "got,value\n'=cmd|' /C calc'!A0,-1.5\n"
