"""A programme as far as it could be read, for the checks that look at all of it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voimavara.core.errors import Place, Problem, did_you_mean
from voimavara.core.message import Message
from voimavara.programme.kinds import UNKNOWN
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.formula import Formula
from voimavara.programme.models.indicator import Indicator, Measure
from voimavara.programme.programme import Address, Programme


@dataclass(frozen=True)
class Draft:
    """What was read, with what is known of the rest.

    `names` holds every id of a kind, also of files that could not be read; `own` those of the city,
    `catalogue` the contracts as the product has them, `faulty` where something could not be read. Without
    a cover nothing is known of owners and languages.
    """

    programme: Programme
    names: Mapping[str, frozenset[str]]
    own: Mapping[str, frozenset[str]]
    catalogue: Mapping[str, Contract]
    has_cover: bool = True
    faulty: frozenset[Place] = frozenset()

    def place(self, *address: str | int) -> Place:
        """Where the thing with the address stands."""
        return self.programme.place(*address)

    def written(self, *address: str | int) -> bool:
        """Whether the key was written (and not left to its default)."""
        return address in self.programme.places

    def is_faulty(self, *address: str | int) -> bool:
        """Whether what stands at the address, or inside it, could not be read and has been told of."""
        inside = (place for at, place in self.programme.places.items() if at[: len(address)] == address)
        return any(place in self.faulty for place in inside)

    def unknown(self, kind: str, name: str, *address: str | int) -> Iterator[Problem]:
        """A problem where nothing of the kind has this name."""
        if name not in self.names[kind]:
            message = Message.of(UNKNOWN[kind], name=name)
            yield self.problem(address, message, did_you_mean(name, self.names[kind]))

    def formula(self, measure: Indicator | Measure) -> Formula | None:
        """The formula of an indicator or a measure beside it; None where it names one that is not there."""
        if isinstance(measure.formula, str):
            named = self.programme.formulas.get(measure.formula)
            return named.formula if named else None
        return measure.formula

    def problem(self, address: Address, message: str | Message, suggestion: str | Message = "") -> Problem:
        """A problem at the address."""
        return Problem(self.place(*address), message, suggestion)
