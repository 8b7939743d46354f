"""Rings: datasets that refer to each other, or are computed from each other, in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from voimavara.core.errors import Problem
from voimavara.core.message import Message
from voimavara.programme.draft import Draft

_UNDER_WAY, _DONE = 1, 2


def check_derivation_cycles(draft: Draft) -> Iterator[Problem]:
    """No dataset is computed from itself, be it through others."""
    contracts = draft.programme.contracts
    links = {name: each.derived.from_ for name, each in contracts.items() if each.derived}
    for ring in rings(links):
        message = Message.of(
            "the dataset is computed from itself: {words}.", words=" → ".join((*ring, ring[0]))
        )
        hint = "take one of them out of `from`."
        yield draft.problem(("datasets", ring[0], "derived", "from"), message, hint)


def check_reference_cycles(draft: Draft) -> Iterator[Problem]:
    """No dataset refers to itself through the things it refers to."""
    links = {
        name: tuple(
            column.of
            for column in contract.columns.values()
            if column.type == "id" and isinstance(column.of, str)
        )
        for name, contract in draft.programme.contracts.items()
    }
    for ring in rings(links):
        column = next(
            name
            for name, each in draft.programme.contracts[ring[0]].columns.items()
            if each.of == (*ring, ring[0])[1]
        )
        message = Message.of("the dataset refers to itself: {words}.", words=" → ".join((*ring, ring[0])))
        hint = "leave `of` out in one of them."
        yield draft.problem(("datasets", ring[0], "columns", column, "of"), message, hint)


def rings(links: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Every ring found when following the links, each once, from its first name in the alphabet.

    >>> rings({"a": ("b",), "b": ("c",), "c": ("b",), "d": ("a",)})
    (('b', 'c'),)
    """
    found: dict[tuple[str, ...], None] = {}
    state: dict[str, int] = {}

    def follow(name: str, trail: tuple[str, ...]) -> None:
        if state.get(name) == _UNDER_WAY:
            found[_turned(trail[trail.index(name) :])] = None
        if name in state:
            return
        state[name] = _UNDER_WAY
        for other in links.get(name, ()):
            follow(other, (*trail, name))
        state[name] = _DONE

    for name in sorted(links):
        follow(name, ())
    return tuple(found)


def _turned(ring: tuple[str, ...]) -> tuple[str, ...]:
    start = ring.index(min(ring))
    return (*ring[start:], *ring[:start])
