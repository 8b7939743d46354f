"""The workspace of a city whose whole estate is the 30,712 street segments San Diego measured in 2015."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.real_data import real_data
from voimavara.tasks.init import init

FILE = "assets/sandiego_pavement/oci_2015_datasd.csv"
FOOT = 0.3048  # m
AS_OF = date(2025, 12, 31)
YEARS = range(2026, 2056)
PLACED = (61.0, 26.0, 175, 0.002)  # the data tell no places: a grid from here, so many in a row, so far apart
SOURCE = """dataset: streets
name: {en: "Register of streets"}
file: "incoming/streets_*.csv"
received: name
replaces: all
origin: official
owner: hr
publisher: {en: "City of San Diego"}
columns:
  street: segment
  name: street
  street_class:
    from: class
    values:
      {Residential: local, Local: local, Collector: collector, Major: main, Prime: main, Alley: cycleway}
  length: length m
  width: width m
  condition: condition
  assessed: {from: assessed, values: {Survey: measured}}
  assessed_in: year
  start_latitude: from north
  start_longitude: from east
  end_latitude: to north
  end_longitude: to east
"""
PLAN = """name: {{en: "Streets of thirty years"}}
budgets: {{{budgets}}}
actions:
  renovate: {{name: {{en: "Renovation"}}, to: 100 %, cost: 100 %}}
  resurface: {{name: {{en: "Resurfacing"}}, to: 85 %, cost: 110 %}}
weights: {{condition: 0.02, avoided_cost: 1}}
backlog_cost: 5 %
interest: 2 %
source: {{en: "Made up for the benchmark: the data tell neither budgets nor prices"}}
"""


def write(folder: Path) -> None:
    """The programme, contract and mapping, plan and file, in metres; nothing is loaded yet.

    Raises UserError where VOIMAVARA_TEST_DATA does not name the folder of the real data.
    """
    data = real_data()
    init(folder, "en")
    (folder / "plans").mkdir()
    (folder / "sources" / "streets.yaml").write_text(SOURCE, "utf-8")
    budgets = ", ".join(f"{year}: 30 MEUR" for year in YEARS)
    (folder / "plans" / "streets.yaml").write_text(PLAN.format(budgets=budgets), "utf-8")
    _write_rows(data / FILE, folder / "incoming" / "streets_2016-01-31.csv")


def _write_rows(given: Path, into: Path) -> None:
    with given.open(encoding="utf-8") as file, into.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(
            [
                "segment",
                "street",
                "class",
                "length m",
                "width m",
                "condition",
                "assessed",
                "year",
                "from north",
                "from east",
                "to north",
                "to east",
            ]
        )
        for number, row in enumerate(csv.DictReader(file)):
            length, width = (f"{float(row[f'seg_{what}_ft']) * FOOT:.4f}" for what in ("length", "width"))
            known = [row["seg_id"], row["street"], row["func_class"], length, width]
            writer.writerow([*known, row["oci"], "Survey", 2015, *_place(number)])


def _place(number: int) -> Iterator[str]:
    north, east, across, apart = PLACED
    row, column = divmod(number, across)
    for end in (0.0, 0.8):
        yield f"{north + row * apart:.4f}"
        yield f"{east + (column + end) * apart:.4f}"
