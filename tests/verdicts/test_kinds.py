"""A kind of target lies in one place: what can be written is judged, and nothing else knows kinds by name."""

from __future__ import annotations

import ast
from pathlib import Path

import voimavara
from voimavara.programme.models import target
from voimavara.verdicts.kinds import KINDS

ROOT = Path(voimavara.__file__).parent
OWN = ("falling", "rising", "from_history", "not_above_peers", "within_months", "undecided")
KNOW = ("verdicts/kinds/", "programme/models/target.py")


def test_every_kind_that_people_can_write_is_judged() -> None:
    assert list(KINDS) == list(target.KINDS)


def test_whoever_adds_a_kind_has_no_other_part_to_teach_it() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in ROOT.rglob("*.py")
        if not path.relative_to(ROOT).as_posix().startswith(KNOW)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in OWN
    ]
    assert found == []
