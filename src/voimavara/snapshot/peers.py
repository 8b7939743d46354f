"""Comparisons with peers as plain data, with the names of the municipalities."""

from __future__ import annotations

from voimavara.core.language import Text, same
from voimavara.core.periods import Period
from voimavara.core.sentences import count, number_word, say_counted
from voimavara.peers.comparison import ByYear, Member
from voimavara.programme.models.programme import PeerSet
from voimavara.snapshot.material import Compared, Material
from voimavara.snapshot.model import PeersView, PeerView
from voimavara.verdicts.verdict import Judgement

MUNICIPALITY = "municipality"


def peers_view(material: Material, compared: Compared) -> PeersView:
    """One comparison: the city first, then the others in the order of their growth."""
    comparison = compared.comparison
    peer_set = material.programme.peers[compared.peer_set]
    others = sorted(comparison.others, key=lambda other: (other.log_growth, other.code))
    last = comparison.window.last_day.year
    return PeersView(
        name=peer_set.name,
        definition=_definition(peer_set, len(others), last),
        window=comparison.window,
        borders=last,
        own_growth=comparison.own_growth,
        median_growth=comparison.median_growth,
        interval=comparison.interval,
        rank=comparison.rank,
        of=comparison.of,
        judgement=Judgement(comparison.outcome),
        median_index=_by_year(comparison.median_index),
        left_out=tuple(sorted(code for code, _ in comparison.left_out)),
        members=(
            _member(material, comparison.own, own=True),
            *(_member(material, other, own=False) for other in others),
        ),
    )


def _member(material: Material, member: Member, *, own: bool) -> PeerView:
    name = material.labels.get(MUNICIPALITY, {}).get(member.code)
    return PeerView(
        code=member.code,
        name=name or same(member.code),
        amounts=_by_year(member.amounts),
        index=_by_year(member.index),
        growth=member.growth,
        own=own,
    )


def _by_year(values: ByYear) -> dict[Period, float]:
    return {Period.year(year): value for year, value in values}


def _definition(peer_set: PeerSet, others: int, borders: int) -> Text:
    """Who they are, and on which borders."""
    if peer_set.population is None:
        return say_counted(
            "The other municipality that was chosen by name, on the municipal borders of {borders}.",
            "The other {n} municipalities that were chosen by name, on the municipal borders of {borders}.",
            others,
            n=number_word(others, "number"),
            borders=str(borders),
        )
    low, high = peer_set.population
    return say_counted(
        "The other municipality with {low}–{high} inhabitants in {year}, on the municipal borders of "
        "{borders}.",
        "The other {n} municipalities with {low}–{high} inhabitants in {year}, on the municipal borders of "
        "{borders}.",
        others,
        n=number_word(others, "number"),
        low=count(low),
        high=count(high),
        year=str(peer_set.year),
        borders=str(borders),
    )
