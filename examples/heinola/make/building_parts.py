"""Parts of the buildings, what was and will be repaired, and what inspectors saw."""

from __future__ import annotations

from datetime import date

from draws import Draws
from exports import Cell, Files, day, number, text_file, workbook
from networks import Repair, repairs_of_networks
from property import RENTED
from town import BUILDINGS, Building

FOLDER = "kiinteistot"

# Part: its name in the systems, its share of the value, its life in years.
PARTS = {
    "RUN": ("Runko ja perustukset", 27, 100),
    "KAT": ("Vesikatto", 6, 40),
    "JUL": ("Julkisivu", 9, 50),
    "IKK": ("Ikkunat ja ulko-ovet", 8, 40),
    "SIS": ("Sisäpinnat ja kalusteet", 16, 25),
    "LAM": ("Lämmitys", 6, 30),
    "VES": ("Vesi- ja viemärijohdot", 7, 50),
    "IVA": ("Ilmanvaihto", 8, 25),
    "SAH": ("Sähkö- ja tietojärjestelmät", 9, 35),
    "PIH": ("Piha ja salaojat", 4, 30),
}
SIMPLE = ("RUN", "KAT", "JUL", "SAH", "PIH")  # what a depot has
EMPTY_SCHOOL = "1011"
STANDING = tuple(one for one in BUILDINGS if one.first_day <= date(2020, 1, 14))

Part = tuple[str, Building, str, int]  # number, building, code, year made


def _parts() -> list[Part]:
    """The parts of what stood in January 2020; old ones have been renewed, unless nobody got to it."""
    found = []
    for one in STANDING:
        draws = Draws(f"parts {one.id}")
        for code in SIMPLE if one.use == "depot" else PARTS:
            made, life = one.built, PARTS[code][2]
            while made + life * 1.15 < 2019 and not draws.chance(0.28):
                made = min(2019, made + round(life * draws.between(0.85, 1.2)))
            found.append((f"{one.id}-{code}", one, code, made))
    return found


ALL_PARTS = _parts()


def part_files() -> Files:
    """Parts, repairs and inspections."""
    return {
        f"{FOLDER}/{name}": content
        for files in (_register(), _repairs(), _inspections())
        for name, content in files.items()
    }


def _register() -> Files:
    draws = Draws("register of parts")
    rows: list[tuple[Cell, ...]] = []
    for name, one, code, made in ALL_PARTS:
        title, share, life = PARTS[code]
        total = sum(PARTS[each][1] for each in (SIMPLE if one.use == "depot" else PARTS))
        own_life = None if draws.chance(0.7) else round(life * draws.between(0.8, 1.2))
        year = None if draws.chance(0.06) else made
        rows.append((name, int(one.id), title, year, own_life, round(100 * share / total, 2)))
    rows.insert(203, ("1022-ALA", 1022, "Ilmanvaihto", 2035, None, 1.0))  # a slip of the keyboard
    rows.insert(377, ("1999-KAT", 1999, "Vesikatto", 1987, None, 6.0))  # there is no such building
    header = ("Osanro", "Kohdenro", "Rakennusosa", "Uusittu", "Käyttöikä v", "Osuus arvosta %")
    above = ("Rakennusosaluettelo", "Talo-osasto, tulostettu 14.1.2020", "")
    return {"rakennusosat_2020-01-14.xlsx": workbook("Osat", header, rows, above=above)}


def _repairs() -> Files:
    """One list for all property: repairs done and planned, and in autumn those done since."""
    done = sorted((*_done(), *repairs_of_networks()), key=lambda row: (row[5], row[0]))
    planned = [row for row in _planned() if row[5] >= 2020]
    header = (
        "Työnro", "Laji", "Kohde", "Osa", "Tila", "Vuosi", "Kustannus €", "Investointi", "Kuvaus",
        "Ohjelman työ",
    )  # fmt: skip
    spring = [*((*_written(row), "") for row in done), *((*_written(row), f"I{row[2]}") for row in planned)]
    spring.insert(60, ("K9001", "Katu", "K-0999", "", "Tehty", "2017", number(18_400), "K", "Päällystys", ""))
    spring.insert(90, ("T9002", "Rakennus", "1020", "", "Tehty", "2018", "n. 20 000", "E", "Maalaus", ""))
    autumn = [(*_written(row), f"I{row[2]}") for row in _carried_out(planned)]
    return {
        "korjaukset_2020-03-27.csv": text_file(header, spring),
        "korjaukset_2020-10-07.csv": text_file(header, autumn),
        "investointiohjelma_2019-12-17.csv": _adopted(planned),
    }


def _written(row: Repair) -> tuple[str, ...]:
    name, kind, thing, part, state, year, cost, invested, what = row
    return (name, kind, thing, part, state, str(year), number(cost), invested, what)


