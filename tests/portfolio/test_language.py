"""Every sentence of the estate's tasks stands in Finnish and Swedish, with the same places to fill."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import voimavara
from voimavara.core.language import LOCALE

PRODUCT = Path(voimavara.__file__).parent
Key = tuple[str | None, str]


def nodes() -> Iterator[ast.AST]:
    for path in (*(PRODUCT / "portfolio").rglob("*.py"), *(PRODUCT / "tasks").glob("*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def said() -> set[Key]:
    found: set[Key] = set()
    for node in nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = [str(each.value) for each in node.args if isinstance(each, ast.Constant)]
            if node.func.id in ("say", "say_counted"):
                found.add((None, words[0]))
            elif node.func.id == "say_as":
                found.add((words[0], words[1]))
    return found


def written() -> set[str]:
    """Every text in the code: errors are messages that are told elsewhere."""
    return {node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def catalogue(language: str) -> dict[Key, str]:
    with (LOCALE / language / "estate_tasks.po").open("rb") as file:
        return {
            (one.context, _first(one.id)): _first(one.string)
            for one in read_po(file, locale=language)
            if one.id
        }


def _first(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else text[0]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_sentence_is_translated_and_none_is_left_over(language: str) -> None:
    known = catalogue(language).keys()
    assert said() - known == set()
    assert {key for key in known - said() if key[1] not in written()} == set()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_translation_fills_the_same_places(language: str) -> None:
    for (_, message), text in catalogue(language).items():
        assert places(text) == places(message), text
