"""Who are we compared with? Every municipality of the comparison, by growth."""

from __future__ import annotations

from voimavara.web.answers import Page, RefusedError, Visit, page
from voimavara.web.pages.indicator import found


@page
def peers(visit: Visit, indicator: str) -> Page:
    """The page of the peers."""
    say = visit.say
    view = found(visit, indicator)
    if not view.peers:
        raise RefusedError(404, "This indicator is not compared with other municipalities.")
    windows = [(peers, sorted(peers.members, key=lambda member: member.growth)) for peers in view.peers]
    context = {"indicator": view, "windows": windows}
    crumbs = (
        (say.words("Indicators"), visit.link.indicators),
        (say.name(view), visit.link.indicator(view.id)),
    )
    return Page("peers.html", say.words("Peer municipalities"), "indicators", crumbs, context)
