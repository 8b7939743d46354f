"""A programme's folder and the catalogue, read and checked together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from voimavara.core.errors import Place, Problem, ProgrammeError, UserError, closest, did_you_mean, in_order
from voimavara.core.language import LANGUAGES, Language, Text
from voimavara.core.message import Message
from voimavara.programme.checks import CHECKS, Check
from voimavara.programme.documents import Path as Keys
from voimavara.programme.documents import read_document
from voimavara.programme.draft import Draft
from voimavara.programme.kinds import COVER, FOLDERS, ID, KINDS
from voimavara.programme.models.programme import City, Cover, Decision
from voimavara.programme.models.written import Written
from voimavara.programme.programme import IN_CATALOGUE, Address, Programme
from voimavara.programme.validation import validated

CATALOGUE = Path(__file__).parent / "catalogue"
_NOT_OURS = ("incoming", "templates")  # files as they came, and forms to fill in
# Stands in for a programme.yaml that could not be read, so that everything else is checked all the same.
_NO_COVER = Cover(
    title=Text(), city=City(code="000", name=Text()), decision=Decision(date=date.min, what=Text()),
    principle=Text(), values=(), audiences=(), owners={}, followed_since=date.min,
)  # fmt: skip


@dataclass
class _Read:
    """What has been read so far, by kind and id."""

    things: dict[str, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    names: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in KINDS})
    own: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in KINDS})
    places: dict[Address, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)

    def copy(self) -> _Read:
        """Another one to go on from; what has been read never changes and is shared."""
        return _Read(
            {kind: dict(things) for kind, things in self.things.items()},
            {kind: set(names) for kind, names in self.names.items()},
            {kind: set(names) for kind, names in self.own.items()},
            dict(self.places),
            list(self.problems),
            list(self.hashes),
        )


def read_programme(folder: Path, checks: Iterable[Check]) -> Programme:
    """The programme in the folder, with the catalogue behind it; the city's own files win.

    Raises ProgrammeError with every problem found, each with its file, line and a suggestion.
    """
    programme, problems = inspect_programme(folder, checks)
    if problems:
        raise ProgrammeError(problems)
    return programme


def inspect_programme(folder: Path, checks: Iterable[Check]) -> tuple[Programme, tuple[Problem, ...]]:
    """The programme as far as it can be read, and every problem in it.

    `checks` are those of the parts that know what the written things are for; this part's own come first.
    """
    if not folder.is_dir():
        raise UserError(
            "{folder}: there is no such folder; name the folder in which programme.yaml lies.", folder=folder
        )
    read = _catalogue().copy()
    _take_own(read, folder)
    programme = _programme(read, folder)
    draft = Draft(
        programme,
        {kind: frozenset(names) for kind, names in read.names.items()},
        {kind: frozenset(names) for kind, names in read.own.items()},
        _catalogue().things["datasets"],
        has_cover=COVER in read.things[COVER],
        faulty=frozenset(problem.place for problem in read.problems),
    )
    problems = {*read.problems, *(problem for check in (*CHECKS, *checks) for problem in check(draft))}
    return programme, in_order(problems)


def first_language(folder: Path) -> Language | None:
    """The language that the programme in the folder names first; None where none can be read there."""
    try:
        content = (folder / f"{COVER}.yaml").read_bytes()
    except (OSError, ValueError):  # no such folder, or no name of one
        return None
    data = read_document(COVER, content).data
    if not data:
        return None
    named = data.get("languages")
    written = [named] if isinstance(named, str) else named if isinstance(named, list) else LANGUAGES
    return next((language for word in written for language in LANGUAGES if language == word), None)


@cache
def _catalogue() -> _Read:
    """The catalogue, read once: it is part of the product and doesn't change while it runs."""
    read = _Read()
    for kind in FOLDERS:
        for path in _files(CATALOGUE / kind):
            _take(read, kind, path, f"{IN_CATALOGUE}{kind}/{path.name}")
    return read


def _take_own(read: _Read, folder: Path) -> None:
    cover = folder / f"{COVER}.yaml"
    if cover.is_file():
        _take(read, COVER, cover, cover.name, own=True)
    else:
        place = Place(cover.name)
        read.problems.append(
            Problem(place, "the file is missing.", "`voimavara init` writes one to start from.")
        )
    for kind in FOLDERS:
        for path in _files(folder / kind):
            _take(read, kind, path, f"{kind}/{path.name}", own=True)
    read.problems.extend(_misplaced(folder))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.yaml") if path.is_file())


