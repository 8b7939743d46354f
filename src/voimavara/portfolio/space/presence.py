"""People counted or sensed in rooms, and how many each room is for."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.core.sentences import say
from voimavara.estate.space.utilisation import Presence
from voimavara.portfolio.facts import EstateFacts

PRESENCE, ROOMS = "space_presence", "spaces"


def presence_in(facts: EstateFacts, period: Period) -> tuple[Presence, ...]:
    """The counts that reach into the period; none where no load speaks of some month of it.

    A month without a load would count as one in which nobody came.
    """
    if not facts.covers(PRESENCE, period):
        return ()
    return tuple(
        Presence(row["building"], row["space"], row["starts"], row["ends"], float(row["people"]))
        for row in facts.rows(PRESENCE)
        if row["ends"] > row["starts"]
        and row["starts"].date() <= period.last_day
        and row["ends"].date() >= period.first_day
    )


def presence_said(facts: EstateFacts, period: Period | None) -> Iterator[Text]:
    """That counts of people are left out, where they do not speak of the whole period."""
    if period is not None and facts.selection.of(PRESENCE) and not facts.covers(PRESENCE, period):
        yield say(
            "Counts of people in rooms are left out, for they do not cover all of {period}. Load the months"
            " that are missing.",
            period=period,
        )


def capacity_of(facts: EstateFacts) -> dict[tuple[str, str], float]:
    """Persons by (building, room), of the rooms whose capacity is known."""
    return {(row["building"], row["space"]): float(row["capacity"]) for row in facts.rows(ROOMS)}
