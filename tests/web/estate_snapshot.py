"""A snapshot of the estate made by code, with everything its pages may have to show."""

# ruff: noqa: E501 - a table of texts in three languages, one line a row

from __future__ import annotations

from datetime import date

from voimavara.core.language import Text
from voimavara.core.origin import Origin
from voimavara.snapshot.estate.condition import (
    BasisView,
    BridgeStepView,
    BridgeView,
    DifferenceView,
    ObjectView,
)
from voimavara.snapshot.estate.consumption import AbnormalView
from voimavara.snapshot.estate.futures import PathView, ThousandYearsView, WaveView
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.snapshot.estate.plan import (
    ChangeView,
    ComingYearView,
    FollowingView,
    PlanView,
    SlipView,
    UpdateView,
    WholeAgainstPartsView,
    WorkView,
)
from voimavara.snapshot.estate.space import (
    CandidateView,
    NetworkView,
    SpaceNeedView,
    StudyRowView,
    StudyView,
    UtilisationView,
)
from voimavara.verdicts.verdict import Judgement

from . import estate_objects
from .estate_objects import CENTRE, CLASSES, DISTRICTS
from .rich_snapshot import text

YEARS = tuple(range(2021, 2031))
ROOM_NEED = (("school", "education", 14), ("daycare", "education", 9))


def _path(scenario: str, name: Text, slope: float, met: float) -> PathView:
    years = tuple(range(2020, 2051))
    backlog = tuple(28e6 + slope * step for step in range(31))
    return PathView(
        scenario=scenario,
        name=name,
        policy={"now": "budget", "keep": "keep_condition", "none": "do_nothing", "clear": "clear_in_years"}[
            scenario
        ],
        years=years,
        backlog=backlog,
        low=tuple(value * (1 - 0.006 * step) for step, value in enumerate(backlog)),
        high=tuple(value * (1 + 0.008 * step) for step, value in enumerate(backlog)),
        spending=tuple(1.2e6 + 4e4 * step for step in range(31)),
        condition=tuple(0.71 - slope / 4e8 * step for step in range(31)),
        runs=1000,
        seed=20201031,
        assumptions=(
            text(
                "Rakennuskustannukset nousevat 2\u00a0%.",
                "Byggkostnaderna stiger 2\u00a0%.",
                "Building costs rise by 2%.",
            ),
        ),
        verdicts={"maintenance_backlog": Judgement.MET if met > 0.5 else Judgement.NOT_MET},
        met={"maintenance_backlog": met},
        judged_in=2030,
        figures={"maintenance_backlog": backlog[10]},
        present_value=3.1e7,
    )


def _paths() -> tuple[PathView, ...]:
    return (
        _path("now", text("Nykyinen rahoitus", "Nuvarande finansiering", "Present funding"), 6e5, 0.04),
        _path("keep", text("Kunto säilyy", "Skicket bevaras", "Condition is kept"), 0.0, 0.46),
        _path(
            "clear",
            text("Velka pois 10 vuodessa", "Skulden bort på tio år", "Backlog cleared in ten years"),
            -7.5e5,
            0.97,
        ),
        _path("none", text("Ei korjata", "Inga reparationer", "No repairs"), 1.4e6, 0.0),
    )


def _work(one: ObjectView, year: int, *, must: bool = False) -> WorkView:
    cost = round((one.replacement or 0) * 0.12)
    return WorkView(
        object=one.id,
        name=one.name,
        kind=one.kind,
        sector=one.sector,
        action=text("Peruskorjaus", "Ombyggnad", "Renovation"),
        year=year,
        cost=cost,
        gain=cost * 1.4,
        why=text(
            "Säästää eniten korjausvelkaa euroa kohden.",
            "Minskar underhållsskulden mest per euro.",
            "Avoids most backlog per euro.",
        ),
        why_now=text(
            "Katto on elinkaarensa lopussa.",
            "Taket är vid slutet av sin livslängd.",
            "The roof is at the end of its life.",
        ),
        next_in_line=text(
            "Virastotalo 3, 210 000 €", "Ämbetshuset 3, 210 000 €", "Office building 3, €210,000"
        ),
        must=must,
    )


