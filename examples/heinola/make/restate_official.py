"""The official figures of the example, restated in the contracts' own form.

    VOIMAVARA_TEST_DATA=… python examples/heinola/make/restate_official.py

reads Statistics Finland's figures (CC BY 4.0) from the folder that VOIMAVARA_TEST_DATA names and writes
small CSV files with the rows that the example needs, one file for each day on which they came out.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

Rows = list[tuple[object, ...]]

TARGET = Path(__file__).parent.parent / "incoming" / "tilastokeskus"
BAND = range(14_001, 25_000)  # inhabitants in 2019: Heinola and its 38 peers
YEARS = range(2015, 2020)
TOWN, OLDEST = "111", 100  # 999 in the source is all ages together
FUNCTIONS = (
    "Käyttötalous yhteensä",
    "Yleishallinto",
    "Perusopetus",
    "Lasten päivähoito",  # 2015 only
    "Varhaiskasvatus",  # from 2016
    "Lukiokoulutus",
    "Kirjastotoiminta",
    "Liikunta ja ulkoilu",
    "Sosiaali- ja terveystoiminta yhteensä",
    "Liikenneväylät",
    "Puistot ja yleiset alueet",
    "Tila- ja vuokrauspalvelut",
)

# Mergers of municipalities 2015-2020: the one that ceased with its names, the one that goes on, the day.
MERGERS = (
    ("413", "Lavia", "Lavia", "609", "2015-01-01"),
    ("476", "Maaninka", "Maaninka", "297", "2015-01-01"),
    ("838", "Tarvasjoki", "Tarvasjoki", "423", "2015-01-01"),
    ("283", "Hämeenkoski", "Hämeenkoski", "098", "2016-01-01"),
    ("164", "Jalasjärvi", "Jalasjärvi", "301", "2016-01-01"),
    ("319", "Köyliö", "Kjulo", "783", "2016-01-01"),
    ("532", "Nastola", "Nastola", "398", "2016-01-01"),
    ("174", "Juankoski", "Juankoski", "297", "2017-01-01"),
    ("442", "Luvia", "Luvia", "051", "2017-01-01"),
    ("911", "Valtimo", "Valtimo", "541", "2020-01-01"),
)


def official_files(data: Path) -> dict[str, bytes]:
    """The content of each file of official figures, by its name."""
    inhabitants = _inhabitants(data)
    band = {code for (code, year), count in inhabitants.items() if year == 2019 and count in BAND}
    known_in_2019 = [merger for merger in MERGERS if merger[4] < "2019-12-31"]
    costs = _net_costs(data, band)
    header_of_costs = ("municipality", "year", "function", "amount")
    header_of_people = ("municipality", "year", "population")
    header_of_projection = ("municipality", "year", "age", "population")
    header_of_mergers = ("from_municipality", "to_municipality", "at")
    people = [(code, year, count) for (code, year), count in sorted(inhabitants.items())]
    return {
        "kunnat_2019-07-01.csv": _csv(("municipality", "name", "name_sv"), _municipalities(data)),
        "kuntaliitokset_2019-07-01.csv": _csv(header_of_mergers, _from_to(known_in_2019)),
        "kuntaliitokset_2020-01-02.csv": _csv(header_of_mergers, _from_to(MERGERS)),
        "vaesto_2019-10-01.csv": _csv(header_of_people, [r for r in people if r[0] in band and r[1] < 2019]),
        "vaesto_2020-04-02.csv": _csv(header_of_people, [r for r in people if r[1] == 2019]),
        "vaestoennuste_2019-11-15.csv": _csv(header_of_projection, _projection(data)),
        "nettokayttokustannukset_2019-10-01.csv": _csv(header_of_costs, [r for r in costs if r[1] != 2019]),
        "nettokayttokustannukset_2020-10-12.csv": _csv(header_of_costs, [r for r in costs if r[1] == 2019]),
    }


def _from_to(mergers: Iterable[tuple[str, ...]]) -> Iterator[tuple[object, ...]]:
    return ((ceased, goes_on, day) for ceased, _, _, goes_on, day in mergers)


def _inhabitants(data: Path) -> dict[tuple[str, int], int]:
    """Inhabitants by municipality and year."""
    return {
        (row["municipality"], int(row["year"])): int(row["population"])
        for row in _read(data / "population_2000_2022.csv.gz")
        if int(row["year"]) in YEARS
    }


def _net_costs(data: Path, band: set[str]) -> list[tuple[str, int, str, int]]:
    """Net operating costs in euros of the band and of those that merged into it."""
    wanted = band | {ceased for ceased, _, _, goes_on, _ in MERGERS if goes_on in band}
    return sorted(
        (row["municipality"], int(row["year"]), row["function"], int(float(row["net_cost_eur"])))
        for row in _read(data / "net_costs_by_function_2015_2019.csv.gz")
        if row["municipality"] in wanted and row["function"] in FUNCTIONS
    )


def _projection(data: Path) -> list[tuple[str, int, int, int]]:
    """The projection of 2019 for the town itself, by year and single age."""
    return sorted(
        (row["municipality"], int(row["year"]), int(row["age"]), int(float(row["population"])))
        for row in _read(data / "population_projection_2019_2040.csv.gz")
        if row["municipality"] == TOWN and int(row["age"]) <= OLDEST
    )


def _municipalities(data: Path) -> Rows:
    """Code and names of every municipality since 2015."""
    there = [
        (row["municipality"], row["municipality_name_fi"], row["municipality_name_sv"])
        for row in _read(data / "municipalities_2019.csv")
    ]
    codes = {code for code, _, _ in there}
    gone = [(code, name, name_sv) for code, name, name_sv, _, _ in MERGERS if code not in codes]
    return sorted(there + gone)


def _read(path: Path) -> Iterator[dict[str, str]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    return csv.DictReader(io.StringIO(text))


def _csv(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description="Restate the official figures of the example.")
    parser.add_argument("--to", type=Path, default=TARGET, help="folder to write to")
    folder = parser.parse_args().to
    source = os.environ.get("VOIMAVARA_TEST_DATA")
    if not source:
        parser.error("set VOIMAVARA_TEST_DATA to the folder that holds finland/ with the official figures.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in official_files(Path(source) / "finland").items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
