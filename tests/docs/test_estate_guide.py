"""The guides' section on the estate works as it stands: its templates filled in, its plan, its scenario."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from ruamel.yaml import YAML

DOCS = Path(__file__).parent.parent.parent / "docs"
BLOCK = re.compile(r"^```yaml [^/\n]+/((?:plans|scenarios)/[^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ROWS: dict[str, tuple[dict[str, str | float], ...]] = {
    "buildings": (
        {"building": "R1", "name": "Keskuskoulu", "use_class": "school", "sector": "education",
         "gross_area": 5200, "built": 1968, "in_use_from": "1.8.1968"},
        {"building": "R2", "name": "Puro", "use_class": "daycare", "sector": "education",
         "gross_area": 900, "built": 1992, "in_use_from": "1.8.1992"},
        {"building": "R3", "name": "Varikko", "use_class": "depot", "sector": "technical",
         "gross_area": 1500, "built": 1975, "in_use_from": "1.1.1975"},
    ),
    "building_values": (
        {"building": "R1", "year": 2025, "reporter": "premises", "replacement_value": 13e6,
         "technical_value": 6.5e6},
        {"building": "R2", "year": 2025, "reporter": "premises", "replacement_value": 2.4e6,
         "technical_value": 1.7e6},
        {"building": "R3", "year": 2025, "reporter": "premises", "replacement_value": 2.1e6,
         "technical_value": 0.9e6},
    ),
    "streets": (
        {"street": "K1", "street_class": "collector", "length": 420, "width": 8, "condition": 55,
         "assessed": "measured", "assessed_in": 2024, "renewed": 1999},
    ),
    "facilities": ({"building": "R1", "age_service": "school", "area": 5000},),
    "population_projection": tuple(
        {"projection": "2024", "municipality": "000", "year": year, "age": age, "population": 60}
        for year in (2025, 2026)
        for age in range(101)
    ),
    "recruitments": (),
}  # fmt: skip


@pytest.fixture(scope="module", params=[("controller.fi.md", "fi"), ("controller.md", "en")], ids=str)
def workspace(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace in which the section has been followed up to its commands."""
    guide, language = request.param
    folder = tmp_path_factory.mktemp("estate") / "own"
    _run("init", folder, "--lang", language)
    for dataset, rows in ROWS.items():
        mapping = folder / "sources" / f"{dataset}.yaml"
        assert not mapping.exists()
        (folder / "templates" / mapping.name).rename(mapping)
        if rows:
            _fill(folder, dataset, YAML(typ="safe").load(mapping), rows)
    written = BLOCK.findall((DOCS / guide).read_text(encoding="utf-8"))
    assert {name for name, _ in written} == {"plans/plan.yaml", "scenarios/base.yaml"}
    for name, text in written:
        (folder / name).parent.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_plan_of_the_guide_passes_the_check_and_does_what_it_must(workspace: Path) -> None:
    _run("check", workspace)
    assert "building-R2" in _run("plan", workspace, "--format", "csv")


def test_the_scenario_of_the_guide_is_simulated(workspace: Path) -> None:
    assert "do_nothing" in _run("simulate", workspace, "--format", "csv")


def test_space_needed_is_told_once_there_are_premises_and_a_projection(workspace: Path) -> None:
    assert "12 m²" in _run("space", workspace)


def test_an_adoption_is_taken_back_by_deleting_its_file(workspace: Path) -> None:
    _run("plan", workspace, "--adopt")
    _run("plan", workspace, "--followed")
    (frozen,) = (workspace / "adopted").iterdir()
    assert '"building-R2-2026"' in frozen.read_text(encoding="utf-8")
    frozen.unlink()
    _run("plan", workspace)
    assert "--adopt" in _run("plan", workspace, "--followed", code=2)


def _fill(folder: Path, dataset: str, mapping: Mapping[str, Any], rows: tuple[dict[str, Any], ...]) -> None:
    """What a controller does in Excel: rows under the headers of the template, saved into incoming/."""
    template = CalamineWorkbook.from_path(folder / "templates" / f"{dataset}.xlsx").get_sheet_by_index(0)
    headers = template.to_python()[0]
    with xlsxwriter.Workbook(folder / "incoming" / f"{dataset}_15.10.2025.xlsx") as book:
        sheet = book.add_worksheet(template.name)
        sheet.write_row(0, 0, headers)
        for number, row in enumerate(rows, start=1):
            for column, value in row.items():
                header, cell = _written(mapping["columns"][column], value)
                sheet.write(number, headers.index(header), cell)


def _written(column: str | Mapping[str, Any], value: str | float) -> tuple[str, str | float]:
    """The header of a column and its value as people choose it there."""
    if isinstance(column, str):
        return column, value
    words = {meant: word for word, meant in column["values"].items()}
    return column["from"], words[value]


def _run(command: str, folder: Path, *options: str, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "voimavara", command, str(folder), *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "250"},
        timeout=120,
    )
    assert done.returncode == code, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr
