"""`voimavara run --engine spark`: the same snapshot, nothing left behind, one sentence where it can't be."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from voimavara.core.errors import UserError
from voimavara.figures import engines
from voimavara.figures.engines import open_database

pytestmark = [pytest.mark.spark, pytest.mark.xdist_group("spark")]
HEINOLA = Path(__file__).parents[2] / "examples" / "heinola"
MADE = shutil.ignore_patterns("warehouse", "snapshots", "mending")


def voimavara(*arguments: object, within: Path | None = None, **environment: str) -> tuple[int, str]:
    """The exit code, and all that the command wrote to whoever called it."""
    done = subprocess.run(
        [sys.executable, "-m", "voimavara", *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=590, cwd=within,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join(sys.path), **environment},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix not in (".arrow", ".sql")  # in an order, and a dialect, of their own
    }


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The example as it is checked out."""
    return shutil.copytree(HEINOLA, tmp_path / "heinola", ignore=MADE)


def test_spark_makes_the_same_snapshot_of_the_example_and_leaves_nothing_behind(
    workspace: Path, configured: Path, tmp_path: Path
) -> None:
    assert voimavara("run", workspace, "--quiet") == (0, "")
    by_duckdb = files(workspace)
    sums = {path.name for path in (workspace / "warehouse" / "cache").glob("*.arrow")}
    shutil.rmtree(workspace / "warehouse" / "cache")
    shutil.rmtree(workspace / "snapshots")
    elsewhere, temporary = tmp_path / "elsewhere", tmp_path / "tmp"
    elsewhere.mkdir()
    temporary.mkdir()
    told = voimavara(
        "run", workspace, "--quiet", "--engine", "spark", within=elsewhere, TMPDIR=str(temporary)
    )
    assert told == (0, "")
    assert files(workspace) == by_duckdb
    assert {path.name for path in (workspace / "warehouse" / "cache").glob("*.arrow")} == sums
    assert (list(elsewhere.iterdir()), list(temporary.iterdir())) == ([], [])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A workspace whose programme asks for Spark."""
    folder = tmp_path / "our-city"
    assert voimavara("init", folder)[0] == 0
    with (folder / "programme.yaml").open("a", encoding="utf-8") as file:
        file.write("engine: spark\n")
    return folder


def test_without_java_the_user_is_told_what_to_install(small: Path, configured: Path, tmp_path: Path) -> None:
    code, told = voimavara("run", small, "--lang", "en", JAVA_HOME=str(tmp_path))
    assert (code, told.count("\n")) == (2, 1)
    assert told.startswith(f"Spark needs Java 17 or newer and finds none in {tmp_path}; install one")
    assert voimavara("run", small, "--quiet", "--engine", "duckdb", JAVA_HOME=str(tmp_path))[0] == 0


def test_too_old_a_java_is_named(small: Path, configured: Path, tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
    java.chmod(0o755)
    code, told = voimavara("run", small, "--lang", "en", JAVA_HOME=str(tmp_path))
    assert (code, told.count("\n")) == (2, 1)
    assert f"finds Java 11 in {java}" in told


@pytest.mark.parametrize("got", ["3.5.4", "4.1.0", None])
def test_without_the_right_pyspark_the_user_is_told_how_to_get_it(
    got: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def version(_package: str) -> str:
        if got is None:
            raise engines.PackageNotFoundError
        return got

    monkeypatch.setattr(engines, "version", version)
    with pytest.raises(UserError, match=f"{got or 'none'} is installed; install it with `pip install"):
        open_database("spark")


@pytest.fixture
def silent() -> Iterator[int]:
    """A port where calls are taken and nobody says anything."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_master_that_is_not_there_is_told_at_once(small: Path, configured: Path, silent: int) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"spark://127.0.0.1:{free.getsockname()[1]}"
        code, told = voimavara("run", small, "--lang", "en", "--quiet", SPARK_MASTER=nobody)
    assert (code, told.count("\n")) == (2, 1)
    assert told.startswith(f"the Spark master {nobody} can't be reached: nothing answered within 5 seconds")


GIVEN_UP = """
from concurrent.futures import ThreadPoolExecutor
from voimavara.figures import spark_session
from voimavara.figures.engines import open_database

spark_session.WAIT = 4
launched, launch = [], spark_session.launch_gateway
spark_session.launch_gateway = lambda *how: launched.append(how) or launch(*how)
spark = open_database("spark")
with ThreadPoolExecutor(3) as pool:
    asked = [pool.submit(spark.ask, None, None, None) for _ in range(3)]
for one in asked:
    print(one.exception())
print(len(launched))
"""


def test_a_master_that_never_answers_is_given_up_once_and_nothing_goes_on(
    configured: Path, silent: int, tmp_path: Path
) -> None:
    master = f"spark://127.0.0.1:{silent}"
    done = subprocess.run(
        [sys.executable, "-c", GIVEN_UP], capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path),
             "SPARK_MASTER": master},
    )  # fmt: skip
    *told, launched = done.stdout.splitlines()
    assert [line.partition(";")[0] for line in told] == [
        f"the Spark master {master} gave no worker within 4 seconds"
    ] * 3
    assert launched == "1"
    assert (done.stderr, list(tmp_path.iterdir())) == ("", [])


def test_a_master_that_spark_does_not_know_is_told_with_sparks_own_reason(
    small: Path, configured: Path
) -> None:
    code, told = voimavara("run", small, "--lang", "en", "--quiet", SPARK_MASTER="sparc://here")
    assert (code, told.count("\n")) == (2, 1)
    assert told.startswith(
        "Spark did not start on sparc://here: Master must either be yarn or start with spark"
    )


def test_the_setting_of_the_programme_is_what_all_computing_commands_use(
    small: Path, configured: Path, tmp_path: Path
) -> None:
    for command in (("run", small), ("figures", small), ("explain", small, "sick_leave_days")):
        code, told = voimavara(*command, "--lang", "en", JAVA_HOME=str(tmp_path))
        assert (code, told.startswith("Spark needs Java")) == (2, True)
