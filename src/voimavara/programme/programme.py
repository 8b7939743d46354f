"""A programme that has been read: every written thing by its id, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from voimavara.core.errors import Place
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.formula import NamedFormula
from voimavara.programme.models.indicator import Indicator
from voimavara.programme.models.plan import InvestmentPlan
from voimavara.programme.models.programme import Cover, Goal, Parameter, PeerSet, Vocabulary
from voimavara.programme.models.scenario import Scenario
from voimavara.programme.models.source import Source
from voimavara.programme.models.transitions import Transitions

# The address of a written thing: kind, id and keys inside, as in ("indicators", "sick_leave_days", "unit").
Address = tuple[str | int, ...]
IN_CATALOGUE = "catalogue/"  # before the files of the product in a place


@dataclass(frozen=True)
class Programme:
    """The city's folder and the catalogue together, checked; the city's own wins over the catalogue.

    `places` maps the address of every key that was written to its file and line.
    """

    folder: Path
    cover: Cover
    goals: Mapping[str, Goal]
    indicators: Mapping[str, Indicator]
    contracts: Mapping[str, Contract]
    formulas: Mapping[str, NamedFormula]
    sources: Mapping[str, Source]
    peers: Mapping[str, PeerSet]
    parameters: Mapping[str, Parameter]
    vocabularies: Mapping[str, Vocabulary]
    places: Mapping[Address, Place] = field(repr=False)
    fingerprint: str = ""
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    plans: Mapping[str, InvestmentPlan] = field(default_factory=dict)
    transitions: Mapping[str, Transitions] = field(default_factory=dict)

    def place(self, *address: str | int) -> Place:
        """Where the thing with the address stands, or the nearest thing around it."""
        for length in range(len(address), 0, -1):
            if found := self.places.get(address[:length]):
                return found
        return Place(self.folder.as_posix())

    def is_of_catalogue(self, *address: str | int) -> bool:
        """Whether the thing with the address is the product's, and the city has none of its own."""
        return self.place(*address).file.startswith(IN_CATALOGUE)
