"""What changed between two snapshots, in sentences for the first page."""

from __future__ import annotations

from dataclasses import replace

from voimavara.core.missing import Missing, Reason
from voimavara.figures.figure import Incomplete
from voimavara.programme.models.indicator import Break
from voimavara.snapshot.changes import compare

from .making import AUTUMN, SPRING, figures_of, snapshot


def series(programme, name, as_of, values):
    """The newest figures of the indicator, with these values; an earlier one has none."""
    figures = figures_of(programme, name, as_of)
    filled = [None] * (len(figures) - len(values)) + values
    return {
        name: tuple(
            replace(figure, value=Missing(Reason.NO_DATA) if value is None else value)
            for figure, value in zip(figures, filled, strict=True)
        )
    }


def between(programme, name, before, after, first=SPRING):
    old = snapshot(programme, as_of=first, figures=series(programme, name, first, before))
    new = snapshot(programme, as_of=AUTUMN, figures=series(programme, name, AUTUMN, after))
    return compare(old, new)


def told(changes, name):
    return [change.text.fi.replace("\u00a0", " ") for change in changes if change.indicator == name]


def test_nothing_changes_between_a_snapshot_and_itself(programme):
    made = snapshot(programme)
    assert not compare(made, made)


def test_a_verdict_that_turned_is_told_with_both_figures(programme):
    found = between(programme, "exit_interview_share", [0.70], [0.70, 0.84])
    assert told(found.turned, "exit_interview_share") == [
        "Pidetyt lähtöhaastattelut: luku nousi tavoitteeseen, 70,0 % → 84,0 %."
    ]
    assert told(found.moved, "exit_interview_share") == []


def test_a_verdict_that_turned_the_other_way_is_told_in_every_language(programme):
    found = between(programme, "exit_interview_share", [0.84], [0.84, 0.70])
    change = next(change for change in found.turned if change.indicator == "exit_interview_share")
    assert (
        change.text.fi.replace("\u00a0", " ")
        == "Pidetyt lähtöhaastattelut: luku jää tavoitteesta, 84,0 % → 70,0 %."
    )
    assert change.text.sv.replace("\u00a0", " ") == "Hållna avgångssamtal: når inte målet, 84,0 % → 70,0 %."
    assert change.text.en == "Exit interviews held: falls short of the target, 84.0% → 70.0%."
    assert (change.old, change.new, change.judgement) == (0.84, 0.70, "not_met")


def test_a_figure_that_moved_without_turning_is_told(programme):
    found = between(programme, "utilisation_rate", [0.47], [0.47, 0.51])
    assert told(found.moved, "utilisation_rate") == ["Tilojen käyttöaste: luku nousi, 47,0 % → 51,0 %."]


def test_an_earlier_figure_that_was_revised_is_told_with_its_period(programme):
    found = between(programme, "utilisation_rate", [0.47], [0.46, 0.47])
    assert told(found.revised, "utilisation_rate") == [
        "Tilojen käyttöaste: luku ajalta 4/2019–3/2020 tarkentui, 47,0 % → 46,0 %."
    ]


def test_a_verdict_that_turned_with_a_mended_figure_is_told_once(programme):
    found = between(programme, "exit_interview_share", [0.84], [0.70], first=AUTUMN)
    assert told(found.turned, "exit_interview_share") == [
        "Pidetyt lähtöhaastattelut: luku jää tavoitteesta, 84,0 % → 70,0 %."
    ]
    assert told(found.revised, "exit_interview_share") == []


def test_a_figure_that_was_withdrawn_is_told(programme):
    found = between(programme, "utilisation_rate", [0.45, 0.47], [0.45, None, 0.47])
    assert told(found.revised, "utilisation_rate") == [
        "Tilojen käyttöaste: luku ajalta 4/2019–3/2020 poistui, aiemmin 47,0 %."
    ]


def test_a_first_figure_and_a_new_indicator_are_new(programme):
    first = between(programme, "utilisation_rate", [None], [0.47])
    assert told(first.new, "utilisation_rate") == [
        "Tilojen käyttöaste: ensimmäinen luku, 47,0 % (10/2019–9/2020)."
    ]
    new = snapshot(programme)
    old = new.model_copy(update={"indicators": new.indicators[1:]})
    assert [change.indicator for change in compare(old, new).new] == [new.indicators[0].id]


def test_a_part_that_turned_is_told_by_its_name(programme):
    def costs(newest_of_education):
        """Unit costs that fall in every sector but, maybe, in the newest year of education."""
        found = []
        for figure in figures_of(programme, "unit_cost", AUTUMN):
            falling = 2100.0 - figure.period.first / 12
            newest = (str(figure.period), figure.place) == ("2019", (("sector", "education"),))
            found.append(replace(figure, value=newest_of_education if newest else falling))
        return {"unit_cost": tuple(found)}

    old, new = snapshot(programme, figures=costs(70.0)), snapshot(programme, figures=costs(130.0))
    name = programme.indicators["unit_cost"].name.fi
    assert told(compare(old, new).turned, "unit_cost")[-1] == (
        f"{name} (Sivistys): luku jää tavoitteesta, 70,0 → 130,0."
    )


def test_a_target_met_by_a_figure_that_was_good_before_is_not_said_to_be_reached(programme):
    name = "exit_interview_share"
    old = snapshot(programme, as_of=SPRING, figures=unready(series(programme, name, SPRING, [0.90]), name))
    new = snapshot(programme, as_of=AUTUMN, figures=series(programme, name, AUTUMN, [0.90, 0.84]))
    assert [change.text.en for change in compare(old, new).turned if change.indicator == name] == [
        "Exit interviews held: the target is now met."
    ]


def test_a_fall_across_a_break_is_not_told_as_a_fall(programme):
    name = "exit_interview_share"
    broken = Break(fi="Laskettiin toisin", sv="x", en="x")
    after = replace(
        programme,
        indicators={
            **programme.indicators,
            name: programme.indicators[name].model_copy(update={"breaks": {"2020-06": broken}}),
        },
    )
    for of, told_so in ((programme, True), (after, False)):
        old = snapshot(of, as_of=SPRING, figures=series(of, name, SPRING, [0.90]))
        new = snapshot(of, as_of=AUTUMN, figures=series(of, name, AUTUMN, [0.90, 0.84]))
        assert any(change.indicator == name for change in compare(old, new).moved) is told_so


def unready(figures, name):
    """The figures, with so many rows still to mend that nothing is judged."""
    lacking = Incomplete(open_rows=9, rows=10)
    return {name: tuple(replace(figure, incomplete=lacking) for figure in figures[name])}
