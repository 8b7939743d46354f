from __future__ import annotations

import re
from pathlib import Path

import pytest

from voimavara.core.errors import UserError
from voimavara.core.language import LANGUAGES, Language, gettext
from voimavara.programme.documents import read_document
from voimavara.programme.scaffold import BEGINNING, write_scaffold
from voimavara.run.programme import inspect_programme, read_programme


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_init_writes_passes_the_check(language: Language, tmp_path: Path) -> None:
    write_scaffold(tmp_path / "own", language)
    programme, problems = inspect_programme(tmp_path / "own")
    assert [str(problem) for problem in problems] == []
    assert programme.cover.languages == (language,)
    assert programme.indicators["sick_leave_days"].name.missing == tuple(
        other for other in LANGUAGES if other != language
    )


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_everything_in_it_is_translated(language: Language, tmp_path: Path) -> None:
    write_scaffold(tmp_path, language)
    for template in BEGINNING.rglob("*.yaml"):
        english = template.read_text(encoding="utf-8")
        code = re.compile(r"^ *# *(formula:|ratio:|of:|to:)")
        for comment in re.findall(r"^ *# .+$", english, re.MULTILINE):
            if not code.match(comment):
                text = comment.strip().removeprefix("# ")
                assert gettext(language, text, "beginning") != text
        written = (tmp_path / template.relative_to(BEGINNING)).read_text(encoding="utf-8")
        assert "«" not in written
        assert "{en:" not in written


def test_its_files_have_the_headers_and_words_that_the_mapping_names(tmp_path: Path) -> None:
    write_scaffold(tmp_path, "fi")
    programme = read_programme(tmp_path)
    for name, source in programme.sources.items():
        (path,) = tmp_path.glob(source.file)
        header, *rows = (line.split(";") for line in path.read_text(encoding="utf-8").splitlines())
        for mapping in source.columns.values():
            from_ = mapping if isinstance(mapping, str) else mapping.from_
            assert from_ in header, name
            words = {} if isinstance(mapping, str) else mapping.values
            if words:
                assert {row[header.index(str(from_))] for row in rows} <= set(words)


def test_a_programme_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    write_scaffold(tmp_path, "fi")
    with pytest.raises(UserError, match="a programme is here already"):
        write_scaffold(tmp_path, "sv")


def test_the_first_line_of_each_file_names_a_schema_that_is_there(tmp_path: Path) -> None:
    for path in write_scaffold(tmp_path, "en"):
        if path.suffix == ".yaml":
            first = path.read_text(encoding="utf-8").splitlines()[0]
            assert (path.parent / first.split("$schema=")[1]).resolve().is_file()
            assert read_document(path.name, path.read_bytes()).problems == ()
