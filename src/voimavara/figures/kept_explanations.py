"""Explanations of earlier runs on disk, for as long as nothing that they rest on has changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from voimavara.core.errors import Place
from voimavara.core.periods import Period
from voimavara.figures.explanation import Explainer, Explanation, RowsBehind, overlaps, spans_of
from voimavara.figures.figure import Where
from voimavara.figures.kept_files import put_if_possible
from voimavara.figures.request import Request
from voimavara.warehouse.load import Lineage


@dataclass(frozen=True)
class KeptExplanations:
    """Explains figures, from the folder as far as it holds; it may be deleted at any time."""

    folder: Path | None
    explainer: Explainer

    def explain(self, request: Request, period: Period, place: Where, limit: int) -> Explanation:
        """As `Explainer.explain`."""
        if self.folder is None:
            return self.explainer.explain(request, period, place, limit)
        names, spans = self.explainer.fingerprints, spans_of(request, period)
        state = names.state(
            self.explainer.selection, [request], lambda used, contract: overlaps(used, spans, contract)
        )
        path = self.folder / f"{names.of([request], period, place, limit, state)}.explained"
        explanation = _read(path, request, period, place)
        if explanation is None:
            explanation = self.explainer.explain(request, period, place, limit)
            told = json.dumps(_told(explanation), ensure_ascii=False)
            put_if_possible(path, lambda part: part.write_text(told, encoding="utf-8"))
        return explanation


def _told(explanation: Explanation) -> dict[str, object]:
    return {
        "sql": explanation.sql,
        "datasets": [
            {
                "dataset": each.dataset,
                "personal": each.personal,
                "count": each.count,
                "columns": each.columns,
                "rows": [
                    [row.load, row.place.file, row.place.line, row.place.column, row.cells, row.mended_in]
                    for row in each.rows
                ],
            }
            for each in explanation.datasets
        ],
    }


def _read(path: Path, request: Request, period: Period, place: Where) -> Explanation | None:
    """What the file keeps; None where there is none, or it can't be read."""
    try:
        told = json.loads(path.read_bytes())
        datasets = tuple(
            RowsBehind(
                each["dataset"],
                each["personal"],
                each["count"],
                tuple(each["columns"]),
                tuple(
                    Lineage(load, Place(file, line, column), cells, mended_in)
                    for load, file, line, column, cells, mended_in in each["rows"]
                ),
            )
            for each in told["datasets"]
        )
        return Explanation(request.formula_id, request.version, told["sql"], period, place, datasets)
    except (OSError, ValueError, KeyError, TypeError):
        return None
