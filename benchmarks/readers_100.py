"""A hundred readers without pause while runs go on: 95 % of pages within 150 ms, a thousand pages a second.

The server is `voimavara serve` as it comes, and begins with no page kept. The readers, in processes of their
own, look at all pages of all languages that links lead to, in an order of their own. Each answer is compared
with the page as it came to one reader alone. The runs make the example from nothing, again and again.
"""

from __future__ import annotations

import asyncio
import gzip
import html
import http.client
import random
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Event
from time import perf_counter

from benchmarks.example_run import timed_run
from benchmarks.page_p95 import percentile
from benchmarks.page_site import example_site
from benchmarks.result import Result
from voimavara.core.language import LANGUAGES

READERS, PROCESSES, SECONDS = 100, 2, 20.0
P95, PACE = 150.0, 1.0  # milliseconds: of a page for its reader, and from one page to the next
_LINK = re.compile(r'href="(/[^"#]*)')


def run() -> list[Result]:
    """The 95th percentile of all readers, and the time from page to page of them together."""
    with example_site() as (port, _):
        pages = linked(port)
    with (
        example_site() as (port, _),
        runs() as ended,
        ProcessPoolExecutor(PROCESSES, get_context("spawn")) as processes,
    ):
        shares = [processes.submit(crowd, port, pages, number) for number in range(PROCESSES)]
        read = [share.result() for share in shares]
    took = [one for times, _ in read for one in times]
    pace = 1000 / sum(len(times) / seconds for times, seconds in read)
    beside = {"pages": len(pages), "answers": len(took), "runs": len(ended), "longest_ms": max(took)}
    return [
        Result("readers_100", percentile(took), "ms", P95, beside=beside),
        Result("readers_100_pace", pace, "ms", PACE, beside={"pages_a_second": 1000 / pace}),
    ]


def linked(port: int) -> dict[str, bytes]:
    """Every page that links lead to, as it comes compressed; each is the page of its address and language."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    pages: dict[str, bytes] = {}
    left = [f"/{language}/" for language in LANGUAGES]
    seen = set(left)
    while left:
        address = left.pop()
        connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{address} answered {answer.status}")
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        pages[address] = body
        text = gzip.decompress(body).decode()
        language = address[1:3]
        own = f'<link rel="alternate" hreflang="{language}" href="{html.escape(address)}">'
        if f'<html lang="{language}">' not in text or own not in text:
            raise RuntimeError(f"{address} answered with another page")
        found = {html.unescape(link) for link in _LINK.findall(text)}
        new = {link for link in found - seen if link[1:4] in {f"{one}/" for one in LANGUAGES}}
        left += sorted(new)
        seen |= new
    connection.close()
    return pages


@contextmanager
def runs() -> Iterator[list[float]]:
    """Runs of the example, one after another until the end; the seconds of those that have ended."""
    ended: list[float] = []
    enough = Event()

    def go_on() -> None:
        while not enough.is_set():
            ended.append(timed_run())

    with ThreadPoolExecutor(1) as thread:
        going = thread.submit(go_on)
        try:
            yield ended
        finally:
            enough.set()
            going.result()


def crowd(port: int, pages: Mapping[str, bytes], number: int) -> tuple[list[float], float]:
    """The milliseconds of each page for a share of the readers, and the seconds of them all."""
    count = READERS // PROCESSES

    async def together() -> list[list[float]]:
        return await asyncio.gather(*(read(port, pages, number * count + one) for one in range(count)))

    start = perf_counter()
    took = asyncio.run(together())
    return [one for times in took for one in times], perf_counter() - start


async def read(port: int, pages: Mapping[str, bytes], seed: int) -> list[float]:
    """The milliseconds of each page for one reader; raises RuntimeError where it is not the page."""
    order = random.Random(seed)  # noqa: S311 - an order, no secret
    addresses = list(pages)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    took = []
    end = perf_counter() + SECONDS
    while (start := perf_counter()) < end:
        address = order.choice(addresses)
        writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = re.search(r"content-length: (\d+)", head)
        body = await reader.readexactly(int(length[1]) if length else 0)
        took.append((perf_counter() - start) * 1000)
        if not head.startswith("http/1.1 200") or body != pages[address]:
            raise RuntimeError(f"{address} was not answered with its page: {head.splitlines()[0]}")
    writer.close()
    return took
