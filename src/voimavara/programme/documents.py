"""One YAML file as plain data, with the line of every key; what can't be read becomes problems."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from voimavara.core.errors import Place, Problem
from voimavara.core.message import Message

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]

_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_WHOLE = re.compile(r"[-−+]?\d+")
_HALF = re.compile(r"\d+(?:\s*[^\d\s.,].*)?")  # of a decimal number: what follows the comma
_DECIMAL = re.compile(r"-?(0|[1-9]\d*)\.\d+")
_MOST_DECIMALS = 3
_CORE_TAG = "tag:yaml.org,2002:"
_TAB = "YAML indents with spaces; put spaces in the place of the tab."
_QUOTES = "put quotes around the text."
# What usually lies behind a message of the YAML reader.
_REMEDIES = (
    ("found character '\\t'", _TAB),
    ("mapping values are not allowed", "look at the indent, and put quotes around a text with a colon."),
    ("cannot start any token", "put quotes around a text that begins with this character."),
    ("unexpected end of stream", "a quotation mark is opened and not closed."),
    ("expected ',' or", "close the bracket, and put quotes around a text with a comma or colon."),
    ("could not find expected ':'", "a key is followed by a colon and a space."),
    ("expected <block end>", "indent keys that belong together alike; a text ends at its closing mark."),
    ("but found another document", "write one thing a file, without lines of ---."),
)  # fmt: skip


@dataclass(frozen=True)
class Document:
    """A file's keys and values; `lines` gives the line (from 1) of each key and list item."""

    file: str
    data: dict[str, Plain]
    lines: Mapping[Path, int]
    problems: tuple[Problem, ...] = ()

    def place(self, path: Path = ()) -> Place:
        """Where the key stands, or the nearest key around it."""
        for length in range(len(path), 0, -1):
            if line := self.lines.get(path[:length]):
                return Place(self.file, line)
        return Place(self.file, 1)


def read_document(file: str, content: bytes) -> Document:
    """The document that the bytes hold; `file` is the name that its problems give."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return _unreadable(file, line, "the file is not UTF-8 text.", "save it as UTF-8.")
    try:
        node = _composed(text)
    except MarkedYAMLError as error:
        return _not_yaml(file, error)
    except YAMLError:
        return _unreadable(file, 1, "the file has characters that no text has.", "is it a text file at all?")
    except RecursionError:
        return _unreadable(file, 1, "the brackets lie too deep in each other.", "use fewer levels.")
    if node is None:
        return _unreadable(file, 1, "the file is empty.", "write its keys, or delete the file.")
    if not isinstance(node, MappingNode):
        got = "a list" if isinstance(node, SequenceNode) else f"'{_short(node.value)}'"
        return _unreadable(
            file,
            node.start_mark.line + 1,
            Message.of("got {got}, expected keys with values.", got=got),
            "begin with `name:`.",
        )
    return _Walk(file).document(node)


def _composed(text: str) -> Node | None:
    """What the text says, read in C; the slower reader words what is wrong with a text that can't be read."""
    node: Node | None
    try:
        node = YAML(typ="safe").compose(text)
    except YAMLError:
        node = YAML(typ="safe", pure=True).compose(text)
    return node


def _unreadable(file: str, line: int, message: str | Message, suggestion: str) -> Document:
    return Document(file, {}, {}, (Problem(Place(file, line), message, suggestion),))


def _not_yaml(file: str, error: MarkedYAMLError) -> Document:
    mark = error.problem_mark or error.context_mark
    what = str(error.problem or error.context)
    remedy = next((text for start, text in _REMEDIES if start in what), _QUOTES)
    return _unreadable(
        file, (mark.line if mark else 0) + 1, Message.of("this is not YAML: {what}.", what=what), remedy
    )


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= 40 else words[:39] + "…"


