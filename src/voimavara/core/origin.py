"""Where data come from: official statistics, the city's own systems, or an example."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Origin(StrEnum):
    """Strongest first; a figure has the weakest origin of all its inputs."""

    OFFICIAL = "official"
    OWN = "own"
    EXAMPLE = "example"


def weakest(origins: Iterable[Origin]) -> Origin | None:
    """The weakest of the origins, or None where there are none.

    >>> weakest([Origin.OFFICIAL, Origin.EXAMPLE])
    <Origin.EXAMPLE: 'example'>
    """
    order = list(Origin)
    return max(origins, key=order.index, default=None)
