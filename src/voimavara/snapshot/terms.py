"""The words of the handbook, each explained in a sentence or two."""

from __future__ import annotations

from voimavara.core.language import Text
from voimavara.core.sentences import say_as
from voimavara.snapshot.lineage import HandbookEntry


def term_entries() -> tuple[HandbookEntry, ...]:
    """Every word, in a fixed order."""
    return tuple(
        HandbookEntry(id=name, kind="term", name=word, definition=meaning)
        for name, (word, meaning) in _words().items()
    )


def _words() -> dict[str, tuple[Text, Text]]:
    return {**_measuring(), **_verdicts(), **_data()}


def _measuring() -> dict[str, tuple[Text, Text]]:
    return {
        "indicator": (
            say_as("handbook", "Indicator"),
            say_as("handbook", "A figure that tells how far a goal has been reached."),
        ),
        "target": (
            say_as("handbook", "Target level"),
            say_as(
                "handbook",
                "The level that the city has decided an indicator should have. One that is not decided "
                "is shown so.",
            ),
        ),
        "means": (
            say_as("handbook", "Means"),
            say_as(
                "handbook", "What the city does to reach a goal: somebody's task, with a time and a state."
            ),
        ),
        "round": (
            say_as("handbook", "Reporting round"),
            say_as(
                "handbook",
                "The day on which all indicators are looked at. The data for it are due some days earlier.",
            ),
        ),
        "baseline": (
            say_as("handbook", "Baseline"),
            say_as(
                "handbook",
                "The figure from which the straight line towards a target with a deadline is drawn.",
            ),
        ),
        "person_year": (
            say_as("handbook", "Person-year"),
            say_as(
                "handbook", "The work of one full-time employee in a year; half-time work makes half of it."
            ),
        ),
        "net_operating_cost": (
            say_as("handbook", "Net operating cost"),
            say_as(
                "handbook",
                "What running a service costs when its fees and other income are taken off; depreciation "
                "is included.",
            ),
        ),
        "peer_municipality": (
            say_as("handbook", "Peer municipality"),
            say_as(
                "handbook", "A municipality that the city is compared with, such as one of the same size."
            ),
        ),
        "maintenance_backlog": (
            say_as("handbook", "Maintenance backlog"),
            say_as(
                "handbook",
                "Repairs left undone: the money that would bring buildings back to an acceptable condition.",
            ),
        ),
        "median": (
            say_as("handbook", "Median"),
            say_as(
                "handbook", "The middle one when values are put in order: half are smaller, half greater."
            ),
        ),
    }


def _verdicts() -> dict[str, tuple[Text, Text]]:
    return {
        "on_track": (
            say_as("handbook", "On track, off track"),
            say_as(
                "handbook",
                "Before a deadline the figure is compared with the straight line from the baseline to "
                "the target.",
            ),
        ),
        "inconclusive": (
            say_as("handbook", "Inconclusive"),
            say_as(
                "handbook",
                "The answers or the peers are too few to tell on which side of the target the figure is.",
            ),
        ),
        "incomplete": (
            say_as("handbook", "Incomplete"),
            say_as(
                "handbook", "Rows that wait to be mended, or data that lack, could still change the figure."
            ),
        ),
        "late": (
            say_as("handbook", "Late"),
            say_as("handbook", "The due day has passed, and the data have not come."),
        ),
        "break": (
            say_as("handbook", "Break in a series"),
            say_as(
                "handbook",
                "From here on something else is measured or counted. No target is judged across a break.",
            ),
        ),
        "interval": (
            say_as("handbook", "95% interval"),
            say_as("handbook", "Where the true figure lies in 95 of 100 such samples."),
        ),
    }


def _data() -> dict[str, tuple[Text, Text]]:
    return {
        "origin": (
            say_as("handbook", "Origin of data"),
            say_as(
                "handbook",
                "Official statistics, the city's own systems, or an example. A figure has the weakest "
                "origin of its data.",
            ),
        ),
        "load": (
            say_as("handbook", "Load"),
            say_as(
                "handbook",
                "What was read from one file at one time. A load never changes; a correction is a new load.",
            ),
        ),
        "set_aside": (
            say_as("handbook", "Row set aside"),
            say_as(
                "handbook",
                "A row of a file that could not be understood. It is listed, and can be corrected and "
                "loaded again.",
            ),
        ),
        "validity": (
            say_as("handbook", "In force in a month"),
            say_as(
                "handbook",
                "A row of a register that holds from one day through another, such as a building in use, "
                "counts in a month when it holds on the month's last day.",
            ),
        ),
        "snapshot": (
            say_as("handbook", "Snapshot"),
            say_as(
                "handbook",
                "All figures and verdicts as they stood on a day. Whoever looks at it later sees the same.",
            ),
        ),
    }
