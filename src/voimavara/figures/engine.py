"""The engine: requests in, figures out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from voimavara.core.periods import Period
from voimavara.figures.alike import alike
from voimavara.figures.block import Block
from voimavara.figures.columns import Figures
from voimavara.figures.cubes import Cubes
from voimavara.figures.database import Database, DuckDB
from voimavara.figures.evaluation import evaluate
from voimavara.figures.explanation import LIMIT, Explainer, Explanation
from voimavara.figures.figure import Figure, Incomplete, Where
from voimavara.figures.fingerprints import Fingerprints
from voimavara.figures.growth import evaluate_growth
from voimavara.figures.kept import KeptFigures
from voimavara.figures.kept_explanations import KeptExplanations
from voimavara.figures.kept_texts import KeptTexts
from voimavara.figures.material import Material
from voimavara.figures.needs import Needs
from voimavara.figures.openness import missing_keys, open_rows
from voimavara.figures.request import Request
from voimavara.figures.small_groups import hide_few
from voimavara.programme.models.formula import GrowthFormula
from voimavara.programme.programme import Programme
from voimavara.warehouse.selection import Selection


@dataclass
class Engine:
    """Computes figures from what counts in the warehouse.

    Partial sums and finished figures are kept in the folder `cache`, if given; it may be deleted at any time.
    Whoever gives a database closes it.
    """

    programme: Programme
    selection: Selection
    cache: Path | None = None
    database: Database = field(default_factory=DuckDB, repr=False)
    _cubes: Cubes = field(init=False, repr=False)
    _fingerprints: Fingerprints = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._cubes = Cubes(self.cache, database=self.database)
        self._fingerprints = Fingerprints(self.programme)

    def figures(self, requests: Sequence[Request]) -> list[Figure]:
        """The figures of all the requests, by indicator, measure, dimensions, place and period."""
        return list(self.columns(requests))

    def columns(self, requests: Sequence[Request]) -> Figures:
        """The same as columns; no two requests may ask for the same measure by the same dimensions."""
        return Figures.joined(self.tables(requests))

    def tables(self, requests: Sequence[Request]) -> list[pa.Table]:
        """The same by groups of alike requests, to be joined; what they were computed from is let go."""
        material = Material(self.programme, self.selection, self._cubes, Needs.of(self.programme, requests))
        kept = KeptFigures(self.cache, computed, self._fingerprints)
        return [kept.of(material, group) for group in alike(requests)]

    def explain(self, request: Request, period: Period, place: Where = (), limit: int = LIMIT) -> Explanation:
        """How the figure of a request came about, with up to `limit` of the rows behind it."""
        kept = KeptExplanations(self.cache, self._explainer)
        return kept.explain(request, period, place, limit)

    def sql(self, request: Request, period: Period, place: Where = ()) -> str:
        """The statement that an explanation shows, without looking for the rows."""
        return self._explainer.sql(request, period, place)

    @property
    def _explainer(self) -> Explainer:
        return Explainer(
            self.database, self.programme, self.selection, KeptTexts(self.cache), self._fingerprints
        )


def computed(material: Material, requests: tuple[Request, ...]) -> list[Block]:
    """The figures of requests that are alike, with what could still change them."""
    formula = requests[0].formula
    if isinstance(formula, GrowthFormula):
        blocks = evaluate_growth(material, requests[0], formula.growth)
    else:
        blocks = [_with_openness(material, block) for block in evaluate(material, requests)]
    return [hide_few(block, material.programme.cover.hide_below) for block in blocks]


def _with_openness(material: Material, block: Block) -> Block:
    spans = tuple((period,) for period in block.periods)
    return replace(
        block,
        open_rows=open_rows(material, block.requests[0], spans),
        missing_keys=_missing_keys(material, block),
    )


def _missing_keys(material: Material, block: Block) -> Mapping[tuple[int, int], Incomplete]:
    """What each request lacks, by row and period; requests that are alike differ in their conditions."""
    size = len(block.places)
    return {
        (number * size + place, period): lacks
        for number, request in enumerate(block.requests)
        for (place, period), lacks in missing_keys(material, request, block.places).items()
    }
