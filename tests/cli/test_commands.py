"""The commands, as somebody at a terminal meets them."""

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path

import click
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.cli.conftest import Run
from voimavara.cli.commands import cli
from voimavara.core.errors import UserError
from voimavara.run.computation import Computation
from voimavara.run.workspace import open_workspace
from voimavara.tasks.load import load

COMMANDS = sorted(cli.commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_shows_an_example(command: str, voimavara: Run) -> None:
    told = voimavara(command, "--help")
    assert told.returncode == 0
    assert f"Example:\n    voimavara {command} " in told.stdout


def test_an_engine_that_there_is_not_is_refused_with_those_there_are(own: Path, voimavara: Run) -> None:
    done = voimavara("run", own, "--engine", "sparc", "--lang", "en")
    assert (done.returncode, done.stderr) == (2, "--engine can't be that; use one of: duckdb, spark.\n")


def test_a_new_workspace_runs_and_prints_a_line_an_indicator(own: Path, voimavara: Run) -> None:
    done = voimavara("run", own, "--format", "json")
    assert done.returncode == 0, done.stderr
    (line,) = json.loads(done.stdout)
    assert line["indicator"] == "sick_leave_days"
    assert line["verdict"] in ("met", "not_met")
    assert "days" in line["reason"]


def test_a_new_workspace_has_a_template_and_its_mapping_for_each_dataset(own: Path) -> None:
    templates = {path.stem for path in (own / "templates").glob("*.xlsx")}
    assert templates == {path.stem for path in (own / "templates").glob("*.yaml")}
    assert {"recruitments", "buildings", "net_costs"} <= templates


def test_a_workspace_is_never_written_over(own: Path, voimavara: Run) -> None:
    again = voimavara("init", own)
    assert again.returncode == 2
    assert "already" in again.stderr


def test_a_user_error_is_a_sentence_without_a_traceback(tmp_path: Path, voimavara: Run) -> None:
    done = voimavara("run", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "nowhere" in done.stderr


def test_faults_of_a_programme_are_told_all_at_once_with_file_and_line(own: Path, voimavara: Run) -> None:
    indicator = own / "indicators" / "sick_leave_days.yaml"
    broken = indicator.read_text(encoding="utf-8").replace("goal: staff", "goal: staf\nuunit: day")
    indicator.write_text(broken, encoding="utf-8")
    told = voimavara("check", own).stderr
    assert "did you mean 'staff'?" in told.lower()
    assert "uunit" in told
    assert all(line.startswith("indicators/sick_leave_days.yaml:") for line in told.splitlines())


def test_the_same_file_twice_changes_nothing(own: Path, voimavara: Run) -> None:
    voimavara("load", own)
    again = json.loads(voimavara("load", own, "--format", "json").stdout)
    assert {row["state"] for row in again} == {"already loaded"}
    first = voimavara("run", own, "--format", "csv").stdout
    assert voimavara("run", own, "--format", "csv").stdout == first
    assert len(list((own / "snapshots").glob("*.json"))) == 1


def test_every_form_of_answer_tells_the_same(own: Path, voimavara: Run) -> None:
    voimavara("run", own, "--quiet")
    as_json = json.loads(voimavara("figures", own, "--format", "json").stdout)
    as_csv = list(csv.DictReader(io.StringIO(voimavara("figures", own, "--format", "csv").stdout)))
    assert [row["period"] for row in as_json] == [row["period"] for row in as_csv]
    assert [str(row["value"] or "") for row in as_json] == [row["value"] for row in as_csv]


def test_figures_come_by_any_dimension_and_month_by_month(own: Path, voimavara: Run) -> None:
    voimavara("load", own)
    arguments = ("--indicator", "sick_leave_days", "--by", "sector", "--period", "month", "--format", "json")
    rows = json.loads(voimavara("figures", own, *arguments).stdout)
    months = {row["period"] for row in rows}
    assert len(rows) == len(months) * len({row["place"] for row in rows})
    assert all(len(month) == len("2020-09") for month in months)


def test_an_unknown_dimension_is_refused_with_the_one_that_was_meant(own: Path, voimavara: Run) -> None:
    done = voimavara("figures", own, "--indicator", "sick_leave_days", "--by", "sectr")
    assert done.returncode == 2
    assert "did you mean 'sector'?" in done.stderr


def test_a_figure_is_explained_down_to_the_line_of_the_file(own: Path, voimavara: Run) -> None:
    voimavara("load", own)
    told = voimavara("explain", own, "sick_leave_days")
    assert told.returncode == 0, told.stderr
    assert "SELECT" in told.stdout
    assert "version 1" in told.stdout
    source = next((own / "incoming").glob("absences*.csv"))
    lines = source.read_text(encoding="utf-8").splitlines()
    rows = json.loads(voimavara("explain", own, "sick_leave_days", "--format", "json").stdout)
    row = next(row for row in rows if row["dataset"] == "absences")
    assert row["file"] == f"incoming/{source.name}"
    assert 1 < row["line"] <= len(lines)


def test_a_date_is_understood_as_people_write_it(own: Path, voimavara: Run) -> None:
    one = voimavara("run", own, "--as-of", "31.10.2025", "--format", "csv")
    other = voimavara("run", own, "--as-of", "2025-10-31", "--format", "csv")
    assert one.stdout == other.stdout
    wrong = voimavara("run", own, "--as-of", "October")
    assert wrong.returncode == 2
    assert "expected a date like 2020-10-31 or 31.10.2020" in wrong.stderr


def test_verdicts_without_a_run_say_how_to_make_one(own: Path, voimavara: Run) -> None:
    done = voimavara("verdicts", own)
    assert done.returncode == 2
    assert f"voimavara run {own}" in done.stderr


def test_explain_says_nothing_of_waiting_rows_where_none_wait(own: Path, voimavara: Run) -> None:
    voimavara("load", own)
    assert voimavara("explain", own, "sick_leave_days").stderr == ""


def test_a_faulty_row_is_set_aside_corrected_in_excel_and_loaded(own: Path, voimavara: Run) -> None:
    source = next((own / "incoming").glob("absences*.csv"))
    lines = source.read_bytes().split(b"\n")
    lines[1] = lines[1].rsplit(b";", 1)[0] + b";12,3,4"
    source.write_bytes(b"\n".join(lines))
    voimavara("load", own)
    (waiting,) = json.loads(voimavara("rejected", own, "--format", "json").stdout)
    assert waiting["line"] == 2
    assert waiting["got"].strip() == "12,3,4"
    assert (
        "wait to be mended: 1. List them: voimavara rejected"
        in voimavara("explain", own, "sick_leave_days").stderr
    )
    sheet = own / "to-mend.xlsx"
    told = voimavara("rejected", own, "--export", sheet)
    assert "rows of absences: 1." in told.stdout
    still = voimavara("load", own, sheet)
    assert "12,3,4" in still.stderr
    assert json.loads(voimavara("loads", own, "--format", "json").stdout)


def test_a_figure_is_explained_with_the_file_in_which_a_row_was_corrected(own: Path, voimavara: Run) -> None:
    source = next((own / "incoming").glob("absences*.csv"))
    lines = source.read_bytes().rstrip().split(b"\n")
    sick, days = lines[-2].rsplit(b";", 1)
    right = days.decode().strip()
    source.write_bytes(b"\n".join([*lines[:-2], sick + b";12,3,4", lines[-1], b""]))
    voimavara("load", own)
    sheet = own / "korj.xlsx"
    voimavara("rejected", own, "--export", sheet)
    rows = CalamineWorkbook.from_path(sheet).get_sheet_by_index(0).to_python()
    with xlsxwriter.Workbook(sheet) as book:
        page = book.add_worksheet()
        for index, row in enumerate(rows):
            page.write_row(index, 0, [right if cell == "12,3,4" else cell for cell in row])
    voimavara("load", own, sheet)

    behind = json.loads(voimavara("explain", own, "sick_leave_days", "--format", "json").stdout)
    assert {row["line"]: row["corrected in"] for row in behind if row["corrected in"]} == {
        len(lines) - 1: "korj.xlsx"
    }


def test_a_workspace_can_be_moved_to_another_folder(own: Path, voimavara: Run, tmp_path: Path) -> None:
    before = voimavara("run", own, "--format", "csv").stdout
    moved = tmp_path / "moved"
    shutil.move(own, moved)
    assert voimavara("run", moved, "--format", "csv").stdout == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("run", "--as-of", "9999-12-31"), "from 1900 to 2200"),
        (("serve", "--port", "99999"), "99999 is not in the range"),
        (("serve", "--host", "no such host"), "there is no host 'no such host'"),
        (("load", "missing.xlsx"), "missing.xlsx: there is no such file; name the file of corrected rows"),
    ],
)
def test_an_argument_that_makes_no_sense_is_refused_in_a_sentence(
    own: Path, arguments: tuple[str, ...], says: str
) -> None:
    command, *rest = arguments
    with pytest.raises((UserError, click.UsageError)) as error:
        cli.main([command, str(own), *rest], standalone_mode=False)
    told = error.value.format_message() if isinstance(error.value, click.UsageError) else str(error.value)
    assert says in told


