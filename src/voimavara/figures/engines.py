"""Which database an engine's name stands for."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from voimavara.core.errors import UserError
from voimavara.core.message import Message
from voimavara.figures.database import Database, DuckDB
from voimavara.programme.models.programme import EngineName

PYSPARK = "4.0"  # Ibis 12 writes for no newer one


def open_database(engine: EngineName) -> Database:
    """The database of the engine; raises UserError where this machine lacks what Spark needs."""
    if engine == "duckdb":
        return DuckDB()
    check_pyspark()
    from voimavara.figures.spark import Spark  # noqa: PLC0415 an optional extra, and slow to import

    return Spark()


def check_pyspark() -> None:
    """Raise UserError where no pyspark is installed, or another than was tested, or no pandas."""
    try:
        got = version("pyspark")
        version("pandas")
    except PackageNotFoundError:
        got = ""
    if not got.startswith(f"{PYSPARK}."):
        raise UserError(
            "the engine spark needs pyspark {needed}, and {got}; install it with `{command}`, or run with "
            "--engine duckdb, which gives the same figures.",
            needed=PYSPARK,
            got=Message.of("{version} is installed", version=got) if got else Message("none is installed"),
            command=f"pip install pandas 'pyspark=={PYSPARK}.*'",
        )
