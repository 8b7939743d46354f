"""Which figure of which round came, when, and whose it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from voimavara.core.origin import Origin
from voimavara.core.periods import Period
from voimavara.programme.programme import Programme
from voimavara.run.programme import read_programme
from voimavara.verdicts.coverage import coverage_figures, follow, late_since
from voimavara.verdicts.verdict import Judgement
from voimavara.warehouse.load import Load

from .making import verdict

SPRING, AUTUMN, NEXT = date(2020, 4, 30), date(2020, 10, 31), date(2021, 4, 30)
FILES = {
    "programme.yaml": """\
title: {fi: Ohjelma}
city: {code: 111, name: {fi: Heinola}}
decision: {date: 2019-06-26, what: {fi: Hyväksytty}}
principle: {fi: Voimavara}
values: [{fi: rohkeus}]
audiences: [{fi: asukkaat}]
owners: {premises: {fi: Tilapalvelut}, finance: {fi: Talous}}
languages: [fi]
followed_since: 2020-01-01
""",
    "goals/assets.yaml": "name: {fi: Omaisuus}\nstatement: {fi: Hoidetaan.}\n",
    "vocabularies/sectors.yaml": "name: {fi: Toimialat}\nvalues: {education: {fi: Sivistys}}\n",
    "vocabularies/use_classes.yaml": "name: {fi: Käyttö}\nvalues: {school: {fi: Koulu}}\n",
    "indicators/property_cost.yaml": """\
name: {fi: Kulut}
goal: assets
why: {fi: Siksi}
formula: property_cost_per_m2
unit: EUR/m2
period: 12 months
owner: premises
target: {undecided: {fi: Mikä?}}
""",
    "indicators/growth.yaml": """\
name: {fi: Kasvu}
goal: assets
why: {fi: Siksi}
formula: net_cost_growth
unit: "%"
period: year
every: year
published: {month: 9}
owner: finance
target: {at_most: 5 %}
""",
    "indicators/coverage.yaml": """\
