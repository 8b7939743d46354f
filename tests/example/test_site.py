"""Every page that a reader of the example can come to answers, in three languages."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from tests.web.conftest import showing
from voimavara.tasks.plan import plan
from voimavara.tasks.run import run

MANY = 12  # pages of one shape, such as an object's: these are looked at, the others are like them


@pytest.fixture(scope="module")
def client(heinola: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("site") / "heinola"
    shutil.copytree(heinola, folder, ignore=shutil.ignore_patterns("warehouse", "snapshots", "mending"))
    run(folder, date(2020, 4, 30))
    run(folder)
    plan(folder, None, "fi")
    with showing(folder / "snapshots"):
        yield Client(raise_request_exception=False)


def links(html: str, page: str) -> Iterator[str]:
    """The addresses on this site that the page leads to, without their fragments."""
    for found in re.findall(r'(?:href|src)="([^"#]+)', html):
        address = urlsplit(urljoin(page, unescape(found)))
        if not address.netloc:
            yield address._replace(fragment="").geturl()


def shape(address: str) -> str:
    """The kind of page it leads to."""
    path = urlsplit(address).path
    return re.sub(r"/(estate/objects|static|handbook/\w+)/.*", r"/\1", path)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_link_leads_to_a_page(client: Client, language: str) -> None:
    start = f"/{language}/"
    waiting, met, seen = [start], {start}, Counter[str]()
    faulty = {}
    while waiting:
        page = waiting.pop(0)
        answer = client.get(page)
        if answer.status_code != 200:
            faulty[page] = answer.status_code
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        for address in links(answer.text, page):
            if address not in met and address.startswith((start, "/api")) and seen[shape(address)] < MANY:
                met.add(address)
                seen[shape(address)] += 1
                waiting.append(address)
    assert not faulty
    assert len(met) > 150
    for page in ("indicators/utilisation_rate/rows", "estate/plan", "estate/following", "estate/study"):
        assert f"{start}{page}" in met
