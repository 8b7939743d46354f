from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from voimavara.portfolio.snapshot import current_snapshot
from voimavara.run.incoming import load_all
from voimavara.run.progress import silent
from voimavara.run.workspace import open_workspace
from voimavara.snapshot.estate.model import EstateSnapshot

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's workspace with its files loaded; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("estate") / "heinola"
    shutil.copytree(REPOSITORY / "examples" / "heinola", folder, ignore=shutil.ignore_patterns("warehouse"))
    for path in (folder / "scenarios").glob("*.yaml"):  # fewer runs: the same figures, sooner
        path.write_text(path.read_text("utf-8").replace("runs: 200", "runs: 12"), "utf-8")
    load_all(open_workspace(folder))
    return folder


@pytest.fixture(scope="session")
def heinola(loaded: Path) -> EstateSnapshot:
    """The example's estate, as the commands make it."""
    return current_snapshot(loaded, None, silent)


@pytest.fixture
def workspace(loaded: Path, tmp_path: Path) -> Path:
    """A copy of the loaded workspace that a test may change."""
    return Path(shutil.copytree(loaded, tmp_path / "heinola"))


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real figures; without it the test is skipped, but not where CI is on."""
    named = os.environ.get("VOIMAVARA_TEST_DATA")
    if named and Path(named).is_dir():
        return Path(named)
    message = f"VOIMAVARA_TEST_DATA names no folder (it is {named!r}); it has to hold assets/."
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
