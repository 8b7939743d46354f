"""What is said about rows and files to mend is said in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import voimavara.sources
from voimavara.core.language import Language, gettext
from voimavara.core.message import Message

from .programme import Workspace

FOLDER = Path(voimavara.sources.__file__).parent
CALLS = re.compile(r'(?:Message(?:\.of)?\(\s*|gettext\(\s*[\w\[\]]+,\s*)((?:"[^"]*"\s*)+)')
MESSAGES = sorted(
    {
        "".join(re.findall(r'"([^"]*)"', found))
        for path in [*FOLDER.rglob("*.py"), FOLDER.parent / "warehouse" / "load.py"]
        for found in CALLS.findall(path.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_message_is_written_in_finnish_and_swedish(language: Language) -> None:
    assert len(MESSAGES) > 25
    for message in MESSAGES:
        own = max(
            gettext(language, message), gettext(language, message, "workbook"), key=lambda o: o != message
        )
        assert own != message, message
        assert set(re.findall(r"\{\w+\}", own)) == set(re.findall(r"\{\w+\}", message))


def test_a_set_aside_row_is_told_in_the_readers_language(costs: Workspace) -> None:
    load = costs.load("costs", costs.file("costs.csv", "Kohdenro;Kausi;Tili;Summa €\n1;08/2020;4410;x\n"))
    (row,) = costs.warehouse.rejected([load])
    assert row.sentence("fi") == (
        "incoming/costs.csv:2, Summa €: solussa on ”x”, odotettiin: rahamäärä, esimerkiksi 1\u00a0234,50. "
        "Rivi jätettiin sivuun."
    )
    assert row.sentence("sv") == (
        "incoming/costs.csv:2, Summa €: i cellen står ”x”, väntat: ett belopp, till exempel 1\u00a0234,50. "
        "Raden lades åt sidan."
    )


def test_a_message_is_the_same_after_it_was_kept(costs: Workspace) -> None:
    content = "Kohdenro;Kausi;Tili;Summa €\n1;12/2020;4410;1 MWh\n"
    load = costs.load("costs", costs.file("costs.csv", content))
    for fault in costs.warehouse.rejected([load])[0].faults:
        assert Message.from_json(fault.expected.to_json()) == fault.expected
