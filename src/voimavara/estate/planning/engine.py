"""Which passes a plan is made with: plain NumPy for small cities, compiled loops for large ones."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from types import ModuleType

from voimavara.estate.planning import arrays

# A whole plan takes plain NumPy about 1.2 µs an option; compiling takes about 1.3 s once, loading what lies
# compiled on disk about 0.5 s. Below these numbers of options that wait would be longer than the answer.
WORTH_COMPILING = 1_500_000
WORTH_LOADING = 500_000
COMPILED = Path(__file__).with_name("compiled.py")


def passes_for(options: int) -> ModuleType:
    """The module with the passes: compiled where that pays, or where they lie compiled on disk already."""
    if options >= WORTH_COMPILING or (options >= WORTH_LOADING and is_compiled()):
        return import_module("voimavara.estate.planning.compiled")  # Numba itself takes a while to import
    return arrays


def is_compiled() -> bool:
    """Whether loops compiled from the present source are kept on disk, beside it or where Numba was told."""
    named = os.environ.get("NUMBA_CACHE_DIR")
    folder = Path(named) if named else COMPILED.parent / "__pycache__"
    written = [path.stat().st_mtime for path in folder.glob("**/compiled._losses-*.nbi")]
    return bool(written) and max(written) >= COMPILED.stat().st_mtime
