"""The server, as somebody starts it."""

import socket
from pathlib import Path

from tests.cli.conftest import Run


def test_a_port_that_is_taken_is_told_and_not_shared(own: Path, voimavara: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = voimavara("serve", own, "--port", port)
    assert done.returncode == 2
    assert f"port {port} is taken" in done.stderr


def test_a_folder_that_is_no_workspace_is_told(tmp_path: Path, voimavara: Run) -> None:
    done = voimavara("serve", tmp_path)
    assert done.returncode == 2
    assert "programme.yaml" in done.stderr
