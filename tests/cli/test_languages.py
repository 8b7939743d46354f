"""What a controller reads at the command line, in the language of the programme or the one asked for."""

from __future__ import annotations

import ast
import inspect
import json
import string
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import voimavara
from voimavara.__main__ import main
from voimavara.cli.commands import cli
from voimavara.cli.spoken import language_for, language_of_arguments
from voimavara.core.errors import Place, Problem, UserError
from voimavara.core.language import Language, _messages
from voimavara.core.message import Message
from voimavara.programme.checks import contracts
from voimavara.programme.checks.sums import _REFUSED
from voimavara.programme.kinds import UNKNOWN
from voimavara.programme.validation import _BOUNDS
from voimavara.tasks import space
from voimavara.verdicts import checks

Say = Callable[..., tuple[int, str, str]]
OTHERS: tuple[Language, ...] = ("fi", "sv")
PRODUCT = Path(voimavara.__file__).parent
# Calls and names whose constant texts are messages.
CALLS = {"UserError", "StopError", "Message", "problem", "Problem", "report", "_unreadable"}
NAMES = {"message", "hint", "suggestion"}
PARTS = ("programme", "sources", "warehouse", "verdicts", "cli", "core")


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Call the command as at a terminal whose system is English: exit code, output, errors."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["voimavara", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return int(str(ended.value.code or 0)), told.out, told.err

    return call


@pytest.fixture
def kunta(tmp_path: Path, say: Say) -> Path:
    """A workspace in Finnish."""
    folder = tmp_path / "kunta"
    code, _, err = say("init", folder, "--lang", "fi")
    assert code == 0
    assert "Seuraavaksi: voimavara run" in err
    return folder


def test_a_finnish_programme_is_answered_in_finnish_without_asking(kunta: Path, say: Say) -> None:
    assert "virheitä ei ole" in say("check", kunta)[1]
    assert "tilannekuvaa ei vielä ole" in say("verdicts", kunta)[2]
    _, out, _ = say("load", kunta)
    assert out.split()[:2] == ["tiedosto", "aineisto"]
    assert say("rejected", kunta) == (0, "Yksikään rivi ei odota korjausta.\n", "")
    assert "No row waits" in say("rejected", kunta, "--lang", "en")[1]


def test_faults_of_the_programme_are_told_in_its_language(kunta: Path, say: Say) -> None:
    indicator = kunta / "indicators" / "sick_leave_days.yaml"
    text = indicator.read_text(encoding="utf-8").replace("goal: staff", "goal: staf\nuunit: day")
    indicator.write_text(text, encoding="utf-8")
    told = say("check", kunta)[2]
    assert "tavoitetta ”staf” ei ole. Tarkoititko ”staff”?" in told
    assert "avainta ”uunit” ei ole tässä" in told
    assert "tarkoititko ”unit”?" in told.lower()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", "--lagn"), "valitsinta --lagn ei ole; tarkoititko ”--lang”?"),
        (("chekc",), "komentoa chekc ei ole; tarkoititko ”check”?"),
        (("figures", "--format", "xls"), "Käytä jotakin näistä: table, json, csv."),
        (("figures", "--indicator", "sick_leave"), "tarkoititko ”sick_leave_days”?"),
        (("run", "--as-of", "lokakuussa"), "odotettiin päivää muodossa 31.10.2020"),
        (("explain",), "INDICATOR puuttuu."),
        (("figures", "--excel", "luvut.csv"), "odotettiin nimeä, jonka lopussa on .xlsx"),
    ],
)
def test_a_slip_at_the_command_line_is_told_in_finnish(
    kunta: Path, say: Say, arguments: tuple[str, ...], told: str
) -> None:
    command, *rest = arguments
    code, _, err = say(command, kunta, *rest)
    assert code == 2
    assert told in err


def test_programs_get_the_same_keys_and_words_in_every_language(kunta: Path, say: Say) -> None:
    say("run", kunta, "--quiet")
    finnish, english = (
        json.loads(say("verdicts", kunta, "--format", "json", "--lang", language)[1])
        for language in ("fi", "en")
    )
    assert [row.keys() for row in finnish] == [row.keys() for row in english]
    assert [row["verdict"] for row in finnish] == [row["verdict"] for row in english]
    assert finnish[0]["reason"] != english[0]["reason"]


def test_figures_open_in_excel_with_numbers_as_numbers(kunta: Path, say: Say) -> None:
    say("load", kunta, "--quiet")
    path = kunta / "luvut.xlsx"
    assert "kirjoitettiin rivejä" in say("figures", kunta, "--excel", path)[1]
    head, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert "arvo" in head
    values = [row[head.index("arvo")] for row in rows]
    assert any(isinstance(value, float) for value in values)


def test_an_ordinary_file_given_to_load_is_told_its_way(kunta: Path, say: Say) -> None:
    code, _, err = say("load", kunta, next((kunta / "incoming").glob("*.csv")))
    assert code == 2
    assert "incoming/" in err
    assert "`voimavara load` ilman tiedostoa" in err


