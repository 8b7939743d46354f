"""The indicators of the rich snapshot: one for each verdict and each kind of target."""

# ruff: noqa: E501 - a table of texts in three languages, one line a row

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import chain

from voimavara.core.errors import Place
from voimavara.core.language import Text
from voimavara.core.missing import Missing, Reason
from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.core.units import NUMBER
from voimavara.figures.columns import Figures
from voimavara.figures.figure import Figure
from voimavara.figures.series import measured
from voimavara.snapshot.frozen import Columns
from voimavara.snapshot.lineage import RowsView
from voimavara.snapshot.model import (
    BreakView,
    IndicatorView,
    MeasureView,
    PeersView,
    PeerView,
    TargetView,
    VerdictView,
)
from voimavara.snapshot.source_rows import SourceRows
from voimavara.verdicts.verdict import Judgement
from voimavara.warehouse.load import Lineage

LOAD = "01ab34cd56ef7890"
ROUND_PERIODS = tuple(str(Period.ending(2018 + index // 2, 3 + 6 * (index % 2), 12)) for index in range(6))
YEARS = ("2015", "2016", "2017", "2018", "2019")


def text(fi: str, sv: str = "", en: str = "") -> Text:
    """A text in three languages, with hard spaces before per cent as the product writes them."""
    finnish, swedish = (re.sub(r"(?<=\d) ?%", "\u00a0%", one) for one in (fi, sv or fi))
    return Text(fi=finnish, sv=swedish, en=en or fi)


def figures(
    values: tuple[float | None, ...], periods: tuple[str, ...], origin: Origin, **more: object
) -> tuple[Figure, ...]:
    """A series; None is a missing figure."""
    spread = more.pop("spread", None)
    return tuple(
        Figure(
            "",
            Period.parse(period),
            Missing(Reason.PARTLY, "2019-07") if value is None else value,
            NUMBER,
            "2",
            place=tuple(more.get("place", {}).items()),
            numerator=None if value is None else value * 50,
            denominator=50,
            n=50,
            interval=(value - spread, value + spread) if spread and value is not None else None,
            origin=origin,
            loads=(LOAD,),
        )
        for period, value in zip(periods[-len(values) :], values, strict=True)
    )  # fmt: skip


def by(
    dimension: str, values: dict[str, tuple[float | None, ...]], periods: tuple[str, ...], origin: Origin
) -> tuple[Figure, ...]:
    return tuple(
        figure
        for key, row in values.items()
        for figure in figures(row, periods, origin, place={dimension: key})
    )


def measure(
    unit: str, shown_in: str, decimals: int, total: tuple[Figure, ...] | None, *breakdowns: tuple[Figure, ...]
) -> MeasureView:
    return MeasureView(
        indicator="",
        id="main",
        name=text("Luku", "Tal", "Figure"),
        unit=unit,
        shown_in=shown_in,
        decimals=decimals,
        formula="a_formula",
        formula_version="2",
        formula_text=text("osuus = täyttyneet / kaikki", "andel = uppfyllda / alla", "share = filled / all"),
        sql="SELECT sum(amount) / avg(gross_area)\nFROM property_costs",
        figures=measured(Figures.of([*(total or ()), *chain.from_iterable(breakdowns)]), ""),
    )  # fmt: skip


def named(view: MeasureView, indicator: str) -> MeasureView:
    """The measure as one of the indicator's."""
    of = [replace(figure, indicator=indicator, measure=view.id) for figure in view.figures]
    return view.model_copy(
        update={"indicator": indicator, "figures": measured(Figures.of(of), indicator, view.id)}
    )


def columns_of(indicators: tuple[IndicatorView, ...]) -> Columns:
    """What lies in columns beside the indicators' texts."""
    measures = [view for one in indicators for view in (one.main, *one.beside)]
    return Columns(
        Figures.of(figure for view in measures for figure in view.figures),
        SourceRows.joined(rows.rows for one in indicators for rows in one.rows),
    )


def verdict(
    judgement: Judgement,
    reason: tuple[str, str, str],
    value: float | None,
    level: float | None = None,
    **more: object,
) -> VerdictView:
    return VerdictView(
        judgement=judgement, reason=text(*reason), value=value, level=level, period="2019-10..2020-09", **more
    )  # fmt: skip


def indicator(
    id_: str,
    goal: str,
    name: tuple[str, str, str],
    main: MeasureView,
    target: TargetView,
    judged: VerdictView,
    origin: Origin = Origin.EXAMPLE,
    **more: object,
) -> IndicatorView:
    given: dict[str, object] = {
        "code": "I1",
        "addition": False,
        "notes": Text(),
        "owner": "premises",
        "owner_name": text("Tilapalvelut", "Lokalservice", "Premises"),
        "period_kind": "12 months",
    }
    return IndicatorView(
        id=id_,
        goal=goal,
        name=text(*name),
        why=text("Kertoo, miten resursseja käytetään.", "Berättar hur resurserna används.", "Tells how resources are used."),
        definition=text("Kulut jaettuna pinta-alalla.", "Kostnader delat med yta.", "Costs divided by area."),
        authored_by="M. Mallikas",
        checked_by="T. Tarkastaja",
        next_review="2021-03",
        next_due=date(2021, 4, 15),
        next_round=date(2021, 4, 30),
        better="lower",
        origin=origin,
        main=named(main, id_),
        target=target,
        verdict=judged,
        loads=(LOAD,),
        datasets=("property_costs",),
        **{**given, **more, "beside": tuple(named(view, id_) for view in more.get("beside", ()))},
    )  # fmt: skip


def _rows(indicator: str, personal: bool) -> RowsView:
    columns = () if personal else ("building", "month", "kind", "amount")
    cells = dict(zip(columns, ("114", "2020-08", "heat", "12345.60"), strict=False))
    rows = [
        Lineage(LOAD, Place("incoming/kulut-2020.csv", 200 + n), cells, "korj.xlsx" if n == 12 else "")
        for n in range(0 if personal else 40)
    ]
    return RowsView(
        indicator=indicator,
        dataset="property_costs",
        period="2019-10..2020-09",
        personal=personal,
        count=412,
        columns=columns,
        rows=SourceRows.of(indicator, "property_costs", rows, columns),
        words={} if personal else {"kind": {"heat": text("Lämpö", "Värme", "Heat")}},
    )  # fmt: skip


def _peers(window: str, judgement: Judgement, own: float, median: float) -> PeersView:
    years = YEARS if window.startswith("2015") else YEARS[-2:]
    members = []
    for number in range(39):
        growth = own if number == 0 else 0.02 + number * 0.004
        index = {year: 100 * (1 + growth * step / (len(years) - 1)) for step, year in enumerate(years)}
        members.append(
            PeerView(
                code=f"{111 + number:03d}",
                name=text("Heinola")
                if number == 0
                else text(f"Kunta {number}", f"Kommun {number}", f"Town {number}"),
                amounts=dict.fromkeys(years, 113000000.0),
                index=index,
                growth=growth,
                own=number == 0,
            )
        )
    return PeersView(
        name=text("Samankokoiset kunnat", "Jämnstora kommuner", "Municipalities of the same size"),
        definition=text("14 001–24 999 asukasta", "14 001–24 999 invånare", "14,001–24,999 inhabitants"),
        window=window,
        borders=2019,
        own_growth=own,
        median_growth=median,
        interval=(median - 0.01, median + 0.01),
        rank=3,
        of=39,
        judgement=judgement,
        median_index={year: 100 * (1 + median * step / (len(years) - 1)) for step, year in enumerate(years)},
        members=tuple(members),
    )  # fmt: skip


SECTOR_SHARES = {
    "education": (0.8, 0.82, 0.85),
    "technical": (0.7, None, 0.72),
    "care": (0.76, 0.74, 0.71),
    "administration": (0.9, 0.9, 0.92),
}


def _employer() -> tuple[IndicatorView, ...]:
    shares = measure("1", "%", 1, figures((0.71, 0.78, 0.81, 0.8, 0.84), ROUND_PERIODS, Origin.EXAMPLE),
                     by("sector", SECTOR_SHARES, ROUND_PERIODS, Origin.EXAMPLE))  # fmt: skip
    survey = measure(
        "1",
        "%",
        1,
        figures(
            (0.72, 0.74, 0.73, 0.76),
            ("2017-09", "2018-09", "2019-09", "2020-09"),
            Origin.EXAMPLE,
            spread=0.05,
        ),
    )
    return (
        indicator("recruitment_success", "employer", ("Onnistuneet rekrytoinnit", "Lyckade rekryteringar", "Successful recruitments"), shares,
                  TargetView(kind="undecided", text=text("Tavoitetasoa ei ole päätetty", "Målnivån är inte bestämd", "The level is not decided"),
                             what_history_says=text("Kolmen vuoden mediaani olisi 81 %.", "Tre års median vore 81 %.", "Three years' median would be 81%.")),
                  verdict(Judgement.UNDECIDED, ("Päättämättä: tuleeko taso aiemmista vuosista?", "Öppet: kommer nivån från tidigare år?", "Open: does the level come from earlier years?"), 0.84),
                  questions=(text("Tuleeko taso aiemmista vuosista?", "Kommer nivån från tidigare år?", "Does the level come from earlier years?"),), rows=(_rows("recruitment_success", True),)),
        indicator("would_recommend", "employer", ("Suosittelee kaupunkia työpaikkana", "Rekommenderar staden som arbetsplats", "Would recommend the city as a workplace"), survey,
                  TargetView(kind="at_least", text=text("Vähintään 80 %", "Minst 80 %", "At least 80%"), level=0.8),
                  verdict(Judgement.INCONCLUSIVE, ("Suosittelijoita oli 76 %, mutta otos ei riitä kertomaan, ylittyykö 80 %.", "76 % rekommenderar, men urvalet räcker inte.", "76% would recommend, but the sample can't tell."), 0.76, 0.8)),
        indicator("exit_interview_share", "employer", ("Lähtöhaastattelut pidetty", "Avgångssamtal hållna", "Exit interviews held"),
                  measure("1", "%", 1, figures((None, None, 0.55, 0.58), ROUND_PERIODS, Origin.EXAMPLE)),
                  TargetView(kind="at_least", text=text("Vähintään 75 %", "Minst 75 %", "At least 75%"), level=0.75),
                  verdict(Judgement.NOT_MET, ("Lähtöhaastattelu pidettiin 58 prosentille, tavoite on 75 %.", "Samtal hölls med 58 %, målet är 75 %.", "Interviews were held with 58%, the target is 75%."), 0.58, 0.75, margin=-0.17), addition=True, code=""),
        indicator("sick_leave_days", "employer", ("Sairauspoissaolopäivät", "Sjukfrånvarodagar", "Sick leave days"),
                  measure("day/htv", "day/htv", 1, figures((16.1, 15.8, 15.5, 15.2), ROUND_PERIODS, Origin.OWN)),
                  TargetView(kind="at_most", text=text("Enintään 14,5 pv/htv 31.12.2021", "Högst 14,5 dagar/årsverke 31.12.2021", "At most 14.5 days by 31 December 2021"), level=14.5, by=date(2021, 12, 31), path={"2019": 16.0, "2020-09": 15.4, "2021-12": 14.5}),
                  verdict(Judgement.ON_TRACK, ("Poissaoloja oli 15,2 päivää, suora kohti tavoitetta sallii 15,4.", "Frånvaron var 15,2 dagar, linjen tillåter 15,4.", "There were 15.2 days; the line allows 15.4."), 15.2, 15.4), Origin.OWN, addition=True, code=""),
    )  # fmt: skip


def _assets() -> tuple[IndicatorView, ...]:
    undecided = TargetView(
        kind="undecided",
        text=text("Tavoitetasoa ei ole päätetty", "Målnivån är inte bestämd", "The level is not decided"),
    )
    buildings = {str(n): (50.0 + n, 55.0 + 1.3 * n) for n in range(1, 31)}
    sources = {
        "premises": (14e6, 15.2e6, 16e6, 17.1e6, 18e6),
        "engineering": (18e6, 19e6, 19.5e6, 20.7e6, 21.4e6),
    }
    late = {
        "education": (214.0, 208.0, None),
        "technical": (190.0, 188.0, None),
        "care": (230.0, 231.0, None),
    }
    return (
        indicator("maintenance_backlog", "assets", ("Korjausvelka", "Reparationsskuld", "Maintenance backlog"),
                  measure("EUR", "EUR", 0, None, by("reporter", sources, YEARS, Origin.EXAMPLE)), undecided,
                  verdict(Judgement.UNDECIDED, ("Päättämättä: kumpi lähde otetaan käyttöön?", "Öppet: vilken källa används?", "Open: which source is used?"), None),
                  questions=(text("Kumpi lähde otetaan käyttöön?", "Vilken källa används?", "Which source is used?"),), period_kind="year_end"),
        indicator("property_cost_per_m2", "assets", ("Kiinteistökulut neliötä kohden", "Fastighetskostnader per kvadratmeter", "Property costs per square metre"),
                  measure("EUR/m2", "EUR/m2", 2, figures((56.1, 57.9, 58.4, 60.2, 61.3), ROUND_PERIODS, Origin.EXAMPLE), by("building", buildings, ROUND_PERIODS, Origin.EXAMPLE)),
                  undecided, verdict(Judgement.INCOMPLETE, ("Luku on vajaa: 2 riviä on korjaamatta.", "Talet är ofullständigt: 2 rader är inte rättade.", "The figure is incomplete: 2 rows are not mended."), 61.3), rows=(_rows("property_cost_per_m2", False),)),
        indicator("consumption_per_m2", "assets", ("Energiankulutus neliötä kohden ja vedenkulutus rakennuksittain", "Energiförbrukning per kvadratmeter och vattenförbrukning", "Energy use per square metre and water use"),
                  measure("kWh/m2", "kWh/m2", 0, figures((210.0, 205.0, None), ROUND_PERIODS, Origin.EXAMPLE), by("sector", late, ROUND_PERIODS, Origin.EXAMPLE)),
                  TargetView(kind="within", text=text("180–200 kWh/m²", "180–200 kWh/m²", "180–200 kWh/m²"), level=180, upper=200),
                  verdict(Judgement.LATE, ("Tiedon piti tulla 16.10.2020. Se ei ole tullut.", "Uppgiften skulle ha kommit 16.10.2020.", "The figure was due on 16 October 2020."), None), rows=(_rows("consumption_per_m2", False),)),
    )  # fmt: skip


def _others() -> tuple[IndicatorView, ...]:
    systems = {"office": (0.6, 0.8, 0.95), "archive": (0.1, 0.3, 0.55), "kuntari": (None, 0.2, 0.5)}
    months = ("2019-09", "2020-03", "2020-09")
    parts = tuple(
        verdict(
            judged,
            (f"Käytössä {value:.0%}.", f"I bruk {value:.0%}.", f"In use {value:.0%}."),
            value,
            1.0,
            place={"system": key},
            asked=level,
            by=date(2020, 12, 31),
        )
        for key, judged, value, level in (
            ("office", Judgement.ON_TRACK, 0.95, 0.9),
            ("archive", Judgement.OFF_TRACK, 0.55, 0.8),
            ("kuntari", Judgement.MET, 0.5, 0.4),
        )
    )
    functions = {"basic_education": (0.02, -0.01, 0.03), "early_education": (None, 0.05, 0.06)}
    break_ = BreakView(
        at="2018", text=text("Tilastointi muuttui", "Statistiken ändrades", "The statistics changed")
    )
    unit_costs = {
        key: (100.0, 102.0 + n, 101.0 + n, 99.0 + n, 98.0 + 3 * n) for n, key in enumerate(SECTOR_SHARES)
    }
    return (
        indicator("reporting_coverage", "information", ("Mittareita seurataan", "Indikatorerna följs", "Indicators are followed"),
                  measure("1", "%", 0, figures((0.7, 0.75, 0.83), ("2019-10", "2020-04", "2020-10"), Origin.OWN)),
                  TargetView(kind="covered", text=text("Kaikkia seurataan", "Alla följs", "All are followed"), level=1.0),
                  verdict(Judgement.NOT_MET, ("Ajoissa tuli 83 % luvuista, tavoite on 100 %.", "83 % av talen kom i tid, målet är 100 %.", "83% of figures came in time."), 0.83, 1.0), Origin.OWN, period_kind="round"),
        indicator("system_adoption", "information", ("Uudet järjestelmät käytössä", "Nya system i bruk", "New systems in use"),
                  measure("1", "%", 0, figures((0.3, 0.45, 0.68), months, Origin.EXAMPLE), by("system", systems, months, Origin.EXAMPLE)),
                  TargetView(kind="within_months", text=text("100 % vuodessa käyttöönotosta", "100 % inom ett år", "100% within a year"), level=1.0, by=date(2020, 12, 31)),
                  verdict(Judgement.OFF_TRACK, ("Yksi kolmesta järjestelmästä jää jälkeen.", "Ett av tre system släpar efter.", "One system of three falls behind."), 0.68, parts=parts, counts={"on_track": 1, "off_track": 1, "met": 1}), period_kind="month_end"),
        indicator("net_cost_growth", "services", ("Nettomenojen kasvu verrokkeihin nähden", "Nettoutgifternas ökning jämfört", "Growth of net costs against peers"),
                  measure("1", "%", 1, figures((0.03, 0.05, 0.01, -0.02, 0.002), ("2011..2015", "2012..2016", "2013..2017", "2014..2018", "2015..2019"), Origin.OFFICIAL),
                          by("function", functions, YEARS, Origin.OFFICIAL)),
                  TargetView(kind="not_above_peers", text=text("Enintään verrokkien mediaani", "Högst medianen", "At most the peers' median"), level=0.081),
                  verdict(Judgement.MET, ("Nettomenot kasvoivat 0,2 %, verrokkien mediaani 8,1 %.", "Nettoutgifterna ökade 0,2 %, medianen 8,1 %.", "Net costs grew 0.2%, the peers' median 8.1%."), 0.002, 0.081), Origin.OFFICIAL,
                  breaks=(break_,), peers=(_peers("2015..2019", Judgement.MET, 0.002, 0.081), _peers("2018..2019", Judgement.NOT_MET, 0.068, 0.04)), owner="finance", period_kind="year",
                  beside=(measure("1", "%", 1, figures((0.02, -0.03, -0.05, 0.068), YEARS[1:], Origin.OFFICIAL)).model_copy(update={"id": "one_year", "name": text("Yhden vuoden kasvu", "Ett års ökning", "Growth in one year")}),)),
        indicator("unit_cost", "services", ("Yksikkökustannukset toimialoittain", "Enhetskostnader per sektor", "Unit costs by sector"),
                  measure("1", "1", 1, None, by("sector", unit_costs, YEARS, Origin.EXAMPLE)),
                  TargetView(kind="falling", text=text("Laskeva joka toimialalla", "Sjunkande i varje sektor", "Falling in every sector")),
                  verdict(Judgement.MISSING, ("Vuoden 2019 suoritteet puuttuvat.", "Prestationerna för 2019 saknas.", "The outputs of 2019 are missing."), None), period_kind="year"),
        indicator("no_figures_at_all", "services", ("Mittari vailla lukuja", "Indikator utan tal", "An indicator without figures"),
                  measure("1", "%", 1, None),
                  TargetView(kind="rising", text=text("Nouseva", "Stigande", "Rising")),
                  verdict(Judgement.MISSING, ("Aineistoa ei ole tullut.", "Inget material har kommit.", "No data have come."), None), None),
    )  # fmt: skip


def all_indicators() -> tuple[IndicatorView, ...]:
    """Every indicator of the rich snapshot, goal by goal."""
    return (*_employer(), *_assets(), *_others())
