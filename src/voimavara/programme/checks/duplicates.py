"""The same id, number or name given twice, or one that means something else already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voimavara.core.errors import Problem
from voimavara.core.message import Message
from voimavara.programme.checks.measures import measures
from voimavara.programme.draft import Draft
from voimavara.programme.kinds import ID
from voimavara.programme.programme import Address

_MAIN = "main"  # what figures call the indicator's own measure


def check_means_ids(draft: Draft) -> Iterator[Problem]:
    """No two means have the same id, in whichever goals they stand."""
    named = (
        (("goals", name, "means", number, "id"), means.id)
        for name, goal in sorted(draft.programme.goals.items())
        for number, means in enumerate(goal.means)
    )
    yield from _twice(draft, "there is another means '{word}' at {place}.", named)


def check_goal_codes(draft: Draft) -> Iterator[Problem]:
    """No two goals have the same number."""
    goals = sorted(draft.programme.goals.items())
    yield from _twice(
        draft,
        "there is another goal '{word}' at {place}.",
        ((("goals", name, "code"), goal.code) for name, goal in goals if goal.code),
    )


def check_rounds(draft: Draft) -> Iterator[Problem]:
    """No round is named twice."""
    rounds = draft.programme.cover.rounds.dates
    named = ((("programme", "rounds", "dates", number), day) for number, day in enumerate(rounds))
    yield from _twice(draft, "there is another round '{word}' at {place}.", named)


def check_breakdowns(draft: Draft) -> Iterator[Problem]:
    """No dimension is asked for twice, and what stands apart is not also broken down by."""
    for measure in measures(draft):
        for dimension in sorted({*measure.by} & {*measure.apart}):
            message = Message.of(
                "'{dimension}' stands in `apart` already, so every figure has it.", dimension=dimension
            )
            yield draft.problem((*measure.address, "by"), message, "leave it out here.")
        for key, names in (("by", measure.by), ("apart", measure.apart)):
            for dimension in sorted({name for name in names if names.count(name) > 1}):
                message = Message.of("'{dimension}' stands here twice.", dimension=dimension)
                yield draft.problem((*measure.address, key), message, "leave one of them out.")


def check_measures_beside(draft: Draft) -> Iterator[Problem]:
    """A measure beside the indicator has a name of its own, which addresses of pages can hold."""
    for name, indicator in draft.programme.indicators.items():
        for key in indicator.beside:
            at = ("indicators", name, "beside", key)
            if key == _MAIN:
                yield draft.problem(
                    at, Message.of("'{main}' is the indicator itself.", main=_MAIN), "give it another name."
                )
            elif ID.fullmatch(key) is None:
                hint = "use small letters a-z, digits and _, a letter first."
                yield draft.problem(at, Message.of("'{key}' can't be the name of a measure.", key=key), hint)


def _twice(draft: Draft, said: str, named: Iterable[tuple[Address, str]]) -> Iterator[Problem]:
    seen: dict[str, Address] = {}
    for address, word in named:
        if word in seen:
            message = Message.of(said, word=word, place=draft.place(*seen[word]))
            yield draft.problem(address, message, "give one of them another.")
        seen.setdefault(word, address)
