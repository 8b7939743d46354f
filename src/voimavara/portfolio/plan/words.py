"""What a fault of a plan speaks of, named as people know it beside the identifier that files have."""

from __future__ import annotations

from collections.abc import Mapping

from voimavara.core.language import Text
from voimavara.core.message import Message, Value
from voimavara.portfolio.facts import EstateFacts
from voimavara.programme.models.plan import InvestmentPlan

SECTORS = ("object_kinds", "sectors")  # streets, green areas and pipes are sectors of their own
CLASSES = ("use_classes", "street_classes", "green_classes", "pipe_kinds")
Called = Mapping[str, Text]


def words_of(facts: EstateFacts, plan: InvestmentPlan, objects: Called) -> dict[str, Called]:
    """What each place of a message about the plan may name: sectors, and under "" all the rest."""
    actions = {name: action.name for name, action in plan.actions.items()}
    return {"sectors": _words(facts, SECTORS), "": {**_words(facts, CLASSES), **actions, **objects}}


def with_names(message: Message, words: Mapping[str, Called], place: str = "") -> Message:
    """The message with the name before each identifier that stands in one of its places.

    What stands inside a place is named as the place is, whatever the places in it are called.
    """
    return Message(
        message.text,
        tuple(
            (name, _named(value, words, name if name in words else place)) for name, value in message.values
        ),
    )


def _named(value: Value, words: Mapping[str, Called], place: str) -> Value:
    if isinstance(value, Message):
        return with_names(value, words, place)
    if isinstance(value, str) and (called := words[place].get(value)):
        return Message.of("{name} ({id})", name=called, id=value)
    return value


def _words(facts: EstateFacts, vocabularies: tuple[str, ...]) -> dict[str, Text]:
    known = facts.programme.vocabularies
    return {
        word: called for name in vocabularies if name in known for word, called in known[name].values.items()
    }
