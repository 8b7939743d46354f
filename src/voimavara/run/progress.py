"""How work that goes on for some time tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

from voimavara.core.message import Message

# What is done now, how much of it is done, and of how much (0 where that is not known).
Report = Callable[[str | Message, int, int], None]


def silent(_what: str | Message, _done: int, _of: int) -> None:
    """Report to nobody."""
