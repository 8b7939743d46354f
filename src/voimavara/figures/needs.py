"""What a set of requests needs of each dataset, so that one scan of a load serves them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from voimavara.figures.conditions import Condition
from voimavara.figures.parts import Part, Parts, parts_of
from voimavara.figures.request import MERGER_COLUMNS, MERGERS, MUNICIPALITY, Request
from voimavara.figures.scan import Grain
from voimavara.programme.meanings import reach
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.formula import GrowthFormula, RatioFormula
from voimavara.programme.programme import Programme


@dataclass
class Needs:
    """For each dataset the columns to keep apart, the tests to work out, and the columns to add up."""

    programme: Programme
    _kept: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _tests: dict[str, set[Condition]] = field(default_factory=lambda: defaultdict(set))
    _sums: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, programme: Programme, requests: Iterable[Request]) -> Needs:
        """The needs of all the requests together."""
        needs = cls(programme)
        for request in requests:
            parts = parts_of(request.formula, request.dimensions)
            for part in parts.all:
                needs._add_part(part, request.dimensions)
            if isinstance(request.formula, GrowthFormula):
                needs._add_mergers()
            for key in shared_keys(programme, request.formula, parts):
                needs._kept[parts.numerator.dataset].add(key)
                needs._kept[parts.all[1].dataset].add(key)
        return needs

    @property
    def datasets(self) -> frozenset[str]:
        """The datasets that any of the requests asks."""
        return frozenset((*self._kept, *self._tests, *self._sums))

    def grain(self, dataset: str) -> Grain:
        """The grain at which the dataset's partial sums serve all the requests."""
        tests = sorted(self._tests[dataset], key=lambda test: test.name)
        return Grain(tuple(sorted(self._kept[dataset])), tuple(tests), tuple(sorted(self._sums[dataset])))

    def path(self, dataset: str, column: str) -> tuple[str, ...]:
        """How the dataset reaches the column: by its own, or by the id of a register that has it."""
        return reach(self.programme, dataset, column)

    def register(self, dataset: str, link: str) -> str:
        """The register that the id column refers to."""
        return str(self.programme.contracts[dataset].columns[link].of)

    def _add_part(self, part: Part, dimensions: tuple[str, ...]) -> None:
        contract = self.programme.contracts[part.dataset]
        self._sums[part.dataset].update(part.columns)
        if MUNICIPALITY in contract.columns:
            self._kept[part.dataset].add(MUNICIPALITY)
        for name in dimensions:
            self._keep(part.dataset, name)
        for condition in part.where:
            self._test(part.dataset, contract, condition)

    def _add_mergers(self) -> None:
        if MERGERS in self.programme.contracts:
            self._kept[MERGERS].update(MERGER_COLUMNS)

    def _keep(self, dataset: str, name: str) -> None:
        path = self.path(dataset, name)
        self._kept[dataset].add(path[0])
        if len(path) > 1:
            register = self.register(dataset, path[0])
            self._kept[register].update((self.programme.contracts[register].key[0], name))

    def _test(self, dataset: str, contract: Contract, condition: Condition) -> None:
        path = self.path(dataset, condition.column)
        if len(path) > 1:
            register = self.register(dataset, path[0])
            self._kept[dataset].add(path[0])
            self._kept[register].add(self.programme.contracts[register].key[0])
            self._test(register, self.programme.contracts[register], condition)
        elif condition.needs_scan(contract):
            self._tests[dataset].add(condition)
        else:
            self._kept[dataset].add(condition.column)


def shared_keys(programme: Programme, formula: object, parts: Parts) -> tuple[str, ...]:
    """Id columns that numerator and denominator of a ratio share, such as building."""
    if not isinstance(formula, RatioFormula) or parts.denominator is None:
        return ()
    of, to = parts.numerator.dataset, parts.denominator.dataset
    if of == to:
        return ()
    known = _identities(programme, to)
    return tuple(name for name, what in _identities(programme, of).items() if known.get(name) == what)


def _identities(programme: Programme, dataset: str) -> dict[str, str]:
    """Which register each id column of the dataset names things of."""
    contract = programme.contracts[dataset]
    ids = {name: column.of for name, column in contract.columns.items() if column.type == "id"}
    own = {name: dataset for name in ids if contract.key == (name,) and ids[name] is None}
    return {**{name: of for name, of in ids.items() if isinstance(of, str)}, **own}
