"""The controller's guides work as it stands: files are written, commands run, the Excel is corrected."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

DOCS = Path(__file__).parent.parent.parent / "docs"
BLOCK = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Guide:
    """A guide: its file, the indicator that it makes, the file it loads, and words of its answers."""

    file: str
    indicator: str
    loaded: str
    incomplete: str
    not_met: str


GUIDES = (
    Guide("controller.md", "loans_per_visit", "incoming/library_2025-10-10.csv", "incomplete", "not met"),
    Guide(
        "controller.fi.md",
        "lainat_kayntia_kohden",
        "incoming/kirjastot 10.10.2025.csv",
        "tiedot puutteelliset",
        "ei täyty",
    ),
)


@pytest.fixture(scope="module", params=GUIDES, ids=lambda guide: guide.file)
def guide(request: pytest.FixtureRequest) -> Guide:
    """Each of the guides."""
    found: Guide = request.param
    return found


@pytest.fixture(scope="module")
def told(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Each command and what it printed, in the order of the guide."""
    folder = tmp_path_factory.mktemp("guide")
    answers: list[tuple[str, str]] = []
    for kind, name, text in BLOCK.findall((DOCS / guide.file).read_text(encoding="utf-8")):
        if kind in ("yaml", "csv"):
            _write(folder / name, text)
        elif kind == "mend":
            _mend(folder / name, text)
        elif kind == "console":
            commands = [line[2:] for line in text.splitlines() if line.startswith("$ ")]
            answers += [(command, _run(folder, command)) for command in commands]
    return answers


def test_every_command_of_the_guide_runs(told: list[tuple[str, str]]) -> None:
    assert len(told) >= 10


def test_the_faulty_row_is_set_aside_and_makes_the_verdict_wait(
    guide: Guide, told: list[tuple[str, str]]
) -> None:
    assert any("12,3,4" in answer for _, answer in told)
    assert any(guide.indicator in answer and guide.incomplete in answer for _, answer in told)


def test_after_mending_the_figure_is_judged_and_explained(guide: Guide, told: list[tuple[str, str]]) -> None:
    judged = [answer for command, answer in told if command.startswith("voimavara run ")][-1]
    explained = next(answer for command, answer in told if command.startswith("voimavara explain "))
    line = next(line for line in judged.splitlines() if line.startswith(guide.indicator))
    assert guide.not_met in line
    assert guide.loaded in explained


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _mend(path: Path, text: str) -> None:
    """What a controller does in Excel: overwrite cells of the first data row, and save."""
    book = CalamineWorkbook.from_path(path)
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    rows = next(iter(sheets.values()))
    for line in text.split():
        header, value = line.split("=")
        rows[1][rows[0].index(header)] = value
    with xlsxwriter.Workbook(path) as out:
        for name, cells in sheets.items():
            sheet = out.add_worksheet(name)
            for number, row in enumerate(cells):
                sheet.write_row(number, 0, row)


def _run(folder: Path, command: str) -> str:
    name, *arguments = command.split()
    assert name == "voimavara"
    done = subprocess.run(
        [sys.executable, "-m", "voimavara", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "250"},
        timeout=120,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr
