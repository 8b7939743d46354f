"""A page from memory is the page: for every reader, in every language, until a new snapshot appears."""

from __future__ import annotations

import gzip
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory

from voimavara.snapshot.store import save
from voimavara.web import kept_pages
from voimavara.web.kept_pages import Answer, Answers, KeptPages
from voimavara.web.shelf import LOOK_AGAIN

from .addresses import FAULTY, LANGUAGES, PAGES
from .conftest import showing
from .rich_snapshot import rich_snapshot

FILES = (
    "indicators/unit_cost/figures.csv",
    "indicators/net_cost_growth/charts/series.svg",
    "estate/map.json",
    "estate/plan.xlsx",
)
API = ("/api/v1/programme", "/api/v1/indicators/unit_cost", "/api/v1/figures?limit=3", "/api/v1/snapshot")
EVERY = (*(f"/{language}/{page}" for language in LANGUAGES for page in (*PAGES, *FILES)), *API)
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@dataclass(frozen=True)
class Got:
    """What came: the status, headers by name, the body."""

    status: str
    headers: dict[str, str]
    body: bytes


class Site:
    """The site as a server calls it, which counts how often Django is asked for an address."""

    def __init__(self) -> None:
        self.fresh = get_wsgi_application()
        self.asked: Counter[str] = Counter()
        self.kept = KeptPages(self._counted)

    def _counted(self, environ, start_response):
        query = environ["QUERY_STRING"]
        self.asked[environ["PATH_INFO"] + (f"?{query}" if query else "")] += 1
        return self.fresh(environ, start_response)

    def get(self, address: str, method: str = "GET", **headers: str) -> Got:
        """What a reader gets."""
        return ask(self.kept, address, method, headers)

    def made(self, address: str, method: str = "GET", **headers: str) -> Got:
        """What Django makes of the same request."""
        return ask(self.fresh, address, method, headers)


def ask(application, address: str, method: str, headers: dict[str, str]) -> Got:
    begun = []
    environ = RequestFactory(headers=headers).generic(method, address).environ
    response = application(environ, lambda status, names: begun.append((status, names)))
    ((status, names),) = begun
    assert len(dict(names)) == len(names), "no header comes twice"
    return Got(status, dict(names), b"".join(response))


@pytest.fixture
def site(snapshots: Path) -> Iterator[Site]:
    with showing(snapshots):
        yield Site()


@pytest.mark.parametrize("headers", [GZIP, {}], ids=["gzip", "plain"])
def test_a_kept_answer_is_the_fresh_one_in_every_byte_and_header(site: Site, headers: dict[str, str]) -> None:
    for address in EVERY:
        first, again = site.get(address, **headers), site.get(address, **headers)
        fresh = site.made(address, **headers)
        assert first == again == fresh, address
        assert first.status == "200 OK", address
    assert set(site.asked.values()) == {1}, "each was made once"


def test_who_does_not_accept_gzip_gets_the_page_that_was_kept_for_those_who_do(site: Site) -> None:
    packed, plain = site.get("/fi/", **GZIP), site.get("/fi/")
    assert site.asked["/fi/"] == 1
    assert plain == site.made("/fi/") == site.get("/fi/", **{"Accept-Encoding": "br, gzip;q=0"})
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize(
    "address", ["/fi/", "/sv/estate", "/api/v1/goals", "/en/indicators/unit_cost/figures.csv"]
)
def test_who_has_the_page_is_told_so_without_making_it_again(site: Site, address: str) -> None:
    tag = site.get(address).headers["ETag"]
    again = site.get(address, **{"If-None-Match": tag})
    assert again == site.made(address, **{"If-None-Match": tag})
    assert (again.status, again.body) == ("304 Not Modified", b"")
    assert site.asked[address] == 1
    assert site.get(address, **{"If-None-Match": 'W/"another"'}).status == "200 OK"


def test_a_head_has_the_status_and_headers_of_the_page(site: Site) -> None:
    for address in ("/fi/means", "/api/v1/goals"):
        for headers in (GZIP, {}):
            assert site.get(address, "HEAD", **headers) == site.get(address, **headers)
        assert site.asked[address] == 1


def test_what_is_no_page_is_answered_afresh_each_time(site: Site) -> None:
    for address in (*(f"/sv/{page}" for page in FAULTY), "/", "/fi/means/", "/api/v1/snapshots"):
        before = sum(site.asked.values())
        for headers in (GZIP, {}):
            assert site.get(address, **headers) == site.made(address, **headers), address
        assert sum(site.asked.values()) == before + 2, address
    assert site.get("/api/v1/goals", "POST").status.startswith("405")
    assert site.get("/static/nothing").status.startswith("404")


def test_an_older_snapshot_is_not_kept_as_the_newest(site: Site) -> None:
    older = site.get("/api/v1/snapshots").body.decode().rpartition('"id":"')[2][:16]
    address = f"/api/v1/programme?snapshot={older}"
    assert site.get(address) == site.get(address) == site.made(address)
    assert site.get(address).headers["ETag"] != site.get("/api/v1/programme").headers["ETag"]
    assert site.asked[address] == 3


def test_endless_queries_neither_fill_the_memory_nor_push_out_a_page(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_pages, "ROOM_OF_QUERIES", 100 * kept_pages.ENTRY)
    page = site.get("/fi/accessibility")
    for number in range(99):
        address = f"/fi/accessibility?fbclid={number}"
        assert site.get(address) == site.made(address)
    assert site.get("/fi/accessibility") == page
    assert site.asked["/fi/accessibility"] == 1, "the page itself is still kept"
    site.get("/fi/accessibility?fbclid=98")
    assert site.asked["/fi/accessibility?fbclid=98"] == 1, "so is the last of the queries"
    site.get("/fi/accessibility?fbclid=0")
    assert site.asked["/fi/accessibility?fbclid=0"] == 2, "the first of them has gone"


def test_the_least_recently_read_goes_first_and_the_room_is_never_passed() -> None:
    answers = Answers(room := 100 * (kept_pages.ENTRY + 1000))

    def answer(size: int) -> Answer:
        return Answer("200 OK", (("ETag", "x"),), bytes(size))

    answers.keep(("/often", ""), answer(500))
    for number in range(1000):
        answers.keep((f"/{number}", ""), answer(number))
        assert answers.find(("/often", ""))
        assert 0 <= answers.free < room
    held = [number for number in range(1000) if answers.find((f"/{number}", ""))]
    assert held == list(range(held[0], 1000)), "the newest are there"
    assert sum(held) + len(held) * kept_pages.ENTRY <= room
    assert len(held) > 80
    answers.keep(("/huge", ""), answer(room // 2))
    assert answers.find(("/huge", "")) is None
    assert answers.find(("/often", ""))
    free = answers.free
    answers.keep(("/often", ""), answer(500))
    assert answers.free == free, "the same address again takes no more room"


def test_nothing_is_kept_of_a_site_without_a_snapshot(tmp_path: Path) -> None:
    with showing(tmp_path):
        site = Site()
        assert site.get("/fi/").status.startswith("503")
        save(tmp_path, rich_snapshot())
        time.sleep(LOOK_AGAIN)
        assert site.get("/fi/").status == "200 OK"


def test_snapshots_that_cannot_be_read_get_the_page_of_a_fault(tmp_path: Path) -> None:
    (tmp_path / "2020-10-31.0001.abc.json").write_text("{")
    with showing(tmp_path):
        assert Site().get("/fi/").status.startswith("500")


def test_a_hundred_readers_at_once_get_their_own_page_and_the_new_one_within_a_second(tmp_path: Path) -> None:
    addresses = [f"/{language}/{page}" for language in LANGUAGES for page in ("", "means", "coverage")]
    save(tmp_path, rich_snapshot(date(2020, 4, 30)))
    with showing(tmp_path):
        site = Site()
        right = {(address, (one := site.made(address)).headers["ETag"]): one.body for address in addresses}
        together = Barrier(101)
        until: list[float] = []  # the readers go on; known once the new snapshot is there

        def read(reader: int) -> list[tuple[float, str]]:
            together.wait()
            seen = []
            while not seen or not until or seen[-1][0] < until[0]:
                for address in addresses[reader % 9 :] + addresses[: reader % 9]:
                    at = time.monotonic()
                    got = site.get(address, **(GZIP if reader % 2 else {}))
                    body = gzip.decompress(got.body) if reader % 2 else got.body
                    seen.append((at, got.headers["ETag"]))
                    assert right.setdefault((address, got.headers["ETag"]), body) == body
                    assert f'<html lang="{address[1:3]}">'.encode() in body
                time.sleep(0.05)
            return seen

        with ThreadPoolExecutor(100) as readers:
            reading = [readers.submit(read, number) for number in range(100)]
            together.wait()
            time.sleep(LOOK_AGAIN / 2)
            try:
                save(tmp_path, rich_snapshot(date(2020, 10, 31)))
            finally:
                saved = time.monotonic()
                until.append(saved + 2 * LOOK_AGAIN)
            seen = [one for reader in reading for one in reader.result()]
        now = site.made("/fi/").headers["ETag"]
        fresh = {address: site.made(address).body for address in addresses}
        assert {body for (address, tag), body in right.items() if tag == now} == set(fresh.values())
        assert len({tag for _, tag in seen}) == 2, "both were seen, and nothing between them"
        assert {tag for at, tag in seen if at > saved + LOOK_AGAIN} == {now}
        assert max(site.asked.values()) <= 6, "a page is made for all, not for each"
