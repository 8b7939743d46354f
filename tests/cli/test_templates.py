"""Templates follow what the programme says, and what somebody has filled in is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from voimavara.core.language import LANGUAGES, Language

from .conftest import Run


def offered(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(1).to_python()


def uses_offered(folder: Path) -> list[object]:
    columns = zip(*offered(folder / "templates" / "buildings.xlsx"), strict=True)
    return next([word for word in words if word] for title, *words in columns if title == "Käyttötarkoitus")


def test_drop_downs_follow_a_changed_vocabulary_and_the_mapping_is_told_what_it_lacks(
    tmp_path: Path, voimavara: Run
) -> None:
    folder = tmp_path / "oma"
    assert voimavara("init", folder, "--lang", "fi").returncode == 0
    (folder / "templates" / "person_years.yaml").rename(folder / "sources" / "years.yaml")
    sectors = folder / "vocabularies" / "sectors.yaml"
    sectors.write_text(sectors.read_text(encoding="utf-8") + "  care: {fi: Hoiva}\n", encoding="utf-8")

    done = voimavara("templates", folder)

    assert done.returncode == 0, done.stderr
    assert ["Hoiva"] in offered(folder / "templates" / "person_years.xlsx")
    assert "sources/years.yaml:10:" in done.stderr
    assert "Hoiva: care" in done.stderr


def test_a_template_for_a_dataset_of_ones_own_is_made(tmp_path: Path, voimavara: Run) -> None:
    folder = tmp_path / "own"
    assert voimavara("init", folder).returncode == 0
    (folder / "datasets").mkdir()
    (folder / "datasets" / "loans.yaml").write_text(
        "name: {en: Loans}\nrows: {en: Month}\nkey: [month]\nperiod: month\n"
        "columns:\n  month: {type: month, name: {en: Month}}\n  loans: {type: integer, name: {en: Loans}}\n",
        encoding="utf-8",
    )
    assert voimavara("templates", folder).returncode == 0
    book = CalamineWorkbook.from_path(folder / "templates" / "loans.xlsx")
    assert book.get_sheet_by_index(0).to_python() == [["Month", "Loans"]]


def test_a_template_that_was_filled_in_where_it_lies_is_left_alone(tmp_path: Path, voimavara: Run) -> None:
    folder = tmp_path / "own"
    assert voimavara("init", folder).returncode == 0
    path = folder / "templates" / "person_years.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column(0, 0, ["Month", "8/2025"])
    before = path.read_bytes()

    done = voimavara("templates", folder)

    assert path.read_bytes() == before
    assert "templates/person_years.xlsx has rows and was left as it is" in done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_of_a_new_workspace_goes_into_use_and_nothing_is_at_fault(
    language: Language, tmp_path: Path, voimavara: Run
) -> None:
    folder = tmp_path / "oma"
    assert voimavara("init", folder, "--lang", language).returncode == 0
    mappings = sorted((folder / "templates").glob("*.yaml"))
    assert len(mappings) > 30
    for mapping in mappings:
        mapping.rename(folder / "sources" / mapping.name)

    done = voimavara("check", folder)

    assert (done.returncode, done.stderr) == (0, "")
    assert voimavara("rejected", folder).returncode == 0


def test_the_uses_of_buildings_are_offered_before_a_city_has_written_its_own(
    tmp_path: Path, voimavara: Run
) -> None:
    folder = tmp_path / "oma"
    assert voimavara("init", folder, "--lang", "fi").returncode == 0
    assert "Koulut" in uses_offered(folder)

    (folder / "vocabularies" / "use_classes.yaml").write_text(
        "name: {fi: Käyttö}\nvalues:\n  hall: {fi: Hallit}\n", encoding="utf-8"
    )
    assert voimavara("templates", folder).returncode == 0

    assert uses_offered(folder) == ["Hallit"]