def test_rows_that_came_after_the_programmes_day_wait_to_be_mended_too(own: Path, voimavara: Run) -> None:
    header = next((own / "incoming").glob("absences*.csv")).read_text(encoding="utf-8").splitlines()[0]
    late = own / "incoming" / "absences_2025-11-20.csv"
    late.write_text(f"{header}\n10/2025;Education;Sickness;x\n", encoding="utf-8")
    voimavara("load", own)
    (waiting,) = json.loads(voimavara("rejected", own, "--format", "json").stdout)
    assert waiting["file"] == "incoming/absences_2025-11-20.csv"


def test_answers_are_utf8_whatever_the_systems_language(
    own: Path, monkeypatch: pytest.MonkeyPatch, voimavara: Run
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    told = voimavara("check", own / "å–−")
    assert told.returncode == 2
    assert "Traceback" not in told.stderr


def test_a_file_that_no_source_reads_is_told(own: Path, voimavara: Run) -> None:
    (own / "incoming" / "henkilotyovuodet.xlsx").write_bytes(b"")
    told = voimavara("load", own)
    assert told.returncode == 0
    assert "incoming/henkilotyovuodet.xlsx: no source reads this file" in told.stderr
    assert "incoming/absences_*.csv" in told.stderr


def test_corrected_rows_come_no_later_than_the_day_the_programme_stands_at(own: Path, voimavara: Run) -> None:
    source = next((own / "incoming").glob("absences*.csv"))
    lines = source.read_bytes().split(b"\n")
    lines[1] = lines[1].rsplit(b";", 1)[0] + b";12,3,4"
    source.write_bytes(b"\n".join(lines))
    voimavara("load", own)
    sheet = own / "to-mend.xlsx"
    voimavara("rejected", own, "--export", sheet)
    book = CalamineWorkbook.from_path(sheet)
    rows = book.get_sheet_by_index(0).to_python()
    rows[1][rows[0].index("Days")] = 12.5
    with xlsxwriter.Workbook(sheet) as out:
        first = out.add_worksheet()
        for number, row in enumerate(rows):
            first.write_row(number, 0, row)
    assert voimavara("load", own, sheet).returncode == 0
    assert json.loads(voimavara("rejected", own, "--format", "json").stdout) == []


def test_quiet_loading_prints_only_errors(own: Path, voimavara: Run) -> None:
    assert voimavara("load", own, "--quiet").stdout == ""


def test_a_day_of_receipt_corrected_to_a_later_one_counts_for_coverage_too(own: Path) -> None:
    source = own / "sources" / "absences.yaml"
    written = source.read_text(encoding="utf-8")
    name = next((own / "incoming").glob("absences*.csv")).name
    for day in (date(2025, 10, 10), date(2025, 10, 20)):
        source.write_text(written.replace("received: name", f"received: {{{name}: {day}}}"), encoding="utf-8")
        load(own)
    computation = Computation(open_workspace(own), date(2025, 10, 31))
    assert [each.received for each in computation.loads if each.dataset == "absences"] == [date(2025, 10, 20)]


def test_no_figure_is_broken_down_to_single_persons(own: Path, voimavara: Run) -> None:
    (own / "indicators" / "recruitment.yaml").write_text(
        "name: {en: Recruitments}\ngoal: staff\nwhy: {en: So}\nformula: recruitment_success\nunit: '%'\n"
        "period: 12 months\nowner: hr\ntarget: {at_least: 50 %}\n",
        encoding="utf-8",
    )
    for asked in (
        ("figures", own, "--indicator", "recruitment", "--by", "recruitment"),
        ("explain", own, "recruitment", "--place", "recruitment=R1"),
    ):
        done = voimavara(*asked)
        assert done.returncode == 2
        assert "can't be broken down by 'recruitment'" in done.stderr
