"""Every sentence of the estate's tasks stands in Finnish and Swedish, with the same places to fill."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import voimavara
from voimavara.core.language import LOCALE

TASKS = Path(voimavara.__file__).parent / "tasks"
Key = tuple[str | None, str]


def said() -> set[Key]:
    found: set[Key] = set()
    for path in (*TASKS.glob("estate/*.py"), *TASKS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                words = [str(each.value) for each in node.args if isinstance(each, ast.Constant)]
                if node.func.id == "say":
                    found.add((None, words[0]))
                elif node.func.id == "say_as":
                    found.add((words[0], words[1]))
    return found


def catalogue(language: str) -> dict[Key, str]:
    with (LOCALE / language / "estate_tasks.po").open("rb") as file:
        return {
            (one.context, str(one.id)): str(one.string) for one in read_po(file, locale=language) if one.id
        }


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_sentence_is_translated_and_none_is_left_over(language: str) -> None:
    assert said() == catalogue(language).keys()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_translation_fills_the_same_places(language: str) -> None:
    for (_, message), text in catalogue(language).items():
        assert places(text) == places(message), text
