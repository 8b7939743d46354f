"""Information systems and those who use them, each month."""

from __future__ import annotations

from datetime import date

from exports import Files, Month, day, months, slashed, text_file

FOLDER = "tietohallinto"
# System: its name in three languages, day of introduction, intended users, share of them active by month.
SYSTEMS = {
    "O365": ("Office 365", "Office 365", "Office 365", date(2018, 9, 3), 646, (
        .21, .34, .42, .47, .53, .58, .63, .67, .70, .71, .72, .75, .80,
        .84, .88, .90, .92, .94, .96, .97, .975, .98, .98, .99, 1.005,
    )),
    "ARK": ("Sähköinen arkistointi", "Elektronisk arkivering", "Electronic archiving",
            date(2019, 3, 1), 212, (
        .05, .11, .18, .24, .27, .30, .38, .44, .50, .55, .59, .63, .66,
        .70, .74, .77, .79, .84, .90,
    )),
    "KTR": ("Kuntari", "Kuntari", "Kuntari", date(2019, 11, 4), 94, (
        .04, .08, .12, .17, .22, .31, .44, .55, .62, .74, .83,
    )),
}  # fmt: skip


def system_files() -> Files:
    """Every file of information management."""
    return {f"{FOLDER}/{name}": content for name, content in (_register() | _users()).items()}


def _register() -> Files:
    header = ("Tunnus", "Järjestelmä", "System", "English name", "Käyttöönotto")
    rows = [(code, *names, day(introduced)) for code, (*names, introduced, _, _) in SYSTEMS.items()]
    return {"jarjestelmat_2019-10-01.csv": text_file(header, rows)}


def _users() -> Files:
    rows: dict[Month, list[tuple[str, ...]]] = {}
    for code, (*_, introduced, intended, shares) in SYSTEMS.items():
        since = months((introduced.year, introduced.month), (2020, 9))
        for index, (month, share) in enumerate(zip(since, shares, strict=True)):
            users = intended + index // 6
            rows.setdefault(month, []).append((code, slashed(month), str(round(users * share)), str(users)))
    header = ("Tunnus", "Kausi", "Aktiivisia", "Käyttäjiksi tarkoitettuja")
    parts = (
        ("2019-10-03", (2018, 9), (2019, 9)),
        ("2020-04-02", (2019, 10), (2020, 3)),
        ("2020-10-06", (2020, 4), (2020, 9)),
    )
    return {
        f"jarjestelmien-kaytto_{received}.csv": text_file(
            header, [row for month in months(first, last) for row in rows[month]]
        )
        for received, first, last in parts
    }
