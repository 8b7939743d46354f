"""Transitions between condition states: each row is a distribution, each class has one table at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from voimavara.core.errors import Problem, did_you_mean
from voimavara.core.message import Message
from voimavara.core.units import Unit
from voimavara.programme.draft import Draft
from voimavara.programme.models.transitions import Transitions
from voimavara.programme.models.written import Quantity
from voimavara.programme.programme import Address

_VOCABULARIES = {"street": "street_classes", "green_area": "green_classes"}
_SHARE = Unit.parse("1")
_CLOSE = 1e-9
_EXAMPLE = Message("write it as 95.5 % or 0.955.")


def check_transitions(draft: Draft) -> Iterator[Problem]:
    """States go from the best to the worst, rows sum to 1, classes are known and not in two tables."""
    seen: dict[tuple[str, str], str] = {}
    for name, table in draft.programme.transitions.items():
        at = ("transitions", name)
        yield from _states(draft, (*at, "states"), table.states)
        yield from _rows(draft, (*at, "yearly"), table)
        yield from _classes(draft, name, table, seen)


def _states(draft: Draft, at: Address, states: Mapping[str, Quantity]) -> Iterator[Problem]:
    if len(states) < 2:
        message = Message.of("got {number}, expected two states at least.", number=len(states))
        yield draft.problem(at, message, "add the others.")
    yield from _shares(draft, at, states)
    for (better, above), (worse, below) in pairwise(states.items()):
        if _number(below) >= _number(above):
            message = Message.of(
                "got {below}, expected less than the {above} of '{better}'.",
                below=str(below),
                above=str(above),
                better=better,
            )
            yield draft.problem((*at, worse), message, "write the states from the best to the worst.")


def _rows(draft: Draft, at: Address, table: Transitions) -> Iterator[Problem]:
    for state in table.states:
        if state not in table.yearly:
            hint = Message.of(
                "add it; a state that never changes is written {row}.", row=f"{state}: {{{state}: 1}}"
            )
            yield draft.problem(at, Message.of("the state '{state}' has no row.", state=state), hint)
    for state, row in table.yearly.items():
        for name in (state, *row):
            if name not in table.states:
                message = Message.of("there is no state '{name}'.", name=name)
                yield draft.problem((*at, state), message, did_you_mean(name, tuple(table.states)))
        yield from _shares(draft, (*at, state), row)
        total = sum(_number(share) for share in row.values())
        if abs(total - 1) > _CLOSE:
            yield draft.problem(
                (*at, state),
                Message.of(
                    "the probabilities of '{state}' sum to {total}, expected 1.",
                    state=state,
                    total=f"{total:.10g}",
                ),
                "correct the row; what is missing is often the probability of staying in the state.",
            )


def _classes(
    draft: Draft, own: str, table: Transitions, seen: dict[tuple[str, str], str]
) -> Iterator[Problem]:
    at = ("transitions", own)
    vocabulary = draft.programme.vocabularies.get(_VOCABULARIES[table.kind])
    known = tuple(vocabulary.values) if vocabulary else ()
    for name in table.classes or known:
        if name not in known:
            message = Message.of("there is no class '{name}'.", name=name)
            yield draft.problem((*at, "classes"), message, did_you_mean(name, known))
        elif other := seen.get((table.kind, name)):
            message = Message.of(
                "the class '{name}' has transitions in {other} already.", name=name, other=other
            )
            yield draft.problem(at, message, "take the class out of one of the two.")
        seen.setdefault((table.kind, name), own)


def _shares(draft: Draft, at: Address, shares: Mapping[str, Quantity]) -> Iterator[Problem]:
    for name, share in shares.items():
        if not share.unit.fits(_SHARE) or not 0 <= _number(share) <= 1:
            message = Message.of("got {share}, expected a share from 0 to 1.", share=str(share))
            yield draft.problem((*at, name), message, _EXAMPLE)


def _number(share: Quantity) -> float:
    return float(share.value * share.unit.scale)
