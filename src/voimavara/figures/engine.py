"""The engine: requests in, figures out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from voimavara.figures.alike import alike
from voimavara.figures.block import Block
from voimavara.figures.cubes import Cubes
from voimavara.figures.database import Database, DuckDB
from voimavara.figures.evaluating import evaluate
from voimavara.figures.explaining import LIMIT, Explainer, Explanation
from voimavara.figures.figure import Figure, Where
from voimavara.figures.growth import evaluate_growth
from voimavara.figures.hiding import hide_few
from voimavara.figures.keeping import KeptFigures
from voimavara.figures.material import Material
from voimavara.figures.needs import Needs
from voimavara.figures.openness import missing_keys, open_rows
from voimavara.figures.saying import formula_sql
from voimavara.programme.models.formula import GrowthFormula

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyarrow as pa

    from voimavara.core.periods import Period
    from voimavara.figures.request import Request
    from voimavara.programme.programme import Programme
    from voimavara.warehouse.selection import Selection


@dataclass(frozen=True)
class Asked:
    """Requests, what they need, and which of them are computed together."""

    requests: tuple[Request, ...]
    needs: Needs
    groups: tuple[tuple[Request, ...], ...]


@dataclass
class Engine:
    """Computes figures from what counts in the warehouse; partial sums are kept in `cache`, if given.

    Whoever gives a database closes it.
    """

    programme: Programme
    selection: Selection
    cache: Path | None = None
    database: Database = field(default_factory=DuckDB, repr=False)
    _cubes: Cubes = field(init=False, repr=False)
    _kept: KeptFigures = field(default_factory=KeptFigures, init=False, repr=False)
    _asked: Asked | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        self._cubes = Cubes(self.cache, database=self.database)

    def take(self, selection: Selection) -> None:
        """Computes from this selection from now on; what it can't have changed isn't computed again."""
        self.selection = selection

    def figures(self, requests: Sequence[Request]) -> list[Figure]:
        """All figures of the requests, in the order of the requests, then by place and period."""
        return [figure for block in self.blocks(requests) for figure in block.figures()]

    def explain(self, request: Request, period: Period, place: Where = (), limit: int = LIMIT) -> Explanation:
        """How the figure of a request came about, with up to `limit` of the rows behind it."""
        return Explainer(self.database, self.programme, self.selection).explain(request, period, place, limit)

    def sql(self, request: Request, period: Period, place: Where = ()) -> str:
        """The statement that an explanation shows, without looking for the rows."""
        return formula_sql(self.programme, request, period, place)

    def blocks(self, requests: Sequence[Request]) -> list[Block]:
        """The figures of each request as arrays."""
        asked_for = self._prepared({id(request): request for request in requests}.values())
        material = self._material(asked_for)
        found: dict[int, list[Block]] = defaultdict(list)
        for group in asked_for.groups:
            for together in _computed(material, group):
                for block in together.split():
                    asked = group[0] if len(group) == 1 else block.requests[0]
                    found[id(asked)].append(_with_openness(material, block))
        return [block for request in requests for block in found[id(request)]]

    def table(self, requests: Sequence[Request]) -> pa.Table:
        """All figures of the requests as an Arrow table; the columns are those of `table.SCHEMA`.

        Alike requests come together, by period and then in the order of the requests.
        """
        asked = self._prepared(requests)
        return self._kept.table(self._material(asked), asked.groups, _computed)

    def _prepared(self, requests: Iterable[Request]) -> Asked:
        """The requests prepared; a service asks for the same ones again and again."""
        wanted = tuple(requests)
        if self._asked is None or self._asked.requests != wanted:
            self._asked = Asked(wanted, Needs.of(self.programme, wanted), tuple(alike(wanted)))
        return self._asked

    def _material(self, asked: Asked) -> Material:
        return Material(self.programme, self.selection, self._cubes, asked.needs)


def _computed(material: Material, requests: tuple[Request, ...]) -> list[Block]:
    """The figures of requests that are alike."""
    formula = requests[0].formula
    if isinstance(formula, GrowthFormula):
        blocks = evaluate_growth(material, requests[0], formula.growth)
    else:
        blocks = evaluate(material, requests)
    return [hide_few(block, material.programme.cover.hide_below) for block in blocks]


def _with_openness(material: Material, block: Block) -> Block:
    """The block of one request with what could still change its figures."""
    (request,) = block.requests
    if isinstance(request.formula, GrowthFormula):
        return block
    return replace(
        block,
        open_rows=open_rows(material, request, tuple((period,) for period in request.periods)),
        missing_keys=missing_keys(material, request, block.places),
    )
