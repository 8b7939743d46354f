"""Snapshots on disk: the newest is found, none is written in part, the same one is written once."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pytest

from voimavara.core.errors import UserError
from voimavara.figures.columns import Figures
from voimavara.snapshot import store
from voimavara.snapshot.canonical import identity
from voimavara.snapshot.files import remove_unfinished
from voimavara.snapshot.frozen import Columns

from .making import AUTUMN, SPRING, figures_of, snapshot


@pytest.fixture(scope="module")
def spring(programme):
    return snapshot(programme, as_of=SPRING)


@pytest.fixture(scope="module")
def autumn(programme):
    return snapshot(programme)


@pytest.fixture(scope="module")
def corrected(programme):
    figures = {"vacancy_rate": figures_of(programme, "vacancy_rate", AUTUMN, seed=8)}
    return snapshot(programme, figures=figures)


def test_the_newest_is_the_one_of_the_latest_date_whenever_it_was_made(tmp_path, spring, autumn):
    store.save(tmp_path, autumn)
    store.save(tmp_path, spring)
    assert store.newest(tmp_path) == autumn
    assert store.newest(tmp_path, SPRING) == spring
    assert store.read(store.previous(tmp_path, autumn)) == spring
    assert store.previous(tmp_path, spring) is None


def test_a_correction_of_a_date_comes_after_what_it_corrects(tmp_path, spring, autumn, corrected):
    for each in (spring, autumn, corrected):
        store.save(tmp_path, each)
    assert store.newest(tmp_path) == corrected
    assert store.read(store.previous(tmp_path, corrected)) == spring


def test_without_an_earlier_date_a_correction_is_compared_with_what_it_corrects(tmp_path, autumn, corrected):
    store.save(tmp_path, autumn)
    store.save(tmp_path, corrected)
    assert store.read(store.previous(tmp_path, corrected)) == autumn


def test_the_same_snapshot_is_written_once(tmp_path, autumn):
    assert store.save(tmp_path, autumn) == store.save(tmp_path, autumn)
    assert len(store.listed(tmp_path)) == 1


def test_an_empty_or_absent_folder_has_no_snapshot(tmp_path):
    assert store.newest(tmp_path / "none") is None
    assert store.listed(tmp_path) == ()


@pytest.mark.parametrize("name", ["snapshot.json", "figures.parquet", "rows.parquet"])
def test_a_damaged_or_missing_part_is_named(tmp_path, autumn, name):
    part = store.save(tmp_path, autumn) / name
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1
    part.write_bytes(content)
    with pytest.raises(UserError, match=f"{name}: the file is damaged"):
        store.newest(tmp_path)
    part.unlink()
    with pytest.raises(UserError, match=f"{name}: this part of the snapshot is missing"):
        store.newest(tmp_path)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"form": "two"}', b'{"form": 2, "files": {}}'])
def test_a_folder_that_says_nothing_right_is_no_snapshot(tmp_path, autumn, content):
    (store.save(tmp_path, autumn) / store.MANIFEST).write_bytes(content)
    with pytest.raises(UserError, match="not a snapshot that this version can read"):
        store.newest(tmp_path)


def test_a_snapshot_of_a_newer_version_asks_for_that_version(tmp_path, autumn):
    (store.save(tmp_path, autumn) / store.MANIFEST).write_text('{"form": 3, "files": {}}')
    with pytest.raises(UserError, match="a newer version made this snapshot; update Voimavara"):
        store.newest(tmp_path)


def test_a_snapshot_of_an_earlier_version_asks_to_run_again_and_is_followed_by_the_next(tmp_path, autumn):
    (tmp_path / "2020-10-31.0004.0123456789abcdef.json").write_text('{"version": 1}')
    with pytest.raises(UserError, match="an earlier version made this snapshot; run again"):
        store.newest(tmp_path)
    assert store.save(tmp_path, autumn).name.startswith("2020-10-31.0005.")
    assert store.newest(tmp_path) == autumn


def test_what_was_written_is_what_is_read_to_the_last_figure_and_row(tmp_path, autumn):
    store.save(tmp_path, autumn)
    read = store.newest(tmp_path)
    assert list(read.columns.figures) == list(autumn.columns.figures)
    assert read.columns.rows == autumn.columns.rows
    for one, same in zip(read.indicators, autumn.indicators, strict=True):
        assert list(one.main.figures) == list(same.main.figures)
        assert [rows.rows for rows in one.rows] == [rows.rows for rows in same.rows]


def test_the_identity_does_not_depend_on_how_the_columns_were_written(programme, autumn):
    """Another order of words in a dictionary, as another library or machine may write it."""
    table = autumn.columns.figures.table
    figures = Figures.of(reversed(list(autumn.columns.figures)))
    assert not figures.table["loads"].chunk(0).dictionary.equals(pa.array([]))
    columns = Columns(figures, autumn.columns.rows)
    assert identity(autumn.model_copy(update={"columns": columns})) == autumn.id
    halved = pa.concat_tables([table.slice(0, 7), table.slice(7)])
    assert Figures.joined([halved]).digest == autumn.columns.figures.digest


def test_a_run_that_is_cut_off_leaves_the_earlier_snapshot(tmp_path, monkeypatch, spring, autumn):
    store.save(tmp_path, spring)

    def cut_off(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", cut_off)
    with pytest.raises(KeyboardInterrupt):
        store.save(tmp_path, autumn)
    assert store.newest(tmp_path) == spring
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_killed_run_left_half_written_is_never_shown_and_goes_with_the_next(tmp_path, spring):
    store.save(tmp_path, spring)
    left = tmp_path / ".writing-abc" / "2020-10-31.0001.0123456789abcdef"
    left.mkdir(parents=True)
    (left / store.TEXTS).write_text("{")
    assert store.newest(tmp_path) == spring
    remove_unfinished(tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_full_disk_is_told_and_leaves_the_earlier_snapshot(tmp_path, monkeypatch, spring, autumn):
    store.save(tmp_path, spring)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="No space left on device"):
        store.save(tmp_path, autumn)
    assert store.newest(tmp_path) == spring
