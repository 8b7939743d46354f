"""What the city's own files compute: every formula and measure with the address where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from voimavara.core.units import Unit
from voimavara.programme.draft import Draft
from voimavara.programme.meanings import datasets_of
from voimavara.programme.models.formula import DerivedFormula, Formula
from voimavara.programme.models.indicator import Cadence, Indicator, Measure
from voimavara.programme.programme import Address


@dataclass(frozen=True)
class Measured:
    """An indicator's own measure or one beside it, with its formula where that could be found.

    `name` is the formula's where it is named, and not written in place.
    """

    address: Address
    formula: Formula | None
    unit: Unit
    by: tuple[str, ...]
    apart: tuple[str, ...]
    period: Cadence
    name: str | None

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Everything it is broken down by."""
        return (*self.apart, *self.by)

    @property
    def formula_address(self) -> Address:
        """Where its formula stands or is named."""
        return (*self.address, "formula")

    @property
    def is_derived(self) -> bool:
        """Whether it is computed from the run itself."""
        return isinstance(self.formula, DerivedFormula)

    def where_named(self, dimension: str) -> Address:
        """Where the dimension is asked for."""
        return (*self.address, "by" if dimension in self.by else "apart")


def measures(draft: Draft) -> Iterator[Measured]:
    """Every measure of the programme's indicators."""
    for name, indicator in draft.programme.indicators.items():
        yield _measured(draft, ("indicators", name), indicator, indicator.period)
        for key, beside in indicator.beside.items():
            yield _measured(
                draft, ("indicators", name, "beside", key), beside, beside.period or indicator.period
            )


def _measured(draft: Draft, address: Address, measure: Indicator | Measure, period: Cadence) -> Measured:
    name = measure.formula if isinstance(measure.formula, str) else None
    formula = draft.formula(measure)
    return Measured(address, formula, measure.unit, measure.by, measure.apart, period, name)


def formulas(draft: Draft) -> Iterator[tuple[Address, Formula, Unit]]:
    """Every formula in use or of the city's own, with its unit.

    One of the catalogue stands where an indicator names it: the city may have changed what it counts on.
    """
    for measure in measures(draft):
        if measure.formula is not None and measure.name not in draft.own["formulas"]:
            yield measure.formula_address, measure.formula, measure.unit
    for name in sorted(draft.own["formulas"]):
        if named := draft.programme.formulas.get(name):
            yield ("formulas", name, "formula"), named.formula, named.unit


def uses(draft: Draft) -> dict[str, Address]:
    """Every dataset in use, the city's own among them, with the address where it is first used."""
    found: dict[str, Address] = {name: ("datasets", name) for name in sorted(draft.own["datasets"])}
    for name, source in draft.programme.sources.items():
        found.setdefault(source.dataset, ("sources", name, "dataset"))
    for address, formula, _ in formulas(draft):
        for dataset in datasets_of(formula):
            found.setdefault(dataset, address)
    for name, peers in draft.programme.peers.items():
        found.setdefault(peers.in_, ("peers", name))
    _follow(draft, found)
    return {name: address for name, address in found.items() if name in draft.programme.contracts}


def _follow(draft: Draft, found: dict[str, Address]) -> None:
    """Adds what the datasets found refer to and are computed from."""
    waiting = list(found)
    while waiting:
        name = waiting.pop()
        contract = draft.programme.contracts.get(name)
        if contract is None:
            continue
        others = [other for column in contract.columns.values() for other in column.registers]
        others += contract.derived.from_ if contract.derived else ()
        for other in others:
            if other not in found:
                found[other] = found[name]
                waiting.append(other)
