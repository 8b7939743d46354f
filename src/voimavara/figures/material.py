"""What requests are computed from: facts by dataset, placed and narrowed down as formulas ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from voimavara.core.units import NUMBER, Unit
from voimavara.figures.conditions import Condition
from voimavara.figures.cubes import Cubes
from voimavara.figures.facts import Facts, Ints, Kept, gather
from voimavara.figures.figure import Where
from voimavara.figures.grids import Axis, Grid, add_up, spread
from voimavara.figures.needs import Needs
from voimavara.figures.parts import Part
from voimavara.figures.places import Placed, looked_up, place_rows, register_of
from voimavara.figures.request import MUNICIPALITY
from voimavara.figures.windows import Attendance
from voimavara.programme.meanings import sources_behind
from voimavara.programme.models.contract import Contract
from voimavara.programme.programme import Programme
from voimavara.warehouse.load import Load
from voimavara.warehouse.selection import Selection

# Which municipality each code belongs to on the borders of a date, where that is another one.
Borders = tuple[tuple[str, str], ...]


@dataclass
class Material:
    """Facts of every dataset that the needs name, read when first asked for."""

    programme: Programme
    selection: Selection
    cubes: Cubes
    needs: Needs
    _facts: dict[str, Facts] = field(default_factory=dict)
    _tolerances: dict[str, float] = field(default_factory=dict)

    def narrowed(self, selection: Selection) -> Material:
        """The same with fewer loads; what sources tolerate stays known of all of them."""
        self.tolerance("")
        return Material(self.programme, selection, self.cubes, self.needs, _tolerances=self._tolerances)

    def facts(self, dataset: str) -> Facts:
        """The dataset's partial sums; empty where nothing has been received."""
        if dataset not in self._facts:
            grain = self.needs.grain(dataset)
            contract = self.programme.contracts[dataset]
            self._facts[dataset] = gather(self.cubes, self.selection.of(dataset), contract, grain)
        return self._facts[dataset]

    def registers(self, parts: Sequence[Part], dimensions: tuple[str, ...]) -> tuple[str, ...]:
        """The registers that are asked on the way to dimensions and conditions."""
        paths = {
            (part.dataset, path[0])
            for part in parts
            for name in (*dimensions, *(test.column for test in part.where))
            if len(path := self.needs.path(part.dataset, name)) > 1
        }
        return tuple(sorted({self.needs.register(dataset, link) for dataset, link in paths}))

    def sources(self, dataset: str) -> tuple[Load, ...]:
        """The loads of files behind a dataset that is computed from others; none for any other."""
        if self.programme.contracts[dataset].derived is None:
            return ()
        behind = sources_behind(self.programme, (dataset,))
        return tuple(used.load for source in behind for used in self.selection.of(source))

    def tolerance(self, load: str) -> float:
        """The share of rows that the load's source allows to be set aside."""
        if not self._tolerances:
            used = [each.load for loads in self.selection.datasets.values() for each in loads]
            self._tolerances.update({each.id: each.tolerance for each in used})
        return self._tolerances.get(load, 0.0)

    def column(self, facts: Facts, dataset: str, name: str) -> Kept:
        """The values of a dimension in each row: its own column, or what a register says of its id."""
        if ("column", name) not in facts.memo:
            facts.memo["column", name] = self._column(facts, dataset, name)
        found: Kept = facts.memo["column", name]
        return found

    def _column(self, facts: Facts, dataset: str, name: str) -> Kept:
        path = self.needs.path(dataset, name)
        if len(path) == 1:
            return facts.kept[name]
        link = facts.kept[path[0]]
        known = self.facts(self.needs.register(dataset, path[0]))
        key = known.contract.key[0]
        return looked_up(link, register_of(known, key, known.kept[name]))

    def placed(self, part: Part, dimensions: tuple[str, ...], borders: Borders = ()) -> Placed:
        """The place of each of the dataset's partial sums in the dimensions."""
        facts = self.facts(part.dataset)
        key = ("placed", dimensions, borders)
        if key not in facts.memo:
            known = {name: self.column(facts, part.dataset, name) for name in dimensions}
            if borders and MUNICIPALITY in known:
                known[MUNICIPALITY] = moved(known[MUNICIPALITY], dict(borders))
            facts.memo[key] = place_rows(known, len(facts.count))
        found: Placed = facts.memo[key]
        return found

    def passing(self, part: Part, dimensions: tuple[str, ...], borders: Borders = ()) -> Ints:
        """The numbers of the partial sums that pass the part's conditions, and are the city's own."""
        facts = self.facts(part.dataset)
        own = MUNICIPALITY in facts.contract.columns and MUNICIPALITY not in dimensions
        key = ("passing", part.where, own, borders if own else ())
        if key not in facts.memo:
            facts.memo[key] = self._passing(facts, part, borders, own=own)
        found: Ints = facts.memo[key]
        return found

    def _passing(self, facts: Facts, part: Part, borders: Borders, *, own: bool) -> Ints:
        if len(part.where) == 1 and not own and part.where[0].column in facts.kept:
            return _rows_among(facts, part.where[0])
        passes = np.ones(len(facts.count), bool)
        for condition in part.where:
            passes &= self._passes(facts, part.dataset, condition)
        if own:
            code = moved(facts.kept[MUNICIPALITY], dict(borders))
            passes &= _among(code, Condition(MUNICIPALITY, self.programme.cover.city.code))
        return np.flatnonzero(passes).astype(np.int32)

    def _passes(self, facts: Facts, dataset: str, condition: Condition) -> Ints:
        path = self.needs.path(dataset, condition.column)
        if len(path) == 1:
            if condition.needs_scan(facts.contract):
                return facts.tests[condition.name]
            return _among(facts.kept[condition.column], condition)
        register = self.facts(self.needs.register(dataset, path[0]))
        holding = _kept_test(register, condition)
        known = register_of(register, register.contract.key[0], holding)
        return _among(looked_up(facts.kept[path[0]], known), Condition(condition.column, True))

    def grid(self, part: Part, rows: Ints, place: Ints, places: tuple[Where, ...], axis: Axis) -> Grid:
        """Sums of the chosen partial sums by place and month; `place` numbers each of them into `places`."""
        facts = self.facts(part.dataset)
        shape = (len(places), axis.length)
        count = facts.count[rows]
        amounts, scale, values = summed(facts, part, rows, count)
        if facts.month is None or facts.until is not None:
            since = axis.column(facts.month[rows]) if facts.month is not None else np.zeros(len(rows), int)
            until = np.full(len(rows), axis.length) if facts.until is None else axis.column(facts.until[rows])
            amounts, values, count = (
                spread(shape, place, since, until, each) for each in (amounts, values, count)
            )
        else:
            column = axis.column(facts.month[rows] + part.lag)
            cell = place.astype(np.int64) * axis.length + column
            same = values is count
            on = (column >= 0) & (column < axis.length)
            if not on.all():
                cell, amounts, count, values = cell[on], amounts[on], count[on], values[on]
            amounts, count = (add_up(shape, cell, each) for each in (amounts, count))
            values = count if same else add_up(shape, cell, values)
        return Grid(axis, amounts, scale, values, count)


