"""What a fault of a plan speaks of, named as people know it beside the identifier that files have."""

from __future__ import annotations

from collections.abc import Mapping

from voimavara.core.language import Text
from voimavara.core.message import Message, Value
from voimavara.tasks.estate.facts import Facts

VOCABULARIES = (
    "object_kinds",
    "sectors",
    "use_classes",
    "street_classes",
    "green_classes",
    "pipe_kinds",
)


def words_of_plans(facts: Facts) -> dict[str, Text]:
    """The sectors and classes that a plan may name, with what they are called."""
    return {
        word: called
        for name in VOCABULARIES
        if name in facts.programme.vocabularies
        for word, called in facts.programme.vocabularies[name].values.items()
    }


def with_names(message: Message, called: Mapping[str, Text]) -> Message:
    """The message with the name before each identifier that stands in one of its places."""
    return Message(message.text, tuple((place, _named(value, called)) for place, value in message.values))


def _named(value: Value, called: Mapping[str, Text]) -> Value:
    if isinstance(value, Message):
        return with_names(value, called)
    if isinstance(value, str) and called.get(value):
        return Message.of("{name} ({id})", name=called[value], id=value)
    return value
