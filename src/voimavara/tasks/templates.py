"""`voimavara templates`: an Excel template for each dataset, with the mapping that reads it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from voimavara.core.errors import relative_to
from voimavara.core.language import LANGUAGES, Language
from voimavara.core.message import Message
from voimavara.programme.models.source import ColumnMapping
from voimavara.programme.programme import Programme
from voimavara.run.programme import read_programme
from voimavara.sources.files.templates import (
    has_rows,
    template_file,
    template_mapping,
    write_template,
)
from voimavara.sources.rows.fields import offered_words
from voimavara.tasks.answer import Table

TEMPLATES = "templates"


def templates(folder: Path) -> Table:
    """The templates written, in the programme's first language; with what the sources made from them lack.

    One that has been filled in where it lies is left alone. Raises ProgrammeError where the programme has
    faults.
    """
    programme = read_programme(folder)
    written = tuple(_written(programme))
    kept = sorted(set(_datasets(programme)) - {path.stem for path in written})
    remarks = (*(_filled_in(dataset) for dataset in kept), *_words_that_lack(programme))
    return Table(("written",), [(relative_to(path, folder),) for path in written], remarks)


def _written(programme: Programme) -> Iterator[Path]:
    languages = _languages(programme)
    for dataset in _datasets(programme):
        contract = programme.contracts[dataset]
        path = programme.folder / TEMPLATES / f"{dataset}.xlsx"
        if path.exists() and has_rows(path):
            continue
        write_template(contract, programme.vocabularies, path, languages)
        owners = tuple(programme.cover.owners)
        mapping = template_mapping(dataset, contract, programme.vocabularies, languages, owners)
        path.with_suffix(".yaml").write_text(mapping, encoding="utf-8")
        yield path


def _datasets(programme: Programme) -> list[str]:
    """Those that people fill in: all but what is computed from others."""
    return [name for name, contract in programme.contracts.items() if contract.is_read_from_files]


def _languages(programme: Programme) -> tuple[Language, ...]:
    first = programme.cover.languages[0]
    return (first, *(other for other in LANGUAGES if other != first))


def _filled_in(dataset: str) -> Message:
    return Message.of(
        "{file} has rows and was left as it is; move it to incoming/, under a name that its mapping reads.",
        file=f"{TEMPLATES}/{dataset}.xlsx",
    )


def _words_that_lack(programme: Programme) -> Iterator[Message]:
    """Words that templates offer since their mapping was moved to sources/, which it doesn't know yet."""
    for name, source in programme.sources.items():
        if source.file != template_file(source.dataset):
            continue
        contract = programme.contracts[source.dataset]
        offered = offered_words(contract, programme.vocabularies, programme.cover.languages[0])
        for column, words in offered.items():
            mapping = source.columns.get(column)
            known = mapping.values if isinstance(mapping, ColumnMapping) else words
            lacking = {word: meant for word, meant in words.items() if word not in known}
            if lacking:
                yield Message.of(
                    "{place}: the template offers more words now; add to `values`: {words}.",
                    place=str(programme.place("sources", name, "columns", column)),
                    words=", ".join(f"{word}: {meant}" for word, meant in lacking.items()),
                )
