"""Checks over the whole programme: small functions, each of which yields the problems of one sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from voimavara.core.errors import Problem
    from voimavara.programme.draft import Draft

CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = ()


def check_all(draft: Draft) -> Iterator[Problem]:
    """Every problem that the checks find."""
    for check in CHECKS:
        yield from check(draft)
