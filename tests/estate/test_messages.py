"""What stops a command of the estate is told in the reader's language, numbers and all."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import voimavara
from voimavara.core.language import LANGUAGES, is_translated

ROOT = Path(voimavara.__file__).parent
DONE = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in (
        "figures/*.py",
        "scenarios/*.py",
        "programme/**/*.py",
        "tasks/estate/*.py",
        "estate/planning/*.py",
        "estate/simulation/*.py",
        "estate/condition.py",
        "estate/consumption/reading.py",
        "estate/networks.py",
        "estate/pipes.py",
        "estate/prices.py",
        "estate/space/reading.py",
    )
    for path in ROOT.glob(pattern)
)
RAISED = ("UserError", "StopError")


def told(path: str) -> Iterator[ast.expr]:
    """The text of each fault that the file raises."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
            yield node.args[0]


@pytest.mark.parametrize("path", DONE)
def test_a_fault_is_a_message_that_finnish_and_swedish_readers_get_in_their_language(path: str) -> None:
    for text in told(path):
        assert not isinstance(text, (ast.JoinedStr, ast.BinOp)), f"{path}:{text.lineno}"
        if isinstance(text, ast.Constant):
            lacking = [language for language in LANGUAGES if not is_translated(language, text.value)]
            assert not lacking, f"{path}:{text.lineno}"
