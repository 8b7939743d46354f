"""What a snapshot holds, that the same inputs give the same bytes, and that no person can be found in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from voimavara.core.errors import Place
from voimavara.core.periods import Period
from voimavara.figures.columns import Figures
from voimavara.figures.figure import Figure
from voimavara.programme.models.programme import Move
from voimavara.snapshot.canonical import to_bytes
from voimavara.snapshot.figures import measure_view
from voimavara.snapshot.freeze import freeze
from voimavara.snapshot.goals import moved_view
from voimavara.snapshot.model import Snapshot

from .making import AUTUMN, SPRING, figures_of, load, material, snapshot


def test_every_indicator_goal_and_means_is_there(programme):
    made = snapshot(programme)
    assert {indicator.id for indicator in made.indicators} == set(programme.indicators)
    assert [len(goal.means) for goal in made.goals] == [11, 7, 7, 9]
    own = [indicator.addition for indicator in made.indicators]
    assert own == sorted(own)
    assert made.round == AUTUMN


def test_a_snapshot_is_read_back_as_it_was_written(programme):
    made = snapshot(programme)
    assert Snapshot.model_validate_json(to_bytes(made), context=made.columns) == made


def test_the_same_inputs_give_the_same_bytes_whatever_their_order(programme):
    one = material(programme)
    turned = replace(
        one,
        figures=Figures.of(reversed(list(one.figures))),
        verdicts=dict(reversed(list(one.verdicts.items()))),
        cells=tuple(reversed(one.cells)),
        loads=tuple(reversed(one.loads)),
        open_rows=tuple(reversed(one.open_rows)),
        labels=dict(reversed(list(one.labels.items()))),
    )
    assert to_bytes(freeze(one)) == to_bytes(freeze(turned))


def test_when_a_load_was_loaded_and_on_which_line_a_row_stood_change_no_identity(programme):
    one = material(programme)
    later = tuple(replace(each, loaded=datetime(2021, 1, 1, tzinfo=UTC)) for each in one.loads)
    moved = {
        name: tuple(
            replace(each, rows=tuple(replace(row, place=Place(row.place.file, 99)) for row in each.rows))
            for each in behind
        )
        for name, behind in one.behind.items()
    }
    assert to_bytes(freeze(replace(one, loads=later))) == to_bytes(freeze(one))
    assert freeze(replace(one, behind=moved)).id == freeze(one).id


def test_another_figure_received_date_or_day_is_another_snapshot(programme):
    one = material(programme)
    other_figure = {"utilisation_rate": figures_of(programme, "utilisation_rate", AUTUMN, seed=8)}
    other_day = tuple(replace(each, received=date(2020, 9, 15)) for each in one.loads)
    made = {
        freeze(one).id,
        snapshot(programme, figures=other_figure).id,
        freeze(replace(one, loads=other_day)).id,
        snapshot(programme, as_of=SPRING).id,
    }
    assert len(made) == 4


def test_personal_datasets_give_counts_and_nothing_else(programme):
    made = snapshot(programme)
    behind = {rows.dataset: rows for indicator in made.indicators for rows in indicator.rows}
    assert behind["recruitments"].personal
    told = behind["recruitments"]
    assert (told.count, tuple(told.rows), told.columns) == (1, (), ())
    assert next(iter(behind["property_costs"].rows)).line == 5
    got = {row.file: row.got for row in made.rejected}
    assert got == {"": "", "incoming/property_costs.csv": "12,3,4"}
    assert b"Jalmari" not in to_bytes(made)
    assert "Jalmari" not in str(made.columns.rows.table.to_pylist())


def test_a_personal_column_of_another_dataset_is_left_out_of_its_rows(programme):
    contract = programme.contracts["property_costs"]
    building = contract.columns["building"].model_copy(update={"personal": True})
    marked = contract.model_copy(update={"columns": {**contract.columns, "building": building}})
    of = replace(programme, contracts={**programme.contracts, "property_costs": marked})
    rows = {rows.dataset: rows for indicator in snapshot(of).indicators for rows in indicator.rows}[
        "property_costs"
    ]
    assert "building" not in rows.columns
    assert len(next(iter(rows.rows)).cells) == len(rows.columns)
    assert "114" not in next(iter(rows.rows)).cells


def test_codes_in_the_rows_behind_bring_along_what_they_are_called(programme):
    one = material(programme)
    name = "property_cost_per_m2"
    rows = [replace(each, rows=(replace(each.rows[0], cells={"kind": "heat"}),)) for each in one.behind[name]]
    frozen = freeze(replace(one, behind={name: tuple(rows)}))
    (behind,) = next(each for each in frozen.indicators if each.id == name).rows
    assert {code: text.fi for code, text in behind.words["kind"].items()} == {"heat": "Lämpö"}


def test_figures_that_only_the_verdict_needed_are_not_in_the_series(programme):
    made = {indicator.id: indicator for indicator in snapshot(programme).indicators}
    total = made["sick_leave_days"].main.total
    assert total is not None
    assert Period.year(2019) not in {figure.period for figure in total.figures}
    assert made["sick_leave_days"].target.path[Period.year(2019)] > 0


def test_parts_that_are_kept_apart_have_no_total(programme):
    backlog = next(one for one in snapshot(programme).indicators if one.id == "maintenance_backlog").main
    assert backlog.total is None
    assert [series.place for series in backlog.breakdowns[0].series] == [
        (("reporter", "engineering"),),
        (("reporter", "premises"),),
    ]


def test_formulas_are_told_in_words_with_the_names_that_people_know(programme):
    made = {indicator.id: indicator for indicator in snapshot(programme).indicators}
    assert made["vacancy_rate"].main.formula_text.fi.startswith("1 − (")
    assert "Lämpö, Sähkö" in made["property_cost_per_m2"].main.formula_text.fi
    assert all(one.main.formula_text.sv for one in made.values())


def test_the_handbook_explains_what_is_used_and_by_whom(programme):
    entries = {(entry.kind, entry.id): entry for entry in snapshot(programme).handbook}
    assert "property_cost_per_m2" in entries["dataset", "property_costs"].used_by
    assert entries["parameter", "backlog_threshold"].used_by == ("maintenance_backlog",)
    assert entries["formula", "recruitment_success"].definition.sv
    assert entries["term", "median"].name.fi == "Mediaani"


def test_loads_tell_what_waits_to_be_mended(programme):
    loads = {one.dataset: one for one in snapshot(programme).loads}
    assert loads["property_costs"].rows_open == 1
    assert loads["buildings"].rows_open == 0
    assert loads["recruitments"].personal


def test_the_name_of_a_file_about_persons_is_not_shown_for_it_may_name_one(programme):
    made = snapshot(programme)
    (private,) = [one for one in made.loads if one.dataset == "recruitments"]
    (aside,) = [row for row in made.rejected if row.load == private.id]
    assert (private.file, aside.file) == ("", "")
    assert private.source_name.fi == aside.source_name.fi == programme.sources["recruitments"].name.fi
    assert b"incoming/recruitments.csv" not in to_bytes(made)


def test_a_load_that_came_after_the_due_day_shows_as_late_in_its_cells(programme):
    loads = tuple(
        load(name, date(2020, 10, 20) if name == "consumption" else date(2020, 10, 1))
        for name, each in programme.contracts.items()
        if each.derived is None
    )
    made = snapshot(programme, loads=loads)
    states = {cell.indicator: cell.state for cell in made.coverage.cells if cell.round == AUTUMN}
    assert states["consumption_per_m2"] == "came_late"
    assert states["property_cost_per_m2"] == "in_time"


def moved(programme, values, begins="2019-09", direction="up"):
    indicator = "would_recommend"
    figures = figures_of(programme, indicator, AUTUMN)
    made = tuple(
        replace(figure, value=value) for figure, value in zip(figures[-len(values) :], values, strict=True)
    )
    return moved_view(material(programme, figures={indicator: made}), indicator, Move(go=direction), begins)


def test_a_means_tells_what_its_indicator_was_before_it_began_and_is_now(programme):
    found = moved(programme, [0.70, 0.71, 0.76])  # the surveys of 2018, 2019 and 2020
    assert (found.before, found.after, found.moved) == (0.70, 0.76, "as_meant")
    assert moved(programme, [0.70, 0.71, 0.66]).moved == "other_way"
    assert moved(programme, [0.70, 0.71, 0.70]).moved == "not"
    assert moved(programme, [0.70, 0.71, 0.66], direction="down").moved == "as_meant"


def test_a_means_about_one_system_does_not_take_credit_for_another(programme):
    last, newest = figures_of(programme, "system_adoption", AUTUMN)[-2:]
    made = tuple(
        replace(figure, value=value, place=(("system", system),))
        for system, figure, value in (("O365", last, 0.2), ("O365", newest, 1.0), ("ARK", newest, 0.6))
    )
    of, begins = material(programme, figures={"system_adoption": made}), "2020-09"
    archive = moved_view(of, "system_adoption", Move(go="up", where={"system": "ARK"}), begins)
    assert (archive.before, archive.after, archive.moved) == (None, None, "unknown")
    office = moved_view(of, "system_adoption", Move(go="up", where={"system": "O365"}), begins)
    assert (office.before, office.after, office.moved) == (0.2, 1.0, "as_meant")


def test_before_anything_was_measured_nothing_can_have_moved(programme):
    assert moved(programme, [0.70, 0.71, 0.76], begins="2010").moved == "unknown"
    assert moved(programme, [0.70, 0.71, 0.76], begins="2021").moved == "unknown"
    assert moved(programme, [0.70, 0.71, 0.76], begins="").moved == "unknown"


def test_samples_whose_intervals_touch_have_not_moved_for_sure(programme):
    figures: tuple[Figure, ...] = figures_of(programme, "would_recommend", AUTUMN)[-2:]
    unsure = tuple(
        replace(figure, value=value, interval=(value - 0.05, value + 0.05))
        for figure, value in zip(figures, (0.7, 0.76), strict=True)
    )
    of = material(programme, figures={"would_recommend": unsure})
    assert moved_view(of, "would_recommend", Move(go="up"), "2020").moved == "unsure"


def test_the_handbook_says_in_words_what_a_column_holds(programme):
    entry = next(one for one in snapshot(programme).handbook if one.id == "buildings")
    held = {column: what for column, _, what in entry.columns}
    assert (held["gross_area"].fi, held["use_class"].sv) == ("luku, m²", "val ur en lista")


def test_figure_and_level_are_shown_alike_with_decimals_that_tell_both(programme):
    name = "property_cost_per_m2"
    written = programme.indicators[name]
    target = written.target.model_validate({"at_most": "0.05 EUR/m2"})
    fine = written.model_copy(update={"target": target})
    changed = replace(programme, indicators={**programme.indicators, name: fine})
    assert measure_view(material(changed), name).decimals == 2
