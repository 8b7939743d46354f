from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def heinola() -> Path:
    return REPOSITORY / "examples" / "heinola"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real figures; without it the test is skipped, but not where CI is on."""
    named = os.environ.get("VOIMAVARA_TEST_DATA")
    if named and Path(named).is_dir():
        return Path(named)
    message = f"VOIMAVARA_TEST_DATA names no folder (it is {named!r}); it has to hold finland/."
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
