"""A kill, a full disk or a second run leave everything as it was before."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from deltalake import DeltaTable

from voimavara.core.errors import UserError
from voimavara.warehouse.replaced_lines import ReplacedLines

from .shelf import Shelf

# Commits the load b2 in a process of its own; stops for good at the named moment.
KILLED = """
import os, signal, sys
from pathlib import Path
from warehouse.shelf import Shelf
from voimavara.warehouse import replaced_lines, tables

moment, folder = sys.argv[1], Path(sys.argv[2])
append, write = tables.LoadTable.append, replaced_lines.ReplacedLines.write

def stop():
    os.kill(os.getpid(), signal.SIGKILL)

def appending(self, rows):
    name = self.folder.parent.name + "/" + self.folder.name
    if moment == "before " + name:
        stop()
    if moment == "within " + name:
        (self.folder / "_load=b2").mkdir(parents=True, exist_ok=True)
        (self.folder / "_load=b2" / "part-half.parquet").write_bytes(b"PAR1 half")
        stop()
    append(self, rows)
    if moment == "after " + name:
        stop()

def writing(self, older, newer, lines):
    write(self, older, newer, lines)
    if moment == "after replaced":
        stop()

tables.LoadTable.append = appending
replaced_lines.ReplacedLines.write = writing
Shelf(folder).put("b2", [("1", "2020-01", 7), ("5", "2020-01", 8)], aside=[("6", "2020-01", 0)])
"""
MOMENTS = [
    "before records/rejected",
    "after records/rejected",
    "before datasets/costs",
    "within datasets/costs",
    "after datasets/costs",
    "after replaced",
    "before records/loads",
]


TESTS = Path(__file__).parent.parent
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}


def in_process(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_in_the_middle_of_a_load_leaves_everything_as_before(shelf: Shelf, moment: str) -> None:
    shelf.put("b1", [("1", "2020-01", 1), ("2", "2020-01", 2)], aside=[("3", "2020-01", 0)])
    before = shelf.select(), shelf.warehouse.loads(), shelf.warehouse.rejected()

    killed = in_process(KILLED, moment, str(shelf.warehouse.folder))
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    assert (shelf.select(), shelf.warehouse.loads(), shelf.warehouse.rejected()) == before
    shelf.put("b3", [("9", "2020-01", 9)])
    assert set(shelf.warehouse.files("costs")) == {"b1", "b3"}
    assert not list(shelf.warehouse.folder.glob("datasets/costs/_load=b2/*"))
    assert not list(shelf.warehouse.folder.glob("replaced/*/*/b2.parquet"))
    assert shelf.counts() == {("1", "2020-01"): 1, ("2", "2020-01"): 2, ("9", "2020-01"): 9}


# Commits b2 after another load that is recorded together with it; Ctrl-C comes at the named moment.
INTERRUPTED = KILLED.replace("os.kill(os.getpid(), signal.SIGKILL)", "raise KeyboardInterrupt").replace(
    "Shelf(folder).put(",
    """shelf = Shelf(folder)
