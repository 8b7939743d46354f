"""A snapshot made by code, with everything a page may have to show: every verdict, origin, gap and length."""

# ruff: noqa: E501 - a table of texts in three languages, one line a row

from __future__ import annotations

from datetime import date

from voimavara.core.language import Text
from voimavara.core.origin import Origin
from voimavara.programme.models.programme import City, Decision
from voimavara.snapshot.lineage import CoverageCell, CoverageView, HandbookEntry, LoadView, RejectedView
from voimavara.snapshot.model import GoalView, IndicatorView, MeansView, MovedView, Snapshot

from .rich_indicators import all_indicators, columns_of


def text(fi: str, sv: str = "", en: str = "") -> Text:
    """A text in three languages; the Finnish one stands for names that are the same in all."""
    return Text(fi=fi, sv=sv or fi, en=en or fi)


OWNERS = {
    "premises": text("Tilapalvelut", "Lokalservice", "Premises"),
    "personnel": text("Henkilöstöpalvelut", "Personalservice", "Human resources"),
    "finance": text("Talousjohtaja", "Ekonomidirektören", "Finance director"),
    "information": text("Tietohallinto", "Dataförvaltningen", "Information management"),
}
SECTORS = {
    "education": text("Sivistys", "Bildning", "Education"),
    "technical": text("Tekninen toimi", "Tekniska sektorn", "Technical services"),
    "care": text("Sosiaali- ja terveystoimi", "Social- och hälsovården", "Social and health care"),
    "administration": text("Hallinto", "Förvaltningen", "Administration"),
}
GOALS = (
    ("employer", "G1", 11, "Työnantajakuva paranee", "Arbetsgivarbilden blir bättre", "Our image as an employer improves"),
    ("assets", "G2", 7, "Omaisuutta hoidetaan suunnitelmallisesti", "Egendomen sköts planmässigt", "Assets are managed by plan"),
    ("information", "G3", 7, "Tieto on laajasti ja helposti käytössä", "Informationen används brett och lätt", "Information is widely and easily usable"),
    ("services", "G4", 9, "Palvelut ja asiakkaat kohtaavat helpommin", "Tjänster och kunder möts lättare", "Services and customers meet more easily"),
)  # fmt: skip
STATES = ("running", "planned", "done", "running", "paused", "running", "dropped")


def _means(goal: str, number: int) -> MeansView:
    moved = ("as_meant", "other_way", "not", "unknown")[number % 4]
    targets = {"employer": "recruitment_success", "assets": "maintenance_backlog"}
    moves = ()
    if number % 2 and goal in targets:
        direction = "up" if goal == "employer" else "down"
        before, after = (None, None) if moved == "unknown" else (0.7, 0.8)
        moves = (
            MovedView(indicator=targets[goal], direction=direction, before=before, after=after, moved=moved),
        )
    return MeansView(
        id=f"{goal}_{number}",
        number=number,
        name=text(f"Keino {number}: osaaminen", f"Åtgärd {number}: kompetens", f"Means {number}: competence"),
        owner=OWNERS["personnel"],
        begins="2019-09",
        ends="2020-06" if number % 3 else "2021-12",
        state=STATES[number % len(STATES)],
        overdue=number == 3,
        cost="45000 EUR" if number == 1 else "",
        evidence=text(
            "Koulutuksiin osallistui 120 henkilöä.", "120 personer deltog.", "120 people took part."
        )
        if number % 5 == 1
        else Text(),
        moves=moves,
    )


def _goals(indicators: tuple[IndicatorView, ...]) -> tuple[GoalView, ...]:
    return tuple(
        GoalView(
            id=goal,
            code=code,
            name=text(fi, sv, en),
            statement=text(
                "Osaavat ihmiset hakeutuvat meille, viihtyvät ja suosittelevat.",
                "Kunniga människor söker sig till oss, trivs och rekommenderar.",
                "Able people come to us, stay and recommend us.",
            ),
            means=tuple(_means(goal, number) for number in range(1, count + 1)),
            indicators=tuple(indicator.id for indicator in indicators if indicator.goal == goal),
        )
        for goal, code, count, fi, sv, en in GOALS
    )