name: {fi: Seuranta}
goal: assets
why: {fi: Siksi}
formula: reporting_coverage
unit: "%"
period: round
owner: finance
target: {covered: 100 %}
""",
}


@pytest.fixture(scope="module")
def programme(tmp_path_factory) -> Programme:
    folder = tmp_path_factory.mktemp("programme")
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_programme(folder)


def load(
    dataset: str, received: date, covers: str | None, accepted: int = 10, origin: Origin = Origin.OWN
) -> Load:
    return Load(
        id=f"{dataset}-{received}",
        dataset=dataset,
        source=dataset,
        file=f"incoming/{dataset}.csv",
        received=received,
        loaded=datetime(2020, 11, 1, tzinfo=UTC),
        origin=origin,
        replaces="periods",
        tolerance=0.0,
        rows_read=accepted,
        rows_accepted=accepted,
        rows_set_aside=0,
        rows_dropped=0,
        covers=Period.parse(covers) if covers else None,
        contract_version=1,
    )


REGISTER = load("buildings", date(2019, 5, 2), "2019-01..2019-04")
COSTS_SPRING = load("property_costs", date(2020, 4, 14), "2018-01..2020-03")
ACCOUNTS = load("net_costs", date(2020, 10, 12), "2015..2019")


def cell(programme, loads, indicator, round_, as_of=AUTUMN):
    found = follow(programme, loads, as_of)
    return next(cell for cell in found if (cell.indicator, cell.round) == (indicator, round_))


def test_what_came_by_the_due_day_is_in_time(programme):
    loads = [REGISTER, COSTS_SPRING, load("property_costs", date(2020, 10, 16), "2020-04..2020-09")]
    found = cell(programme, loads, "property_cost", AUTUMN)
    assert (found.state, found.received, str(found.period)) == (
        "in_time",
        date(2020, 10, 16),
        "2019-10..2020-09",
    )


def test_a_day_after_the_due_day_is_late(programme):
    loads = [REGISTER, COSTS_SPRING, load("property_costs", date(2020, 10, 17), "2020-04..2020-09")]
    assert cell(programme, loads, "property_cost", AUTUMN).state == "came_late"


def test_data_that_do_not_reach_the_last_month_have_not_come(programme):
    loads = [REGISTER, COSTS_SPRING, load("property_costs", date(2020, 10, 12), "2020-04..2020-08")]
    cells = follow(programme, loads, AUTUMN)
    assert cell(programme, loads, "property_cost", AUTUMN).state == "late"
    assert late_since(cells, "property_cost") == date(2020, 10, 16)


def test_a_later_correction_does_not_make_late_what_came_in_time(programme):
    correction = load("property_costs", date(2020, 10, 29), "2019-10..2020-09")
    loads = [REGISTER, load("property_costs", date(2020, 10, 12), "2020-04..2020-09"), correction]
    assert cell(programme, loads, "property_cost", AUTUMN).state == "in_time"


def test_all_the_datasets_of_a_formula_must_have_come(programme):
    costs = load("property_costs", date(2020, 10, 12), "2020-04..2020-09")
    assert cell(programme, [costs], "property_cost", AUTUMN).state == "late"
    late_register = load("buildings", date(2020, 10, 20), None)
    assert cell(programme, [costs, late_register], "property_cost", AUTUMN).received == date(2020, 10, 20)


def test_a_register_that_came_empty_has_not_come(programme):
    costs = load("property_costs", date(2020, 10, 12), "2020-04..2020-09")
    empty = load("buildings", date(2020, 1, 2), None, accepted=0)
    assert cell(programme, [costs, empty], "property_cost", AUTUMN).state == "late"


def test_accounts_are_asked_for_when_they_have_been_published(programme):
    assert cell(programme, [ACCOUNTS], "growth", SPRING).state == "not_due"
    found = cell(programme, [ACCOUNTS], "growth", AUTUMN)
    assert (found.state, str(found.period), found.due) == ("in_time", "2019", date(2020, 10, 16))


def test_a_yearly_figure_that_never_came_stays_late_in_the_rounds_after(programme):
    cells = follow(programme, [], date(2021, 5, 1))
    assert late_since(cells, "growth") == date(2020, 10, 16)


def test_the_next_round_is_listed_and_not_yet_due(programme):
    found = cell(programme, [], "property_cost", NEXT)
    assert (found.state, found.due, found.received) == ("not_due", date(2021, 4, 15), None)


def test_what_was_received_after_the_date_is_not_known_yet(programme):
    loads = [REGISTER, load("property_costs", date(2020, 11, 2), "2020-04..2020-09")]
    assert cell(programme, loads, "property_cost", AUTUMN).state == "late"


def test_coverage_counts_due_figures_by_owner_and_leaves_itself_out(programme):
    cells = follow(programme, [REGISTER, COSTS_SPRING, ACCOUNTS], AUTUMN)
    figures = coverage_figures("coverage", "1", cells, AUTUMN)
    found = {(str(figure.period), figure.place): (figure.numerator, figure.denominator) for figure in figures}
    assert found == {
        ("2020-04", ()): (1, 1),
        ("2020-04", (("owner", "premises"),)): (1, 1),
        ("2020-10", ()): (1, 2),
        ("2020-10", (("owner", "finance"),)): (1, 1),
        ("2020-10", (("owner", "premises"),)): (0, 1),
    }
    assert not any(cell.indicator == "coverage" for cell in cells)


def test_on_the_due_day_itself_nothing_counts_as_late(programme):
    cells = follow(programme, [REGISTER], date(2020, 10, 16))
    assert not any(cell.round == AUTUMN and cell.state == "late" for cell in cells)
    assert not any(
        figure.period == Period.parse("2020-10")
        for figure in coverage_figures("c", "1", cells, date(2020, 10, 16))
    )


def test_coverage_of_example_data_is_an_example_too(programme):
    example = load("net_costs", date(2020, 10, 12), "2015..2019", origin=Origin.EXAMPLE)
    official = load("property_costs", date(2020, 10, 12), "2020-04..2020-09")
    cells = follow(programme, [REGISTER, official, example], AUTUMN)
    found = {
        figure.place: figure.origin
        for figure in coverage_figures("coverage", "1", cells, AUTUMN)
        if figure.period == Period.parse("2020-10")
    }
    assert found[()] is Origin.EXAMPLE
    assert found[(("owner", "premises"),)] is Origin.OWN


def test_a_programme_followed_from_tomorrow_on_owes_nothing_yet(programme):
    cover = programme.cover.model_copy(update={"followed_since": date(2021, 5, 1)})
    later = replace(programme, cover=cover)
    cells = follow(later, [REGISTER, COSTS_SPRING, ACCOUNTS], AUTUMN)
    assert {cell.round for cell in cells} == {date(2021, 10, 31)}
    assert coverage_figures("coverage", "1", cells, AUTUMN) == ()
    found = verdict({"covered": "100 %"}, [], asked="2020-10", period="round")
    assert found.judgement is Judgement.MISSING
    assert found.reason.en.startswith("Nothing has fallen due")
