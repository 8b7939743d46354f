"""Snapshots on disk: the newest is found, none is written in part, the same one is written once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from voimavara.core.errors import UserError
from voimavara.snapshot import store

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
    assert store.previous(tmp_path, autumn) == spring
    assert store.previous(tmp_path, spring) is None


def test_a_correction_of_a_date_comes_after_what_it_corrects(tmp_path, spring, autumn, corrected):
    for each in (spring, autumn, corrected):
        store.save(tmp_path, each)
    assert store.newest(tmp_path) == corrected
    assert store.previous(tmp_path, corrected) == spring


def test_without_an_earlier_date_a_correction_is_compared_with_what_it_corrects(tmp_path, autumn, corrected):
    store.save(tmp_path, autumn)
    store.save(tmp_path, corrected)
    assert store.previous(tmp_path, corrected) == autumn


def test_the_same_snapshot_is_written_once(tmp_path, autumn):
    assert store.save(tmp_path, autumn) == store.save(tmp_path, autumn)
    assert len(store.listed(tmp_path)) == 1


def test_an_empty_or_absent_folder_has_no_snapshot(tmp_path):
    assert store.newest(tmp_path / "none") is None
    assert store.listed(tmp_path) == ()


def test_a_damaged_file_is_named(tmp_path, autumn):
    path = store.save(tmp_path, autumn)
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(UserError, match="not a snapshot that this version can read"):
        store.newest(tmp_path)


def test_a_run_that_is_cut_off_leaves_the_earlier_snapshot(tmp_path, monkeypatch, spring, autumn):
    store.save(tmp_path, spring)

    def cut_off(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", cut_off)
    with pytest.raises(KeyboardInterrupt):
        store.save(tmp_path, autumn)
    assert store.newest(tmp_path) == spring
    assert len(list(tmp_path.iterdir())) == 1


def test_a_full_disk_is_told_and_leaves_the_earlier_snapshot(tmp_path, monkeypatch, spring, autumn):
    store.save(tmp_path, spring)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="No space left on device"):
        store.save(tmp_path, autumn)
    assert store.newest(tmp_path) == spring
