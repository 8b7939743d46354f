"""Figures about few persons are hidden, together with what would reveal them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from voimavara.core.missing import Reason
from voimavara.figures.block import Block
from voimavara.figures.facts import Ints
from voimavara.figures.figure import Where
from voimavara.figures.windows import CODE


def hide_few(block: Block, below: int) -> Block:
    """The block without figures about fewer persons than that.

    Where a hidden cell could be computed from a total and the cells beside it, further ones are hidden,
    the smallest first, until the hidden ones together are several and not few.
    """
    people = block.people
    if people is None:
        return block
    hidden = (people > 0) & (people < below)
    groups = [
        group + first
        for group in _siblings(block.places)
        for first in range(0, len(people), len(block.places))
    ]
    before = -1
    while before != (before := int(hidden.sum())):
        for group in groups:
            for period in range(hidden.shape[1]):
                _hide_more(hidden, people, group, period, below)
    reason = np.where(hidden, CODE[Reason.HIDDEN], block.reason).astype(np.int8)
    return replace(block, reason=reason)


def _hide_more(hidden: Ints, people: Ints, group: Ints, period: int, below: int) -> None:
    cells = people[group, period]
    while (covered := hidden[group, period]).any():
        if covered.sum() > 1 and cells[covered].sum() >= below:
            return
        open_cells = np.flatnonzero(~covered & (cells > 0))
        if not len(open_cells):
            return
        smallest = open_cells[np.argmin(cells[open_cells])]
        hidden[group[smallest], period] = True


def _siblings(places: Sequence[Where]) -> Iterator[Ints]:
    """Groups of places that differ in one dimension: together they make up a total."""
    names = [name for name, _ in places[0]] if places else []
    for name in names:
        groups: dict[Where, list[int]] = defaultdict(list)
        for number, place in enumerate(places):
            groups[tuple(pair for pair in place if pair[0] != name)].append(number)
        for group in groups.values():
            yield np.array(group)
