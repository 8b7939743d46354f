"""Services, what they cost and how much they give."""

from __future__ import annotations

from dataclasses import dataclass

from draws import Draws
from exports import Files, number, text_file
from town import SECTORS

FOLDER = "talous"


@dataclass(frozen=True, slots=True)
class Service:
    """A service; `rises` says how its unit cost rises in 2017, 2018 and 2019, `grows` its output a year."""

    code: str
    names: tuple[str, str, str]
    sector: str
    outputs: tuple[str, str, str]
    main: bool
    unit_cost: float
    quantity: float
    rises: tuple[float, float, float]
    grows: float


SERVICES = (
    Service("S01", ("Varhaiskasvatus", "Småbarnspedagogik", "Early childhood education"), "education",
            ("lapsi", "barn", "child"), False, 11_260, 652, (-0.004, 0.006, 0.021), -0.012),
    Service("S02", ("Perusopetus", "Grundläggande utbildning", "Basic education"), "education",
            ("oppilas", "elev", "pupil"), True, 8_020, 1_764, (-0.006, 0.004, 0.004), -0.009),
    Service("S03", ("Lukiokoulutus", "Gymnasieutbildning", "General upper secondary education"), "education",
            ("opiskelija", "studerande", "student"),
            False, 7_190, 263, (0.002, 0.008, 0.002), -0.004),
    Service("S04", ("Kotihoito", "Hemvård", "Home care"), "social_health",
            ("käynti", "besök", "visit"), True, 41.6, 98_400, (0.001, 0.009, 0.043), 0.018),
    Service("S05", ("Suun terveydenhuolto", "Munhälsovård", "Dental care"), "social_health",
            ("käynti", "besök", "visit"), False, 71.4, 23_100, (0.004, 0.010, 0.031), 0.004),
    Service("S06", ("Avovastaanotto", "Öppenmottagning", "Health centre appointments"), "social_health",
            ("vastaanottokäynti", "mottagningsbesök", "appointment"),
            False, 128.5, 62_700, (0.0, 0.011, 0.037), -0.006),
    Service("S07", ("Kirjasto", "Bibliotek", "Library"), "culture",
            ("laina", "lån", "loan"), True, 4.72, 205_300, (0.002, 0.007, 0.034), -0.012),
    Service("S08", ("Uimahalli", "Simhall", "Swimming hall"), "culture",
            ("käyntikerta", "besök", "visit"), False, 13.6, 81_500, (0.005, 0.009, 0.026), -0.004),
    Service("S09", ("Kansalaisopisto", "Medborgarinstitut", "Adult education centre"), "culture",
            ("opetustunti", "undervisningstimme", "teaching hour"),
            False, 63.8, 6_840, (-0.004, 0.008, 0.022), 0.003),
    Service("S10", ("Katujen kunnossapito", "Gatuunderhåll", "Street maintenance"), "technical",
            ("katukilometri", "gatukilometer", "kilometre of street"),
            True, 16_450, 187.4, (0.003, 0.006, 0.001), 0.002),
    Service("S11", ("Puistot ja yleiset alueet", "Parker och allmänna områden", "Parks and public areas"),
            "technical",
            ("hehtaari", "hektar", "hectare"), False, 6_380, 146.0, (0.001, 0.004, 0.009), 0.003),
    Service("S12", ("Rakennusvalvonta", "Byggnadstillsyn", "Building control"), "technical",
            ("lupa", "lov", "permit"), False, 662.0, 318, (0.004, 0.006, 0.002), -0.02),
)  # fmt: skip


def service_files() -> Files:
    """Every file of the finance unit."""
    return {f"{FOLDER}/{name}": content for name, content in (_register() | _years()).items()}


def _register() -> Files:
    header = (
        "Palvelu", "Nimi", "Namn", "Name", "Toimiala", "Suorite", "Prestation", "Output", "Pääsuorite",
    )  # fmt: skip
    rows = [
        (one.code, *one.names, SECTORS[one.sector][0], *one.outputs, "K" if one.main else "E")
        for one in SERVICES
    ]
    return {"palvelut_2019-05-20.csv": text_file(header, rows)}


def _years() -> Files:
    draws = Draws("services")
    costs: dict[int, list[tuple[str, ...]]] = {}
    outputs: dict[int, list[tuple[str, ...]]] = {}
    for one in SERVICES:
        price = one.unit_cost
        for year, rise in zip(range(2016, 2020), (0.0, *one.rises), strict=True):
            price *= 1 + rise
            decimals = 1 if one.quantity < 250 else 0
            quantity = round(
                one.quantity * (1 + one.grows) ** (year - 2016) * draws.between(0.995, 1.005), decimals
            )
            costs.setdefault(year, []).append((one.code, str(year), number(price * quantity / 1000, 1)))
            outputs.setdefault(year, []).append((one.code, str(year), number(quantity, decimals)))
    files = {}
    for on_costs, on_outputs, years in (
        ("2019-05-20", "2019-05-24", (2016, 2017, 2018)),
        ("2020-05-22", "2020-05-29", (2019,)),
    ):
        files[f"palvelukustannukset_{on_costs}.csv"] = text_file(
            ("Palvelu", "Vuosi", "Bruttomenot 1000 €"), [row for year in years for row in costs[year]]
        )
        files[f"suoritteet_{on_outputs}.csv"] = text_file(
            ("Palvelu", "Vuosi", "Suoritteet"), [row for year in years for row in outputs[year]]
        )
    return files