ROUNDS = (date(2019, 10, 31), date(2020, 4, 30), date(2020, 10, 31))


def _coverage(indicators: tuple[IndicatorView, ...]) -> CoverageView:
    states = ("in_time", "came_late", "late", "not_due")
    cells = []
    for row, indicator in enumerate(indicators):
        for column, day in enumerate(ROUNDS):
            state = states[0] if (row + column) % 4 else states[(row + column) // 4 % 4]
            due = None if state == "not_due" else date(day.year, day.month, 16)
            received = {"in_time": due, "came_late": day}.get(state)
            cells.append(
                CoverageCell(
                    indicator=indicator.id,
                    round=day,
                    period=None if due is None else "2019-10..2020-09",
                    due=due,
                    received=received,
                    state=state,
                )
            )
    return CoverageView(rounds=ROUNDS, cells=tuple(cells))


def _load(number: int, dataset: str, origin: Origin, **more: object) -> LoadView:
    return LoadView(
        id=f"{number:02d}ab34cd56ef7890",
        dataset=dataset,
        dataset_name=text("Kiinteistökulut", "Fastighetskostnader", "Property costs"),
        source=dataset,
        source_name=text(
            "Kiinteistökulujen ote", "Utdrag ur fastighetskostnaderna", "Property costs extract"
        ),
        publisher=text("Kiinteistöjärjestelmä", "Fastighetssystemet", "Property system"),
        file=f"incoming/{dataset}-{2018 + number}.csv",
        received=date(2020, 9, 10 + number),
        origin=origin,
        owner="premises",
        rows_read=1200 + number,
        rows_accepted=1190,
        rows_set_aside=3 if number == 1 else 0,
        rows_open=2 if number == 1 else 0,
        rows_dropped=4,
        covers="2019-01..2020-08",
        **more,
    )


LOADS = (
    _load(1, "property_costs", Origin.EXAMPLE),
    _load(2, "net_costs", Origin.OFFICIAL),
    _load(3, "recruitments", Origin.EXAMPLE, personal=True),
    _load(4, "buildings", Origin.OWN, in_use=False),
)
REJECTED = (
    RejectedView(
        load=LOADS[0].id,
        source_name=LOADS[0].source_name,
        file=LOADS[0].file,
        line=212,
        column="Summa €",
        got="12,3,4",
        expected=text("summa, kuten 1 234,50", "ett belopp som 1 234,50", "an amount like 1,234.50"),
    ),
    RejectedView(
        load=LOADS[2].id, source_name=LOADS[2].source_name, file="", line=9, column="Alkoi", got="", expected=text("päivä", "en dag", "a date")
    ),
)  # fmt: skip


def _handbook(indicators: tuple[IndicatorView, ...]) -> tuple[HandbookEntry, ...]:
    own = [
        HandbookEntry(
            id=indicator.id,
            kind="indicator",
            name=indicator.name,
            definition=indicator.definition,
            formula_text=indicator.main.formula_text,
            unit=indicator.main.shown_in,
            version=indicator.main.formula_version,
            source=text("Henkilöstöjärjestelmä", "Personalsystemet", "Staff system"),
            history=(("1", "2019-06-26", text("Ensimmäinen versio", "Första versionen", "First version")),),
            used_by=(indicator.id,),
        )
        for indicator in indicators
    ]
    return (
        *own,
        HandbookEntry(
            id="backlog_threshold",
            kind="parameter",
            name=text("Korjausvelan raja", "Gräns för reparationsskuld", "Backlog threshold"),
            definition=text("Osuus arvosta.", "Andel av värdet.", "Share of the value."),
            values={"2006": 0.75},
        ),
        HandbookEntry(
            id="property_costs",
            kind="dataset",
            name=text("Kiinteistökulut", "Fastighetskostnader", "Property costs"),
            definition=text("Rakennus, kuukausi, kululaji", "Byggnad, månad, slag", "Building, month, kind"),
            columns=(
                ("building", text("Rakennus", "Byggnad", "Building"), text("tunnus", "id", "id")),
                ("amount", text("Summa", "Belopp", "Amount"), text("euroja", "euro", "euros")),
            ),
        ),
        HandbookEntry(
            id="htv",
            kind="term",
            name=text("Henkilötyövuosi", "Årsverke", "Person-year"),
            definition=text("Yhden vuosi työtä.", "Ett års arbete.", "One person's work for a year."),
        ),
    )


def rich_snapshot(as_of: date = date(2020, 10, 31), **changes: object) -> Snapshot:
    """The snapshot; `changes` replace its parts, as in `rich_snapshot(title=...)`."""
    indicators = all_indicators()
    made = Snapshot(
        id=f"7c1ea902{as_of:%Y%m%d}",
        as_of=as_of,
        round=as_of,
        title=text("Heinolan resurssiohjelma", "Heinolas resursprogram", "Heinola's resource programme"),
        city=City(
            code="111",
            name=text("Heinola"),
            brand=text("Pieni kaupunki, iso elämä", "Liten stad, stort liv", "Small town, big life"),
        ),
        decision=Decision(
            date=date(2019, 6, 26),
            what=text("Resurssiohjelma", "Resursprogrammet", "The resource programme"),
            body=text("Kaupunginhallitus", "Stadsstyrelsen", "City board"),
        ),
        principle=text(
            "Resurssit ovat voimavara, eivät kuluerä.",
            "Resurserna är en tillgång, inte en kostnadspost.",
            "Resources are a strength, not a cost item.",
        ),
        values=(
            text("Innovatiivisuus", "Innovation", "Innovation"),
            text("Rohkeus", "Mod", "Courage"),
            text("Välittäminen", "Omsorg", "Caring"),
        ),
        audiences=(
            text("Henkilöstö", "Personalen", "Staff"),
            text("Asukkaat", "Invånarna", "Residents"),
        ),
        contact=text("resurssit@example.fi", "resurssit@example.fi", "resurssit@example.fi"),
        languages=("fi", "sv", "en"),
        owners=OWNERS,
        goals=_goals(indicators),
        indicators=indicators,
        coverage=_coverage(indicators),
        loads=LOADS,
        rejected=REJECTED,
        labels={
            "sector": SECTORS,
            "reporter": {
                "premises": text("Talo-osasto", "Husavdelningen", "Premises unit"),
                "engineering": text("Kuntek", "Kuntek", "Municipal engineering"),
            },
            "building": {
                str(number): text(f"Rakennus {number}, jonka nimi on erittäin pitkä, sivurakennus")
                for number in range(1, 31)
            },
            "system": {
                "office": text("Office 365"),
                "archive": text("Sähköinen arkisto", "Elektroniskt arkiv", "Electronic archive"),
                "kuntari": text("Kuntari"),
            },
            "function": {
                "basic_education": text("Perusopetus", "Grundläggande utbildning", "Basic education"),
                "early_education": text("Varhaiskasvatus", "Småbarnspedagogik", "Early childhood education"),
            },
        },
        dimension_names={
            "sector": text("Toimiala", "Sektor", "Sector"),
            "reporter": text("Lähde", "Källa", "Source"),
            "building": text("Rakennus", "Byggnad", "Building"),
            "system": text("Järjestelmä", "System", "System"),
            "function": text("Tehtävä", "Funktion", "Function"),
        },
        handbook=_handbook(indicators),
        programme_fingerprint="0123456789abcdef",
    )
    made = made.model_copy(update=changes)
    return made.model_copy(update={"columns": columns_of(made.indicators)})
