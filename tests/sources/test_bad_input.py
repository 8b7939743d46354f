"""Every kind of bad input gets a clear sentence, and nothing is lost."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from voimavara.core.errors import UserError
from voimavara.sources.files.encodings import encoding_of

from .programme import COSTS, Workspace

HEAD = "Kohdenro;Kausi;Tili;Summa €\n"
GOOD = "114;08/2020;4410;10,00\n"
POPULATION: dict[str, Any] = {
    "dataset": "population",
    "file": "incoming/pop*.csv",
    "columns": {"municipality": "Kunta", "year": "Vuosi", "population": "Väkiluku"},
}
MUNICIPALITIES: dict[str, Any] = {
    "dataset": "municipalities",
    "file": "incoming/mun*.csv",
    "columns": {"municipality": "Numero", "name": "Nimi"},
}
BUILDINGS: dict[str, Any] = {
    "dataset": "buildings",
    "file": "incoming/buildings*",
    "replaces": "all",
    "columns": {
        "building": "Nro",
        "name": "Nimi",
        "gross_area": "Ala",
        "in_use_from": "Alkaen",
        "in_use_to": "Asti",
    },
}
CONSUMPTION: dict[str, Any] = {
    "dataset": "consumption",
    "file": "incoming/use*.csv",
    "columns": {"building": "Nro", "month": "Kausi", "heat": {"from": "Lämpö MWh", "unit": "MWh"}},
}


def refused(workspace: Workspace, name: str, content: str | bytes, encoding: str = "utf-8") -> str:
    """What the user is told about a file that is refused as a whole; the warehouse stays as it was."""
    with pytest.raises(UserError) as error:
        workspace.load("costs", workspace.file(name, content, encoding))
    assert workspace.warehouse.loads() == ()
    assert workspace.select().datasets == {}
    return str(error.value)


def told(workspace: Workspace, source: str, content: str | Path) -> list[str]:
    """What the user is told about each row set aside."""
    path = workspace.file(f"{source}.csv", content) if isinstance(content, str) else content
    load = workspace.load(source, path)
    sentences = [row.sentence() for row in workspace.warehouse.rejected([load])]
    assert load.rows_read == load.rows_accepted + load.rows_set_aside + load.rows_dropped
    assert all(sentence.endswith("; the row is set aside.") for sentence in sentences)
    return [sentence.removesuffix("; the row is set aside.") for sentence in sentences]


# --- the file as a whole -----------------------------------------------------------------------------------


def test_a_wrong_encoding_is_named_with_its_byte(costs: Workspace) -> None:
    text = refused(costs, "costs.csv", HEAD.encode("cp1252") + b"114;08/2020;4410;1\x81\n")
    assert "incoming/costs.csv:2: got the byte 0x81" in text


BRANCH = "Kohdenro;Kausi;Tili;Summa;Nimi\n114;08/2020;4410;1;Kirkonkylä\n115;08/2020;4410;1;Pääkirjasto\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BRANCH.encode("cp850"), "costs.csv:2: got '„' in a word"),
        (BRANCH.replace("Kirkonkylä", "Äänekoski").encode("cp850"), "costs.csv:2: got '„' in a word"),
        (
            BRANCH.replace("ä", "").replace("kirja", "työ").encode("cp850"),
            "costs.csv:3: got '”' in a word",
        ),
        (BRANCH.encode().decode("cp1252").encode(), "costs.csv:2: got 'Ã¤', expected 'ä'"),
        (BRANCH.replace("kylä", "ÖÄ").encode().decode("cp1252").encode(), "got 'Ã–', expected 'Ö'"),
        (b"a;\xe4\n" + BRANCH.encode(), "costs.csv:3: got 'Ã¤', expected 'ä'"),
    ],
)
def test_letters_of_another_encoding_are_refused_before_they_become_names(
    costs: Workspace, content: bytes, said: str
) -> None:
    assert said in refused(costs, "costs.csv", content)


def test_a_file_in_cp850_says_how_it_can_be_read(costs: Workspace) -> None:
    said = refused(costs, "costs.csv", BRANCH.replace("kylä", "kirja").encode("cp850"))
    assert "expected 'ä'" in said
    assert "encoding: cp850" in said
    assert encoding_of("costs.csv", BRANCH.encode("cp850"), "cp850") == "cp850"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize(
    "words",
    [
        "”Sibelius”talo",
        "„Haus“ und „hof“",
        "São Paulo, Ãrea",
        "sanoi: „hei”",
        "A4„ 5",
        "Koulu “Kuusi”ksi, ”tammi”ksi",
        "”Harju, Kuusi”n tilat",
        "m², 5 ¤, 100 – 200…",
    ],
)
def test_quotes_and_foreign_letters_that_people_write_are_read(words: str, encoding: str) -> None:
    data = f"Kohde;Nimi\n1;{words}, yö\n".encode(encoding)
    assert encoding_of("costs.csv", data) == encoding
    assert encoding_of("costs.csv", data, encoding) == encoding


def test_utf16_is_named(costs: Workspace) -> None:
    assert "got UTF-16 text" in refused(costs, "costs.csv", HEAD + GOOD, "utf-16")


def test_broken_utf8_is_not_taken_for_another_encoding(costs: Workspace) -> None:
    content = "Kohdenro;Kausi;Tili;Summa €\n114;08/2020;4410;1ä\n".encode() + b"115;\xe4;;\n"
    assert "costs.csv:3: the text is UTF-8 up to here" in refused(costs, "costs.csv", content)


def test_a_file_that_ends_inside_a_letter_was_cut_off(costs: Workspace) -> None:
    content = (HEAD + "114;08/2020;4410;1ä").encode()[:-1]
    assert "breaks off in the middle of a letter" in refused(costs, "costs.csv", content)


@pytest.mark.parametrize("content", ["", " \n\n"])
def test_an_empty_file(costs: Workspace, content: str) -> None:
    assert "incoming/costs.csv: the file is empty" in refused(costs, "costs.csv", content)


def test_headers_without_rows(costs: Workspace) -> None:
    assert "headers but no rows" in refused(costs, "costs.csv", HEAD)


def test_a_quote_that_is_never_closed(costs: Workspace) -> None:
    text = refused(costs, "costs.csv", HEAD + GOOD + '115;08/2020;"4410;1\n' + GOOD * 3)
    assert "costs.csv:3: the quote that opens in the row here is not closed" in text


def test_a_quote_that_swallows_many_rows(costs: Workspace) -> None:
    content = HEAD + '115;08/2020;"4410;1\n' + GOOD * 60 + '114;08/2020;4410;1";1\n'
    assert "costs.csv:2: a quote opens in this row and closes only" in refused(costs, "costs.csv", content)


def test_a_last_row_that_breaks_off(costs: Workspace) -> None:
    text = refused(costs, "costs.csv", HEAD + GOOD + "115;08/20")
    assert "costs.csv:3: the file breaks off here, after 2 of 4 cells" in text


def test_a_binary_file_named_csv(costs: Workspace) -> None:
    assert "got a binary file" in refused(costs, "costs.csv", bytes(range(256)))
    assert "got an Excel or other Office file" in refused(costs, "costs.csv", b"PK\x03\x04" + bytes(60))


def test_a_single_endless_line_is_no_table(costs: Workspace) -> None:
    told_of = refused(costs, "costs.csv", "{" + "a" * 300_000 + "}")
    assert told_of.startswith("incoming/costs.csv:1: the line of the headers has 300002 characters")


def test_an_endless_cell_is_told_in_short(costs: Workspace) -> None:
    endless = "x" * 200_000
    sentences = told(costs, "costs", HEAD + f"1;08/2020;4410;{endless}\n2;08/2020;{endless}\n")
    assert [len(sentence) < 400 for sentence in sentences] == [True, True]
    assert sentences[1].endswith("expected 4 cells as in the header row, but there are 3")


def test_a_missing_header_names_the_likely_one(costs: Workspace) -> None:
    text = refused(costs, "costs.csv", "Kohdenro;Kausi;Tili;Summa\n114;08/2020;4410;1\n")
    assert "costs.csv:1: there is no column 'Summa €'" in text
    assert "did you mean 'Summa'?" in text


def test_a_header_on_two_columns(costs: Workspace) -> None:
    text = refused(costs, "costs.csv", "Kohdenro;Kausi;Tili;Summa €;Summa €\n114;08/2020;4410;1;2\n")
    assert "costs.csv:1: the header 'Summa €' stands on 2 columns" in text


def test_a_file_that_ends_above_its_header_row(workspace) -> None:
    space = workspace(costs=COSTS | {"read": {"header_row": 9}})
    assert "ends before line 9" in refused(space, "costs.csv", HEAD + GOOD)


def test_an_unknown_kind_of_file(costs: Workspace) -> None:
    assert "got a file of the kind '.pdf'" in refused(costs, "costs.pdf", HEAD)


# --- Excel -------------------------------------------------------------------------------------------------


def sheet(workspace: Workspace, rows: list[list[Any]], *, merged: str = "") -> Path:
    path = workspace.folder / "incoming" / "costs.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "d.m.yyyy"}) as book:
        page = book.add_worksheet("Kulut")
        for index, row in enumerate(rows):
            page.write_row(index, 0, row)
        if merged:
            page.merge_range(merged, "Kohdenro")
    return path


HEADERS = ["Kohdenro", "Kausi", "Tili", "Summa €"]


def test_an_excel_with_merged_headers(costs: Workspace) -> None:
    path = sheet(costs, [HEADERS, [114, "08/2020", 4410, 1.5]], merged="A1:B1")
    text = refused(costs, path.name, path.read_bytes())
    assert "costs.xlsx:1: the header cells A1:B1 are merged" in text


def test_titles_may_be_merged_above_the_headers(workspace) -> None:
    space = workspace(costs=COSTS | {"read": {"header_row": 2}})
    path = sheet(space, [["Kulut", ""], HEADERS, [114, date(2020, 8, 1), 4410, 1234.5]], merged="A1:B1")
    assert space.load("costs", path).rows_accepted == 1
    assert space.rows("property_costs")[0]["amount"] == Decimal("1234.50")
    assert space.rows("property_costs")[0]["_line"] == 3


def test_a_workbook_that_was_cut_off(costs: Workspace) -> None:
    path = sheet(costs, [HEADERS, [114, "08/2020", 4410, 1.5]])
    assert "damaged or was cut off" in refused(costs, "costs.xlsx", path.read_bytes()[:2000])


def test_text_named_xlsx(costs: Workspace) -> None:
    assert "text or another kind of file under the name" in refused(costs, "costs.xls", HEAD + GOOD)
    assert "the file is empty" in refused(costs, "costs.xlsx", b"")


def test_a_zip_that_is_no_workbook(costs: Workspace) -> None:
    path = costs.folder / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "damaged" in refused(costs, "costs.xlsx", path.read_bytes())


def test_a_sheet_that_is_not_there(workspace) -> None:
    space = workspace(costs=COSTS | {"read": {"sheet": "Kulu"}})
    path = sheet(space, [HEADERS, [114, "08/2020", 4410, 1.5]])
    assert "there is no sheet 'Kulu'; did you mean 'Kulut'?" in refused(space, path.name, path.read_bytes())


# --- rows --------------------------------------------------------------------------------------------------


def test_a_future_date(costs: Workspace) -> None:
    assert told(costs, "costs", HEAD + GOOD + "114;10/2020;4410;1\n") == [
        (
            "incoming/costs.csv:3, Kausi: got '10/2020', expected a time no later than "
            "14\u00a0September\u00a02020, when the file was received"
        )
    ]


def test_a_duplicate_key_names_the_line_that_has_it(costs: Workspace) -> None:
    assert told(costs, "costs", HEAD + GOOD + "115;08/2020;4410;1\n" + GOOD) == [
        (
            "incoming/costs.csv:4, Kohdenro, Kausi, Tili: got '114, 08/2020, 4410', expected a key of its "
            "own, but line 2 has the same"
        )
    ]
    assert [row["_line"] for row in costs.rows("property_costs")] == [2, 3]


def test_a_negative_area_and_a_day_that_is_none(workspace) -> None:
    space = workspace(buildings=BUILDINGS)
    assert told(
        space, "buildings", "Nro;Nimi;Ala;Alkaen;Asti\n1;Koulu;-5;1.2.1999;\n2;Talo;100;31.2.1999;\n"
    ) == [
        "incoming/buildings.csv:2, Ala: got '-5', expected at least 0",
        "incoming/buildings.csv:3, Alkaen: got '31.2.1999', expected a date like 1.2.2019 or 2019-02-01",
    ]


def test_a_building_given_up_before_it_was_taken_into_use(workspace) -> None:
    space = workspace(buildings=BUILDINGS)
    rows = "Nro;Nimi;Ala;Alkaen;Asti\n1;Koulu;5;1.2.1999;31.1.1999\n2;Talo;5;1.2.1999;1.2.1999\n"
    assert told(space, "buildings", rows) == [
        (
            "incoming/buildings.csv:2, Asti: got '31.1.1999', expected a day on or after the one in the "
            "column “Alkaen”"
        )
    ]


def test_a_unit_that_does_not_fit(workspace) -> None:
    space = workspace(use=CONSUMPTION)
    rows = (
        "Nro;Kausi;Lämpö MWh\n1;1/2020;1,5\n2;1/2020;1,5 MWh\n3;1/2020;1500 kWh\n4;1/2020;12 %\n5;1/2020;\n"
    )
    assert told(space, "use", rows) == [
        f"incoming/use.csv:{line}, Lämpö MWh: got '{got}', expected a number "
        f"in the unit MWh, but the cell says {unit}"
        for line, got, unit in ((4, "1500 kWh", "kWh"), (5, "12 %", "%"))
    ]
    assert [row["heat"] for row in space.rows("consumption")] == [Decimal("1500"), Decimal("1500"), None]


def test_an_unknown_municipality(workspace) -> None:
    space = workspace(pop=POPULATION, mun=MUNICIPALITIES)
    assert told(space, "pop", "Kunta;Vuosi;Väkiluku\nHeinola;2019;18667\n") == [
        "incoming/pop.csv:2, Kunta: got 'Heinola', expected a municipality code of three digits, like 111"
    ]
    told(space, "mun", "Numero;Nimi\n111;Heinola\n5;Alajärvi\n")
    assert told(space, "pop", "Kunta;Vuosi;Väkiluku\nKU111;2019;18667\n5;2019;9500\n999;2019;1\n") == [
        (
            "incoming/pop.csv:4, Kunta: got '999', expected the code of a municipality that exists, "
            "or existed before a merger"
        )
    ]


def test_an_unknown_building_once_buildings_are_known(workspace) -> None:
    space = workspace(costs=COSTS, buildings=BUILDINGS)
    assert told(space, "costs", HEAD + GOOD) == []
    told(space, "buildings", "Nro;Nimi;Ala;Alkaen;Asti\n115;Koulu;5;1.2.1999;\n")
    assert told(space, "costs", HEAD + GOOD + "115;08/2020;4410;1\n") == [
        "incoming/costs.csv:2, Kohdenro: got '114', expected an id that is in the dataset “Buildings”"
    ]


def test_a_row_with_too_few_or_too_many_cells(costs: Workspace) -> None:
    assert told(
        costs, "costs", HEAD + "114;08/2020;4410\n" + GOOD + "114;08/2020;4420;1;2\n" + ";;;\n\n"
    ) == [
        "incoming/costs.csv:2: expected 4 cells as in the header row, but there are 3",
        "incoming/costs.csv:4: expected 4 cells as in the header row, but there are 5",
    ]


def test_a_word_that_the_mapping_does_not_know(costs: Workspace) -> None:
    assert told(costs, "costs", HEAD + GOOD + "114;08/2020;9999;1\n") == [
        (
            "incoming/costs.csv:3, Tili: got '9999', expected a word that the mapping "
            "translates: 4410, 4420, 4430"
        )
    ]


def test_a_number_that_can_be_read_in_two_ways(costs: Workspace) -> None:
    sentences = told(costs, "costs", HEAD + "1;08/2020;4410;1.234\n2;08/2020;4410;12,345\n")
    assert [sentence.split("expected ")[1] for sentence in sentences] == [
        "a number that can be read in one way only: 1234,00 or 1,2340",
        "a number that can be read in one way only: 12345,00 or 12,3450",
    ]


def test_every_fault_of_a_row_is_told(costs: Workspace) -> None:
    load = costs.load("costs", costs.file("costs.csv", HEAD + ";13/2020;9999;x\n"))
    (row,) = costs.warehouse.rejected([load])
    assert [fault.column for fault in row.faults] == ["Kohdenro", "Kausi", "Tili", "Summa €"]


def test_messages_about_a_personal_dataset_show_nothing_of_a_person(workspace) -> None:
    space = workspace(
        exits={
            "dataset": "exit_interviews",
            "file": "incoming/e*.csv",
            "columns": {"leaver": "Hlö", "left": "Pvm", "interview_held": "Pidetty"},
        }
    )
    assert told(
        space, "exits", "Hlö;Pvm;Pidetty\nMaija Virtanen;eilen;kyllä\nM2;1.2.2020;ei\nM2;1.2.2020;ei\n"
    ) == [
        "incoming/exits.csv:2, Pvm: expected a date like 1.2.2019 or 2019-02-01",
        "incoming/exits.csv:4, Hlö: expected a key of its own, but line 3 has the same",
    ]


def test_what_is_expected_of_a_cell_about_a_person_repeats_nothing_of_it(workspace) -> None:
    space = workspace(costs=COSTS, use=CONSUMPTION)
    for dataset, name in (("property_costs", "amount"), ("consumption", "heat")):
        columns = space.programme.contracts[dataset].columns
        columns[name] = columns[name].model_copy(update={"personal": True})
    assert told(space, "costs", HEAD + "1;08/2020;4410;1.234\n") == [
        "incoming/costs.csv:2, Summa €: expected a number that can be read in one way only"
    ]
    assert told(space, "use", "Nro;Kausi;Lämpö MWh\n1;1/2020;1500 kWh\n") == [
        "incoming/use.csv:2, Lämpö MWh: expected a number in the unit MWh"
    ]


def test_a_quoted_line_break_keeps_the_lines_below_right(costs: Workspace) -> None:
    content = 'Kohdenro;Kausi;Tili;Summa €;Selite\n114;08/2020;4410;1;"kaksi\nriviä"\n115;08/2020;4410;x;\n'
    (sentence,) = told(costs, "costs", content)
    assert "costs.csv:4, Summa €" in sentence
