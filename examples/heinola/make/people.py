"""Staff: person-years, absences, recruitments, survey, exit interviews and inductions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from draws import Draws, Quota
from exports import Files, Month, dashed, day, months, slashed, text_file, workbook
from town import SECTORS

FOLDER = "henkilosto"
# What came when: the day a file was received, and the months it speaks of.
FIRST, NEWEST = (2017, 1), (2020, 9)
PARTS = (("2019-10", FIRST, (2019, 9)), ("2020-04", (2019, 10), (2020, 3)), ("2020-10", (2020, 4), NEWEST))
DAYS_IN_YEAR = 365.25


def staff_files() -> Files:
    """Every file of the HR systems."""
    return {
        f"{FOLDER}/{name}": content
        for part in (_person_years(), _absences(), _recruitments(), _survey(), _exits(), _inductions())
        for name, content in part.items()
    }


def _name(sector: str) -> str:
    return SECTORS[sector][0]


def _htv(sector: str, month: Month) -> float:
    """Person-years earned in the month: a twelfth of the year's, a little more when substitutes work."""
    _, start, change, _ = SECTORS[sector]
    summer = 1.02 if month[1] in (6, 7) else 1.0
    return (start + change * (month[0] - FIRST[0] + month[1] / 12)) / 12 * summer


def _person_years() -> Files:
    files = {}
    received = {"2019-10": "2019-10-04", "2020-04": "2020-04-03", "2020-10": "2020-10-05"}
    for part, first, last in PARTS:
        rows = [
            (slashed(month), _name(sector), round(_htv(sector, month), 2))
            for month in months(first, last)
            for sector in SECTORS
        ]
        above = ("Henkilötyövuodet toimialoittain", f"Kaudet {slashed(first)}–{slashed(last)}", "")
        total = ("Yhteensä", None, round(sum(row[2] for row in rows), 2))
        header = ("Kausi", "Toimiala", "HTV")
        files[f"henkilotyovuodet_{received[part]}.xlsx"] = workbook(
            "HTV", header, rows, above=above, below=(total,)
        )
    return files


# Sick days per person-year in each month of a usual year, and how each year differs from it.
SICK_SEASON = (1.62, 1.71, 1.59, 1.38, 1.22, 0.98, 0.71, 1.02, 1.27, 1.42, 1.49, 1.49)
SICK_YEAR = {2017: 16.6, 2018: 16.3, 2019: 15.9, 2020: 15.9}
SICK_SECTOR = {
    "education": 0.97,
    "social_health": 1.13,
    "culture": 0.72,
    "technical": 0.98,
    "administration": 0.53,
}
OTHER_KINDS = {"T Työtapaturma": 0.45, "L Sairaan lapsen hoito": 0.9, "P Perhevapaa": 7.5}


def _sick_level(month: Month) -> float:
    """Little flu in the winter of 2020, more absence in the months of the epidemic."""
    if month[0] != 2020:
        return 1.0
    return 0.912 if month[1] <= 3 else 1.016


def _absences() -> Files:
    draws, files = Draws("absences"), {}
    received = {"2019-10": "2019-10-08", "2020-04": "2020-04-20", "2020-10": "2020-10-07"}
    for part, first, last in PARTS:
        rows = []
        for month in months(first, last):
            for sector in SECTORS:
                htv = _htv(sector, month) * 12
                sick = SICK_YEAR[month[0]] * SICK_SEASON[month[1] - 1] / sum(SICK_SEASON) * _sick_level(month)
                days = htv * sick * SICK_SECTOR[sector] * draws.between(0.97, 1.03)
                rows.append((dashed(month), _name(sector), "S Sairaus", str(round(days))))
                for kind, rate in OTHER_KINDS.items():
                    other = round(htv * rate / 12 * draws.between(0.6, 1.4))
                    rows.append((dashed(month), _name(sector), kind, str(other)))
        header = ("Vuosi-kk", "Toimiala", "Poissaolosyy", "Kalenteripäivät")
        files[f"poissaolot_{received[part]}.csv"] = text_file(header, rows)
    return files


