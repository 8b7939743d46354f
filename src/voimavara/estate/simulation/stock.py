"""What is simulated: objects with a value and an ageing curve, or with condition states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.core.message import Message
from voimavara.estate.ageing.markov import Chain
from voimavara.estate.condition.basis import Basis
from voimavara.estate.condition.checks import check_positive, check_share, check_unique, exact, refuse

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Names = npt.NDArray[np.str_]

SIMULATED = Message("Objects to simulate")
LIFE, WEARING, THRESHOLD = Message("life (years)"), Message("wearing share"), Message("threshold")


def check_age(names: Names, faulty: Mask, age: Floats) -> None:
    """Raises UserError for a faulty age (years)."""
    refuse(
        faulty,
        lambda at: Message.of(
            "{object}, age: got {got} years, expected 0 years or more; correct the year built.",
            object=names[at],
            got=exact(age[at]),
        ),
    )


def check_known(names: Names, values: Floats, what: str | Message) -> None:
    """Raises UserError for an object whose value is not known; `what` as for `check_positive`."""
    refuse(
        np.isnan(values),
        lambda at: Message.of(
            "{object}, {what}: there is no value, expected a number; add it or leave the object out.",
            object=names[at],
            what=what,
        ),
    )


@dataclass(frozen=True)
class Classes:
    """The classes' names in order, and the number of each object's class."""

    names: tuple[str, ...]
    of: Ints

    @classmethod
    def among(cls, labels: Names) -> Classes:
        """The classes that the labels name."""
        names, of = np.unique(labels, return_inverse=True)
        return cls(tuple(str(name) for name in names), of.astype(np.int64))


@dataclass(frozen=True)
class Stock:
    """Objects that age along curves, one a row.

    Replacement value (euros), effective age and life (years), wearing share, and the threshold of V/R below
    which there is backlog. `left_out` names objects of unknown condition, which no simulation can speak of.
    `wearing_anew` is the wearing share from a repair on, where something has worn more than its curve says.
    """

    names: Names
    labels: Names
    replacement: Floats
    age: Floats
    life: Floats
    wearing: Floats
    threshold: Floats
    basis: Basis | None = None
    left_out: tuple[str, ...] = ()
    wearing_anew: Floats | None = None
    classes: Classes = field(init=False)

    def __post_init__(self) -> None:
        check_unique(self.names, SIMULATED)
        check_positive(self.names, self.replacement, "replacement_value")
        check_positive(self.names, self.life, LIFE)
        check_share(self.names, self.wearing, WEARING)
        check_share(self.names, self.threshold, THRESHOLD)
        check_age(self.names, self.age < 0, self.age)
        check_known(self.names, self.replacement, "replacement_value")
        check_known(self.names, self.age, Message("age (years)"))
        check_known(self.names, self.life, LIFE)
        check_known(self.names, self.wearing, WEARING)
        check_known(self.names, self.threshold, THRESHOLD)
        object.__setattr__(self, "classes", Classes.among(self.labels))


@dataclass(frozen=True)
class ChainStock:
    """Objects in condition states, one a row: replacement value (euros) and state (0 is the best).

    Each class has its chain and the threshold of V/R below which there is backlog.
    """

    names: Names
    labels: Names
    replacement: Floats
    state: npt.NDArray[np.int8]
    chains: Mapping[str, Chain]
    threshold: Mapping[str, float]
    basis: Basis | None = None
    classes: Classes = field(init=False)

    def __post_init__(self) -> None:
        check_unique(self.names, SIMULATED)
        check_positive(self.names, self.replacement, "replacement_value")
        object.__setattr__(self, "classes", Classes.among(self.labels))
        for number, name in enumerate(self.classes.names):
            if name not in self.chains or name not in self.threshold:
                raise UserError(
                    "Class '{name}': it has no transitions or no threshold; give both, or correct the class.",
                    name=name,
                )
            states = len(self.chains[name].states)
            wrong = (self.classes.of == number) & ((self.state < 0) | (self.state >= states))
            refuse(wrong, self._no_state_of(states))

    def _no_state_of(self, states: int) -> Callable[[int], Message]:
        return lambda at: Message.of(
            "{object}, state: got {got}, expected 0 to {most}; correct the state.",
            object=self.names[at],
            got=int(self.state[at]),
            most=states - 1,
        )
