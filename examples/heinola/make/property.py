"""Property: the register, values from two reporters, costs, consumption and the area in use."""

from __future__ import annotations

from datetime import date

from draws import Draws
from exports import Files, Month, dashed, months, number, plain, slashed, text_file, workbook
from land import GROUND_HEADER, YEAR_UNKNOWN, ground_row
from town import BUILDINGS, SECTORS, USES, Building

FOLDER = "kiinteistot"
FIRST, NEWEST = (2018, 1), (2020, 9)
HALVES = (((2019, 10), (2020, 3)), ((2020, 4), NEWEST))
# Heating through the year, as shares of a year's heat; the winter of 2020 was mild.
HEATING = (0.160, 0.145, 0.132, 0.088, 0.048, 0.022, 0.016, 0.020, 0.042, 0.080, 0.112, 0.135)
MILD = {(2019, 12): 0.90, (2020, 1): 0.78, (2020, 2): 0.80, (2020, 3): 0.88}
CLOSED = {(2020, 4), (2020, 5)}  # schools and halls stood empty
SHUT = ("school", "sports", "culture")

# Use class: kWh of heat and of electricity, m³ of water, and € of cleaning for each m² and year.
INTENSITY = {
    "school": (132.0, 46.0, 0.32, 18.5),
    "daycare": (158.0, 62.0, 0.55, 27.0),
    "health": (165.0, 84.0, 0.82, 24.0),
    "culture": (124.0, 66.0, 0.22, 15.0),
    "sports": (150.0, 98.0, 0.95, 14.0),
    "office": (112.0, 58.0, 0.24, 14.5),
    "depot": (48.0, 22.0, 0.05, 0.0),
}
UNHEATED = {"1056", "1059", "1063"}


def property_files() -> Files:
    """Every file of the property systems."""
    return {
        f"{FOLDER}/{name}": content
        for part in (_registers(), _values(), _costs(), _consumption(), _occupancy())
        for name, content in part.items()
    }


def _in_use(month: Month) -> list[Building]:
    return [one for one in BUILDINGS if one.in_use(*month)]


def _registers() -> Files:
    """The whole register each time; what was not known yet that day is not in it."""
    files = {}
    for received in (date(2019, 10, 3), date(2020, 4, 3), date(2020, 10, 5)):
        known = [one for one in BUILDINGS if one.first_day <= received]
        rows = [_register_row(one, received) for one in known]
        if received == date(2020, 10, 5):  # somebody typed a minus sign
            rows.append(
                (1098, "Rantasauna", "Varikko tai varasto", "Tekninen", -64, 1988, date(2020, 6, 1), None)
            )
        total = ("Yhteensä", None, None, None, sum(one.area for one in known), None, None, None)
        header = (
            "Kohdenro", "Kohteen nimi", "Käyttötarkoitus", "Pääkäyttäjä", "Bruttoala m²", "Valmistunut",
            "Käytössä alkaen", "Käytössä asti", *GROUND_HEADER,
        )  # fmt: skip
        above = ("Rakennusrekisteri", f"Tulostettu {received.day}.{received.month}.{received.year}", "")
        files[f"rakennukset_{received}.xlsx"] = workbook(
            "Rakennukset", header, rows, above=above, below=(total,)
        )
    return files


def _register_row(one: Building, on: date) -> tuple[int | float | str | date | None, ...]:
    told = one.last_day if one.last_day and one.last_day < on else None
    use, sector = USES[one.use][0], SECTORS[one.sector][0]
    built = None if one.id in YEAR_UNKNOWN else one.built
    return int(one.id), one.name, use, sector, one.area, built, one.first_day, told, *ground_row(one)


def _worth(one: Building, year: int) -> tuple[float, float]:
    """Replacement and technical value in the year: prices rise, buildings wear."""
    replacement = one.replacement_value * (1 + 0.018 * (year - 2019))
    condition = min(1.0, one.condition + 0.011 * (2019 - year))
    return replacement, replacement * condition


def _values() -> Files:
    draws = Draws("values")
    premises: dict[int, list[tuple[str | int | float, ...]]] = {}
    engineering: dict[int, list[tuple[str, ...]]] = {}
    views = {one.id: (draws.between(0.90, 1.0), draws.about(-0.022, 0.03)) for one in BUILDINGS}
    for year in range(2016, 2020):
        for one in (one for one in BUILDINGS if one.in_use(year, 12)):
            replacement, technical = _worth(one, year)
            premises.setdefault(year, []).append((int(one.id), year, round(replacement), round(technical)))
            dearer, worse = views[one.id]
            other = replacement * dearer
            engineering.setdefault(year, []).append(
                (
                    one.id,
                    str(year),
                    number(other / 1000, 1),
                    number(min(1.0, max(0.2, technical / replacement + worse)) * other / 1000, 1),
                )
            )
    return _premises_values(premises) | _engineering_values(engineering)


