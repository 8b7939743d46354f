"""Targets that don't fit their indicator: what their kind finds wrong, directions, baselines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from voimavara.core.errors import Problem, UserError
from voimavara.core.message import Message
from voimavara.core.periods import days_of
from voimavara.programme.draft import Draft
from voimavara.programme.programme import Address
from voimavara.verdicts.kinds import kind_of

_AGAINST = {
    "higher": "the target asks for higher figures, but `better` says lower.",
    "lower": "the target asks for lower figures, but `better` says higher.",
}


def check_targets(draft: Draft) -> Iterator[Problem]:
    """A target fits its indicator, as its kind asks."""
    for name, indicator in draft.programme.indicators.items():
        yield from kind_of(indicator).check(draft, name, indicator)


def check_directions(draft: Draft) -> Iterator[Problem]:
    """A target asks for what the indicator says is better."""
    for name, indicator in draft.programme.indicators.items():
        wants = kind_of(indicator).better(indicator.target)
        if {wants, indicator.better} == {"higher", "lower"}:
            message = _AGAINST[wants]
            yield draft.problem(("indicators", name, "target"), message, "change one of the two.")


def check_baselines(draft: Draft) -> Iterator[Problem]:
    """A baseline goes with a deadline and begins before it; a level to reach by a deadline needs one."""
    for name, indicator in draft.programme.indicators.items():
        baseline, target = indicator.baseline, indicator.target
        if baseline is None:
            if target.by is not None and not draft.is_faulty("indicators", name, "baseline"):
                yield _no_baseline(draft, name, target.by)
            continue
        at = ("indicators", name, "baseline")
        starts = kind_of(indicator).needs(target).starts
        if starts is None and target.by is None:
            hint = "leave it out, or add `by:` with the deadline to the target."
            yield draft.problem(at, "a baseline is for a target with a deadline.", hint)
        elif baseline.at != starts:
            yield from _begins_before(draft, (*at, "at"), baseline.at, target.by)


def _no_baseline(draft: Draft, name: str, deadline: date) -> Problem:
    """Without where it started nobody can tell before the deadline whether the figure is on track."""
    decided = draft.programme.cover.decision.date.year if draft.has_cover else deadline.year
    start = min(decided, deadline.year) - 1
    message = Message.of(
        "the level is to be reached by {deadline}, and nothing says where the way to it starts.",
        deadline=str(deadline),
    )
    hint = Message.of(
        "add the line {line} beside `target`, with the year or month of the start.",
        line=f"`baseline: {{at: {start}}}`",
    )
    return draft.problem(("indicators", name, "target", "by"), message, hint)


def _begins_before(draft: Draft, at: Address, text: str, deadline: date | None) -> Iterator[Problem]:
    try:
        start = days_of(text)[1]
    except UserError:
        hint = "write a day 2019-12-31, a year 2019, or the target's own column after `from`."
        yield draft.problem(
            at, Message.of("got '{text}', expected when the baseline is from.", text=text), hint
        )
        return
    if deadline and start >= deadline:
        yield draft.problem(
            at,
            Message.of(
                "the baseline {text} is not before the deadline {deadline}.",
                text=text,
                deadline=str(deadline),
            ),
            "use an earlier one.",
        )


CHECKS = (check_targets, check_directions, check_baselines)
