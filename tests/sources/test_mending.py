"""Rows set aside go out to Excel, are corrected there, and come in again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from voimavara.core.errors import UserError
from voimavara.core.language import Language
from voimavara.core.periods import Period
from voimavara.sources.mending.corrections import load_mended
from voimavara.sources.mending.sheet import export_rejected

from .programme import COSTS, TODAY, Workspace

LINES = """Kohdenro;Kausi;Tili;Summa €
114;08/2020;4410;10,00
114;08/2020;4420;12,3,4
115;13/2020;4410;
114;08/2020;4410;10,00
"""
BUILDINGS = {
    "dataset": "buildings",
    "file": "incoming/buildings*.csv",
    "replaces": "keys",
    "columns": {"building": "Nro", "name": "Nimi", "gross_area": "Ala", "in_use_from": "Alkaen"},
}
CORRECTED = date(2020, 10, 1)


@pytest.fixture
def broken(costs: Workspace) -> Workspace:
    costs.load("costs", costs.file("costs.csv", LINES))
    return costs


def exported(workspace: Workspace) -> tuple[Path, list[list[object]]]:
    path = workspace.folder / "mend.xlsx"
    export_rejected(workspace.programme, workspace.warehouse, "costs", path, TODAY)
    return path, CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def saved(path: Path, rows: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)
    return path


def mend(workspace: Workspace, path: Path, received: date = CORRECTED):
    return load_mended(workspace.programme, workspace.warehouse, path, received)


def test_the_file_to_mend_shows_each_row_as_written_and_all_that_is_wrong_with_it(broken: Workspace) -> None:
    _, rows = exported(broken)

    assert rows[0][4:] == ["Kohdenro", "Kausi", "Tili", "Summa €"]
    assert [row[1] for row in rows[1:]] == [3.0, 4.0, 5.0]
    assert rows[2][4:] == ["115", "13/2020", "4410", ""]
    assert "Kausi" in str(rows[2][2])
    assert "Summa €" in str(rows[2][2])


def test_a_corrected_row_keeps_the_line_it_came_from(broken: Workspace) -> None:
    path, rows = exported(broken)
    rows[1][7] = "12,34"
    saved(path, rows)

    (mended,) = mend(broken, path)

    assert mended.load is not None
    assert (mended.load.rows_read, mended.load.rows_accepted, mended.load.rows_set_aside) == (3, 1, 2)
    assert [(row["amount"], row["_line"]) for row in broken.rows("property_costs")] == [
        (Decimal("10.00"), 2),
        (Decimal("12.34"), 3),
    ]
    contract = broken.programme.contracts["property_costs"]
    (lineage,) = broken.warehouse.lineage(contract, mended.load, [3])
    assert str(lineage.place) == "incoming/costs.csv:3"
    assert lineage.mended_in == "mend.xlsx"


def test_a_mended_row_is_open_until_the_day_it_was_mended(broken: Workspace) -> None:
    path, rows = exported(broken)
    rows[1][7] = 12.34
    mend(broken, saved(path, rows))

    def open_lines(as_of: date) -> list[int | None]:
        return [row.place.line for row in broken.select(as_of).open_of("property_costs")]

    assert open_lines(date(2020, 9, 30)) == [3, 4, 5]
    assert open_lines(CORRECTED) == [4, 5]


def test_rows_still_wrong_stay_open_and_say_what_is_wrong_now(broken: Workspace) -> None:
    path, rows = exported(broken)
    rows[1][7] = "zwölf"

    (mended,) = mend(broken, saved(path, rows))

    assert [row.place.line for row in mended.still_wrong] == [3, 4, 5]
    assert "zwölf" in mended.still_wrong[0].sentence()
    assert len(broken.select().open_of("property_costs")) == 3


def open_rows(workspace: Workspace, as_of: date = TODAY) -> list[tuple[int | None, str]]:
    """Line and first fault of each row that waits."""
    return sorted(
        (row.place.line, f"{row.place.column}: {row.got}")
        for row in workspace.select(as_of).open_of("property_costs")
    )


def test_half_of_a_correction_is_not_lost_when_the_row_is_exported_again(broken: Workspace) -> None:
    path, rows = exported(broken)
    rows[2][5] = "09/2020"  # of two faults one is corrected
    mend(broken, saved(path, rows))

    path, again = exported(broken)

    assert {row[1]: row[4:] for row in again[1:]}[4.0] == ["115", "09/2020", "4410", ""]
    (fault,) = (str(row[2]) for row in again[1:] if row[1] == 4.0)
    assert "Summa €" in fault
    assert "Kausi" not in fault
    again[[row[1] for row in again].index(4.0)][7] = "7,00"
    mend(broken, saved(path, again), date(2020, 10, 5))
    (row,) = (row for row in broken.rows("property_costs") if row["_line"] == 4)
    assert (row["month"], row["amount"]) == (Period.month(2020, 9).first, Decimal("7.00"))
    assert open_rows(broken) == [(3, "Summa €: 12,3,4"), (5, "Kohdenro, Kausi, Tili: 114, 08/2020, 4410")]


def test_a_row_tried_twice_waits_once_and_on_each_day_as_it_stood_then(broken: Workspace) -> None:
    path, rows = exported(broken)
    for day, text in ((date(2020, 10, 1), "zwölf"), (date(2020, 10, 5), "dreizehn")):
        rows[1][7] = text
        mend(broken, saved(path, rows), day)

    wrong = {
        day: [fault for line, fault in open_rows(broken, date(2020, 10, day)) if line == 3] for day in (4, 5)
    }
    assert wrong == {4: ["Summa €: zwölf"], 5: ["Summa €: dreizehn"]}
    assert open_rows(broken, date(2020, 9, 30))[0] == (3, "Summa €: 12,3,4")
    waiting = [row for row in broken.warehouse.rejected() if row.mended_by is None]
    assert sorted(row.place.line or 0 for row in waiting) == [3, 4, 5]


def test_the_sheet_of_the_first_export_can_be_corrected_on_and_does_not_bring_old_tries_back(
    broken: Workspace,
) -> None:
    path, rows = exported(broken)
    untouched = [list(row) for row in rows]
    rows[1][7] = "zwölf"
    mend(broken, saved(path, rows))
    before = broken.warehouse.loads()
    mend(broken, saved(broken.folder / "colleague.xlsx", untouched))
    assert broken.warehouse.loads() == before
    assert open_rows(broken)[0] == (3, "Summa €: zwölf")

    rows[1][7] = "12,00"
    mend(broken, saved(path, rows))

    assert [row["_line"] for row in broken.rows("property_costs")] == [2, 3]
    assert [line for line, _ in open_rows(broken)] == [4, 5]


def test_a_try_that_was_cut_off_leaves_the_row_waiting_as_it_was(
    broken: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, rows = exported(broken)
    rows[1][7] = "zwölf"

    def cut_off(*_: object) -> None:
        raise OSError("cut off")

    with monkeypatch.context() as patched:
        patched.setattr(broken.warehouse._records, "append", cut_off)
        with pytest.raises(OSError, match="cut off"):
            mend(broken, saved(path, rows))

    again = Workspace(broken.folder, costs=COSTS)
    with again.warehouse.writing():
        pass
    assert open_rows(again)[0] == (3, "Summa €: 12,3,4")


def test_a_row_that_waits_half_corrected_is_gone_once_a_newer_file_replaces_its_month(workspace) -> None:
    space: Workspace = workspace(
        costs={**COSTS, "received": {"costs-1.csv": date(2020, 9, 14), "costs-2.csv": date(2020, 10, 20)}}
    )
    head = "Kohdenro;Kausi;Tili;Summa €\n"
    space.load("costs", space.file("costs-1.csv", head + "114;08/2020;4410;x\n115;x;4410;x\n"))
    path, rows = exported(space)
    rows[1][7], rows[2][7] = "y", "1,00"
    mend(space, saved(path, rows))
    space.load("costs", space.file("costs-2.csv", head + "114;08/2020;4410;2,00\n"))

    assert open_rows(space, date(2020, 10, 19)) == [(2, "Summa €: y"), (3, "Kausi: x")]
    assert open_rows(space) == []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fi", "(tunnuksen oma rivi odottaa siellä korjausta: korjaa se ensin)"),
        ("sv", "(dess egen rad där väntar på att rättas: rätta den först)"),
        ("en", "(its own row waits there to be mended: mend that one first)"),
    ],
)
def test_a_row_whose_building_was_itself_set_aside_says_which_to_mend_first(
    workspace, language: Language, told: str
) -> None:
    space: Workspace = workspace(costs=COSTS, buildings=BUILDINGS)
    rows = "1;Koulu;10;1.1.2000\n2;Talo;iso;1.1.2000\n"
    space.load("buildings", space.file("buildings-1.csv", "Nro;Nimi;Ala;Alkaen\n" + rows))
    lines = "2;08/2020;4410;1,00\n3;08/2020;4410;1,00\n"
    load = space.load("costs", space.file("costs.csv", "Kohdenro;Kausi;Tili;Summa €\n" + lines))

    waits, unknown = (row.expected.within(language) for row in space.warehouse.rejected([load]))

    assert told in waits
    assert told not in unknown


def test_the_same_sheet_brings_more_once_an_unknown_building_has_come(workspace) -> None:
    space: Workspace = workspace(costs=COSTS, buildings=BUILDINGS)
    head = "Nro;Nimi;Ala;Alkaen\n"
    space.load("buildings", space.file("buildings-1.csv", head + "1;Koulu;10;1.1.2000\n"))
    space.load("costs", space.file("costs.csv", "Kohdenro;Kausi;Tili;Summa €\n2;08/2020;4410;x\n"))
    path, rows = exported(space)
    rows[1][7] = "1,00"
    mend(space, saved(path, rows))
    assert open_rows(space) == [(2, "Kohdenro: 2")]
    space.load("buildings", space.file("buildings-2.csv", head + "2;Talo;10;1.1.2000\n"))

    (mended,) = mend(space, path)

    assert mended.is_new
    assert [row["amount"] for row in space.rows("property_costs")] == [Decimal("1.00")]
    assert open_rows(space) == []


def test_the_same_mended_file_twice_changes_nothing(broken: Workspace) -> None:
    path, rows = exported(broken)
    rows[1][7] = "12,34"
    saved(path, rows)
    mend(broken, path)
    before = broken.select(), broken.warehouse.loads()

    (again,) = mend(broken, path, received=date(2020, 10, 20))

    assert not again.is_new
    assert (broken.select(), broken.warehouse.loads()) == before


def test_a_row_that_was_sent_twice_can_be_left_out_for_good(broken: Workspace) -> None:
    path, rows = exported(broken)
    rows[3][3] = "x"
    mend(broken, saved(path, rows))

    assert [row.place.line for row in broken.select().open_of("property_costs")] == [3, 4]
    assert len(broken.rows("property_costs")) == 1


def test_a_mended_row_may_not_repeat_a_key_that_was_accepted(broken: Workspace) -> None:
    path, rows = exported(broken)
    rows[1][6:] = ["4410", "99,00"]

    (mended,) = mend(broken, saved(path, rows))

    assert "line 2 has the same" in mended.still_wrong[0].expected.within("en")


def test_a_newer_file_is_not_displaced_by_mending_an_older_one(workspace) -> None:
    space: Workspace = workspace(
        costs={**COSTS, "received": {"costs-1.csv": date(2020, 9, 14), "costs-2.csv": date(2020, 9, 20)}}
    )
    space.load("costs", space.file("costs-1.csv", "Kohdenro;Kausi;Tili;Summa €\n114;08/2020;4410;x\n"))
    path, rows = exported(space)
    rows[1][7] = "1,00"
    saved(path, rows)
    mend(space, path)
    space.load("costs", space.file("costs-2.csv", "Kohdenro;Kausi;Tili;Summa €\n114;08/2020;4410;2,00\n"))

    assert [row["amount"] for row in space.rows("property_costs")] == [Decimal("2.00")]


def test_a_row_that_a_newer_file_replaced_is_open_no_more(workspace) -> None:
    space: Workspace = workspace(
        costs={**COSTS, "received": {"costs-1.csv": date(2020, 9, 14), "costs-2.csv": date(2020, 9, 20)}}
    )
    space.load("costs", space.file("costs-1.csv", "Kohdenro;Kausi;Tili;Summa €\n114;08/2020;4410;x\n"))
    space.load("costs", space.file("costs-2.csv", "Kohdenro;Kausi;Tili;Summa €\n114;08/2020;4410;2,00\n"))

    assert space.select(date(2020, 9, 19)).open_of("property_costs")
    assert space.select().open_of("property_costs") == ()


def test_mended_rows_follow_their_file_when_it_is_read_again_with_another_mapping(broken: Workspace) -> None:
    path, rows = exported(broken)
    rows[1][7] = "12,34"
    saved(path, rows)
    mend(broken, path)
    kind = {"from": "Tili", "values": {"4410": "heat", "4420": "rent"}}
    mapping = {**COSTS, "columns": COSTS["columns"] | {"kind": kind}}
    again = Workspace(broken.folder, costs=mapping)
    again.load("costs", again.folder / "incoming" / "costs.csv")
    assert [row.place.line for row in again.select().open_of("property_costs")] == [3, 4, 5]

    mend(again, path)

    assert [(row["kind"], row["_line"]) for row in again.rows("property_costs")] == [("heat", 2), ("rent", 3)]
    assert [row.place.line for row in again.select().open_of("property_costs")] == [4, 5]


def test_a_line_that_was_never_set_aside_is_refused(broken: Workspace) -> None:
    path, rows = exported(broken)
    rows[1][1] = 2
    with pytest.raises(UserError, match=r"incoming/costs.csv:2: the row was not set aside"):
        mend(broken, saved(path, rows))


def test_a_row_of_an_unknown_building_comes_in_unchanged_once_the_building_is_known(workspace) -> None:
    space: Workspace = workspace(costs=COSTS, buildings=BUILDINGS)
    head = "Nro;Nimi;Ala;Alkaen\n"
    space.load("buildings", space.file("buildings-1.csv", head + "1;Koulu;10;1.1.2000\n"))
    space.load("costs", space.file("costs.csv", "Kohdenro;Kausi;Tili;Summa €\n2;08/2020;4410;1,00\n"))
    path, _ = exported(space)
    space.load("buildings", space.file("buildings-2.csv", head + "2;Talo;10;1.1.2000\n"))

    (mended,) = mend(space, path)

    assert mended.load is not None
    assert [row["building"] for row in space.rows("property_costs")] == ["2"]
