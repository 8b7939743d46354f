"""Who the peers are: the municipalities of a size in a year, or those that are listed."""

from __future__ import annotations

from collections.abc import Mapping

from voimavara.programme.models.programme import PeerSet


def members_of(peer_set: PeerSet, population: Mapping[str, Mapping[int, int]], own: str) -> tuple[str, ...]:
    """The codes of the peer set as of its year, the own city included, in order.

    `population` is municipality → year → inhabitants; both ends of the size are included.
    """
    codes = set(peer_set.codes)
    if peer_set.population is not None:
        low, high = peer_set.population
        codes |= {code for code, years in population.items() if low <= years.get(peer_set.year, -1) <= high}
    return tuple(sorted(codes | {own}))
