"""Spark for the tests, configured as an administrator would: in spark-defaults.conf."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from voimavara.core.errors import UserError
from voimavara.figures.database import Database, open_database

# Small data want little compiling; a test has no use for Java's own optimiser.
DEFAULTS = """\
spark.master local[2]
spark.sql.shuffle.partitions 2
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1
"""


@pytest.fixture(scope="session")
def configured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of Spark's configuration; without pyspark or Java tests are skipped, but not in CI."""
    folder = tmp_path_factory.mktemp("spark-conf")
    (folder / "spark-defaults.conf").write_text(DEFAULTS)
    try:
        open_database("spark").close()
    except UserError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(folder))
        patch.delenv("SPARK_MASTER", raising=False)
        yield folder


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Connections that Py4J forgets are found here, where that is no fault, and not in another test."""
    yield
    gc.collect()


@pytest.fixture(scope="session")
def spark(configured: Path) -> Iterator[Database]:
    """One session for all tests."""
    with closing(open_database("spark")) as database:
        yield database