def _premises_values(rows: dict[int, list[tuple[str | int | float, ...]]]) -> Files:
    """Excel sheets with a total, and in June a correction of three buildings whose repairs were missing."""
    header = ("Kohdenro", "Vuosi", "Jälleenhankinta-arvo €", "Tekninen nykyarvo €")
    files = {}
    for received, years in (("2019-03-15", (2016, 2017, 2018)), ("2020-03-18", (2019,))):
        chosen = [row for year in years for row in rows[year]]
        above = ("Rakennusten arvot", "Talo-osasto", "")
        total = ("Yhteensä", None, sum(row[2] for row in chosen), sum(row[3] for row in chosen))
        files[f"rakennusarvot-talo-osasto_{received}.xlsx"] = workbook(
            "Arvot", header, chosen, above=above, below=(total,)
        )
    worst = sorted(rows[2019], key=lambda row: float(row[3]) / float(row[2]))[:3]
    mended = [
        (str(row[0]), str(row[1]), number(float(row[2])), number(float(row[3]) * 1.09)) for row in worst
    ]
    files["rakennusarvot-talo-osasto-oikaisu_2020-06-10.csv"] = text_file(header, mended)
    return files


def _engineering_values(rows: dict[int, list[tuple[str, ...]]]) -> Files:
    header = ("Kohde", "Vuosi", "JHA 1000 €", "TNA 1000 €")
    parts = (("2019-03-20", (2016, 2017, 2018)), ("2020-05-11", (2019,)))
    return {
        f"rakennusarvot-kuntek_{received}.csv": text_file(
            header, [row for year in years for row in rows[year]]
        )
        for received, years in parts
    }


def _use_of_energy(draws: Draws, one: Building, month: Month) -> tuple[float, float, float]:
    """kWh of heat, kWh of electricity and m³ of water in a month."""
    heat, electricity, water, _ = INTENSITY[one.use]
    shut = month in CLOSED and one.use in SHUT
    wear = 1.25 - 0.35 * one.condition
    warm = (
        0.0 if one.id in UNHEATED else heat * one.area * HEATING[month[1] - 1] * MILD.get(month, 1.0) * wear
    )
    summer = 0.7 if month[1] in (6, 7) else 1.0
    power = electricity * one.area / 12 * summer * (0.6 if shut else 1.0)
    wet = water * one.area / 12 * summer * (0.25 if shut else 1.0)
    return warm * draws.between(0.95, 1.05), power * draws.between(0.94, 1.06), wet * draws.between(0.9, 1.1)


ENERGY = {
    (one.id, month): _use_of_energy(Draws(f"energy {one.id} {month}"), one, month)
    for month in months(FIRST, NEWEST)
    for one in _in_use(month)
}
HEAT, ELECTRICITY, WATER, CARE, CLEANING, REPAIR, RENT, CAPITAL = (
    "4410", "4420", "4430", "4440", "4450", "4460", "4800", "4900",
)  # fmt: skip
RENTED = {"1031", "1055"}


def _costs_of(draws: Draws, one: Building, month: Month) -> list[tuple[str, float]]:
    """Account and amount of each entry of a building in a month."""
    heat, power, water = ENERGY[one.id, month]
    dearer = 1 + 0.015 * (month[0] - 2018)
    cleaning = INTENSITY[one.use][3] * one.area / 12 * (0.8 if month[1] == 7 else 1.0)
    entries = [(HEAT, heat * 0.082), (ELECTRICITY, power * 0.121), (CARE, one.area * 6.9 / 12)]
    if month[1] % 2 == 0:
        entries.append((WATER, water * 2 * 4.35))
    if cleaning:
        entries.append((CLEANING, cleaning))
    if draws.chance(0.42):
        entries.append((REPAIR, one.area * 16.5 / 12 * (1.6 - one.condition) * draws.between(0.4, 4.2)))
    if one.id in RENTED:
        entries.append((RENT, one.area * 9.8))
    elif month[1] % 3 == 0:
        entries.append((CAPITAL, one.replacement_value * 0.021 / 4))
    return [(account, amount * dearer) for account, amount in entries if amount]