@dataclass(frozen=True, slots=True)
class _Recruitment:
    number: str
    sector: str
    filled: bool
    qualified: bool
    started: date | None
    probation_ends: date
    stays: bool


RECRUITED = {"education": 38, "social_health": 37, "culture": 7, "technical": 12, "administration": 6}
FAILURES = ("unfilled", "leaves", "unqualified", "leaves", "unfilled", "unqualified", "leaves")


def _success(day_: date) -> float:
    """The share of recruitments that succeed, by the day probation ends."""
    for until, share in ((date(2017, 1, 1), 0.78), (date(2018, 1, 1), 0.79), (date(2019, 1, 1), 0.81)):
        if day_ < until:
            return share
    return 0.80 if day_ < date(2019, 11, 1) else 0.845


def _all_recruitments() -> list[_Recruitment]:
    draws, quota, failures = Draws("recruitments"), Quota(), count()
    ends, sectors = date(2016, 1, 4), tuple(RECRUITED)
    found = []
    while ends < date(2021, 3, 1):
        sector = draws.one_of(sectors, tuple(RECRUITED.values()))
        fails = "" if quota.met(_success(ends)) else FAILURES[next(failures) % len(FAILURES)]
        started = None if fails == "unfilled" else ends - timedelta(days=182)
        number = f"HEI-{(started or ends).year}-{len(found) + 101}"
        found.append(
            _Recruitment(
                number, sector, fails != "unfilled", fails != "unqualified", started, ends, fails != "leaves"
            )
        )
        ends += timedelta(days=draws.whole(1, 6))
    return found


def _recruitments() -> Files:
    """Each file brings what is new since the last one, and again those whose probation was still on."""
    files: Files = {}
    previous = date(2000, 1, 1)
    for received in (date(2019, 10, 4), date(2020, 4, 6), date(2020, 10, 5)):
        rows = [
            _recruitment_row(one, received)
            for one in _all_recruitments()
            if (one.started or one.probation_ends) < received and one.probation_ends >= previous
        ]
        if received.year == 2020 and received.month == 10:
            rows.insert(31, ("HEI-2020-900", "Palvelukeskus", "K", "K", "2.3.2020", "31.8.2020", "K"))
        header = (
            "Rekrytointinro", "Toimiala", "Täytetty", "Kelpoinen", "Palvelus alkoi", "Koeaika päättyy",
            "Palveluksessa koeajan päättyessä",
        )  # fmt: skip
        files[f"rekrytoinnit_{received}.csv"] = text_file(header, rows)
        previous = received
    return files


def _recruitment_row(one: _Recruitment, on: date) -> tuple[str, ...]:
    known = one.filled and one.probation_ends < on
    return (
        one.number,
        _name(one.sector),
        _yes(one.filled),
        _yes(one.qualified) if one.filled else "",
        day(one.started),
        day(one.probation_ends),
        _yes(one.stays) if known else "",
    )


def _yes(true: bool) -> str:
    return "K" if true else "E"


# Wave: received, share of yes, share who answer, growth of the staff since 2018.
WAVES = {
    (2018, 9): ("2018-10-05", 0.725, 0.50),
    (2019, 9): ("2019-10-07", 0.752, 0.52),
    (2020, 9): ("2020-10-08", 0.789, 0.54),
}
LIKING = {
    "education": 0.02,
    "social_health": -0.04,
    "culture": 0.05,
    "technical": 0.0,
    "administration": 0.07,
}