def summed(facts: Facts, part: Part, rows: Ints, count: Ints) -> tuple[Ints, int, Ints]:
    """The part's columns added together in each row: whole numbers, their scale, and values present."""
    if not part.columns:
        return count, 0, count
    if len(part.columns) == 1:
        (one,) = (facts.sums[name] for name in part.columns)
        return one.amounts[rows], one.scale, count if one.present is facts.count else one.present[rows]
    unit = part_unit(facts.contract, part)
    scaled = []
    for name in part.columns:
        factor = facts.contract.columns[name].measured_in.factor_to(unit)
        decimals = max(-int(factor.normalize().as_tuple().exponent), 0)
        digits = int(factor.scaleb(decimals))
        scaled.append((facts.sums[name], digits, facts.sums[name].scale + decimals))
    scale = max(each for _, _, each in scaled)
    amounts = sum(each.amounts[rows] * (digits * 10 ** (scale - own)) for each, digits, own in scaled)
    always = all(each.present is facts.count for each, _, _ in scaled)
    values = count if always else sum(each.present[rows] for each, _, _ in scaled)
    return np.asarray(amounts), scale, np.asarray(values)


def part_unit(contract: Contract, part: Part) -> Unit:
    """The unit of the part's value: that of its first column; a count has none."""
    return contract.columns[part.columns[0]].measured_in if part.columns else NUMBER


def attendance_of(contract: Contract) -> Attendance:
    """What tells that nothing of a period is lacking in the dataset."""
    if not isinstance(contract.period, str):
        return "always"
    if contract.expects != "events":
        return "rows"
    return "some" if contract.columns[contract.period].type in ("month", "year") else "covered"


def moved(kept: Kept, borders: Mapping[Any, Any]) -> Kept:
    """The municipalities on other borders."""
    return looked_up(kept, {value: borders.get(value, value) for value in kept.values}) if borders else kept


def _among(kept: Kept, condition: Condition) -> Ints:
    accepted = np.array([condition.accepts(value) for value in kept.values], bool)
    passes: Ints = accepted[kept.codes] if len(accepted) else np.zeros(len(kept.codes), bool)
    return passes


def _rows_among(facts: Facts, condition: Condition) -> Ints:
    """The rows whose kept value passes, found by value: many conditions on the column share one sorting."""
    kept = facts.kept[condition.column]
    key = ("by value", condition.column)
    if key not in facts.memo:
        codes = kept.codes.astype(np.int16 if len(kept.values) < 1 << 15 else int)
        order = np.argsort(codes, kind="stable").astype(np.int32)
        ends = np.bincount(kept.codes, minlength=len(kept.values)).cumsum().tolist()
        facts.memo[key] = {
            (type(value), value): order[begin:end]
            for value, begin, end in zip(kept.values, [0, *ends], ends, strict=False)
        }
    by_value = facts.memo[key]
    words = dict.fromkeys((type(word), word) for word in condition.words)
    runs = [by_value[word] for word in words if word in by_value]
    found: Ints = runs[0] if len(runs) == 1 else np.concatenate([np.zeros(0, np.int32), *runs])
    return found


def _kept_test(register: Facts, condition: Condition) -> Kept:
    """Whether each row of the register passes, as a column with the values False and True."""
    if condition.needs_scan(register.contract):
        return Kept(register.tests[condition.name].astype(np.int64), (False, True))
    return Kept(_among(register.kept[condition.column], condition).astype(np.int64), (False, True))
