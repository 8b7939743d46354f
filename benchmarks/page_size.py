"""How large the largest page of the example is, as it is sent: compressed, charts and all."""

from __future__ import annotations

import http.client

from benchmarks.page_site import example_site, fetch
from benchmarks.result import Result

LIMIT = 60.0  # kB


def run() -> Result:
    """The largest page in kB."""
    with example_site() as (port, addresses):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        largest = max(fetch(connection, address)[1] for address in addresses)
        connection.close()
    return Result("page_size", largest / 1000, "kB", LIMIT)