def _take(read: _Read, kind: str, path: Path, name: str, *, own: bool = False) -> None:
    """Reads one file; whatever is wrong with it is noted."""
    identity = path.stem
    read.names[kind].add(identity)
    try:
        content = path.read_bytes()
    except OSError as error:
        message = Message.of("the file can't be read: {cause}.", cause=Message(error.strerror or str(error)))
        read.problems.append(Problem(Place(name), message, "may you read it?"))
        return
    read.hashes.append(f"{name} {hashlib.sha256(content).hexdigest()}")
    document = read_document(name, content)
    _note_places(read, kind, identity, document.place(), document.lines)
    if own:
        read.own[kind].add(identity)
        read.things[kind].pop(identity, None)
    read.problems.extend(document.problems)
    if document.problems and not document.data:
        return
    if ID.fullmatch(identity) is None:
        read.problems.append(_bad_id(name, identity))
    model: type[Written] = KINDS[kind]
    thing, problems = validated(model, document)
    read.problems.extend(problems)
    if thing is not None:
        read.things[kind][identity] = thing


def _note_places(read: _Read, kind: str, identity: str, top: Place, lines: Mapping[Keys, int]) -> None:
    start: Address = (kind,) if kind == COVER else (kind, identity)
    if start in read.places:  # the catalogue's thing of the same name
        for address in [address for address in read.places if address[:2] == start]:
            del read.places[address]
    read.places[start] = top
    for path, line in lines.items():
        read.places[*start, *path] = Place(top.file, line)


def _bad_id(name: str, identity: str) -> Problem:
    message = Message.of("'{name}' can't be an id.", name=identity)
    return Problem(Place(name), message, "name the file with small letters a-z, digits and _ only.")


def _misplaced(folder: Path) -> Iterator[Problem]:
    """Files that look like parts of the programme and would be passed over in silence."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "_")):
            continue
        if path.is_file() and _is_yaml(path) and path.name != f"{COVER}.yaml":
            yield _astray(path.name, path.stem, [COVER])
        elif path.is_dir() and path.name not in (*FOLDERS, *_NOT_OURS):
            if any(child.is_file() and _is_yaml(child) for child in path.iterdir()):
                suggestion = did_you_mean(path.name, FOLDERS)
                yield Problem(Place(f"{path.name}/"), "the programme has no such folder.", suggestion)
        elif path.is_dir():
            yield from _misplaced_in(path)


def _misplaced_in(kind: Path) -> Iterator[Problem]:
    for path in sorted(kind.rglob("*")):
        name = f"{kind.name}/{path.relative_to(kind).as_posix()}"
        if not path.is_file() or not _is_yaml(path) or path.name.startswith("."):
            continue
        if path.parent != kind:
            yield Problem(
                Place(name),
                "files in folders below are not read.",
                Message.of("move it to {name}/.", name=kind.name),
            )
        elif path.suffix != ".yaml":
            yield Problem(
                Place(name), "the file is not read.", Message.of("rename it {stem}.yaml.", stem=path.stem)
            )


def _astray(name: str, stem: str, known: list[str]) -> Problem:
    suggestion = did_you_mean(stem, known)
    if closest(stem, known) is None:
        suggestion = Message.of("put it into one of the folders: {words}.", words=", ".join(FOLDERS))
    return Problem(Place(name), "the file is not read.", suggestion)


def _is_yaml(path: Path) -> bool:
    return path.suffix.lower() in (".yaml", ".yml")


def _programme(read: _Read, folder: Path) -> Programme:
    things = read.things
    return Programme(
        folder=folder,
        cover=things[COVER].get(COVER, _NO_COVER),
        goals=things["goals"],
        indicators=things["indicators"],
        contracts=things["datasets"],
        formulas=things["formulas"],
        sources=things["sources"],
        peers=things["peers"],
        parameters=things["parameters"],
        vocabularies=things["vocabularies"],
        scenarios=things["scenarios"],
        plans=things["plans"],
        transitions=things["transitions"],
        places=read.places,
        fingerprint=hashlib.sha256("\n".join(sorted(read.hashes)).encode()).hexdigest(),
    )
