"""A Spark session: begun as Spark's configuration says, silent, in bounded time, ended without a trace."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Timer
from typing import Any

from py4j.protocol import Py4JError, Py4JJavaError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from voimavara.core.errors import UserError
from voimavara.core.message import Message

JAVA = 17  # the oldest that Spark 4 runs on
WAIT = 60  # seconds in which the master has to answer and a worker to count to one
_CONNECT = 5  # seconds for a machine to answer at all
_END = 20  # seconds for Java to end by itself
_LONGEST = 300  # characters of a cause that are told
_JAVA_VERSION = re.compile(r'version "(?:1\.)?(\d+)')
_REASON = re.compile(r"^(?:Exception in thread .*?|Error): (.+)$", re.MULTILINE)
_STANDALONE = "spark://"

# What the figures rest on, whatever a cluster's defaults are.
SETTINGS = {
    "spark.sql.ansi.enabled": "true",  # a sum that overflows is an error, never empty
    "spark.sql.caseSensitive": "true",
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",  # times lie in the warehouse without a zone
}


def running_session() -> SparkSession | None:
    """A session with our settings on the Spark that runs in this process already; None where none does."""
    active = SparkSession.getActiveSession()
    return _with_settings(active.newSession()) if active else None


def _with_settings(session: SparkSession) -> SparkSession:
    for name, value in SETTINGS.items():
        session.conf.set(name, value)
    return session


class OwnSession:
    """A session with a Java process and a folder of its own; raises UserError where it can't be had.

    The master is the one that SPARK_MASTER names, else that of Spark's configuration, else this machine.
    """

    def __init__(self) -> None:
        check_java()
        self._folder = TemporaryDirectory(prefix="voimavara-spark-", ignore_cleanup_errors=True)
        self._gateway: Any = None
        try:
            self.session = _with_settings(self._begun())
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the session and its Java process, and remove what it wrote."""
        if self._gateway is not None:
            if context := SparkContext._active_spark_context:
                with suppress(Py4JError, OSError):  # Java may be gone already
                    context.stop()
            self._end_java()
        self._folder.cleanup()

    def _begun(self) -> SparkSession:
        master: str | None = os.environ.get("SPARK_MASTER")
        try:
            self._gateway = self._java(master)
            conf = self._conf()
            master = conf.get("spark.master")
            check_reachable(master)
            return self._answering(conf, master)
        except (PySparkException, Py4JError, OSError) as error:
            raise UserError(
                "Spark did not start on {master}: {cause}; mend Spark's configuration, or run with "
                "--engine duckdb, which gives the same figures.",
                master=master or Message("its default master"),
                cause=cause_of(error) if self._gateway else self._last_words() or cause_of(error),
            ) from error

    def _last_words(self) -> str:
        """Why Java ended before it could be asked anything, as it wrote down itself."""
        found = _REASON.search((Path(self._folder.name) / "log").read_text("utf-8", "replace"))
        return found[1].rstrip(".") if found else ""

    def _java(self, master: str | None) -> Any:
        """Spark's Java process, which writes to its own folder all that it would tell a developer."""
        asked = SparkConf(loadDefaults=False).setMaster(master) if master else None
        with (Path(self._folder.name) / "log").open("wb") as log:
            return launch_gateway(asked, {"cwd": self._folder.name, "stdout": log, "stderr": log})

    def _conf(self) -> SparkConf:
        """Spark's own configuration, and what keeps this session apart and without a trace."""
        conf = SparkConf(_jvm=self._gateway.jvm)
        if str(conf.get("spark.master")).startswith("local"):  # Spark's 200 are meant for many machines
            conf.setIfMissing("spark.sql.shuffle.partitions", str(4 * (os.cpu_count() or 1)))
        conf.setIfMissing("spark.ui.enabled", "false")
        conf.setIfMissing("spark.local.dir", self._folder.name)
        conf.set("spark.sql.catalogImplementation", "in-memory")
        conf.set("spark.sql.warehouse.dir", self._folder.name)
        return conf.setAppName("voimavara")

    def _answering(self, conf: SparkConf, master: str) -> SparkSession:
        """The session, once a worker has answered; Java is ended when none does in time."""
        late = Event()

        def give_up() -> None:
            late.set()
            self._gateway.proc.kill()

        timer = Timer(WAIT, give_up)
        timer.start()
        try:
            session = SparkSession(SparkContext(conf=conf, gateway=self._gateway))
            session.range(1).count()
        except (PySparkException, Py4JError, OSError) as error:
            if not late.is_set():
                raise
            raise UserError(
                "the Spark master {master} gave no worker within {seconds} seconds; see that it runs and "
                "has room, name another in SPARK_MASTER, or run with --engine duckdb, which gives the same "
                "figures.",
                master=master,
                seconds=WAIT,
            ) from error
        finally:
            timer.cancel()
        return session

    def _end_java(self) -> None:
        with suppress(Py4JError, OSError):
            self._gateway.shutdown()
        process = self._gateway.proc
        process.stdin.close()  # Spark's Java process ends when nobody can write to it any more
        try:
            process.wait(_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        SparkContext._gateway = SparkContext._jvm = None  # else the next session would look for this process


def check_java(environment: Mapping[str, str] = os.environ) -> None:
    """Raise UserError where Spark would find no Java, or one that is too old."""
    home = environment.get("JAVA_HOME")
    path = str(Path(home) / "bin") if home else environment.get("PATH")
    java = shutil.which("java", path=path)
    found = _JAVA_VERSION.search(_version_of(java)) if java else None
    if found is None:
        raise UserError(
            "Spark needs Java {least} or newer and finds none in {place}; install one (on Debian: sudo "
            "apt-get install default-jre-headless), point JAVA_HOME at it, or run with --engine duckdb, "
            "which gives the same figures.",
            least=JAVA,
            place=home or "PATH",
        )
    if int(found[1]) < JAVA:
        raise UserError(
            "Spark needs Java {least} or newer and finds Java {got} in {place}; install a newer one, point "
            "JAVA_HOME at it, or run with --engine duckdb, which gives the same figures.",
            least=JAVA,
            got=found[1],
            place=java,
        )


def _version_of(java: str) -> str:
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=_END)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stderr + said.stdout


def check_reachable(master: str) -> None:
    """Raise UserError where no machine of a master of the kind spark://host:port,host:port takes calls.

    Spark itself would try for a minute.
    """
    addresses = [each.rpartition(":") for each in master.removeprefix(_STANDALONE).split(",")]
    if master.startswith(_STANDALONE) and not any(_answers(host, port) for host, _, port in addresses):
        raise UserError(
            "the Spark master {master} can't be reached: nothing answered within {seconds} seconds; see "
            "that it runs, name another in SPARK_MASTER, or run with --engine duckdb, which gives the same "
            "figures.",
            master=master,
            seconds=_CONNECT * len(addresses),
        )


def _answers(host: str, port: str) -> bool:
    try:
        socket.create_connection((host, int(port)), _CONNECT).close()
    except (OSError, ValueError):
        return False
    return True


def cause_of(error: Exception) -> str:
    """The first line of what lies deepest in an error of Spark, without Java's trace."""
    told = str(error)
    if isinstance(error, Py4JJavaError):
        deepest = error.java_exception
        with suppress(Py4JError, OSError):
            while (deeper := deepest.getCause()) is not None:
                deepest = deeper
            told = deepest.getMessage() or deepest.toString()
    return next(iter(told.strip().splitlines()), "").rstrip(".")[:_LONGEST]