def _plan(objects: tuple[ObjectView, ...]) -> PlanView:
    chosen = [one for one in objects if (one.backlog or 0) > 0][:90]
    works = tuple(_work(one, YEARS[number % 10], must=number % 12 == 0) for number, one in enumerate(chosen))
    spent = tuple(float(sum(work.cost for work in works if work.year == year)) for year in YEARS)
    return PlanView(
        name=text(
            "Investointisuunnitelma 2021–2030", "Investeringsplan 2021–2030", "Investment plan 2021–2030"
        ),
        objective=text(
            "Suunnitelma parantaa kuntoa ja välttää kustannuksia mahdollisimman paljon joka vuoden budjetissa.",
            "Planen förbättrar skicket och undviker kostnader så mycket som möjligt inom varje års budget.",
            "The plan improves the condition and avoids costs as far as possible within each year's budget.",
        ),
        weights=(
            (text("Vältetty kustannus", "Undviken kostnad", "Avoided cost"), 1.0),
            (text("Kunto", "Skick", "Condition"), 0.5),
        ),
        years=YEARS,
        budgets=tuple(value * 1.02 for value in spent),
        spent=spent,
        shadow_prices=tuple(1.38 - 0.06 * step for step in range(10)),
        value=41_820_000.0,
        bound=41_826_000.0,
        gap=6_000 / 41_826_000,
        works=works,
        left_out=tuple(
            _work(one, 2031) for one in [one for one in objects if (one.backlog or 0) > 0][90:100]
        ),
    )


def _update() -> UpdateView:
    rows = (
        ("building-2", "Päiväkoti 2", 2019, 2021, "later"),
        ("pipe-9", "Vesijohto 9", 2022, None, "left_out"),
    )
    return UpdateView(
        changes=tuple(
            ChangeView(
                object=one,
                name=text(name),
                adopted_year=year,
                adopted_cost=250_000.0,
                year=now,
                cost=260_000.0 if now else None,
                state=state,
            )
            for one, name, year, now, state in rows
        ),
        years=(
            ComingYearView(year=2021, budget=900_000.0, adopted=250_000.0, updated=890_000.0, works=4, new=3),
        ),
        sentence=text("Työtä on jäljellä kaksi, ja kolme uutta tulee lisää."),
    )


def _following() -> FollowingView:
    rows = (
        ("building-1", "Koulu 1", 2019, 2020, 400000.0, 520000.0, "dearer", 120000.0, "Työ maksoi 120 000 € suunniteltua enemmän."),
        ("building-2", "Päiväkoti 2", 2019, None, 250000.0, None, "late", 61000.0, "Työtä ei ole aloitettu. Viivästys maksaa 61 000 €."),
        ("street-4", "Pihlajakuja 4", 2020, 2020, 90000.0, 90000.0, "done", 0.0, "Työ tehtiin ajallaan."),
    )  # fmt: skip
    return FollowingView(
        adopted=date(2018, 12, 12),
        planned=740000.0,
        spent=610000.0,
        slips=tuple(
            SlipView(
                object=one,
                name=text(name),
                planned_year=year,
                done_year=done,
                planned_cost=cost,
                done_cost=paid,
                state=state,
                price=price,
                sentence=text(said),
            )
            for one, name, year, done, cost, paid, state, price, said in rows
        ),
        sentence=text(
            "Kolmesta työstä yksi on tehty suunnitellusti. Poikkeamat maksavat 181 000 €.",
            "Ett av tre arbeten har utförts enligt planen. Avvikelserna kostar 181 000 €.",
            "One of three works was done as planned. The slips cost €181,000.",
        ),
        update=_update(),
    )


