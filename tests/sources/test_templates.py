"""A template that is filled in comes back as rows through the mapping made with it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from ruamel.yaml import YAML

from voimavara.core.language import LANGUAGES, Language
from voimavara.programme.folder import CATALOGUE
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.programme import Vocabulary
from voimavara.run.programme import inspect_programme
from voimavara.sources.files.templates import (
    has_rows,
    template_mapping,
    write_template,
)
from voimavara.sources.rows.fields import fields_of

from .programme import CONTRACTS, Workspace, contract

KINDS = Vocabulary.model_validate(
    {"name": {}, "values": {"heat": {"fi": "Lämpö", "sv": "Värme"}, "water": {"fi": "Vesi", "sv": "Vatten"}}}
)


def filled(path: Path, target: Path, rows: list[list[object]]) -> Path:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet()
        for index, row in enumerate([*sheet, *rows]):
            page.write_row(index, 0, row)
    return target


def test_a_filled_template_is_read_back(tmp_path: Path) -> None:
    costs = contract("property_costs")
    vocabularies = {"cost_kinds": KINDS}
    write_template(costs, vocabularies, tmp_path / "template.xlsx", LANGUAGES)
    mapping = YAML(typ="safe").load(template_mapping("property_costs", costs, vocabularies, LANGUAGES))
    space = Workspace(tmp_path, costs=mapping)
    rows: list[list[object]] = [["114", "8/2020", "Lämpö", 12.5], ["114", "8/2020", "Vesi", "1 000,00"]]
    path = filled(tmp_path / "template.xlsx", tmp_path / "incoming" / "property_costs-2020-09-14.xlsx", rows)

    load = space.load("costs", path)

    assert (load.rows_read, load.rows_accepted, load.rows_dropped) == (2, 2, 0)
    assert [(row["kind"], row["amount"]) for row in space.rows("property_costs")] == [
        ("heat", Decimal("12.50")),
        ("water", Decimal("1000.00")),
    ]


def test_a_template_as_it_was_made_has_nothing_that_could_be_taken_for_data(tmp_path: Path) -> None:
    write_template(contract("property_costs"), {"cost_kinds": KINDS}, tmp_path / "t.xlsx", LANGUAGES)
    book = CalamineWorkbook.from_path(tmp_path / "t.xlsx")
    assert book.get_sheet_by_index(0).to_python() == [["Rakennus", "Kuukausi", "Kululaji", "Kulut"]]
    assert book.get_sheet_by_index(1).to_python() == [["Kululaji"], ["Lämpö"], ["Vesi"]]
    assert not has_rows(tmp_path / "t.xlsx")
    assert has_rows(filled(tmp_path / "t.xlsx", tmp_path / "f.xlsx", [["114"]]))


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_a_row_filled_in_as_the_notes_show_is_right(tmp_path: Path, name: str) -> None:
    written = contract(name)
    no_references = {
        key: column.model_copy(update={"of": None}) if column.type == "id" else column
        for key, column in written.columns.items()
    }
    written = Contract.model_validate(written.model_copy(update={"columns": no_references}))
    vocabularies = {"cost_kinds": KINDS}
    write_template(written, vocabularies, tmp_path / "t.xlsx", LANGUAGES)
    mapping = YAML(typ="safe").load(template_mapping(name, written, vocabularies, LANGUAGES))
    space = Workspace(tmp_path, it=mapping)
    row: list[object] = [field.example for field in fields_of(written, vocabularies, LANGUAGES)]
    path = filled(tmp_path / "t.xlsx", tmp_path / "incoming" / f"{name}-2020-09-14.xlsx", [row])

    load = space.load("it", path)

    assert load.rows_accepted == 1, [row.sentence() for row in space.warehouse.rejected([load])]


@pytest.mark.parametrize(("owners", "owner"), [(("hr",), "hr"), (("hr", "premises"), "?"), ((), "?")])
def test_the_owner_of_the_data_has_a_place_of_its_own_to_be_filled_in(
    owners: tuple[str, ...], owner: str
) -> None:
    costs = contract("property_costs")
    text = template_mapping("property_costs", costs, {"cost_kinds": KINDS}, ("fi",), owners)
    assert YAML(typ="safe").load(text)["owner"] == owner
    assert "# Kuka vastaa näistä tiedoista" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_of_a_template_have_the_same_header(language: Language) -> None:
    """A mapping goes by headers, so one of the two could not be read."""
    programme, _ = inspect_programme(CATALOGUE)
    for name, each in programme.contracts.items():
        headers = [column.name.within(language) for column in each.columns.values()]
        assert len({header.casefold() for header in headers}) == len(headers), name
