"""What the models expect at a place, in words: for messages, from the models themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from functools import reduce
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from voimavara.core.language import LANGUAGES, Language, Text
from voimavara.core.message import Message
from voimavara.programme.documents import Path
from voimavara.programme.models.written import Quantity, Span, UnitName

_WORDS: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    Decimal: "a number",
    bool: "true or false",
    date: "a date such as 2020-10-31 or 31.10.2020",
    Text: "a text in each language, as in {fi: …, sv: …, en: …}",
    get_args(Quantity)[0]: "a number with its unit such as 80 %",
    get_args(Span)[0]: "a span of time such as 12 months",
    get_args(UnitName)[0]: "a unit such as EUR/m2",
}
_LIST, _PAIR = "a list of which each is {each}", "two of these: {each}"
_MANY = 4  # keys named as examples


def types_at(model: type[BaseModel], path: Path) -> tuple[Any, ...]:
    """The types that may stand at the path below the model; none where nothing may."""
    types: tuple[Any, ...] = (model,)
    for part in path:
        types = tuple(kind for each in types for kind in _step(each, part))
    return types


def keys_of(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys that may stand in the mapping at the path."""
    models = [kind for kind in types_at(model, path) if _is_model(kind)]
    return tuple(dict.fromkeys(key for kind in models for key in _fields(kind)))


def described(types: tuple[Any, ...]) -> Message:
    """The types in words: `a date such as 2020-10-31 or one of: name`."""
    words = [word for word in dict.fromkeys(_word(kind, types) for kind in types) if word]
    return reduce(_either, words) if words else Message("nothing")


def _either(one: Message, other: Message) -> Message:
    return Message.of("{one} or {other}", one=one, other=other)


def _word(kind: Any, among: tuple[Any, ...]) -> Message:
    if kind in _WORDS:
        return Message(_WORDS[kind])
    if get_origin(kind) is Literal:
        return _one_of([str(value) for value in get_args(kind)])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _one_of([str(member.value) for member in kind])
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        if item is str:
            return Message("a name or a list of names")
        each = described(_flat(item))
        return Message.of(_LIST if Ellipsis in get_args(kind) else _PAIR, each=each)
    if get_origin(kind) is dict:
        return Message("keys with values")
    if not _is_model(kind):
        return Message("")
    if issubclass(kind, Text):
        return Message(_WORDS[Text])
    models = [other for other in among if _is_model(other)]
    if kind is not models[0]:
        return Message("")
    keys = list(dict.fromkeys(key for model in models for key in _fields(model)))
    return Message.of("keys such as {keys}", keys=", ".join(keys[:_MANY]))


def _one_of(values: list[str]) -> Message:
    if len(values) == 1:
        return Message.of("{word}", word=values[0])
    return Message.of("one of: {values}", values=", ".join(values))


def _step(kind: Any, part: str | int) -> tuple[Any, ...]:
    """The types below one key or item of a type."""
    if _is_model(kind):
        return _fields(kind).get(str(part), ())
    if get_origin(kind) is dict:
        return _flat(get_args(kind)[1])
    if get_origin(kind) is tuple and isinstance(part, int):
        items = [item for item in get_args(kind) if item is not Ellipsis]
        return _flat(items[min(part, len(items) - 1)])
    return ()


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _fields(model: type[BaseModel]) -> dict[str, tuple[Any, ...]]:
    return {field.alias or name: _flat(field.annotation) for name, field in model.model_fields.items()}


def _flat(kind: Any) -> tuple[Any, ...]:
    """The members of a union, without their annotations and without None."""
    if kind == Language:
        return (Literal[LANGUAGES],)
    if get_origin(kind) is Annotated:
        return _flat(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return tuple(dict.fromkeys(member for part in get_args(kind) for member in _flat(part)))
    return () if kind in (None, NoneType) else (kind,)
