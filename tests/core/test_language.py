"""Texts: a missing translation is seen, and every message of the product is in every language."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from voimavara.core.language import LOCALE, Text, in_all

CATALOGUES = sorted(LOCALE.glob("*/*.po"))
_PLACEHOLDER = re.compile(r"\{\w*\}")
# Ways of writing two numbers of the sentence at once, with the unit once, which a translation may use.
_TOGETHER = {"{range}": {"{low}", "{high}"}, "{target}": {"{bottom}", "{top}"}}


def test_a_missing_translation_is_marked_and_never_silently_mixed() -> None:
    assert Text(fi="Tavoite").within("sv") == "[fi] Tavoite"
    assert Text(fi="Tavoite").missing == ("sv", "en")


def test_a_text_is_written_once_in_each_language() -> None:
    assert in_all(str.upper) == Text(fi="FI", sv="SV", en="EN")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_message_is_translated_with_the_same_blanks_to_fill(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    for message in catalogue:
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        assert not message.fuzzy, message.id
        assert all(forms), f"not translated: {message.id}"
        blanks = set(_PLACEHOLDER.findall(ids[-1]))
        blanks |= {one for one, two in _TOGETHER.items() if two <= blanks}
        for form in forms:
            assert set(_PLACEHOLDER.findall(form)) <= blanks, message.id


@pytest.mark.parametrize("name", sorted({path.name for path in CATALOGUES}))
def test_finnish_and_swedish_have_the_same_messages(name: str) -> None:
    messages = []
    for language in ("fi", "sv"):
        with (LOCALE / language / name).open("rb") as file:
            messages.append({(str(message.id), message.context) for message in read_po(file)})
    assert messages[0] == messages[1]
