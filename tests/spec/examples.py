"""The worked examples of the handbook: their tables, and what the engine makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import ruamel.yaml
from pydantic import BaseModel, ConfigDict

from tests.figures.town import Row, Town, catalogue_formulas
from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.core.units import NUMBER
from voimavara.figures.figure import Figure
from voimavara.figures.request import Request

FILE = Path(__file__).parent / "examples.yaml"
_EVERY_MONTH = re.compile(r"(\d+)-(\d+)/(\d{4})")


class Example(BaseModel):
    """One case: a formula of the catalogue, tables of rows, and the answer or why there is none."""

    model_config = ConfigDict(extra="forbid")

    formula: str
    period: str
    says: Text
    rows: dict[str, list[list[Any]]] = {}
    repeat: dict[str, list[dict[str, Any]]] = {}
    answer: float | None = None
    interval: tuple[float, float] | None = None
    missing: str | None = None

    @property
    def title(self) -> str:
        return f"{self.formula} {self.period} {self.missing or self.answer}"


def examples() -> tuple[Example, ...]:
    return tuple(Example.model_validate(each) for each in ruamel.yaml.YAML(typ="safe").load(FILE))


def computed(example: Example, folder: Path) -> Figure:
    """The figure that the engine computes from the example's tables."""
    town = Town(folder)
    for dataset, table in example.rows.items():
        town.load(dataset, list(_expanded(table)), covers=Period.years(2014, 2020))
    for dataset, groups in example.repeat.items():
        town.load(dataset, list(_repeated(groups)), covers=Period.years(2014, 2020))
    formula = catalogue_formulas()[example.formula]
    unit = NUMBER if formula.unit.fits(NUMBER) else formula.unit
    period = Period.parse(example.period)
    request = Request("example", formula.formula, example.formula, str(formula.version), unit, (period,))
    (figure,) = town.engine().figures([request])
    return figure


def _expanded(table: Sequence[Sequence[Any]]) -> Iterator[Row]:
    """Rows as dictionaries; a row for `1-12/2019` becomes one for each of the months."""
    headers, *rows = table
    for row in rows:
        cells = dict(zip(headers, row, strict=False))
        match = _EVERY_MONTH.fullmatch(str(cells.get("month", "")))
        if match is None:
            yield cells
            continue
        first, last, year = map(int, match.groups())
        yield from (cells | {"month": f"{year}-{month:02d}"} for month in range(first, last + 1))


def _repeated(groups: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    for group in groups:
        key = next(iter(set(group["row"]) & {"respondent", "leaver", "hire"}))
        for number in range(group["times"]):
            yield group["row"] | {key: f"{group['row'][key]}{number}"}
