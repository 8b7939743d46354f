"""What the estate's commands tell people: names in place of codes, and the remarks that concern an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from voimavara.core.language import Language, in_all, same
from voimavara.core.message import Message
from voimavara.core.writing import unit_label
from voimavara.snapshot.estate.model import EstateSnapshot, Subject
from voimavara.tasks.answer import Word


def closed_word(words: Mapping[str, str], code: str) -> Word:
    """A word of a closed list; one that isn't in it is told as it is."""
    return Word(code, Message(words.get(code, code)))


def labelled(snapshot: EstateSnapshot, dimension: str, code: str) -> Word | str:
    """The name of a district, sector or the like; the code itself where nobody has named it."""
    name = snapshot.labels.get(dimension, {}).get(code)
    return Word(code, name) if name else code


def unit_word(unit: str) -> Word:
    """A unit as people write it."""
    return Word(unit, in_all(lambda language: unit_label(unit, language)))


def several(words: Sequence[Word], code: str, between: str = ", ") -> Word:
    """Words one after the other."""
    return Word(code, in_all(lambda language: between.join(one.said.within(language) for one in words)))


def objects(snapshot: EstateSnapshot, ids: Sequence[str]) -> Word:
    """Objects by their names."""
    names = {one.id: one.name for one in snapshot.objects if one.id in ids}
    return several([Word(one, names.get(one) or same(one)) for one in ids], ", ".join(ids))


def remarks(snapshot: EstateSnapshot, language: Language, about: frozenset[Subject]) -> Iterator[str]:
    """What was left out or is assumed in an answer about these subjects."""
    for remark in snapshot.remarks:
        if about & set(remark.about):
            yield remark.within(language)
