"""What stops a command, or is wrong in what people wrote, is told in the reader's language."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import voimavara
from voimavara.core.language import Language, gettext, is_translated
from voimavara.core.message import Message, as_number

ROOT = Path(voimavara.__file__).parent
FILES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))
OTHERS: tuple[Language, ...] = ("fi", "sv")
# Calls and which of their arguments are texts of the catalogues.
TOLD = {"UserError": slice(1), "StopError": slice(1), "Message": slice(1), "Message.of": slice(1)}
TOLD |= {"Problem": slice(1, 3), "problem": slice(1, 3), "RefusedError": slice(1, 2), "hinted": slice(2)}


def told(path: str) -> Iterator[ast.expr]:
    """The texts that the file's faults and messages are made from; those of a name are its module's."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for given in node.args[TOLD.get(called(node.func), slice(0))]:
                yield from texts(given, constants)


def called(function: ast.expr) -> str:
    name = ast.unparse(function)
    return name if name in TOLD else name.rpartition(".")[2]


def texts(given: ast.expr, constants: dict[str, ast.expr]) -> Iterator[ast.expr]:
    match given:
        case ast.IfExp(body=one, orelse=other):
            yield from (*texts(one, constants), *texts(other, constants))
        case ast.BoolOp(values=values):
            for value in values:
                yield from texts(value, constants)
        case ast.Name(id=name) if name in constants:
            yield from texts(constants[name], {})
        case ast.Constant(value=str()) | ast.JoinedStr() | ast.BinOp():
            yield given


@pytest.mark.parametrize("path", FILES)
def test_a_fault_is_a_message_that_finnish_and_swedish_readers_get_in_their_language(path: str) -> None:
    for text in told(path):
        assert isinstance(text, ast.Constant), f"{path}:{text.lineno}: a text put together has no translation"
        lacking = [language for language in OTHERS if not is_translated(language, str(text.value))]
        assert not lacking, f"{path}:{text.lineno}"


def test_the_sentences_of_the_product_are_found() -> None:
    found = {text.value for path in FILES for text in told(path) if isinstance(text, ast.Constant)}
    assert len(found) > 600


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_says_what_was_got_where_the_sentence_does(language: Language) -> None:
    for path in FILES:
        for text in told(path):
            if isinstance(text, ast.Constant) and "{got}" in str(text.value):
                assert "got" in places(gettext(language, str(text.value))), f"{path}:{text.lineno}"


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_number_in_a_sentence_is_written_as_its_language_writes_it() -> None:
    said = Message.of(
        "Budget: got {amount} euros, expected 0 or more; correct the budget.", amount=as_number(-2500.5)
    )
    assert (
        said.within("fi")
        == "Määräraha: annettiin \u22122\u00a0500,5 euroa, odotettiin nollaa tai enemmän; korjaa määräraha."
    )
    assert "got \u22122,500.5 euros" in said.within("en")


@pytest.mark.parametrize("unknown", [float("nan"), float("inf")])
def test_what_is_no_number_can_be_told_too(unknown: float) -> None:
    assert str(unknown) in Message.of("{got}", got=as_number(unknown)).within("en")
