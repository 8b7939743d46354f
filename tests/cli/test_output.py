"""Tables as they come out for people and for programs."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from voimavara.cli import terminal
from voimavara.cli.output import print_table
from voimavara.cli.workbook import write_workbook
from voimavara.core.message import Message
from voimavara.tasks.answer import EUROS, PERCENT, Table, Word

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


STATE = Word("there", Message("already loaded"))
MONEY = Table(
    ("year", "cost", "condition", "state", "why"),
    [
        (2021, 1234567.8, 0.4906, STATE, "word " * 20),
        (2022, -0.0, None, "", ""),
    ],
    quantities={"cost": EUROS, "condition": PERCENT},
    sentences=("why",),
)


def test_people_read_numbers_as_their_language_writes_them_under_a_head_with_the_unit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_table(MONEY, "table", "fi")
    head, first, second = (line.replace(NBSP, " ") for line in capsys.readouterr().out.splitlines()[:3])
    assert head.split()[:5] == ["vuosi", "kustannus,", "€", "kunto,", "%"]
    assert "1 234 568" in first
    assert "49  ladattu jo aiemmin" in first
    assert second.split() == ["2022", "0", "–"]


def test_programs_get_numbers_and_codes_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(MONEY, "json", "fi")
    row = json.loads(capsys.readouterr().out)[0]
    assert (row["cost"], row["condition"], row["state"]) == (1234567.8, 0.4906, "there")


def test_a_sentence_stands_below_its_row_in_a_narrow_terminal_and_no_identifier_is_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "WIDE", 80)
    table = Table(
        ("indicator", "figure", "reason"),
        [("property_cost_per_person_year", "5 668 €/htv ja vielä enemmän kuin ennen", "Koska " * 30)],
        sentences=("reason",),
    )
    print_table(table, "table", "fi")
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("property_cost_per_person_year  5 668 €/htv")
    assert lines[2].startswith("  perustelu: Koska Koska")
    assert max(map(len, lines)) <= 80


def test_an_excel_file_keeps_numbers_and_writes_them_as_money_and_shares(tmp_path: Path) -> None:
    write_workbook(MONEY, tmp_path / "money.xlsx", "fi")
    sheet = CalamineWorkbook.from_path(tmp_path / "money.xlsx").get_sheet_by_index(0)
    assert sheet.to_python()[1][:4] == [2021, 1234567.8, 0.4906, "ladattu jo aiemmin"]
    styles = zipfile.ZipFile(tmp_path / "money.xlsx").read("xl/styles.xml").decode()
    assert 'formatCode="#,##0"' in styles
    assert 'formatCode="0%"' in styles


def test_a_column_without_room_stands_below_its_row_and_no_number_is_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "WIDE", 36)
    heads = ("file", "dataset", "read", "accepted", "set aside", "dropped")
    print_table(Table(heads, [("incoming/a.csv", "absences", 660, 659, 1, 12345)]), "table", "en")
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 36
    assert lines[1].split() == ["incoming/a.csv", "absences", "660"]
    assert "accepted: 659; set aside: 1; dropped: 12345" in " ".join(map(str.strip, lines[2:]))
