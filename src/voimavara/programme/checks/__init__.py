"""Checks over the whole programme: small functions, each of which yields the problems of one sort."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType

from voimavara.core.errors import Problem
from voimavara.programme.checks import (
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
    sums,
    transitions,
    units,
)
from voimavara.programme.draft import Draft

Check = Callable[[Draft], Iterator[Problem]]


_MODULES = (
    references, conditions, contracts, sums, units, cadences,
    levels, sources, dates, duplicates, cycles, languages, estate, transitions,
)  # fmt: skip


def _checks_of(module: ModuleType) -> list[Check]:
    return [check for name, check in vars(module).items() if name.startswith("check_")]


CHECKS = tuple(check for module in _MODULES for check in _checks_of(module))
