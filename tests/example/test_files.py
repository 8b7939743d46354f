"""The committed files of the example are what its scripts write, and look like real exports."""

from __future__ import annotations

import csv
import gzip
import io
import subprocess
import sys
from pathlib import Path

import pytest

OFFICIAL = "tilastokeskus"
MAX_BYTES = 3_000_000


def _run(heinola: Path, script: str, to: Path) -> None:
    command = [sys.executable, str(heinola / "make" / script), "--to", str(to)]
    subprocess.run(command, check=True, capture_output=True, text=True)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def test_the_generator_writes_the_committed_files_byte_for_byte(heinola: Path, tmp_path: Path) -> None:
    _run(heinola, "generate.py", tmp_path)
    committed = {
        name: content
        for name, content in _files(heinola / "incoming").items()
        if not name.startswith(OFFICIAL)
    }
    made = _files(tmp_path)
    assert made.keys() == committed.keys()
    assert [name for name in made if made[name] != committed[name]] == []


def test_the_example_stays_small_enough_to_clone(heinola: Path) -> None:
    parts = ("goals", "indicators", "sources", "incoming", "make", "vocabularies", "datasets", "peers")
    assert sum(len(content) for part in parts for content in _files(heinola / part).values()) < MAX_BYTES


def test_exports_are_as_municipal_systems_write_them(heinola: Path) -> None:
    ledger = (heinola / "incoming/kiinteistot/kiinteistokulut_2020-10-12.csv").read_bytes()
    assert b"\x80" in ledger, "the euro sign of cp1252"
    assert b"\xa0" in ledger, "a hard space between thousands"
    text = ledger.decode("cp1252").splitlines()
    assert text[3] == "Kohdenro;Kausi;Tili;Summa €"
    assert text[-1].startswith("Yhteensä;")
    assert any(line.endswith(";12,3,4") for line in text)


@pytest.mark.panel
def test_official_files_are_what_the_script_restates(heinola: Path, real_data: Path, tmp_path: Path) -> None:
    _run(heinola, "restate_official.py", tmp_path)
    assert _files(tmp_path) == _files(heinola / "incoming" / OFFICIAL)


@pytest.mark.panel
def test_net_costs_equal_the_source_for_every_municipality_of_the_band(
    heinola: Path, real_data: Path
) -> None:
    """Read apart from the script, so that a slip in it can't hide."""
    source = _gzipped(real_data / "finland/net_costs_by_function_2015_2019.csv.gz")
    people = _gzipped(real_data / "finland/population_2000_2022.csv.gz")
    band = {
        row["municipality"]
        for row in people
        if row["year"] == "2019" and 14_001 <= int(row["population"]) <= 24_999
    }
    assert len(band) == 39
    assert "111" in band
    committed = {
        (row["municipality"], row["year"], row["function"]): float(row["amount"])
        for path in (heinola / "incoming" / OFFICIAL).glob("nettokayttokustannukset_*.csv")
        for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    }
    functions = {function for _, _, function in committed}
    into_the_band = {"283", "164"}  # Hämeenkoski, now Hollola, and Jalasjärvi, now Kurikka
    expected = {
        (row["municipality"], row["year"], row["function"]): float(row["net_cost_eur"])
        for row in source
        if row["municipality"] in band | into_the_band and row["function"] in functions
    }
    assert committed == expected
    assert committed["111", "2019", "Käyttötalous yhteensä"] == 113_555_000


def _gzipped(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode("utf-8"))))
