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


def test_a_day_before_the_first_snapshot_is_told_with_how_to_make_one(own: Path, voimavara: Run) -> None:
    done = voimavara("serve", own, "--as-of", "30.4.2020")
    assert done.returncode == 2
    assert f"voimavara run {own} --as-of 2020-04-30" in done.stderr


def test_a_run_for_an_earlier_day_tells_which_day_pages_show(own: Path, voimavara: Run) -> None:
    assert voimavara("run", own).returncode == 0
    done = voimavara("run", own, "--as-of", "30.4.2025")
    assert "The pages show the newest day, 31 October 2025." in done.stderr.replace("\u00a0", " ")
    assert "--as-of 2025-04-30" in done.stderr
