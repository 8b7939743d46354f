"""A small programme on disk for the tests of this part, whose files a test changes one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., Path]

FILES = {
    "programme.yaml": """\
title: {fi: Ohjelma}
city: {code: 111, name: {fi: Heinola}}
decision: {date: 2019-06-26, what: {fi: Hyväksytty}}
principle: {fi: Voimavara}
values: [{fi: rohkeus}]
audiences: [{fi: asukkaat}]
owners: {premises: {fi: Tilapalvelut}}
languages: [fi]
followed_since: 2019-01-01
""",
    "goals/assets.yaml": """\
code: G2
name: {fi: Omaisuus}
statement: {fi: Hoidetaan.}
means:
  - id: m1
    name: {fi: Keino}
    owner: premises
    state: running
    moves: {cost: down}
""",
    "vocabularies/sectors.yaml": """\
name: {fi: Toimialat}
values:
  education: {fi: Sivistys}
  health: {fi: Sote}
""",
    "vocabularies/use_classes.yaml": """\
name: {fi: Käyttö}
values:
  school: {fi: Koulu}
""",
    "indicators/cost.yaml": """\
name: {fi: Kulut}
goal: assets
why: {fi: Siksi}
formula:
  ratio:
    of: {sum: amount, in: property_costs, where: {kind: [heat]}}
    to: {mean: gross_area, in: buildings}
unit: EUR/m2
by: [sector, building]
better: lower
period: 12 months
owner: premises
target: {at_most: 30 EUR/m2}
""",
    "sources/property_costs.yaml": """\
dataset: property_costs
file: incoming/*.csv
received: 2020-09-14
replaces: periods
origin: example
columns:
  building: Kohde
  month: {from: Kausi, as: kk/vvvv}
  kind: {from: Tili, values: {4410: heat}}
  amount: {from: Summa, unit: kEUR}
tolerance: 1 %
owner: premises
""",
    "peers/same_size.yaml": """\
name: {fi: Verrokit}
year: 2019
population: [14001, 24999]
""",
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the programme; a keyword `indicators__cost` gives that file another text (None: no file)."""

    def write_programme(**changed: str | None) -> Path:
        texts: dict[str, str | None] = dict(FILES)
        for name, text in changed.items():
            texts[f"{name.replace('__', '/')}.yaml"] = text
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is not None:
                path.write_text(text, encoding="utf-8")
        return tmp_path

    return write_programme


@pytest.fixture
def texts() -> dict[str, str]:
    """The files of the small programme, by name."""
    return dict(FILES)
