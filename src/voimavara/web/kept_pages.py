"""Answers kept in memory: a page is a pure function of what is shown and its address, so it is made once.

Kept as they are sent, compressed, until what is shown changes. Those who don't accept gzip get the same bytes
unpacked; who has the page already is told so without Django.
"""

from __future__ import annotations

import gzip
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from threading import Lock
from wsgiref.types import StartResponse, WSGIEnvironment

from django.conf import settings
from django.http.response import HttpResponseBase

from voimavara.core.errors import UserError
from voimavara.web.answers import etag, shelf
from voimavara.web.shelf import Shown

Headers = tuple[tuple[str, str], ...]
Address = tuple[str, str]  # path and query

MEGABYTE = 1_000_000
# Bytes a process keeps, apart for addresses with a query: there is no end of those (?fbclid=… shows the page
# too), and they may not push out the pages themselves, of which a snapshot has only so many.
ROOM, ROOM_OF_QUERIES = 32 * MEGABYTE, 8 * MEGABYTE
SHARE = 16  # no answer takes more than this part of the room
ENTRY = 2_000  # bytes that the headers and the entry itself take (measured: 1,700)

_ACCEPTED = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
_OF_THE_BODY = frozenset({"Content-Type", "Content-Length", "Content-Encoding", "Content-Disposition"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader gets."""

    status: str
    headers: Headers
    body: bytes

    def for_reader(self, environ: WSGIEnvironment) -> Answer:
        """The same without a body where the reader has it, and unpacked for one who doesn't accept gzip."""
        if ("ETag", environ.get("HTTP_IF_NONE_MATCH")) in self.headers:
            kept = tuple(header for header in self.headers if header[0] not in _OF_THE_BODY)
            return Answer("304 Not Modified", kept, b"")
        if _ACCEPTED.search(environ.get("HTTP_ACCEPT_ENCODING", "")):
            return self
        return self._unpacked()

    def _unpacked(self) -> Answer:
        if ("Content-Encoding", "gzip") not in self.headers:
            return self
        other = tuple(one for one in self.headers if one[0] not in ("Content-Encoding", "Content-Length"))
        return replace(self, headers=other, body=gzip.decompress(self.body))


class Answers:
    """Answers by address, within a number of bytes: the one that was asked for longest ago goes first."""

    def __init__(self, room: int) -> None:
        self.free = room
        self._largest = room // SHARE
        self._by_address: OrderedDict[Address, Answer] = OrderedDict()
        self._lock = Lock()

    def find(self, address: Address) -> Answer | None:
        """The answer at the address. Takes no lock: each step is one of the dictionary's own."""
        answer = self._by_address.get(address)
        if answer:
            with suppress(KeyError):  # it went in between; the reader gets it all the same
                self._by_address.move_to_end(address)
        return answer

    def keep(self, address: Address, answer: Answer) -> None:
        """Keep the answer, unless it is too large."""
        if _size(address, answer) > self._largest:
            return
        with self._lock:
            before = self._by_address.pop(address, None)
            self.free += _size(address, before) if before else 0
            self._by_address[address] = answer
            self.free -= _size(address, answer)
            while self.free < 0:
                self.free += _size(*self._by_address.popitem(last=False))


def _size(address: Address, answer: Answer) -> int:
    return ENTRY + len(address[0]) + len(address[1]) + len(answer.body)


class Edition:
    """The answers about one state of the snapshots; another state gets an edition of its own."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.tag = ("ETag", etag(shown))
        self.pages, self.queries = Answers(ROOM), Answers(ROOM_OF_QUERIES)


class KeptPages:
    """The application before Django's: answers from memory what it can, and keeps what Django answers."""

    def __init__(self, django: Callable[[WSGIEnvironment, StartResponse], HttpResponseBase]) -> None:
        self._django = django
        self._edition: Edition | None = None
        self._making = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as WSGI has it."""
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        edition = self._newest()
        if edition is None or method not in ("GET", "HEAD") or path.startswith(settings.STATIC_URL):
            return self._django(environ, start_response)
        answer = self._found(environ, edition, (path, environ.get("QUERY_STRING", ""))).for_reader(environ)
        start_response(answer.status, list(answer.headers))
        return (answer.body,)  # to HEAD the server sends no body

    def _newest(self) -> Edition | None:
        """The edition of what is shown now; None where nothing is."""
        try:
            shown = shelf().newest()
        except UserError:  # Django meets it again and answers with the page of a fault
            return None
        edition = self._edition
        if shown is None or (edition and edition.shown is shown):
            return edition if shown else None
        # Two threads may each begin one; the pages of that which loses are made again.
        self._edition = edition = Edition(shown)
        return edition

    def _found(self, environ: WSGIEnvironment, edition: Edition, address: Address) -> Answer:
        """The answer from memory, else from Django.

        Pages are made one at a time: threads would only take turns at it, to the loss of those whose page is
        there, and a page that many ask for at once is made for all. Queries don't wait for each other.
        """
        if address[1]:
            return edition.queries.find(address) or self._made(environ, edition, edition.queries, address)
        kept = edition.pages.find(address)
        if kept:
            return kept
        with self._making:
            return edition.pages.find(address) or self._made(environ, edition, edition.pages, address)

    def _made(self, environ: WSGIEnvironment, edition: Edition, answers: Answers, address: Address) -> Answer:
        """What Django answers, packed; kept if it is a whole page of this edition.

        A newer snapshot may appear on the way from here to the view: the page then has another tag. Addresses
        without a page are never kept, for there is no end of them.
        """
        begun: list[tuple[str, Headers]] = []

        def begin(status: str, headers: list[tuple[str, str]], *_fault: object) -> Callable[[bytes], object]:
            begun.append((status, tuple(headers)))
            return lambda _part: None

        asked = {**environ, "REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": "gzip"}
        with closing(self._django(asked, begin)) as response:
            answer = Answer(*begun[0], b"".join(response))
        if answer.status == "200 OK" and edition.tag in answer.headers:
            answers.keep(address, answer)
        return answer