def _thousand_years() -> ThousandYearsView:
    years = tuple(range(2020, 3020))
    need = tuple(4.1e6 + 2.9e6 * 0.995**step * ((step % 55) / 55 - 0.5) for step in range(1000))
    return ThousandYearsView(
        years=years,
        need=need,
        settled=5_100_000.0,
        overdue=9_000_000.0,
        until=2030,
        sustainable=4.1e6,
        this_year=2.6e6,
        waves=(
            WaveView(year=2032, spending=5.6e6, above=0.37),
            WaveView(year=2074, spending=5.1e6, above=0.24),
        ),
        sentence=text(
            "Kanta säilyy tuhat vuotta, kun siihen käytetään 4,1 milj. € vuodessa. Tänä vuonna käytetään 2,6 milj. €.",
            "Beståndet hålls i tusen år med 4,1 milj. € om året. I år används 2,6 milj. €.",
            "€4.1 million a year keeps the stock for a thousand years. This year €2.6 million is spent.",
        ),
    )


def _space_needs() -> tuple[SpaceNeedView, ...]:
    return tuple(
        SpaceNeedView(
            service=service,
            name=CLASSES[service],
            district=district,
            years=(2020, 2025, 2030, 2035, 2040),
            need=tuple(2400.0 - fall * 3 * step + 90 * place for step in (0, 5, 10, 15, 20)),
            space=tuple(2350.0 + 40 * place for _ in range(5)),
            parameter="m2_per_pupil" if service == "school" else "m2_per_child",
        )
        for service, _, fall in ROOM_NEED
        for place, district in enumerate(DISTRICTS)
    )


def _candidates(objects: tuple[ObjectView, ...]) -> tuple[CandidateView, ...]:
    shares = ({"cost": 0.4, "condition": 0.3, "use": 0.2, "adaptability": 0.05, "travel": 0.05}, {"cost": 0.2, "condition": 0.5, "use": 0.1, "adaptability": 0.1, "travel": 0.1})  # fmt: skip
    return tuple(
        CandidateView(
            object=one.id,
            name=one.name,
            score=0.9 - 0.1 * number,
            shares=shares[number % 2],
            known=0.85 if number == 1 else 1.0,
            places=(number + 1, number + 2),
            barred=text("Rakennus on suojeltu.", "Byggnaden är skyddad.", "The building is protected.")
            if number == 2
            else Text(),
            sentence=text(
                "Tyhjä ja huonokuntoinen.", "Tom och i dåligt skick.", "Empty and in poor condition."
            ),
        )
        for number, one in enumerate(objects[:5])
    )


def _networks() -> tuple[NetworkView, ...]:
    return (
        NetworkView(service="school", name=CLASSES["school"], open=("building-1", "building-4", "building-9"), cost=812.0, above=0.0, proven=True),
        NetworkView(service="school", name=CLASSES["school"], open=("building-1", "building-4", "building-12"), cost=829.0, above=0.021, proven=False),
    )  # fmt: skip


def _study() -> StudyView:
    return StudyView(
        question=text("Voiko koko kaupungille valita yhden luvun?", "Kan man välja ett tal för hela staden?", "Can one figure stand for the whole city?"),
        rows=(
            StudyRowView(measure="cost_per_m2", name=text("Kulut neliötä kohden", "Kostnader per kvadratmeter", "Cost per square metre"), unit="EUR/m2", coverage=0.94, timeliness_days=31.0, response=0.2, agreement=0.41, misleads=text("Luku laskee, kun tyhjä tila pidetään.", "Talet sjunker när tomma utrymmen behålls.", "It falls when empty space is kept.")),
            StudyRowView(measure="backlog_share", name=text("Korjausvelka jälleenhankinta-arvosta", "Underhållsskuldens andel av återanskaffningsvärdet", "Backlog of replacement value"), unit="%", coverage=1.0, timeliness_days=None, response=0.7, agreement=0.63, misleads=text("Menetelmän vaihto muuttaa lukua.", "Ett metodbyte ändrar talet.", "A change of method changes it.")),
        ),
        recommendation=text("Yhtä lukua ei kannata valita. Kaksi riittää.", "Välj inte ett enda tal. Två räcker.", "Don't choose one figure. Two are enough."),
        reasons=(text("Kulut neliötä kohden palkitsee tyhjistä tiloista.", "Kostnaden per kvadratmeter belönar tomma utrymmen.", "Cost per square metre rewards empty space."),),
    )  # fmt: skip


