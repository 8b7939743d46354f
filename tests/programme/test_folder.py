from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from voimavara.core.errors import Place, ProgrammeError, UserError
from voimavara.run.programme import inspect_programme, read_programme

Write = Callable[..., Path]


def test_a_programme_is_read_with_the_catalogue_behind_it(write: Write) -> None:
    programme = read_programme(write())
    assert programme.indicators["cost"].unit == programme.formulas["property_cost_per_m2"].unit
    assert programme.contracts["property_costs"].columns["amount"].is_ == "flow"
    assert programme.cover.city.code == "111"


def test_every_key_can_be_found_again_by_file_and_line(write: Write) -> None:
    programme = read_programme(write())
    address = ("indicators", "cost", "formula", "ratio", "of", "in")
    assert programme.place(*address) == Place("indicators/cost.yaml", 6)
    assert programme.place("goals", "assets", "means", 0, "state") == Place("goals/assets.yaml", 8)
    assert programme.place("sources", "property_costs", "columns", "no", "such") == Place(
        "sources/property_costs.yaml", 6
    )


def test_the_citys_own_file_wins_over_the_catalogue(write: Write) -> None:
    own = "name: {fi: Raja}\nvalues: {2020: 0.6}\nsource: {fi: Valtuusto}\n"
    programme = read_programme(write(parameters__backlog_threshold=own))
    assert programme.parameters["backlog_threshold"].values == {"2020": 0.6}
    assert programme.place("parameters", "backlog_threshold", "definition").file == (
        "parameters/backlog_threshold.yaml"
    )


def test_the_same_files_have_the_same_fingerprint_and_another_letter_another(write: Write) -> None:
    first = read_programme(write()).fingerprint
    assert read_programme(write()).fingerprint == first
    assert read_programme(write(goals__assets=None, indicators__cost=None)).fingerprint == first
    changed = "name: {fi: Verrokit}\nyear: 2018\npopulation: [14001, 24999]\n"
    assert read_programme(write(peers__same_size=changed)).fingerprint != first


def test_all_faults_are_told_at_once_sorted_by_place(write: Write) -> None:
    with pytest.raises(ProgrammeError) as raised:
        read_programme(
            write(goals__assets="name: 1\n", peers__same_size="a: [", vocabularies__use_classes="")
        )
    files = [problem.place.file for problem in raised.value.problems]
    assert files == sorted(files)
    assert set(files) >= {"goals/assets.yaml", "peers/same_size.yaml", "vocabularies/use_classes.yaml"}


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no such folder"):
        read_programme(tmp_path / "nowhere")


def test_a_folder_without_programme_yaml_says_how_to_begin(tmp_path: Path) -> None:
    _, problems = inspect_programme(tmp_path)
    assert [str(problem) for problem in problems] == [
        "programme.yaml: the file is missing. `voimavara init` writes one to start from."
    ]


def test_windows_line_endings_and_a_byte_order_mark_change_no_line(
    write: Write, texts: dict[str, str]
) -> None:
    folder = write()
    windows = texts["indicators/cost.yaml"].replace("\n", "\r\n").encode("utf-8-sig")
    (folder / "indicators" / "cost.yaml").write_bytes(windows)
    programme = read_programme(folder)
    assert programme.place("indicators", "cost", "owner") == Place("indicators/cost.yaml", 12)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_file_in_another_encoding_is_named_with_what_to_do(encoding: str, write: Write) -> None:
    folder = write()
    (folder / "goals" / "assets.yaml").write_bytes("name: {fi: Täällä}".encode(encoding))
    _, problems = inspect_programme(folder)
    assert [str(problem) for problem in problems] == [
        "goals/assets.yaml:1: the file is not UTF-8 text. Save it as UTF-8."
    ]


def test_a_goal_that_cannot_be_read_is_no_fault_of_its_indicators(write: Write) -> None:
    _, problems = inspect_programme(write(goals__assets="name: ["))
    assert {problem.place.file for problem in problems} == {"goals/assets.yaml"}


def test_without_its_cover_the_rest_is_checked_all_the_same(write: Write, texts: dict[str, str]) -> None:
    broken = texts["indicators/cost.yaml"].replace("goal: assets", "goal: asets")
    folder = write(indicators__cost=broken)
    (folder / "programme.yaml").write_text("title: [", encoding="utf-8")
    _, problems = inspect_programme(folder)
    assert {problem.place.file for problem in problems} == {"programme.yaml", "indicators/cost.yaml"}


def test_files_that_came_are_never_taken_for_the_programme(write: Write) -> None:
    folder = write()
    (folder / "incoming").mkdir()
    (folder / "incoming" / "export.yaml").write_text("a: [", encoding="utf-8")
    assert inspect_programme(folder)[1] == ()


def test_times_are_understood_as_finns_write_them(write: Write, texts: dict[str, str]) -> None:
    cost = texts["indicators/cost.yaml"].replace(
        "{at_most: 30 EUR/m2}", "{at_most: 30 EUR/m2, by: 31.10.2026}"
    )
    cover = texts["programme.yaml"].replace("2019-01-01", "1.1.2019")
    programme = read_programme(
        write(
            programme=cover + 'as_of: 31.10.2020\nrounds: {dates: [30.4., "31.10."]}\n',
            indicators__cost=cost
            + "baseline: {at: 12/2019}\nnext_review: 9/2025\nbreaks: {1/2018: {fi: Uusi tilikartta}}\n",
        )
    )
    indicator = programme.indicators["cost"]
    assert programme.cover.as_of == date(2020, 10, 31)
    assert programme.cover.rounds.dates == ("04-30", "10-31")
    assert indicator.target.by == date(2026, 10, 31)
    assert indicator.baseline
    assert indicator.baseline.at == "2019-12"
    assert (indicator.next_review, list(indicator.breaks)) == ("2025-09", ["2018-01"])


@pytest.mark.parametrize("written", ["[14001,24999]", "[14001, 24999]", "[ 14001 , 24999 ]"])
def test_a_list_of_whole_numbers_is_taken_for_no_decimal_comma(write: Write, written: str) -> None:
    peers = f"name: {{fi: Verrokit}}\nyear: 2019\npopulation: {written}\n"
    assert read_programme(write(peers__same_size=peers)).peers["same_size"].population == (14001, 24999)


def test_a_text_with_a_comma_is_put_together_again_so_that_all_faults_are_told_at_once(write: Write) -> None:
    programme, problems = inspect_programme(
        write(peers__same_size="name: {fi: Verrokit, muut}\nyear: 2019\npopulation: [1,5, 2]\n")
    )
    assert programme.peers == {}
    assert {problem.place.line for problem in problems} == {1, 3}