def _done() -> list[Repair]:
    """Repairs of the years 2008-2019: investments bring a part some way back, the rest is upkeep."""
    draws, found = Draws("repairs"), []
    for name, one, code, made in ALL_PARTS:
        title, share, life = PARTS[code]
        if made >= 2015 or not draws.chance(min(0.35, (2019 - made) / life * 0.22)):
            continue
        year = max(made + 1, draws.whole(2008, 2019))
        invested = draws.chance(0.62)
        part_of = draws.between(0.15, 0.55) if invested else draws.between(0.01, 0.04)
        cost = one.replacement_value * share / 100 * part_of * (1 + 0.018 * (year - 2019))
        thing = (f"T{1000 + len(found)}", "Rakennus", one.id, name if draws.chance(0.9) else "")
        kind, what = ("K", f"{title}: peruskorjaus") if invested else ("E", f"{title}: kunnossapito")
        found.append((*thing, "Tehty", year, round(cost, -2), kind, what))
    return found


def _planned() -> list[Repair]:
    """What the city means to do in 2020-2024: the worst buildings, one that is protected among them."""
    owned = [one for one in BUILDINGS if one.last_day is None and one.id not in RENTED]
    worst = sorted(owned, key=lambda one: one.condition)[:14]
    found: list[Repair] = []
    for place, one in enumerate(worst):
        cost = one.replacement_value * (0.55 if place % 3 else 0.22)
        year, what = 2020 + place % 5, "Peruskorjaus" if place % 3 else "Ilmanvaihdon ja julkisivun korjaus"
        found.append(("S" + one.id, "Rakennus", one.id, "", "Suunniteltu", year, round(cost, -3), "K", what))
    empty = ("S" + EMPTY_SCHOOL, "Rakennus", EMPTY_SCHOOL, "")
    return [*found, (*empty, "Suunniteltu", 2021, 610_000.0, "E", "Purkaminen")]


def _adopted(planned: list[Repair]) -> bytes:
    header = ("Työ", "Kohdenro", "Vuosi", "Kustannusarvio 1000 €", "Kuvaus")
    rows = [(f"I{row[2]}", row[2], str(row[5]), number(row[6] / 1000, 0), row[8]) for row in planned]
    above = ("Investointiohjelma 2020-2024;;;;", "Valtuusto 16.12.2019;;;;")
    return text_file(header, rows, above=above)


def _carried_out(planned: list[Repair]) -> list[Repair]:
    """What became of the works of 2020: one done dearer, one half done, the third has slipped by a year."""
    due = [row for row in planned if row[5] == 2020]
    dearer, half, slipped = due[:3]
    return [
        ("T2001", *dearer[1:4], "Tehty", 2020, round(dearer[6] * 1.17, -2), *dearer[7:]),
        ("T2002", *half[1:4], "Tehty", 2020, round(half[6] * 0.48, -2), *half[7:]),
        ("T2003", *half[1:4], "Suunniteltu", 2021, round(half[6] * 0.55, -2), *half[7:]),
        (slipped[0], *slipped[1:5], 2021, round(slipped[6] * 1.03, -2), *slipped[7:]),
    ]


def _inspections() -> Files:
    """Both units look at buildings, in part at the same ones, and don't agree."""
    premises: list[tuple[Cell, ...]] = []
    engineering: list[tuple[str, ...]] = []
    for one in STANDING:
        draws = Draws(f"inspections {one.id}")
        seen = date(2019, 1, 7).toordinal() + draws.whole(0, 420)
        share = one.condition * draws.between(0.9, 1.04)
        if draws.chance(0.35) or one.id == EMPTY_SCHOOL:
            percent = round(min(98.0, share * 100))
            premises.append((f"KT{one.id}", int(one.id), None, date.fromordinal(seen), percent))
        if draws.chance(0.3):
            on = min(date.fromordinal(seen + draws.whole(-40, 60)), date(2020, 3, 31))
            value = min(1.0, max(0.2, share - draws.between(0.02, 0.16))) * one.replacement_value
            engineering.append((f"KK-{one.id}", one.id, day(on), number(value / 1000, 1)))
    for name, one, _, made in ALL_PARTS[5::23]:
        share = max(15.0, 96 - 1.9 * (2019 - made))
        premises.append((f"KO{name}", int(one.id), name, date(2019, 9, 12), round(share)))
    premises.append(("KT9001", 1012, None, date(2020, 2, 3), 140))
    header = ("Tarkastusnro", "Kohdenro", "Osanro", "Tarkastettu", "Kunto %")
    above = ("Kuntoarviot", "Talo-osasto", "")
    theirs = ("Nro", "Kohde", "Pvm", "Tekn. arvo 1000 €")
    return {
        "kuntoarviot-talo-osasto_2020-03-31.xlsx": workbook("Arviot", header, premises, above=above),
        "kuntoarviot-kuntek_2020-04-02.csv": text_file(theirs, engineering),
    }