def _costs() -> Files:
    draws = Draws("costs")
    booked = {
        month: [
            (one.id, slashed(month), account, amount)
            for one in _in_use(month)
            for account, amount in _costs_of(draws, one, month)
        ]
        for month in months(FIRST, NEWEST)
    }
    december = booked[2019, 12]
    forgotten = [
        (one.id, slashed((2019, 12)), REPAIR, amount)
        for one in _in_use((2019, 12))
        if (amount := one.area * 0.55) and not any(row[0] == one.id and row[2] == REPAIR for row in december)
    ]
    first, second = HALVES
    parts = (
        ("2019-10-07", FIRST, (2019, 9), []),
        ("2020-04-08", *first, [("1007", "02/2020", CARE, "#ARVO!")]),
        ("2020-10-12", *second, _faulty_costs(booked[2020, 9])),
    )
    files = {
        f"kiinteistokulut_{received}.csv": _ledger(
            [row for month in months(begin, end) for row in booked[month]], faulty
        )
        for received, begin, end, faulty in parts
    }
    files["kiinteistokulut-oikaisu_2020-05-08.csv"] = _ledger([*december, *forgotten], [])
    return files


def _faulty_costs(newest: list[tuple[str, str, str, float]]) -> list[tuple[str, str, str, str]]:
    """What people and systems get wrong: an amount, an account, a building, an entry made twice, a date."""
    twice = newest[8]
    return [
        ("1012", "06/2020", REPAIR, "12,3,4"),
        ("1020", "07/2020", "4999", number(418.2)),
        ("1999", "08/2020", CARE, number(96.4)),
        (*twice[:3], number(twice[3])),
        ("1018", "09/2021", CARE, number(240.0)),
    ]


def _ledger(rows: list[tuple[str, str, str, float]], faulty: list[tuple[str, str, str, str]]) -> bytes:
    """An extract of the ledger: three lines of headings, the entries, the total."""
    lines = [(*row[:3], number(row[3])) for row in rows]
    for index, row in enumerate(faulty, start=1):
        lines.insert(index * len(lines) // (len(faulty) + 1), row)
    above = ("Pääkirjan ote;;;", "Kustannuspaikat 3100–3199;;;", "Tilit 4410–4900;;;")
    below = (("Yhteensä", "", "", number(sum(row[3] for row in rows))),)
    return text_file(("Kohdenro", "Kausi", "Tili", "Summa €"), lines, above=above, below=below)


def _consumption() -> Files:
    first, second = HALVES
    parts = (("2019-10-11", FIRST, (2019, 9)), ("2020-04-14", *first), ("2020-10-21", *second))
    files = {}
    for received, begin, end in parts:
        rows = [
            (one.id, dashed(month), plain(heat / 1000, 3), number(power, 0), plain(water, 1))
            for month in months(begin, end)
            for one in _in_use(month)
            for heat, power, water in (ENERGY[one.id, month],)
        ]
        if received == "2020-10-21":
            rows[140] = (*rows[140][:3], "ei luettu", rows[140][4])
            rows[233] = (*rows[233][:4], "-12,0")
        header = ("Kohde", "Kuukausi", "Lämpö MWh", "Sähkö kWh", "Vesi m³")
        files[f"kulutus_{received}.csv"] = text_file(header, rows)
    return files


# The share of floor area that stands empty, by month; the building given up takes its empty rooms with it.
EMPTY = {2018: 0.052, 2019: 0.045, 2020: 0.034}


def _occupancy() -> Files:
    first, second = HALVES
    parts = (("2019-10-10", (2018, 10), (2019, 9)), ("2020-04-10", *first), ("2020-10-13", *second))
    draws, files = Draws("occupancy"), {}
    empties = {one.id: draws.one_of((0.0, 0.3, 1.0, 2.4), (5, 3, 2, 1)) for one in BUILDINGS}
    for received, begin, end in parts:
        rows = []
        for month in months(begin, end):
            there = _in_use(month)
            weight = sum(one.area * empties[one.id] for one in there) / sum(one.area for one in there)
            drift = 0.0008 * (6 - month[1])
            for one in there:
                empty = one.area * 0.88 * (EMPTY[month[0]] + drift) * empties[one.id] / weight
                area = one.area * 0.88
                rows.append((one.id, slashed(month), number(area, 1), number(area - min(empty, area), 1)))
        if received == "2020-10-13":
            rows[-20] = (*rows[-20][:3], rows[-20][3].replace(",", ",0,"))
            rows[-9] = (*rows[-9][:3], "tarkistetaan")
        header = ("Kohdenro", "Kausi", "Huoneistoala m²", "Käytössä m²")
        files[f"tilojen-kaytto_{received}.csv"] = text_file(header, rows)
    return files
