"""Numbers told apart where more than binary arithmetic tells them apart."""

from __future__ import annotations

from math import isclose

# What binary arithmetic may add: 1 - 0.96 is a little above 0.04. No target turns on it.
_NOISE = 1e-9


def above(one: float, other: float) -> float:
    """How far one number is above the other; 0 where only arithmetic tells them apart.

    >>> above(1 - 0.96, 0.04), above(15.0, 14.5)
    (0.0, 0.5)
    """
    return 0.0 if isclose(one, other, rel_tol=_NOISE) else one - other
