"""A fourth language is one line of the table and its catalogues: verdicts and pages then speak it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import voimavara

ROOT = Path(__file__).parents[2]
LINE = '    "nb": Rules("Norsk", "nb_NO"),\n'
CATALOGUE = """\
msgid "The figure is {value} and reaches the target of at least {level}."
msgstr "Tallet er {value} og når målet på minst {level}."

msgid "The only figure due came in time, as the target of {level} asks."
msgid_plural "Of {due} figures due, {in_time} came in time, as the target of {level} asks."
msgstr[0] "Det eneste tallet kom i tide; målet er {level}."
msgstr[1] "Av {due} tall kom {in_time} i tide; målet er {level}."

msgid "Indicators"
msgstr "Indikatorer"

msgid "the {languages} text of '{key}' is missing."
msgstr "teksten til «{key}» mangler på {languages}."
"""
PAGES = ("/nb/", "/nb/indicators", "/nb/indicators/unit_cost", "/nb/data", "/nb/handbook", "/nb/coverage")
SPEAK = """
import sys
from datetime import date
from pathlib import Path

from django.test import Client

from tests.verdicts.making import WINDOW, figure, verdict
from tests.web.rich_snapshot import rich_snapshot
from voimavara.core.language import LANGUAGES, Text
from voimavara.core.periods import Period
from voimavara.core.writing import day, quantity
from voimavara.programme.checks.languages import _lacking
from voimavara.snapshot.store import save
from voimavara.web import settings
from voimavara.web.wsgi import application

print(verdict({"at_least": "80 %"}, [figure(WINDOW, 0.9)]).reason.within("nb"))
covered = figure(WINDOW, 1.0, numerator=3.0, denominator=3.0)
print(verdict({"covered": "100 %"}, [covered]).reason.within("nb"))
print(day(date(2020, 5, 17), "nb"), quantity(1234.5, "EUR", "nb"), Period.month(2020, 5).within("nb"))
print(_lacking(["fi", "nb"], "name").within("nb"))
print(Text(fi="Tavoite").within("nb"), Text(nb="Mål").model_dump())
folder = Path(sys.argv[1])
save(folder, rich_snapshot(languages=LANGUAGES))
from django.test.utils import override_settings
with override_settings(SNAPSHOTS=folder):
    reader = Client()
    for address in sys.argv[2:]:
        page = reader.get(address)
        text = page.content.decode()
        print(address, page.status_code, "Indikatorer" in text, "Norsk" in text)
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the product says in Norwegian after one line and one catalogue."""
    tree = tmp_path_factory.mktemp("product")
    shutil.copytree(
        Path(voimavara.__file__).parent, tree / "voimavara", ignore=shutil.ignore_patterns("__pycache__")
    )
    table = tree / "voimavara" / "core" / "language.py"
    before = table.read_text(encoding="utf-8")
    after = before.replace("\n}\nLOCALE =", f"\n{LINE}}}\nLOCALE =")
    assert after != before
    table.write_text(after, encoding="utf-8")
    own = tree / "voimavara" / "locale" / "nb"
    own.mkdir()
    (own / "all.po").write_text(CATALOGUE, encoding="utf-8")
    snapshots = tree / "snapshots"
    snapshots.mkdir()
    environment = os.environ | {"PYTHONPATH": f"{tree}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [sys.executable, "-c", SPEAK, str(snapshots), *PAGES],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.replace("\u00a0", " ").splitlines()


def test_a_verdict_is_told_in_the_fourth_language(said: list[str]) -> None:
    assert said[0] == "Tallet er 90,0 % og når målet på minst 80 %."
    assert said[1] == "Av 3 tall kom 3 i tide; målet er 100 %."


def test_numbers_dates_and_the_names_of_languages_are_written_as_the_fourth_language_writes_them(
    said: list[str],
) -> None:
    assert said[2] == "17.5.2020 1 234,5 € mai 2020"
    assert said[3] == "teksten til «name» mangler på finsk og norsk bokmål."


def test_a_text_has_a_place_for_the_fourth_language(said: list[str]) -> None:
    assert said[4] == "[fi] Tavoite {'fi': '', 'sv': '', 'en': '', 'nb': 'Mål'}"


def test_pages_speak_the_fourth_language_and_offer_it_by_its_own_name(said: list[str]) -> None:
    assert said[5:] == [f"{address} 200 True True" for address in PAGES]
