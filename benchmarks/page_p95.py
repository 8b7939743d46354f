"""How soon a page comes: 95 % of requests, for one reader and for four at once, one worker.

Every page of the example in every language is asked for several times, each time with a query that nobody
has asked before, so that each is rendered afresh. Charts lie ready beside the snapshot.
"""

from __future__ import annotations

import http.client
import random
from concurrent.futures import ThreadPoolExecutor

from benchmarks.page_site import example_site, fetch
from benchmarks.result import Result

ONE, FOUR = 50.0, 150.0  # milliseconds
ROUNDS = 3


def run() -> list[Result]:
    """The 95th percentile for one reader, and for each of four."""
    with example_site() as (port, addresses):
        walk(port, addresses, "first")  # the first look at each page reads its charts from disk
        alone = [took for seed in range(ROUNDS) for took in walk(port, addresses, f"alone-{seed}")]
        with ThreadPoolExecutor(4) as readers:
            walks = [readers.submit(walk, port, addresses, f"with-others-{seed}") for seed in range(4)]
            together = [took for one in walks for took in one.result()]
    return [
        Result("page_p95", percentile(alone), "ms", ONE),
        Result("page_p95_four", percentile(together), "ms", FOUR),
    ]


def walk(port: int, addresses: list[str], reader: str) -> list[float]:
    """The milliseconds of each page for a reader who looks at all of them in an order of their own."""
    order = random.Random(reader).sample(addresses, len(addresses))  # noqa: S311 - an order, no secret
    connection = http.client.HTTPConnection("127.0.0.1", port)
    took = [fetch(connection, f"{address}?{reader}")[0] for address in order]
    connection.close()
    return took


def percentile(values: list[float]) -> float:
    """The value that 95 % of the values stay within."""
    return sorted(values)[int(len(values) * 0.95)]
