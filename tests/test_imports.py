"""Whoever reads a module can read first what it stands on: modules never need each other in a ring."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import voimavara

PRODUCT = Path(voimavara.__file__).parent


def modules() -> dict[str, Path]:
    """Every module of the product by its dotted name."""
    paths = ((path.relative_to(PRODUCT.parent).with_suffix(""), path) for path in PRODUCT.rglob("*.py"))
    return {".".join(name.parts).removesuffix(".__init__"): path for name, path in paths}


def imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """The product's modules that this one names in imports, those for types alone included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names if alias.name in known)
            case ast.ImportFrom(module=str(module)) if module in known:
                inner = (f"{module}.{alias.name}" for alias in node.names)
                yield from (name if name in known else module for name in inner)


def test_no_modules_import_each_other_in_a_ring() -> None:
    known = modules()
    graph = {name: set(imported(path, known)) for name, path in known.items()}
    assert sum(map(len, graph.values())) > len(known)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from None
