"""Which passes a simulation runs on: plain NumPy, or compiled loops once they pay for themselves."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from voimavara.estate.simulation.chains import Tables

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

# Seconds on one core: plain NumPy for a year and for an object in a year, with and without works in it, and
# compiling the loops that this takes on a machine's first day. Measured; see benchmarks/thousand_years.py.
A_YEAR = 1e-4
AN_OBJECT = {True: 1.5e-7, False: 2e-8}
COMPILING = {True: 4.0, False: 1.5}


class Passes(Protocol):
    """What `arrays` and `compiled` both give; the docstrings are theirs."""

    def age_a_year(  # noqa: D102
        self, age: Floats, life: Floats, wearing: Floats, years: float, share: Floats
    ) -> None: ...

    def class_sums(  # noqa: D102
        self, classes: Ints, count: int, replacement: Floats, share: Floats, threshold: Floats
    ) -> tuple[Floats, Floats]: ...

    def lifting(  # noqa: D102
        self, replacement: Floats, share: Floats, threshold: Floats, level: float
    ) -> tuple[float, float]: ...

    def lift(  # noqa: D102
        self,
        replacement: Floats,
        share: Floats,
        threshold: Floats,
        level: float,
        age: Floats,
        life: Floats,
        wearing: Floats,
    ) -> Floats: ...

    def worst_first(self, relative: Floats, gain: Floats, need: float, at_least: bool) -> Ints: ...  # noqa: D102

    def walk(  # noqa: D102
        self,
        state: npt.NDArray[np.int8],
        due: npt.NDArray[np.int16],
        drawn: npt.NDArray[np.int32],
        streams: npt.NDArray[np.uint64],
        classes: npt.NDArray[np.int16],
        replacement: Floats,
        tables: Tables,
        changes: Floats,
    ) -> None: ...

    def stays(self, tables: Tables, kind: Ints, state: Ints, luck: Floats) -> Ints: ...  # noqa: D102

    def advance(  # noqa: D102
        self,
        state: npt.NDArray[np.int8],
        due: npt.NDArray[np.int16],
        drawn: npt.NDArray[np.int32],
        streams: npt.NDArray[np.uint64],
        classes: npt.NDArray[np.int16],
        replacement: Floats,
        year: int,
        tables: Tables,
        euros: Floats,
    ) -> None: ...


def engine_for(objects: int, years: int, runs: int, works: bool = True) -> str:
    """`compiled` when plain NumPy would take longer than compiling does, else `arrays`.

    So nobody waits for the compiler longer than for the answer without it.

    >>> engine_for(objects=70, years=1000, runs=1), engine_for(objects=1_000_000, years=100, runs=10)
    ('arrays', 'compiled')
    """
    plain = runs * years * (A_YEAR + objects * AN_OBJECT[works])
    return "compiled" if plain > COMPILING[works] else "arrays"


def passes_of(engine: str) -> Passes:
    """The passes of an engine.

    Numba is loaded here, when it is needed, for loading it alone takes half a second.
    """
    return cast("Passes", import_module(f"voimavara.estate.simulation.{engine}"))
