"""Which passes a simulation runs on: plain NumPy, or compiled loops once they pay for themselves."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

from voimavara.estate.simulation.odds import Moving, Tables

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Seconds on one core, measured. Plain NumPy: a year, and an object in a year by the loop it would take.
A_YEAR = 5e-5
AN_OBJECT = {"_sum": 2e-8, "_lift": 8e-8, "_bins": 1.2e-7, "_walk": 3e-8, "_advance": 5e-8}
# Compiled: on a machine's first day, and when the loops are on disk.
COMPILING, LOADING = 3.0, 0.6
COMPILED = "voimavara.estate.simulation.compiled"


class Passes(Protocol):
    """The functions that `arrays` and `compiled` both have; what each one does stands there."""

    age_a_year: Callable[[Floats, Floats, Floats, float, Floats], None]
    class_sums: Callable[[Ints, int, Floats, Floats, Floats], tuple[Floats, Floats]]
    lifting: Callable[[Floats, Floats, Floats, float], tuple[float, float]]
    lift: Callable[[Floats, Floats, Floats, float, Floats, Floats, Floats], Floats]
    worst_first: Callable[[Floats, Floats, float, bool], Ints]
    stays: Callable[[Tables, Ints, Ints, Floats], Ints]
    advance: Callable[[Moving, npt.NDArray[np.int16], Floats, int, Tables, Floats], None]
    walk: Callable[[Moving, npt.NDArray[np.int16], Floats, Tables, Floats], None]


def engine_for(objects: int, years: int, runs: int, loop: str, ready_in: float) -> str:
    """`compiled` when plain NumPy would take longer than the compiled loop takes to be ready, else `arrays`.

    So nobody waits for the compiler longer than for the answer without it.

    >>> engine_for(objects=70, years=1000, runs=1, loop="_bins", ready_in=COMPILING)
    'arrays'
    >>> engine_for(objects=100_000, years=1000, runs=1, loop="_bins", ready_in=COMPILING)
    'compiled'
    """
    plain = runs * years * (A_YEAR + objects * AN_OBJECT[loop])
    return "compiled" if plain > ready_in else "arrays"


def ready_in(loop: str) -> float:
    """Seconds until a compiled loop can run: none when it has run, few when it is on disk."""
    module = sys.modules.get(COMPILED)
    if module is not None and getattr(module, loop).signatures:
        return 0.0
    source, version = Path(__file__).with_name("compiled.py"), "{}{}".format(*sys.version_info)
    on_disk = source.with_name("__pycache__").glob(f"compiled.{loop}-*.py{version}.nbi")
    changed = source.stat().st_mtime
    return LOADING if any(file.stat().st_mtime >= changed for file in on_disk) else COMPILING


def passes_of(engine: str) -> Passes:
    """The passes of an engine.

    Numba is loaded here, when it is needed, for loading it alone takes half a second.
    """
    return cast("Passes", import_module(f"voimavara.estate.simulation.{engine}"))
