"""The site over the rich snapshot: as Django's client, and over HTTP in a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.test import Client
from django.test.utils import override_settings
from playwright.sync_api import Browser, sync_playwright

from voimavara.snapshot.estate import store as estate_store
from voimavara.snapshot.store import save
from voimavara.web import answers
from voimavara.web.wsgi import application

from .estate_snapshot import estate_snapshot
from .rich_snapshot import rich_snapshot

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
ADVICE = "The browser tests need Chromium; install it with: sudo apt-get install chromium"


@contextmanager
def showing(folder: Path) -> Iterator[None]:
    """The site shows the snapshots of the folder."""
    answers.shelf.cache_clear()
    with override_settings(SNAPSHOTS=folder):
        yield
    answers.shelf.cache_clear()


@pytest.fixture(scope="session")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two snapshots, half a year apart, and one of the estate."""
    folder = tmp_path_factory.mktemp("snapshots")
    for day in (date(2020, 4, 30), date(2020, 10, 31)):
        save(folder, rich_snapshot(day))
    estate_store.save(folder / estate_store.FOLDER, estate_snapshot())
    return folder


@pytest.fixture
def client(snapshots: Path) -> Iterator[Client]:
    """A reader of the rich snapshot."""
    with showing(snapshots):
        yield Client(raise_request_exception=False)


@pytest.fixture
def site_of(tmp_path: Path) -> Iterator[Callable[[object], Client]]:
    """A reader of a site over a changed snapshot: `site_of(rich_snapshot(title=...))`; None for none."""
    with showing(tmp_path):

        def reader(snapshot: object = None) -> Client:
            if snapshot is not None:
                save(tmp_path, snapshot)
            return Client(raise_request_exception=False)

        yield reader


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Nothing: the tests say what went wrong."""


@pytest.fixture(scope="module")
def site(snapshots: Path) -> Iterator[str]:
    """The address of the site, served to a browser."""
    with showing(snapshots), make_server("127.0.0.1", 0, application, _Server, _Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; without one the tests are skipped, except where nothing may be."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail(ADVICE)
        pytest.skip(ADVICE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield launched
        launched.close()
