"""The commands of the estate: help, tables, formats, and sentences for what cannot be."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from voimavara.cli.commands import cli
from voimavara.core.errors import UserError
from voimavara.portfolio.snapshot import current_snapshot
from voimavara.run.progress import silent
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.tasks.plan import adopt_plan, followed, plan
from voimavara.tasks.simulate import simulate

PLAN = "plans/works_2021_2030.yaml"


@pytest.mark.parametrize("command", ["simulate", "plan", "space"])
def test_help_shows_an_example(command: str) -> None:
    answer = CliRunner().invoke(cli, [command, "--help"])
    assert answer.exit_code == 0
    assert f"voimavara {command} our-city" in answer.output
    assert all(option in answer.output for option in ("--as-of", "--lang", "--format"))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "voimavara", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


@pytest.mark.usefixtures("heinola")
def test_json_and_csv_hold_nothing_but_the_answer(loaded: Path, workspace: Path) -> None:
    (workspace / "snapshots").rename(workspace / "older")  # worked out anew, with every library's own words
    found = json.loads(
        run("space", str(workspace), "--what", "networks", "--format", "json", "--quiet").stdout
    )
    assert all(row["proven"] == "yes" for row in found)
    table = list(
        csv.DictReader(io.StringIO(run("plan", str(loaded), "--format", "csv", "--lang", "fi").stdout))
    )
    assert {row["must"] for row in table} == {"yes", ""}
    assert all(row["why"] for row in table)


@pytest.mark.parametrize("what", ["needs", "use", "intensity", "candidates", "networks"])
def test_each_table_of_space_has_rows(loaded: Path, heinola: EstateSnapshot, what: str) -> None:
    answer = CliRunner().invoke(
        cli, ["space", str(loaded), "--what", what, "--format", "csv", "--lang", "sv"]
    )
    assert answer.exit_code == 0
    assert len(answer.stdout.splitlines()) > len(heinola.networks) * (what == "networks")


@pytest.mark.parametrize(
    ("what", "column"), [("thousand-years", "need"), ("abnormal", "since"), ("consumption", "normalised kWh")]
)
@pytest.mark.usefixtures("heinola")
def test_each_table_of_simulate_has_rows(loaded: Path, what: str, column: str) -> None:
    answer = CliRunner().invoke(cli, ["simulate", str(loaded), "--what", what, "--format", "csv"])
    assert answer.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(answer.stdout)))
    assert rows
    assert any(row[column] for row in rows)


def test_each_command_tells_only_what_concerns_its_answer(loaded: Path, heinola: EstateSnapshot) -> None:
    def told(*arguments: str) -> str:
        return CliRunner().invoke(cli, [arguments[0], str(loaded), *arguments[1:], "--lang", "fi"]).stderr

    assert len(simulate(loaded, "paths", None, "fi").rows) == len(heinola.paths)
    assert "tuhat vuotta" not in told("simulate")
    assert "tuhat vuotta" in told("simulate", "--what", "thousand-years")
    assert "Lämmitystarveluvut puuttuvat" in told("simulate", "--what", "consumption")
    for command in ("simulate", "plan"):
        assert "Putket: " in told(command)
        assert "arauksia, joiden aikana" not in told(command)
    assert "arauksia, joiden aikana" in told("space", "--what", "use")
    assert "Putket: " not in told("space")


@pytest.mark.usefixtures("heinola")
def test_a_terminal_shows_names_and_written_numbers_and_programs_get_codes(loaded: Path) -> None:
    def out(*arguments: str) -> str:
        return CliRunner().invoke(cli, [arguments[0], str(loaded), *arguments[1:], "--lang", "fi"]).stdout

    for command, code, name in (
        ("plan", "administration", "Konsernihallinto"),
        ("simulate", "do_nothing", "Mitään ei korjata"),
    ):
        assert code not in out(command)
        assert name in out(command)
        assert code in out(command, "--format", "csv")
        assert name not in out(command, "--format", "csv")
    heads = out("plan").replace("\xa0", " ")
    assert "kustannus, €" in heads
    assert re.search(r"\d \d{3} \d{3}\s", heads)
    assert not re.search(r"\d{4,}\.\d", out("plan") + out("simulate") + out("space"))


@pytest.mark.usefixtures("heinola")
def test_a_thousand_years_fit_on_a_screen_and_programs_get_each_of_them(loaded: Path) -> None:
    table = simulate(loaded, "thousand-years", None, "en")
    arguments = ["simulate", str(loaded), "--what", "thousand-years", "--lang", "en"]
    shown = CliRunner().invoke(cli, arguments)
    assert len(shown.stdout.splitlines()) < 30
    assert "give every year" in shown.stderr
    assert len(CliRunner().invoke(cli, [*arguments, "--format", "csv"]).stdout.splitlines()) == 1001
    assert table.short is not None
    decade = [float(str(row[1])) for row in table.rows[:10]]
    assert table.short.rows[0][1] == pytest.approx(sum(decade) / 10)


def test_an_adopted_plan_is_frozen_and_followed(workspace: Path) -> None:
    said = adopt_plan(workspace, None, silent)
    frozen = list((workspace / "adopted").glob("*.json"))
    assert len(frozen) == 1
    assert str(frozen[0]) in str(said)
    content = frozen[0].read_bytes()
    text = (workspace / PLAN).read_text("utf-8").replace("2021: 6 MEUR", "2021: 5 MEUR")
    (workspace / PLAN).write_text(text, "utf-8")
    snapshot = current_snapshot(workspace, None, silent)
    assert frozen[0].read_bytes() == content
    assert snapshot.following is not None
    assert snapshot.following.adopted == snapshot.as_of
    assert not snapshot.following.slips  # its works lie in the years to come
    assert not followed(workspace, None, "fi", silent).rows


def test_an_adopted_plan_that_was_changed_is_refused_by_name(workspace: Path) -> None:
    adopt_plan(workspace, None, silent)
    (frozen,) = (workspace / "adopted").glob("*.json")
    text = frozen.read_text("utf-8")
    assert '"action_id": "renovate"' in text
    frozen.write_text(text.replace('"year": 2021', '"year": 2022', 1), "utf-8")
    with pytest.raises(UserError, match=f"{frozen.name}.*has been changed"):
        current_snapshot(workspace, None, silent)


def test_a_plan_adopted_before_hashes_were_kept_is_still_followed(workspace: Path) -> None:
    adopt_plan(workspace, None, silent)
    (frozen,) = (workspace / "adopted").glob("*.json")
    day, number, _, end = frozen.name.split(".")
    old = json.loads(frozen.read_text("utf-8"))
    for work in old["works"]:
        del work["action_id"]
    frozen.with_name(f"{day}.{number}.plan.{end}").write_text(json.dumps(old), "utf-8")
    frozen.unlink()
    snapshot = current_snapshot(workspace, None, silent)
    assert snapshot.following is not None
    assert snapshot.following.adopted == snapshot.as_of


def fails(workspace: Path, old: str, new: str, file: str = PLAN) -> str:
    """What is said when the text in the file is another one."""
    path = workspace / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(UserError) as raised:
        plan(workspace, None, "en")
    return str(raised.value)


def test_a_plan_that_cannot_be_made_hinders_no_other_answer(workspace: Path) -> None:
    said = fails(workspace, "2021: 6 MEUR\n  2022: 6 MEUR", "2021: 1 kEUR\n  2022: 1 kEUR")
    paths = simulate(workspace, "paths", None, "en")
    assert paths.rows
    assert said not in paths.remarks


def test_budgets_that_cannot_meet_must_dos_say_which_and_by_how_much(workspace: Path) -> None:
    said = fails(workspace, "2021: 6 MEUR\n  2022: 6 MEUR", "2021: 1 kEUR\n  2022: 1 kEUR")
    assert "(building-1006)" in said
    assert "€" in said


def test_an_infeasible_floor_says_what_can_be_reached(workspace: Path) -> None:
    said = fails(workspace, "daycare: 70 %", "school: 99.9 %")
    assert "(school)" in said
    assert "short" in said


def test_a_rule_for_an_object_that_cannot_be_planned_names_file_and_line(workspace: Path) -> None:
    said = fails(workspace, "object: building-1006", "object: building-1011")
    assert said.startswith(f"{PLAN}:")
    assert "stands empty" in said


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2023: 6 MEUR", "2031: 6 MEUR", "no budget for 2023"),
        ("2023: 6 MEUR", "2023: 6 m2", "expected euros"),
        ("backlog_cost: 5 %", "backlog_cost: 500 %", "expected a share"),
        ("kinds: [building]", "kinds: [bulding]", "Did you mean 'building'?"),
        ("{daycare: 70 %}", "{dacare: 70 %}", "Did you mean 'daycare'?"),
        (
            "action: renovate, years: [2021, 2022]",
            "action: renovat, years: [2021]",
            "Did you mean 'renovate'?",
        ),
        ("years: [2021, 2022]", "years: [2019]", "no year of the plan"),
        (
            "floors:",
            "parts: {education: 100 %, pipe: 0 %, green_area: 0 %}\nfloors:",
            "no share for 'street'",
        ),
    ],
)
def test_faults_of_a_plan_are_told_with_their_line(workspace: Path, old: str, new: str, told: str) -> None:
    said = fails(workspace, old, new)
    assert said.startswith(f"{PLAN}:")
    assert told in said


def test_sectors_with_objects_but_without_a_share_are_named_as_people_know_them(workspace: Path) -> None:
    parts = "parts: {education: 100 %, street: 0 %, green_area: 0 %, pipe: 0 %}\nfloors:"
    said = fails(workspace, "floors:", parts)
    assert said.startswith(f"{PLAN}:")
    assert "no share for Group administration (administration), Culture and leisure (culture), " in said


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("policies: [budget, keep_condition]", "policies: [keep_condition]", "go together"),
        ("flood: {moderate", "flood: {modrate", "Did you mean 'moderate'?"),
        ("heating_need: -12 %", "heating_need: -12 kWh", "expected a share"),
    ],
)
def test_faults_of_a_scenario_are_told_with_their_line(
    workspace: Path, old: str, new: str, told: str
) -> None:
    said = fails(workspace, old, new, "scenarios/dear_and_wet.yaml")
    assert said.startswith("scenarios/dear_and_wet.yaml:")
    assert told in said


def test_a_projection_that_is_not_there_names_those_that_are(workspace: Path) -> None:
    said = fails(workspace, "{change: -10 %}", '{projection: "2031"}', "scenarios/dear_and_wet.yaml")
    assert "2031" in said
    assert "2019" in said


def test_a_programme_without_a_plan_says_where_to_write_one(workspace: Path) -> None:
    (workspace / PLAN).unlink()
    answer = CliRunner().invoke(cli, ["plan", str(workspace)])
    assert isinstance(answer.exception, UserError)
    assert "plans/" in str(answer.exception)
