"""Files that can't be read, or are read anew: the others are loaded, and what changed is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from voimavara.core.errors import UserError
from voimavara.programme.scaffold import write_scaffold
from voimavara.run.incoming import UnreadError, load_all
from voimavara.run.workspace import open_workspace
from voimavara.tasks.figures import figures
from voimavara.tasks.load import load, load_corrected
from voimavara.tasks.rejected import export, rejected
from voimavara.tasks.run import run
from voimavara.warehouse.warehouse import Warehouse

FAULT = b"12,3,4"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    folder = tmp_path / "town"
    write_scaffold(folder, "en")
    return folder


def incoming(town: Path, what: str) -> Path:
    return next((town / "incoming").glob(f"{what}*.csv"))


def break_row(path: Path) -> None:
    lines = path.read_bytes().split(b"\n")
    lines[1] = lines[1].rsplit(b";", 1)[0] + b";" + FAULT
    path.write_bytes(b"\n".join(lines))


def test_one_unreadable_file_stops_neither_the_others_nor_the_run(town: Path) -> None:
    bad = town / "incoming" / "absences_2025-10-20.csv"
    bad.write_bytes(b"\x00\x01\x02")
    done = run(town)
    assert {each.load.dataset for each in done.filled.loaded} == {"absences", "person_years"}
    assert done.snapshot.indicators[0].main.total is not None
    assert list((town / "snapshots").glob("*/manifest.json"))
    with pytest.raises(UnreadError, match=r"absences_2025-10-20.csv: expected a CSV file"):
        done.check()
    bad.unlink()
    run(town).check()


def test_a_stopped_warehouse_is_no_unreadable_file(town: Path) -> None:
    with Warehouse(town / "warehouse").writing(), pytest.raises(UserError, match="another run"):
        load(town)


def test_rows_that_refer_to_an_unreadable_register_wait_for_it(town: Path) -> None:
    (town / "datasets" / "places.yaml").parent.mkdir(exist_ok=True)
    (town / "datasets" / "places.yaml").write_text(
        "name: {en: Places}\nrows: {en: Place}\nkey: [place]\ncolumns:\n"
        "  place: {type: id, name: {en: Place}}\n",
        encoding="utf-8",
    )
    (town / "datasets" / "visits.yaml").write_text(
        "name: {en: Visits}\nrows: {en: Place and month}\nkey: [place, month]\nperiod: month\ncolumns:\n"
        "  place: {type: id, of: places, name: {en: Place}}\n  month: {type: month, name: {en: Month}}\n"
        "  visits: {type: integer, is: flow, unit: piece, name: {en: Visits}}\n",
        encoding="utf-8",
    )
    for name, columns in (
        ("places", "place: Place"),
        ("visits", "place: Place\n  month: Month\n  visits: N"),
    ):
        (town / "sources" / f"{name}.yaml").write_text(
            f"dataset: {name}\nfile: incoming/{name}_*.csv\nreceived: name\nreplaces: all\norigin: own\n"
            f"owner: hr\ncolumns:\n  {columns}\n",
            encoding="utf-8",
        )
    register = town / "incoming" / "places_2025-10-01.csv"
    register.write_bytes(b"")
    (town / "incoming" / "visits_2025-10-02.csv").write_text("Place;Month;N\nA;9/2025;4\n", encoding="utf-8")
    with pytest.raises(UnreadError) as unread:
        load_all(open_workspace(town))
    assert "visits_2025-10-02.csv: not read yet, for its rows refer to the dataset places" in str(
        unread.value
    )
    register.write_text("Place\nA\n", encoding="utf-8")
    loaded = {each.load.dataset: each.load for each in load_all(open_workspace(town))}
    assert loaded["visits"].rows_set_aside == 0


def corrected(town: Path) -> Path:
    """The set-aside row mended and loaded."""
    sheet = town / "to-mend.xlsx"
    export(town, None, sheet, None)
    rows = CalamineWorkbook.from_path(sheet).get_sheet_by_index(0).to_python()
    rows[1][rows[0].index("Days")] = 12.5
    with xlsxwriter.Workbook(sheet) as out:
        first = out.add_worksheet()
        for number, row in enumerate(rows):
            first.write_row(number, 0, row)
    load_corrected(town, sheet, None, "en")
    return sheet


def test_corrections_that_a_changed_mapping_undoes_are_told_and_can_be_loaded_again(town: Path) -> None:
    break_row(incoming(town, "absences"))
    load(town)
    sheet = corrected(town)
    assert not rejected(town, None, None, "en").rows
    source = town / "sources" / "absences.yaml"
    changed = re.sub(r"tolerance: .*", "tolerance: 7 %", source.read_text(encoding="utf-8"))
    source.write_text(changed, encoding="utf-8")
    (told,) = (str(remark) for remark in load(town).table.remarks)
    assert "(rows: 1)" in told
    assert "Load the corrected rows again from to-mend.xlsx" in told
    assert len(rejected(town, None, None, "en").rows) == 1
    load_corrected(town, sheet, None, "en")
    assert not rejected(town, None, None, "en").rows


@pytest.mark.parametrize("month", ["09/2025", ""])  # the rows of one month, or all
def test_a_missing_figure_says_that_rows_wait_to_be_mended(town: Path, month: str) -> None:
    path = incoming(town, "absences")
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.rsplit(";", 1)[0] + ";12,3,4" if line.startswith(month) else line for line in lines]
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    done = run(town)
    reason = done.snapshot.indicators[0].verdict.reason
    assert "came faulty and wait to be mended" in reason.en
    assert "odottaa korjausta" in reason.fi
    missing = [row[-1] for row in figures(town, None, (), None, None, "en").rows]
    said = [word.said.within("en") for word in missing if word]
    assert any(path.name in each and "see `voimavara rejected`" in each for each in said)
