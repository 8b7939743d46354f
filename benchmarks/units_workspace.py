"""The workspace of a city that follows what each unit costs: 40 ratios by unit, ten years of months."""

from __future__ import annotations

from pathlib import Path

import numpy as np

KINDS = tuple(f"k{number:02}" for number in range(1, 21))
FIRST_YEAR, LAST_YEAR, LAST_MONTH = 2011, 2020, 9  # 117 months, so that nine years are full
FULL_YEARS = LAST_YEAR - FIRST_YEAR
INDICATORS = 2 * len(KINDS)
HEAD = "Yksikkö;Kausi;Laji;Euroa;Tunteja\n"
WORDS = {"fi": "Laji", "sv": "Slag", "en": "Kind"}

PROGRAMME = """title: {fi: Yksiköiden kustannukset, sv: Enheternas kostnader, en: What the units cost}
city: {code: "111", name: {fi: Heinola, sv: Heinola, en: Heinola}}
decision:
  date: 2011-01-01
  what: {fi: Seuranta yksiköittäin, sv: Uppföljning per enhet, en: Following each unit}
principle:
  fi: Resurssit ovat voimavara, josta pidetään huolta.
  sv: Resurserna är en styrka som ska vårdas.
  en: Resources are a strength to be looked after.
values: [{fi: Avoimuus, sv: Öppenhet, en: Openness}]
audiences: [{fi: asukkaat, sv: invånarna, en: residents}]
owners: {finance: {fi: Talouspalvelut, sv: Ekonomitjänsterna, en: Finance}}
languages: [fi, sv, en]
rounds: {dates: ["04-30", "10-31"], due_days_before: 15}
followed_since: 2011-01-01
as_of: 2020-10-31
"""
GOAL = """code: G1
name: {fi: Tiedetään mitä työ maksaa, sv: Vi vet vad arbetet kostar, en: We know what work costs}
statement:
  fi: Jokaisen yksikön kustannukset tunnetaan lajeittain.
  sv: Varje enhets kostnader är kända slag för slag.
  en: The costs of every unit are known, kind by kind.
"""
VOCABULARY = "name: {fi: Lajit, sv: Slag, en: Kinds}\nvalues:\n"
DATASET = """name: {fi: Yksiköiden työ, sv: Enheternas arbete, en: Work of the units}
rows: {fi: "Yksikkö, kuukausi, laji", sv: "Enhet, månad, slag", en: "Unit, month, kind"}
key: [unit, month, kind]
period: month
expects: month
columns:
  unit: {type: id, name: {fi: Yksikkö, sv: Enhet, en: Unit}}
  month: {type: month, name: {fi: Kuukausi, sv: Månad, en: Month}}
  kind: {type: choice, of: work_kinds, name: {fi: Laji, sv: Slag, en: Kind}}
  amount: {type: money, is: flow, name: {fi: Kustannus, sv: Kostnad, en: Cost}}
  hours: {type: number, unit: h, is: flow, name: {fi: Tunnit, sv: Timmar, en: Hours}}
"""
SOURCE = """dataset: unit_work
name: {fi: Yksiköiden työ, sv: Enheternas arbete, en: Work of the units}
file: incoming/units_*.csv
received: name
replaces: periods
origin: example
owner: finance
publisher: {fi: Kirjanpito (esimerkki), sv: Bokföringen (exempel), en: Ledger (example)}
columns: {unit: Yksikkö, month: {from: Kausi, as: kk/vvvv}, kind: Laji, amount: Euroa, hours: Tunteja}
tolerance: 1 %
"""
INDICATOR = """name: {{fi: "{fi}", sv: "{sv}", en: "{en}"}}
goal: costs
why:
  fi: Yksiköt voivat oppia toisiltaan vasta kun erot näkyvät.
  sv: Enheterna kan lära av varandra först när skillnaderna syns.
  en: Units can learn from each other only once the differences are seen.
formula:
  ratio:
    of: {{sum: amount, in: unit_work, where: {{kind: {kind}}}}}
    to: {{sum: hours, in: unit_work{where}}}
unit: EUR/h
decimals: 2
by: [unit]
better: lower
period: year
every: year
published: {{month: 2}}
owner: finance
target: {{at_most: 40 EUR/h}}
authored_by: Maija Mallikas
checked_by: Matti Mallikas
next_review: 2021-03
"""


def write(folder: Path, units: int) -> None:
    """The programme, and a file a year; nothing is loaded yet."""
    for name, text in _programme().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "incoming").mkdir()
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        months = range(1, (LAST_MONTH if year == LAST_YEAR else 12) + 1)
        received = f"{year}-10-10" if year == LAST_YEAR else f"{year + 1}-01-20"
        _write_rows(folder / "incoming" / f"units_{received}.csv", units, year, months, seed=year)


def write_last_month_again(folder: Path, units: int, time: int) -> None:
    """The last month once more, for the first time or a later one, with amounts of its own: 1 % of the rows.

    Its file counts after the earlier ones.
    """
    path = folder / "incoming" / f"units_2020-10-{10 + time}.csv"
    _write_rows(path, units, LAST_YEAR, range(LAST_MONTH, LAST_MONTH + 1), seed=time)


def _programme() -> dict[str, str]:
    words = {kind: {language: f"{word} {kind[1:]}" for language, word in WORDS.items()} for kind in KINDS}
    kinds = (
        f'  {kind}: {{fi: "{of["fi"]}", sv: "{of["sv"]}", en: "{of["en"]}"}}\n' for kind, of in words.items()
    )
    texts = {
        "programme.yaml": PROGRAMME,
        "goals/costs.yaml": GOAL,
        "vocabularies/work_kinds.yaml": VOCABULARY + "".join(kinds),
        "datasets/unit_work.yaml": DATASET,
        "sources/unit_work.yaml": SOURCE,
    }
    for kind, of in words.items():
        texts[f"indicators/cost_per_hour_{kind}.yaml"] = INDICATOR.format(
            fi=f"{of['fi']}: kustannus tuntia kohden",
            sv=f"{of['sv']}: kostnad per timme",
            en=f"{of['en']}: cost per hour",
            kind=kind,
            where=f", where: {{kind: {kind}}}",
        )
        texts[f"indicators/cost_of_all_hours_{kind}.yaml"] = INDICATOR.format(
            fi=f"{of['fi']}: kustannus kaikkia tunteja kohden",
            sv=f"{of['sv']}: kostnad per alla timmar",
            en=f"{of['en']}: cost per hour of all kinds",
            kind=kind,
            where="",
        )
    return texts


def _write_rows(path: Path, units: int, year: int, months: range, seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = [(unit, month, kind) for month in months for unit in range(1, units + 1) for kind in KINDS]
    cents = random.integers(100_00, 9_999_00, len(rows)).tolist()
    tenths = random.integers(10, 2_000, len(rows)).tolist()
    lines = (
        f"Y{unit:04};{month:02}/{year};{kind};{cent // 100},{cent % 100:02};{tenth // 10},{tenth % 10}\n"
        for (unit, month, kind), cent, tenth in zip(rows, cents, tenths, strict=True)
    )
    path.write_text(HEAD + "".join(lines), "utf-8")
