"""The engine: requests in, figures out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from voimavara.figures.block import Block
from voimavara.figures.cubes import Cubes
from voimavara.figures.evaluating import evaluate
from voimavara.figures.figure import Figure
from voimavara.figures.material import Material
from voimavara.figures.needs import Needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voimavara.figures.request import Request
    from voimavara.programme.programme import Programme
    from voimavara.warehouse.selection import Selection


@dataclass
class Engine:
    """Computes figures from what counts in the warehouse; partial sums are kept in `cache`, if given."""

    programme: Programme
    selection: Selection
    cache: Path | None = None
    _cubes: Cubes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._cubes = Cubes(self.cache)

    def figures(self, requests: Sequence[Request]) -> list[Figure]:
        """All figures of the requests, in the order of the requests, then by place and period."""
        return [figure for block in self.blocks(requests) for figure in block.figures()]

    def blocks(self, requests: Sequence[Request]) -> list[Block]:
        """The figures of each request as arrays."""
        material = Material(self.programme, self.selection, self._cubes, Needs.of(self.programme, requests))
        blocks = [evaluate(material, request) for request in requests]
        self._cubes.finish()
        return blocks
