"""Which code computes figures: this product's, and that of the libraries it computes with."""

from __future__ import annotations

from functools import cache
from hashlib import blake2s
from importlib.metadata import version
from pathlib import Path

import voimavara

_PARTS = ("core", "programme", "warehouse", "figures")
_LIBRARIES = ("duckdb", "ibis-framework", "numpy", "pyarrow")


@cache
def code() -> str:
    """Another word for another version of any of it: what that kept is not found."""
    root = Path(voimavara.__file__).parent
    files = [path for part in _PARTS for path in sorted((root / part).rglob("*.py"))]
    told = blake2s(repr([version(name) for name in _LIBRARIES]).encode(), digest_size=16)
    for path in files:
        told.update(path.read_bytes())
    return told.hexdigest()
