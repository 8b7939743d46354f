"""Checks over the whole programme: small functions, each of which yields the problems of one sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voimavara.programme.checks import (
    adding,
    cadences,
    conditions,
    contracts,
    cycles,
    dates,
    duplicates,
    estate,
    languages,
    levels,
    references,
    sources,
    targets,
    transitions,
    units,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from voimavara.core.errors import Problem
    from voimavara.programme.draft import Draft

_MODULES = (
    references, conditions, contracts, adding, units, cadences,
    levels, targets, sources, dates, duplicates, cycles, languages, estate, transitions,
)  # fmt: skip


def _checks_of(module: ModuleType) -> list[Callable[[Draft], Iterator[Problem]]]:
    return [check for name, check in vars(module).items() if name.startswith("check_")]


CHECKS = tuple(check for module in _MODULES for check in _checks_of(module))


def check_all(draft: Draft) -> Iterator[Problem]:
    """Every problem that the checks find."""
    for check in CHECKS:
        yield from check(draft)
