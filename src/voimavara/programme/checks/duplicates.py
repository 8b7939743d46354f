"""The same id or number given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voimavara.core.errors import Problem
    from voimavara.programme.draft import Draft
    from voimavara.programme.programme import Address


def check_means_ids(draft: Draft) -> Iterator[Problem]:
    """No two means have the same id, in whichever goals they stand."""
    named = (
        (("goals", name, "means", number, "id"), means.id)
        for name, goal in sorted(draft.programme.goals.items())
        for number, means in enumerate(goal.means)
    )
    yield from _twice(draft, "means", named)


def check_goal_codes(draft: Draft) -> Iterator[Problem]:
    """No two goals have the same number."""
    goals = sorted(draft.programme.goals.items())
    yield from _twice(
        draft, "goal", ((("goals", name, "code"), goal.code) for name, goal in goals if goal.code)
    )


def check_rounds(draft: Draft) -> Iterator[Problem]:
    """No round is named twice."""
    rounds = draft.programme.cover.rounds.dates
    named = ((("programme", "rounds", "dates", number), day) for number, day in enumerate(rounds))
    yield from _twice(draft, "round", named)


def check_breakdowns(draft: Draft) -> Iterator[Problem]:
    """No dimension is asked for twice, and what stands apart is not also broken down by."""
    for name, indicator in draft.programme.indicators.items():
        for dimension in sorted({*indicator.by} & {*indicator.apart}):
            message = f"'{dimension}' stands in `apart` already, so every figure has it."
            yield draft.problem(("indicators", name, "by"), message, "leave it out here.")


def _twice(draft: Draft, what: str, named: Iterable[tuple[Address, str]]) -> Iterator[Problem]:
    seen: dict[str, Address] = {}
    for address, word in named:
        if word in seen:
            message = f"there is another {what} '{word}' at {draft.place(*seen[word])}."
            yield draft.problem(address, message, "give one of them another.")
        seen.setdefault(word, address)
