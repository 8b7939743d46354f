"""What the loads say of the estate as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import pyarrow as pa

from voimavara.core.errors import UserError
from voimavara.core.language import Text, same
from voimavara.core.origin import Origin, weakest
from voimavara.core.periods import Period
from voimavara.estate.prices import PriceIndex, PriceLevel
from voimavara.programme.models.programme import Parameter
from voimavara.programme.programme import Programme
from voimavara.run.registers import rows_of
from voimavara.warehouse.selection import Selection

PRICES = "building_costs"
Row = Mapping[str, Any]

_NO_VALUE = "{place}: there is no value in force on {day}; add one."
_NO_VALUE_OF = "{place}: there is no value for '{of}' in force on {day}; add one."


@dataclass(frozen=True)
class EstateFacts:
    """The rows that count as of a day, and the parameters in force; each table is read once."""

    programme: Programme
    selection: Selection
    as_of: date
    _tables: dict[str, pa.Table] = field(default_factory=dict, repr=False, compare=False)
    _rows: dict[str, tuple[Row, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def year(self) -> int:
        """The year at whose end the estate is looked at: the one that the day lies in."""
        return self.as_of.year

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """The parameters of the programme."""
        return self.programme.parameters

    def table(self, dataset: str) -> pa.Table:
        """The dataset's rows that count; none where nothing was received."""
        if dataset not in self._tables:
            self._tables[dataset] = rows_of(self.programme, self.selection, dataset)
        return self._tables[dataset]

    def rows(self, dataset: str) -> tuple[Row, ...]:
        """The same as dictionaries."""
        if dataset not in self._rows:
            self._rows[dataset] = tuple(self.table(dataset).to_pylist())
        return self._rows[dataset]

    @property
    def reporters(self) -> tuple[str, ...]:
        """Those who state values of buildings, in the order in which they are believed."""
        return tuple(self.programme.vocabularies["reporters"].values)

    def covers(self, dataset: str, period: Period) -> bool:
        """Whether some load of the dataset speaks of each month of the period."""
        covers = [used.load.covers for used in self.selection.of(dataset) if used.load.covers]
        return all(any(one.contains(month) for one in covers) for month in period.each_month())

    def origin(self, datasets: Iterable[str]) -> Origin | None:
        """The weakest origin of the datasets' loads."""
        return weakest(used.load.origin for name in datasets for used in self.selection.of(name))

    @cached_property
    def index(self) -> PriceIndex:
        """The building cost index."""
        return price_index(PRICES, self.parameters[PRICES])

    @cached_property
    def price_level(self) -> PriceLevel:
        """In whose prices everything stands: the year of the day, or the newest before it with an index."""
        known = [year for year in self.index.values if year <= self.year]
        if not known:
            raise UserError(
                "{place}: the building cost index begins after {year}; add a value for {year} or an earlier"
                " year.",
                place=self.programme.place("parameters", PRICES),
                year=self.year,
            )
        return self.index.level(max(known))

    def value(self, parameter: str, of: str = "") -> float:
        """The parameter's value in force on the day; raises UserError where there is none."""
        found = self.parameters[parameter].in_force(self.as_of, of)
        if found is None:
            place = self.programme.place("parameters", parameter)
            raise UserError(_NO_VALUE_OF if of else _NO_VALUE, place=place, of=of, day=self.as_of)
        return found

    def at_price_level(self, parameter: str) -> Parameter:
        """The parameter of prices with every value restated to the price level by the index.

        A value stands in the prices of the year from which it holds; one of a year without an index stays.
        """
        written = self.parameters[parameter]
        by = {name: self._restated(series) for name, series in written.series.items()}
        return (
            written.model_copy(update={"by": by})
            if written.by
            else written.model_copy(update={"values": by[""]})
        )

    def _restated(self, series: Mapping[str, float]) -> dict[str, float]:
        wanted = self.price_level.year
        return {
            at: self.index.restated(value, int(at[:4]), wanted) if int(at[:4]) in self.index.values else value
            for at, value in series.items()
        }

    def word(self, vocabulary: str, value: str) -> Text:
        """The label of a word; the word itself where it has none."""
        found = self.programme.vocabularies.get(vocabulary)
        return (found.values.get(value) if found else None) or same(value)

    def as_of_year(self, year: int) -> EstateFacts:
        """The same facts looked at from the end of another year."""
        return replace(self, as_of=date(year, 12, 31))


def price_index(name: str, parameter: Parameter) -> PriceIndex:
    """The index that a parameter of the programme writes out, year by year."""
    by_year = {int(written[:4]): value for written, value in parameter.values.items()}
    return PriceIndex(name, by_year, parameter.source.only("en") or name)