def _bases() -> dict[str, BasisView]:
    source = text("Kuntaliitto ja VTT 2006", "Kommunförbundet och VTT 2006", "Kuntaliitto and VTT 2006")
    definition = text(
        "Korjausvelka on se osa, jolla tekninen arvo jää alle 75\u00a0%:n jälleenhankinta-arvosta.",
        "Underhållsskulden är den del som det tekniska värdet understiger 75\u00a0% av återanskaffningsvärdet.",
        "The backlog is what the technical value falls short of 75% of the replacement value.",
    )
    return {
        "building": BasisView(
            method="by_value", definition=definition, threshold=0.75, price_level="2020", source=source
        ),
        "street": BasisView(
            method="measured",
            definition=text(
                "Matka optimikuntoon.",
                "Avståndet till optimalt skick.",
                "The distance to the optimal condition.",
            ),
            price_level="2020",
        ),
    }


def estate_snapshot(**changes: object) -> EstateSnapshot:
    """The snapshot; `changes` replace its parts, as in `estate_snapshot(plan=None)`."""
    objects = estate_objects.objects()
    x, y = CENTRE
    made = EstateSnapshot(
        as_of=date(2020, 10, 31),
        programme_snapshot="7c1ea90220201031",
        price_level="2020",
        labels={"district": DISTRICTS, "class": CLASSES, "sector": {"education": text("Sivistys", "Bildning", "Education"), "technical": text("Tekninen toimi", "Tekniska sektorn", "Technical services")}},
        bases=_bases(),
        objects=objects,
        sums=estate_objects.sums(objects),
        bridge=BridgeView(
            reporter=text("Tilapalvelut", "Lokalservicen", "Premises unit"), year=2019, stated=19.3e6,
            steps=(BridgeStepView(what="restated", euros=0.4e6), BridgeStepView(what="works", euros=-3.2e6)),
            total=16.5e6,
        ),
        differences=(DifferenceView(object="building-7", name=objects[6].name, field="replacement_value", values={"premises": "3 200 000", "engineering": "3 900 000"}, chosen="premises", rule=text("Tilapalvelujen tieto on uudempi.", "Lokalservicens uppgift är nyare.", "The premises unit's figure is newer.")),),
        pipe_range={"-10": 9.4e6, "0": 4.1e6, "10": 0.6e6},
        paths=_paths(),
        plan=_plan(objects),
        whole_against_parts=WholeAgainstPartsView(whole=41.8e6, parts={"education": 22.1e6, "technical": 17.3e6}, difference=2.4e6, sentence=text("Yhdessä suunnittelu välttää 2,4 milj. € enemmän kuin toimialoittain.", "En gemensam plan undviker 2,4 milj. € mer än sektorernas egna.", "One plan for the city avoids €2.4 million more than plans by sector.")),
        following=_following(),
        thousand_years=_thousand_years(),
        space_needs=_space_needs(),
        candidates=_candidates(objects),
        networks=_networks(),
        utilisation=tuple(UtilisationView(object=one.id, name=one.name, booked_of_open=0.3 + number * 0.05, occupied_of_open=None, people_of_capacity=0.41, used_of_week=0.2) for number, one in enumerate(objects[:8])),
        abnormal=(AbnormalView(object="building-1", name=objects[0].name, meter="heat", since="2020-02", amount=42000.0, unit="kWh", cost=3100.0, sentence=text("Lämpöä on kulunut helmikuusta 2020 lähtien 42 000 kWh tavallista enemmän.", "Sedan februari 2020 har det gått åt 42 000 kWh mer värme än vanligt.", "Since February 2020 heating has taken 42,000 kWh more than usual.")),),
        study=_study(),
        border=((x - 0.07, y - 0.03), (x + 0.07, y - 0.03), (x + 0.08, y + 0.02), (x, y + 0.035), (x - 0.07, y + 0.02)),
        origin=Origin.EXAMPLE,
    )  # fmt: skip
    return made.model_copy(update=changes)
