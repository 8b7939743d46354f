"""Every sentence of verdicts and snapshots stands in Finnish and Swedish, with the same places to fill."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import voimavara
from voimavara.core.language import LOCALE
from voimavara.core.sentences import Scale, number_word

PARTS = ("verdicts", "snapshot")
SOURCE = Path(voimavara.__file__).parent
WORD_CONTEXTS = ("number", "of", "in", "owned", "some")
# Ways of writing two numbers of the sentence at once, which a translation may use instead of them.
TOGETHER = {"range": {"low", "high"}, "target": {"bottom", "top"}}


def messages(part: str) -> set[tuple[str | None, tuple[str, ...]]]:
    """The context and forms of every message that the part's code says."""
    found = set()
    for path in (SOURCE / part).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                given = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                if node.func.id == "say":
                    found.add((None, (given[0],)))
                elif node.func.id == "say_counted":
                    found.add((None, tuple(given[:2])))
                elif node.func.id == "say_as":
                    found.add((given[0], (given[1],)))
    return found


def catalogue(language: str, part: str) -> dict[tuple[str | None, tuple[str, ...]], tuple[str, ...]]:
    with (LOCALE / language / f"{part}.po").open("rb") as file:
        read = read_po(file, locale=language)
    found = {}
    for message in read:
        if message.id:
            forms = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            found[message.context, forms] = strings
    return found


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("part", PARTS)
def test_every_sentence_is_translated_and_none_is_left_over(part, language):
    said, there = messages(part), catalogue(language, part)
    words = {key for key in there if key[0] in WORD_CONTEXTS}
    assert said - there.keys() == set()
    assert there.keys() - said - words == set()
    assert all(all(strings) for strings in there.values())


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("part", PARTS)
def test_a_translation_fills_the_same_places(part, language):
    for (_, forms), strings in catalogue(language, part).items():
        for form, text in zip(forms, strings, strict=True):
            wanted, used = places(form), places(text)
            for name, both in TOGETHER.items():
                if name in used and both <= wanted:
                    used = (used - {name}) | both
            assert used == wanted, text


@pytest.mark.parametrize(("language", "word"), [("fi", "kymmenestä"), ("sv", "tio"), ("en", "ten")])
def test_numbers_up_to_twelve_are_words(language, word):
    assert number_word(10, "of")(language) == word


def test_greater_numbers_are_digits_with_the_ending_that_always_fits():
    assert number_word(15, "number")("fi") == "15"
    assert number_word(15, "owned")("fi") == "15:n"
    assert number_word(15, "owned")("sv") == "15"


@pytest.mark.parametrize(
    ("value", "beside", "written"),
    [(0.7999, 0.8, "79,99 %"), (0.79, 0.8, "79,0 %"), (0.8, 0.8, "80,0 %"), (0.79999, 0.8, "79,999 %")],
)
def test_a_value_close_to_its_level_has_the_decimals_to_tell_them_apart(value, beside, written):
    assert Scale("%", 1).value(value, beside=beside)("fi").replace("\u00a0", " ") == written


@pytest.mark.parametrize(
    ("low", "high", "unit", "language", "written"),
    [
        (0.02, 0.04, "%", "fi", "2–4 %"),
        (0.02, 0.045, "%", "en", "2.0–4.5%"),
        (3.0, 4.0, "EUR/m2", "en", "€3/m²–€4/m²"),
        (500_000, 2_000_000, "EUR", "fi", "500 000 €–2,0 milj. €"),
    ],
)
def test_a_range_names_its_unit_once_where_it_can(low, high, unit, language, written):
    assert Scale(unit, 1).range(low, high, decided=True)(language).replace("\u00a0", " ") == written
