"""A document as a typed model; what doesn't fit becomes sentences that say what was expected."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from itertools import takewhile
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from voimavara.core.errors import Problem, closest, did_you_mean
from voimavara.core.language import LANGUAGES, Text
from voimavara.core.message import Message
from voimavara.programme.documents import Document, Path, Plain
from voimavara.programme.expected import described, keys_of, types_at
from voimavara.programme.models.written import Written

Model = TypeVar("Model", bound="Written")

_BOUNDS = {
    "ge": "got {got}, expected a number at least {bound}.",
    "gt": "got {got}, expected a number above {bound}.",
    "le": "got {got}, expected a number at most {bound}.",
    "lt": "got {got}, expected a number below {bound}.",
}
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")  # a code, be it of a language that programmes are not written in
_FORMULA_KINDS = ("ratio", "share", "growth", "derived")
_ROUNDS = 6


def validated(model: type[Model], document: Document) -> tuple[Model | None, list[Problem]]:
    """The thing that the document says, and every problem in it.

    Where a fault can be cut out (an unknown key, an optional value), the rest is returned all the same, so
    that it is checked in the same round; else None.
    """
    data = deepcopy(document.data)
    problems: list[Problem] = []
    cut: list[Path] = []
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(data), problems
        except ValidationError as error:
            faults = _faults(error.errors(include_url=False), data)
        for path, found in faults.items():
            if not _has_deeper(path, cut):  # else it comes of what was cut out, and has been told
                problems += _told(model, document, path, found)
        gone = [_cut(data, path, found) for path, found in faults.items()]
        if not all(gone):
            break
        cut += [path for path in gone if path]
    return None, list(dict.fromkeys(problems))


def _faults(errors: Iterable[ErrorDetails], data: Plain) -> dict[Path, list[ErrorDetails]]:
    """The errors by the path where they stand, without those that a deeper one explains."""
    found: dict[Path, list[ErrorDetails]] = {}
    for error in errors:
        found.setdefault(_path(error["loc"], data), []).append(error)
    return {
        path: kept
        for path, group in found.items()
        if (kept := [e for e in group if not (_is_type_fault(e) and _has_deeper(path, found))])
    }


def _is_type_fault(error: ErrorDetails) -> bool:
    return error["type"] not in ("missing", "extra_forbidden", "value_error")


def _has_deeper(path: Path, paths: Iterable[Path]) -> bool:
    return any(len(other) > len(path) and other[: len(path)] == path for other in paths)


def _path(loc: tuple[int | str, ...], data: Plain) -> Path:
    """The keys of a pydantic location that are really written; names of union members drop out."""
    path: list[str | int] = []
    node = data
    for part in loc:
        if isinstance(node, dict) and str(part) in node:
            node = node[str(part)]
            path.append(str(part))
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            node = node[part]
            path.append(part)
    return tuple(path)


def _told(
    model: type[Written], document: Document, path: Path, errors: list[ErrorDetails]
) -> Iterable[Problem]:
    place = document.place(path)
    unknown = {str(path[-1]) for error in errors if error["type"] == "extra_forbidden"}
    # An item that lacks in a list of two is no key that lacks.
    missing = [e for e in errors if e["type"] == "missing" and not isinstance(e["loc"][-1], int)]
    for key in unknown:
        yield Problem(
            place,
            Message.of("there is no key '{key}' here.", key=key),
            _unquoted(model, document, path) or did_you_mean(key, keys_of(model, path[:-1])),
        )
    if unknown:
        return
    for error in missing:
        key = str(error["loc"][-1])
        if not _is_told_otherwise(model, document, path, key):
            expected = described(types_at(model, (*path, key)))
            yield Problem(
                place,
                Message.of("the key '{key}' is missing.", key=key),
                Message.of("add `{key}:` with {expected}.", key=key, expected=expected),
            )
    others = [error for error in errors if error not in missing]
    said = [error["ctx"]["error"].args[0] for error in others if error["type"] == "value_error"]
    if others and not said and not missing:
        hint = _hint(others[0]["input"], types_at(model, path))
        yield Problem(place, _expectation(model, path, others), hint)
    else:
        for text in said:
            yield Problem(place, text)


def _unquoted(model: type[Written], document: Document, path: Path) -> Message | None:
    """How to write a text in a language that its own comma and colon have cut in two; None if none is."""
    around, word = _at(document.data, path[:-1]), str(path[-1])
    if Text not in types_at(model, path[:-1]) or not isinstance(around, dict) or _LANGUAGE.fullmatch(word):
        return None
    written = list(around)
    before = [key for key in written[: written.index(word)] if key in LANGUAGES]
    if not before or closest(word, LANGUAGES):
        return None
    after = written[written.index(before[-1]) + 1 :]
    cut = list(takewhile(lambda key: key not in LANGUAGES, after))
    text = ", ".join((str(around[before[-1]] or ""), *(f"{key}: {around[key] or ''}".strip() for key in cut)))
    return Message.of(
        'put quotes around a text with a colon: {language}: "{text}".', language=before[-1], text=text
    )


def _hint(value: object, types: tuple[object, ...]) -> str | Message:
    """How to write the value as one of the types, where a small slip lies behind the fault."""
    if isinstance(value, (bool, int, float)) and str in types:
        return Message.of('put quotes around it: "{got}".', got=_got(value))
    if isinstance(value, str) and _DECIMAL_COMMA.fullmatch(value.strip()):
        return Message.of("write a decimal point: {number}.", number=value.strip().replace(",", "."))
    return ""


def _is_told_otherwise(model: type[Written], document: Document, path: Path, key: str) -> bool:
    """Whether the missing key stands there with another fault, such as misspelt."""
    node = _at(document.data, path)
    if not isinstance(node, dict):
        return False
    if key in node:  # it was there, with another fault, and has been cut out
        return True
    known = keys_of(model, path)
    for word in node:
        meant = (key, *_FORMULA_KINDS) if key == "in" else (key,)
        if word not in known and closest(word, known) in meant:
            return True
    return False


def _expectation(model: type[Written], path: Path, errors: list[ErrorDetails]) -> Message:
    got = _got(errors[0]["input"])
    context = errors[0].get("ctx", {})
    bounds = [(text, context[name]) for name, text in _BOUNDS.items() if name in context]
    if bounds:
        return Message.of(bounds[0][0], got=got, bound=bounds[0][1])
    if errors[0]["loc"][-1] == "[key]":
        keys = context.get("expected", Message("another one"))
        return Message.of("got the key {got}, expected {expected}.", got=got, expected=keys)
    expected = described(types_at(model, path))
    return Message.of("got {got}, expected {expected}.", got=got, expected=expected)


def _got(value: object) -> str | Message:
    if value is None:
        return Message("nothing")
    if isinstance(value, dict):
        return Message("keys and values")
    if isinstance(value, (list, tuple)):
        return Message("a list")
    if isinstance(value, (bool, int, float)):
        return str(value).lower()
    text = " ".join(str(value).split())
    return f"'{text}'" if len(text) <= 60 else f"'{text[:59]}…'"


def _cut(data: Plain, path: Path, errors: list[ErrorDetails]) -> Path:
    """Takes what is at fault out of the data and gives its path; an empty one where that can't be done."""
    if any(error["type"] == "missing" for error in errors):
        return ()
    while path and isinstance(path[-1], int):  # without an item the others would change their numbers
        path = path[:-1]
    around = _at(data, path[:-1])
    if not path or not isinstance(around, dict):
        return ()
    value = around.pop(str(path[-1]), None)
    if isinstance(value, (bool, int, float)) and all(error["type"] == "string_type" for error in errors):
        around[str(path[-1])] = str(value)  # so that a text without its quotes doesn't count as missing too
    return path


def _at(data: Plain, path: Path) -> Plain:
    """What stands at the path; None where nothing does."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(str(part))
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
    return data
