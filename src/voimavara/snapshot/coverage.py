"""The grid of indicators and rounds as plain data."""

from __future__ import annotations

from voimavara.snapshot.lineage import CoverageCell, CoverageView
from voimavara.snapshot.material import Material


def coverage_view(material: Material) -> CoverageView:
    """Every followed indicator in every followed round, the next one too."""
    return CoverageView(
        rounds=tuple(sorted({cell.round for cell in material.cells})),
        cells=tuple(
            CoverageCell(
                indicator=cell.indicator,
                round=cell.round,
                period=cell.period,
                due=cell.due,
                received=cell.received,
                state=cell.state,
                owner=cell.owner,
            )
            for cell in sorted(material.cells, key=lambda cell: (cell.indicator, cell.round))
        ),
    )