def _survey() -> Files:
    draws, files = Draws("survey"), {}
    header = ("Vastaaja", "Kysely", "Toimiala", "Suosittelisitko Heinolan kaupunkia työpaikkana ystävälle?")
    for wave, (received, yes, answering) in WAVES.items():
        rows, asked = [], []
        for sector, (name, _, _, invited) in SECTORS.items():
            invited += (wave[0] - 2018) * (-4 if sector == "social_health" else 1)
            asked.append((slashed(wave), name, str(invited)))
            quota = Quota()
            for _ in range(round(invited * (answering + draws.between(-0.03, 0.03)))):
                answer = "Kyllä" if quota.met(yes + LIKING[sector]) else "Ei"
                blank = draws.chance(0.02)
                rows.append((draws.between(0, 1), slashed(wave), name, "" if blank else answer))
        rows.sort()  # in the order they answered, so that no sector's answers stand together
        numbered = [(f"V{wave[0]}-{number:04d}", *row[1:]) for number, row in enumerate(rows, start=1)]
        files[f"henkilostokysely_{received}.csv"] = text_file(header, numbered, encoding="utf-8-sig")
        invitations = text_file(("Kysely", "Toimiala", "Lähetetty kpl"), asked)
        files[f"kyselyn-kutsut_{received}.csv"] = invitations
    return files


def _exits() -> Files:
    draws, quotas = Draws("exits"), defaultdict(Quota)
    left, rows = date(2017, 1, 3), []
    while left < date(2020, 7, 1):
        sector = draws.one_of(tuple(RECRUITED), tuple(RECRUITED.values()))
        permanent = draws.chance(0.74)
        held = permanent and quotas[sector].met(_held(left))
        row = (f"{410000 + len(rows) * 7}", _name(sector), day(left), _yes(permanent), _yes(held))
        rows.append((left, row))
        left += timedelta(days=draws.whole(1, 6))
    header = ("Palvelussuhdenro", "Toimiala", "Palvelus päättyi", "Vakinainen", "Lähtöhaastattelu pidetty")
    received = (date(2019, 10, 9), date(2020, 4, 9), date(2020, 7, 10))
    return _dated("lahtohaastattelut", header, rows, received)


def _held(left: date) -> float:
    """The share of permanent leavers with whom an interview is held."""
    return {2017: 0.50, 2018: 0.55, 2019: 0.60}.get(left.year, 0.68)


def _inductions() -> Files:
    draws, quota = Draws("inductions"), Quota()
    started, rows = date(2017, 1, 9), []
    while started < date(2020, 9, 20):
        sector = draws.one_of(tuple(RECRUITED), tuple(RECRUITED.values()))
        in_time = quota.met(_inducted(started))
        days = draws.whole(30, 84) if in_time else draws.whole(100, 200)
        completed = started + timedelta(days=days) if in_time or draws.chance(0.6) else None
        rows.append((started, (f"{520000 + len(rows) * 3}", _name(sector), day(started), completed)))
        started += timedelta(days=draws.whole(1, 4))
    header = ("Palvelussuhdenro", "Toimiala", "Palvelus alkoi", "Perehdytys kuitattu")
    files: Files = {}
    previous = date(2000, 1, 1)
    for received in (date(2019, 10, 10), date(2020, 4, 6), date(2020, 10, 6)):
        since = previous - timedelta(days=210)  # those whose induction may have been signed off since
        chosen = [
            (*row[:3], day(row[3]) if row[3] and row[3] < received else "")
            for begun, row in rows
            if since <= begun < received.replace(day=1)
        ]
        files[f"perehdytykset_{received}.csv"] = text_file(header, chosen)
        previous = received
    return files


def _inducted(started: date) -> float:
    """The share whose induction is completed in time; the common outline came in February 2019."""
    if started < date(2018, 10, 1):
        return 0.61
    return 0.64 if started < date(2019, 2, 1) else 0.76


def _dated(
    name: str, header: tuple[str, ...], rows: list[tuple[date, tuple[str, ...]]], received: tuple[date, ...]
) -> Files:
    """One file for each day received, with the rows of the whole months since the one before."""
    files: Files = {}
    previous = date(2000, 1, 1)
    for on in received:
        until = on.replace(day=1)
        files[f"{name}_{on}.csv"] = text_file(header, [row for when, row in rows if previous <= when < until])
        previous = until
    return files
