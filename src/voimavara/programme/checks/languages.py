"""Texts that lack one of the programme's languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from voimavara.core.errors import Problem
from voimavara.core.language import LANGUAGES, Language, Text, in_all
from voimavara.core.message import Message
from voimavara.core.writing import language_name, listed
from voimavara.programme.draft import Draft
from voimavara.programme.kinds import COVER
from voimavara.programme.models.written import Written
from voimavara.programme.programme import Address


def check_translations(draft: Draft) -> Iterator[Problem]:
    """Every text that the city writes is there in each of the programme's languages."""
    if not draft.has_cover or draft.is_faulty(COVER, "languages"):
        return
    for start, thing in _own_things(draft):
        for address, text in _texts(thing, start):
            named = draft.programme.cover.languages
            lacking = [each for each in LANGUAGES if each in named and not text.only(each).strip()]
            if lacking and draft.written(*address):
                keys = ", ".join(f"{each}:" for each in lacking)
                message = _lacking(lacking, _key(address))
                yield draft.problem(
                    address,
                    message,
                    Message.of("add {keys} or take it out of the programme's languages.", keys=keys),
                )


def _lacking(languages: Sequence[Language], key: str) -> Message:
    if len(languages) == len(LANGUAGES):
        return Message.of("the text of '{key}' is missing in every language.", key=key)
    named = in_all(lambda reader: listed([language_name(each, reader) for each in languages], reader))
    return Message.of("the {languages} text of '{key}' is missing.", languages=named, key=key)


def check_languages(draft: Draft) -> Iterator[Problem]:
    """The programme has a language, and names each once."""
    languages = draft.programme.cover.languages
    if not languages or len(set(languages)) < len(languages):
        message = "got no language." if not languages else "a language is named twice."
        yield draft.problem((COVER, "languages"), message, "write each once, as in [fi, sv].")


def _key(address: Address) -> str:
    return next(str(part) for part in reversed(address) if isinstance(part, str))


def _own_things(draft: Draft) -> Iterator[tuple[Address, Written]]:
    programme = draft.programme
    yield (COVER,), programme.cover
    kinds = {
        "goals": programme.goals,
        "indicators": programme.indicators,
        "datasets": programme.contracts,
        "formulas": programme.formulas,
        "sources": programme.sources,
        "peers": programme.peers,
        "parameters": programme.parameters,
        "vocabularies": programme.vocabularies,
        "scenarios": programme.scenarios,
        "plans": programme.plans,
        "transitions": programme.transitions,
    }
    for kind, things in kinds.items():
        for name in sorted(draft.own[kind]):
            if name in things:
                yield (kind, name), things[name]


def _texts(value: object, address: Address) -> Iterator[tuple[Address, Text]]:
    """Every text inside, with the keys under which it was written."""
    if isinstance(value, Text):
        yield address, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _texts(getattr(value, name), (*address, field.alias or name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*address, str(key)))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts(item, (*address, number))