class _Walk:
    """Turns nodes into plain data and notes the lines on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def document(self, root: MappingNode) -> Document:
        data = self.mapping(root, ())
        return Document(self.file, data, self.lines, tuple(self.problems))

    def report(self, node: Node, message: str | Message, suggestion: str | Message) -> None:
        self.problems.append(Problem(Place(self.file, node.start_mark.line + 1), message, suggestion))

    def is_alias(self, node: Node) -> bool:
        """Whether the node was met before; following it could go round for ever."""
        if id(node) in self.seen:
            self.report(node, "anchors (&) and aliases (*) are not used here.", "write the value out again.")
            return True
        self.seen.add(id(node))
        return False

    def value(self, node: Node, path: Path) -> Plain:
        if not str(node.tag).startswith(_CORE_TAG):
            self.report(
                node, Message.of("tags such as {tag} are not used here.", tag=node.tag), "leave the tag out."
            )
        if isinstance(node, MappingNode):
            return self.mapping(node, path)
        if isinstance(node, SequenceNode):
            items = [item for item in self.items(node) if not self.is_alias(item)]
            for index, item in enumerate(items):
                self.lines[*path, index] = item.start_mark.line + 1
            return [self.value(item, (*path, index)) for index, item in enumerate(items)]
        return _scalar(node)

    def mapping(self, node: MappingNode, path: Path) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        for key_node, value_node in self.pairs(node):
            if not isinstance(key_node, ScalarNode):
                self.report(key_node, "a key is one word.", _QUOTES)
                continue
            key = str(key_node.value)
            if key in found:
                first = self.lines[*path, key]
                self.report(
                    key_node,
                    Message.of("the key '{key}' is here already, on line {first}.", key=key, first=first),
                    "keep one of them.",
                )
                continue
            if self.is_alias(value_node):
                continue
            self.lines[*path, key] = key_node.start_mark.line + 1
            found[key] = self.value(value_node, (*path, key))
        return found

    def pairs(self, node: MappingNode) -> list[tuple[Node, Node]]:
        """The keys with their values; a value that an unquoted comma cut in two is put together again."""
        found: list[tuple[Node, Node]] = []
        for key, value in node.value:
            before = found[-1][1] if found and node.flow_style else None
            if before is not None and _is_plain(before) and _is_bare(key, value):
                found[-1] = (found[-1][0], self.rejoined(before, key))
            else:
                found.append((key, value))
        return found

    def items(self, node: SequenceNode) -> list[Node]:
        """The items of a list; where a decimal comma cut a number in two, it is put together again."""
        gaps = {_gap(one, other) for one, other in pairwise(node.value)}
        found: list[Node] = []
        for item in node.value:
            if found and node.flow_style and _is_cut(found[-1], item, mixed=len(gaps) > 1):
                found[-1] = self.rejoined(found[-1], item)
            else:
                found.append(item)
        return found

    def rejoined(self, before: Node, after: Node) -> ScalarNode:
        """The value that a comma cut in two, after telling of it."""
        if _is_cut(before, after):
            value = f"{before.value}.{after.value}"
            written = value.replace(".", ",", 1)
            self.report(
                before,
                Message.of(
                    "in brackets a comma begins something new, so it cuts {number} in two.", number=written
                ),
                Message.of(
                    "write a decimal point: {number}; after a comma between two things comes a space.",
                    number=value,
                ),
            )
        else:
            value = f"{before.value}, {after.value}"
            self.report(
                after,
                Message.of(
                    "in brackets a comma begins something new, and '{text}' has no value.",
                    text=_short(after.value),
                ),
                Message.of('put quotes around a text with a comma: "{text}".', text=_short(value)),
            )
        return ScalarNode(before.tag, value, before.start_mark, after.end_mark)


def _is_plain(node: Node) -> bool:
    """Whether it is text or a number without quotes."""
    return isinstance(node, ScalarNode) and not node.style


def _is_bare(key: Node, value: Node) -> bool:
    """Whether the key has neither quotes nor a colon after it."""
    return _is_plain(key) and _is_plain(value) and value.end_mark.index == key.end_mark.index


def _gap(one: Node, other: Node) -> int:
    return int(other.start_mark.index - one.end_mark.index)


def _is_cut(before: Node, after: Node, *, mixed: bool = True) -> bool:
    """Whether the two are the halves of a number with a decimal comma, 2,5 % or 2,5.

    Bare numbers are so only beside things that have a space after the comma (`mixed`): [1,2] is a list.
    """
    if not (_is_plain(before) and _is_plain(after) and _gap(before, after) == 1):
        return False
    end = str(after.value)
    if not (_WHOLE.fullmatch(str(before.value)) and _HALF.fullmatch(end)):
        return False
    return not end.isdecimal() or (mixed and len(end) <= _MOST_DECIMALS)


def _scalar(node: Node) -> Plain:
    """Numbers, true, false and empty as such; dates, 098 and everything in quotes stay text."""
    text = str(node.value)
    if isinstance(node, ScalarNode) and node.style:
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
