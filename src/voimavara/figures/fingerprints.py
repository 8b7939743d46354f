"""What figures were computed from, as hashes: definitions, code, and the loads and rows that count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2s

from voimavara.figures.code import code
from voimavara.figures.needs import Needs
from voimavara.figures.request import Request
from voimavara.programme.meanings import sources_behind
from voimavara.programme.models.contract import Contract
from voimavara.programme.programme import Programme
from voimavara.warehouse.load import Load, Rejected
from voimavara.warehouse.selection import Selection, UsedLoad

ALWAYS = -1  # before every month

# What figures rest on: by dataset the loads and waiting rows that count, each with its first month.
State = dict[str, list[tuple[str, int]]]


@dataclass(frozen=True)
class Fingerprints:
    """Names for what is kept of a programme's figures: another one wherever they could be others."""

    programme: Programme

    def of(self, requests: Sequence[Request], *more: object) -> str:
        """The hash of the definitions of the requests, whatever their periods, and of the code."""
        known = self.programme.indicators
        asked = [replace(request, periods=()) for request in requests]
        breaks = {each.indicator: known[each.indicator].breaks for each in asked if each.indicator in known}
        return hashed(code(), self._frame, asked, breaks, *more)

    def state(
        self,
        selection: Selection,
        requests: Sequence[Request],
        counts: Callable[[UsedLoad, Contract], bool] = lambda _used, _contract: True,
    ) -> State:
        """All loads that count, and waiting rows, on which figures of the requests can rest."""
        contracts = self.programme.contracts
        asked = Needs.of(self.programme, requests).datasets
        datasets = {*asked, *sources_behind(self.programme, tuple(sorted(asked)))}
        return {
            name: sorted(
                [
                    *(
                        (hashed(_counting(used.load), used.dropped), first_month(used.load))
                        for used in selection.of(name)
                        if counts(used, contracts[name])
                    ),
                    *(_waiting(row) for row in selection.open_of(name)),
                ]
            )
            for name in sorted(datasets)
        }

    @cached_property
    def _frame(self) -> str:
        """What all figures can depend on."""
        cover = self.programme.cover
        contracts = sorted(self.programme.contracts.items())
        return hashed(contracts, cover.city.code, cover.hide_below)


def first_month(load: Load) -> int:
    """The first month that the load speaks of."""
    known = [*load.periods[:1], *([load.covers] if load.covers else [])]
    return min((period.first for period in known), default=ALWAYS)


def hashed(*said: object) -> str:
    """The hash of what was said."""
    return blake2s(repr(said).encode(), digest_size=16).hexdigest()


def _counting(load: Load) -> tuple[object, ...]:
    """What figures can depend on of a load."""
    return load.id, load.origin, load.tolerance, load.covers, load.periods, load.mends, load.file


def _waiting(row: Rejected) -> tuple[str, int]:
    return hashed(row.load, row.place, row.period), row.period.first if row.period else ALWAYS
