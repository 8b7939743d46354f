"""`voimavara serve`: the pages and the API of a workspace's snapshots."""

from __future__ import annotations

import os
import socket
from datetime import date
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from voimavara.core.errors import UserError
from voimavara.core.language import Language
from voimavara.core.message import Message
from voimavara.snapshot.files import listed
from voimavara.tasks.answer import quoted

# What a snapshot was read with goes back to the system: it is a tenth of what a worker holds.
FRUGAL = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "1"}
THREADS = 4  # a page takes some milliseconds, so a few threads a worker answer many readers


def serve(
    folder: Path, host: str, port: int, workers: int, language: Language, as_of: date | None = None
) -> None:
    """Serve until stopped what the newest run made, or the newest as of the day.

    Raises UserError where the folder is no workspace, the port is taken, or nothing is as of so early a day.
    """
    if not (folder / "programme.yaml").is_file():
        raise UserError(
            "{folder}: there is no programme.yaml; name the folder of a workspace.", folder=folder
        )
    if as_of and not listed(folder / "snapshots", as_of):
        raise UserError(
            "{folder}: there is no snapshot as of {day} yet; make one with: {command}",
            folder=folder,
            day=as_of,
            command=f"voimavara run {quoted(folder)} --as-of {as_of}",
        )
    _check_free(host, port)
    os.environ["VOIMAVARA_AS_OF"] = as_of.isoformat() if as_of else ""
    os.environ["VOIMAVARA_DRAW_AHEAD"] = "yes"
    for name, value in FRUGAL.items():
        os.environ.setdefault(name, value)
    os.environ["VOIMAVARA_WORKSPACE"] = str(folder.resolve())
    at = Message.of("The pages are at {address} until you press Ctrl+C.", address=f"http://{host}:{port}")
    print(at.within(language), flush=True)
    Granian(
        "voimavara.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.error,
        log_access=False,
    ).serve()


def _check_free(host: str, port: int) -> None:
    """Refuse a port at which somebody answers: the server itself would share it in silence."""
    with socket.socket() as probe:
        probe.settimeout(1)
        try:
            taken = probe.connect_ex((host, port)) == 0
        except socket.gaierror:
            raise UserError(
                "there is no host '{host}'; use 127.0.0.1, or 0.0.0.0 for all.", host=host
            ) from None
        if taken:
            raise UserError(
                "port {port} is taken on {host}; name another with --port {next}.",
                port=port, host=host, next=port + 1,
            )  # fmt: skip
