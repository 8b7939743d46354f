"""Every message of a part: read from its templates and modules, as gettext's own extraction would."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

import voimavara
from voimavara.snapshot import words
from voimavara.snapshot.estate import words as estate_words

PRODUCT = Path(voimavara.__file__).parent
# Calls whose first argument (or first two) is a message.
SINGLE = {"words", "say", "told", "_", "RefusedError", "gettext"}
PLURAL = {"count"}


def in_templates(folder: Path = PRODUCT / "web" / "templates") -> Iterator[str | tuple[str, str]]:
    """Messages in `_("…")` and `say.count("…", "…", n)`."""
    for path in sorted(folder.rglob("*.html")):
        tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            name = call.node.name if isinstance(call.node, nodes.Name) else getattr(call.node, "attr", "")
            told = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
            if name in SINGLE and told:
                yield told[0]
            if name in PLURAL and len(told) >= 2:
                yield (told[0], told[1])


def in_modules(part: str) -> Iterator[str | tuple[str, str]]:
    """Messages in the part's Python modules."""
    for path in sorted((PRODUCT / part).rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            told = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if name in SINGLE and told:
                yield told[-1] if name == "RefusedError" else told[0]
            if name in PLURAL and len(told) >= 2:
                yield (told[0], told[1])


def in_word_lists() -> Iterator[str]:
    """The words of closed lists."""
    for name, listed in [*vars(words).items(), *vars(estate_words).items()]:
        if isinstance(listed, dict) and name.isupper() and name != "UNITS":
            yield from listed.values()


def all_of(part: str) -> set[str | tuple[str, str]]:
    """Every message of `web` or `charts`."""
    found = set(in_modules(part))
    if part == "web":
        found |= {*in_templates(), *in_word_lists()}
        found |= {"The page was not found", "The address can't be understood", "Something went wrong"}
    return found