def test_sql_comes_last_and_is_told_for_whom_it_is(kunta: Path, say: Say) -> None:
    say("load", kunta, "--quiet")
    _, out, _ = say("explain", kunta, "sick_leave_days")
    assert out.index("absences") < out.index("Sama SQL-kielellä") < out.index("SELECT")


@pytest.mark.parametrize("language", OTHERS)
def test_help_has_no_english_left(say: Say, language: Language) -> None:
    english = {
        " ".join(paragraph.split())
        for command in (cli, *cli.commands.values())
        for text in (command.help, *(getattr(param, "help", None) for param in command.params))
        for paragraph in inspect.cleandoc(text or "").split("\n\n")
        if paragraph
    }
    assert len(english) > 30
    assert [text for text in sorted(english) if (text, None) not in _messages(language)] == []
    for command in cli.commands:
        told = say(command, "--help", "--lang", language)[1]
        assert not any(word in told for word in ("Usage", "Options", "Show this", "Example", "[default"))
        assert f"voimavara {command} our-city" in told


def test_the_systems_language_counts_where_there_is_no_programme(tmp_path: Path) -> None:
    assert language_for(tmp_path, {"LANG": "sv_FI.UTF-8"}) == "sv"
    assert language_for(tmp_path, {"LC_ALL": "fi_FI.UTF-8", "LANG": "sv_FI.UTF-8"}) == "fi"
    assert language_for(None, {"LANG": "de_DE.UTF-8"}) == "en"


def test_a_language_asked_for_counts_even_for_arguments_that_are_not_understood() -> None:
    assert language_of_arguments(["chekc", "--lang", "sv"]) == "sv"
    assert language_of_arguments(["chekc", "--lang=fi"]) == "fi"


def test_a_language_may_be_named_before_the_command(kunta: Path, say: Say) -> None:
    assert say("--lang", "sv", "rejected", kunta)[1] == say("rejected", kunta, "--lang", "sv")[1]
    assert "No row waits" in say("--lang", "sv", "rejected", kunta, "--lang", "en")[1]


def test_another_option_before_the_command_is_told_its_place(kunta: Path, say: Say) -> None:
    code, _, err = say("--format", "json", "figures", kunta)
    assert code == 2
    assert "Valitsimen --format paikka on komennon jäljessä" in err


def test_a_workspace_that_is_there_already_is_told_in_its_own_language(kunta: Path, say: Say) -> None:
    assert "on jo ohjelma" in say("init", kunta)[2]
    assert "already" in say("init", kunta, "--lang", "en")[2]


def test_a_sentence_is_never_in_two_languages() -> None:
    known, unknown = Message("did you mean '{word}'?"), Message("nobody has translated this")
    assert known.is_written_in("fi")
    said = UserError("{message}; {hint}", message=unknown, hint=known)
    assert said.within("fi") == str(said)
    problem = Problem(Place("a.yaml", 1), unknown, Message("use growth."))
    assert problem.within("fi") == "a.yaml:1: nobody has translated this Use growth."


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from (*_texts(one), *_texts(other))
        case ast.BoolOp(values=values):
            for value in values:
                yield from _texts(value)


def _said_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="Message"), attr="of"), args=args):
                yield from _texts(args[0])
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args) if name in CALLS:
                for argument in args:
                    yield from _texts(argument)
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in NAMES:
                yield from _texts(value)


def _messages_of_the_command_line() -> set[str]:
    files = [path for part in PARTS for path in (PRODUCT / part).rglob("*.py")]
    files += [*(PRODUCT / "tasks").glob("*.py"), PRODUCT / "__main__.py", PRODUCT / "snapshot" / "files.py"]
    tables = (UNKNOWN, _REFUSED, _BOUNDS, contracts._OF_KIND, checks._AGAINST)
    listed = {text for table in tables for text in table.values()}
    return {text for path in files for text in _said_in(path) if text} | listed


@pytest.mark.parametrize("language", OTHERS)
def test_every_error_and_answer_is_translated(language: Language) -> None:
    known = _messages(language)
    said = _messages_of_the_command_line()
    assert len(said) > 350
    assert [text for text in sorted(said) if (text, None) not in known] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_names_only_what_the_message_has(language: Language) -> None:
    for text in _messages_of_the_command_line():
        own = _messages(language)[text, None][0]
        if _places(text):
            assert _places(own) <= _places(text), own


def _places(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:  # braces that stand for themselves, in a text without values
        return set()


def _heads() -> set[str]:
    found: set[str] = set()
    for name in ("explain", "figures", "load", "loads", "plan", "rejected", "simulate", "space", "verdicts"):
        module = import_module(f"voimavara.tasks.{name}")
        for own in ("HEADERS", "MENDED_HEADERS", "FOLLOWED", "YEARLY", "SPANS", "ABNORMAL", "CONSUMPTION"):
            found.update(getattr(module, own, ()))
        found.update(head for form in getattr(module, "TABLES", {}).values() for head in form.headers)
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_column_head_is_translated(language: Language) -> None:
    assert set(space.TABLES["needs"].headers) <= _heads()
    assert [head for head in sorted(_heads()) if (head, "column") not in _messages(language)] == []