with shelf.warehouse.together():
    shelf.put("b0", [("8", "2020-01", 8)])
    shelf.put(""",
)


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_interrupt_in_the_middle_of_a_load_never_doubles_its_rows(shelf: Shelf, moment: str) -> None:
    shelf.put("b1", [("1", "2020-01", 1), ("2", "2020-01", 2)], aside=[("3", "2020-01", 0)])
    stopped = in_process(INTERRUPTED, moment, str(shelf.warehouse.folder))
    assert "KeyboardInterrupt" in stopped.stderr

    again = in_process(INTERRUPTED, "never", str(shelf.warehouse.folder))
    assert again.returncode == 0, again.stderr
    assert shelf.counts() == {(name, "2020-01"): int(name) for name in "28"} | {
        ("1", "2020-01"): 7,
        ("5", "2020-01"): 8,
    }
    rows = DeltaTable(shelf.warehouse.folder / "datasets" / "costs").to_pyarrow_table()
    assert rows.num_rows == 2 + 1 + 2


def test_the_load_that_was_killed_goes_in_at_the_next_try(shelf: Shelf) -> None:
    shelf.put("b1", [("1", "2020-01", 1)])
    killed = in_process(KILLED, "before records/loads", str(shelf.warehouse.folder))
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    assert in_process(KILLED, "never", str(shelf.warehouse.folder)).returncode == 0

    assert shelf.counts() == {("1", "2020-01"): 7, ("5", "2020-01"): 8}
    assert shelf.open_lines() == [("b2", 4)]


def test_a_kill_after_the_record_leaves_the_load_whole(shelf: Shelf) -> None:
    killed = in_process(KILLED, "after records/loads", str(shelf.warehouse.folder))
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    assert shelf.counts() == {("1", "2020-01"): 7, ("5", "2020-01"): 8}
    shelf.put("b3", [("9", "2020-01", 9)])
    assert shelf.counts() == {("1", "2020-01"): 7, ("5", "2020-01"): 8, ("9", "2020-01"): 9}


KILLED_TOGETHER = """
import os, signal, sys
from pathlib import Path
from warehouse.shelf import Shelf

shelf = Shelf(Path(sys.argv[1]))
with shelf.warehouse.together():
    shelf.put("b2", [("1", "2020-01", 7)])
    shelf.put("b3", [("5", "2020-01", 8)])
    assert shelf.counts() == {("1", "2020-01"): 7, ("5", "2020-01"): 8}
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_among_loads_that_are_recorded_together_leaves_everything_as_before(shelf: Shelf) -> None:
    shelf.put("b1", [("1", "2020-01", 1)])
    killed = in_process(KILLED_TOGETHER, str(shelf.warehouse.folder))
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    assert shelf.counts() == {("1", "2020-01"): 1}
    with shelf.warehouse.together():
        shelf.put("b3", [("9", "2020-01", 9)])
        shelf.put("b4", [("1", "2020-01", 2)])
    assert [load.id for load in Shelf(shelf.warehouse.folder).warehouse.loads()] == ["b1", "b3", "b4"]
    assert shelf.counts() == {("1", "2020-01"): 2, ("9", "2020-01"): 9}
    assert not list(shelf.warehouse.folder.glob("datasets/costs/_load=b2/*"))


def test_what_came_before_a_load_that_fails_stays(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: ReplacedLines, *_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with shelf.warehouse.together():
        shelf.put("b1", [("1", "2020-01", 1)])
        monkeypatch.setattr(ReplacedLines, "write", full)
        with pytest.raises(UserError, match="full"):
            shelf.put("b2", [("1", "2020-01", 2)])
    assert Shelf(shelf.warehouse.folder).counts() == {("1", "2020-01"): 1}
    assert not list(shelf.warehouse.folder.glob("datasets/costs/_load=b2/*"))


HOLDING = """
import sys, time
from pathlib import Path
from voimavara.warehouse.warehouse import Warehouse
with Warehouse(Path(sys.argv[1])).writing():
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_at_the_same_time_is_told_who_is_writing(shelf: Shelf) -> None:
    command = [sys.executable, "-c", HOLDING, str(shelf.warehouse.folder)]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(UserError, match=rf"another run \(by .+, process {process.pid}, since .+\)"):
            shelf.put("b1", [("1", "2020-01", 1)])
        process.kill()
    assert shelf.put("b1", [("1", "2020-01", 1)])  # the lock went with its process


def test_reading_goes_on_while_another_run_writes(shelf: Shelf) -> None:
    shelf.put("b1", [("1", "2020-01", 1)])
    with shelf.warehouse.writing():
        assert Shelf(shelf.warehouse.folder).counts() == {("1", "2020-01"): 1}


LIMITED = """
import resource, sys
from pathlib import Path
from warehouse.shelf import Shelf
from voimavara.core.errors import UserError
shelf = Shelf(Path(sys.argv[1]))
rows = [(str(number * 7919 % 100003), "2020-01", number) for number in range(50000)]
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, resource.RLIM_INFINITY))
try:
    shelf.put("big", rows, aside=[("x", "2020-01", 0)])
except UserError as error:
    print(error)
"""


def test_a_file_size_limit_is_told_and_nothing_is_left_half_done(shelf: Shelf) -> None:
    shelf.put("b1", [("1", "2020-01", 1)])
    before = shelf.select(), shelf.warehouse.loads()

    told = in_process(LIMITED, str(shelf.warehouse.folder))

    assert "a file may not grow this large here" in told.stdout, told.stderr
    assert "what was written before it is; make room" in told.stdout
    assert (shelf.select(), shelf.warehouse.loads()) == before
    assert set(shelf.warehouse.files("costs")) == {"b1"}
    assert not list(shelf.warehouse.folder.glob("datasets/costs/_load=big/*"))


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "the disk is full, .* make room"),
        (errno.EROFS, "the disk can only be read, .* give the right to write there"),
        (errno.EACCES, "there is no right to write, .* give the right to write there"),
    ],
)
def test_a_full_or_closed_disk_is_told(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    shelf.put("b1", [("1", "2020-01", 1)])

    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("voimavara.warehouse.tables.LoadTable.append", refused)
    with pytest.raises(UserError, match=says):
        shelf.put("b2", [("1", "2020-01", 2)])
    assert shelf.counts() == {("1", "2020-01"): 1}


def test_the_records_of_many_small_loads_stay_few_files(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "many")
    for number in range(20):
        shelf.put(f"{number:02d}a", [(str(number), "2020-01", 1)])

    assert len(DeltaTable(tmp_path / "many" / "records" / "loads").file_uris()) < 20
    assert len(shelf.counts()) == 20


def test_the_very_first_load_may_be_killed_too(shelf: Shelf) -> None:
    killed = in_process(KILLED, "within datasets/costs", str(shelf.warehouse.folder))
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    assert shelf.counts() == {}
    shelf.put("b3", [("9", "2020-01", 9)])
    assert shelf.counts() == {("9", "2020-01"): 9}
    assert not list(shelf.warehouse.folder.glob("datasets/costs/_load=b2/*"))
