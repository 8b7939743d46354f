"""Writes the handbook: every measure, dataset, parameter and word, with worked examples, in three languages.

`--check` writes nothing and fails where a file is not what the programme and the examples say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from voimavara.core.language import LANGUAGES, Language, Text
from voimavara.core.periods import Period
from voimavara.core.writing import number, quantity, unit_label
from voimavara.run.programme import read_programme
from voimavara.snapshot.handbook import handbook_entries
from voimavara.snapshot.model import HandbookEntry

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.spec.examples import Example, examples  # noqa: E402 - the tests are no installed package

FOLDER = ROOT / "docs" / "handbook"
PROGRAMME = ROOT / "examples" / "heinola"
TITLE = Text(fi="Käsikirja", sv="Handbok", en="Handbook")
INTRODUCTION = Text(
    fi="Mitä kukin luku tarkoittaa ja mistä se lasketaan. Tämä sivu on tehty ohjelman omista tiedoista: "
    "`make docs` kirjoittaa sen uudelleen.",
    sv="Vad varje värde betyder och hur det räknas. Sidan är gjord av programmets egna uppgifter: "
    "`make docs` skriver den på nytt.",
    en="What each figure means and how it is computed. This page is made from the programme itself: "
    "`make docs` writes it again.",
)
KINDS = {
    "formula": Text(fi="Kaavat", sv="Formler", en="Formulas"),
    "dataset": Text(fi="Aineistot", sv="Datamängder", en="Datasets"),
    "parameter": Text(fi="Parametrit", sv="Parametrar", en="Parameters"),
    "term": Text(fi="Sanasto", sv="Ordlista", en="Words"),
}
FORMULA = Text(fi="Kaava", sv="Formel", en="Formula")
UNIT = Text(fi="Yksikkö", sv="Enhet", en="Unit")
VERSION = Text(fi="versio", sv="version", en="version")
SOURCE = Text(fi="Lähde", sv="Källa", en="Source")
EXAMPLE = Text(fi="Esimerkki", sv="Exempel", en="Example")
ANSWER = Text(fi="Vastaus", sv="Svar", en="Answer")
NO_FIGURE = Text(fi="lukua ei ole", sv="inget värde", en="no figure")
TIMES = Text(fi="kertaa", sv="gånger", en="times")
COLUMN = Text(fi="Sarake", sv="Kolumn", en="Column")
MEANING = Text(fi="Merkitys", sv="Betydelse", en="Meaning")
TYPE = Text(fi="Tyyppi", sv="Typ", en="Type")


def handbook(language: Language) -> str:
    """The whole page in the language, as Markdown."""
    entries = handbook_entries(read_programme(PROGRAMME))
    lines = [f"# {TITLE.within(language)}", "", INTRODUCTION.within(language), ""]
    for kind, heading in KINDS.items():
        lines += [f"## {heading.within(language)}", ""]
        for entry in (each for each in entries if each.kind == kind):
            lines += _entry(entry, language)
    return "\n".join(lines).rstrip() + "\n"


def _entry(entry: HandbookEntry, language: Language) -> Iterator[str]:
    yield f"### {entry.name.within(language)}"
    yield ""
    yield entry.definition.within(language)
    yield ""
    if entry.formula_text:
        version = f"{VERSION.within(language)} {entry.version}"
        yield f"{FORMULA.within(language)} (`{entry.id}`, {version}): {entry.formula_text.within(language)}"
        yield ""
        yield f"{UNIT.within(language)}: {unit_label(entry.unit, language)}"
        yield ""
    if entry.source:
        yield f"{SOURCE.within(language)}: {entry.source.within(language)}"
        yield ""
    if entry.values:
        yield from _values(entry.values, language)
    for name, values in entry.classes:
        yield f"{name.within(language)}:"
        yield ""
        yield from _values(values, language)
    if entry.columns:
        yield from _columns(entry, language)
    for example in (each for each in examples() if entry.kind == "formula" and each.formula == entry.id):
        yield from _example(example, entry.unit, language)


def _values(values: Mapping[str, float], language: Language) -> Iterator[str]:
    for at, value in values.items():
        decimals = len(f"{value:g}".partition(".")[2])
        yield f"* {at}: {number(value, language, decimals)}"
    yield ""


def _columns(entry: HandbookEntry, language: Language) -> Iterator[str]:
    yield f"| {COLUMN.within(language)} | {MEANING.within(language)} | {TYPE.within(language)} |"
    yield "|---|---|---|"
    for name, meaning, kind in entry.columns:
        yield f"| `{name}` | {meaning.within(language)} | {kind.within(language)} |"
    yield ""


def _example(example: Example, unit: str, language: Language) -> Iterator[str]:
    when = Period.parse(example.period).within(language)
    yield f"**{EXAMPLE.within(language)}, {when}.** {example.says.within(language)}"
    yield ""
    for dataset, (headers, *rows) in example.rows.items():
        yield f"`{dataset}`"
        yield ""
        yield "| " + " | ".join(map(str, headers)) + " |"
        yield "|" + "---|" * len(headers)
        for row in rows:
            yield "| " + " | ".join(_cell(cell) for cell in row) + " |"
        yield ""
    for dataset, groups in example.repeat.items():
        yield f"`{dataset}`"
        yield ""
        for group in groups:
            cells = ", ".join(f"{name}: {_cell(value)}" for name, value in group["row"].items())
            yield f"* {group['times']} {TIMES.within(language)}: {cells}"
        yield ""
    answer = (
        NO_FIGURE.within(language) if example.answer is None else quantity(example.answer, unit, language, 0)
    )
    yield f"{ANSWER.within(language)}: {answer}"
    yield ""


def _cell(value: object) -> str:
    """A cell as the files of a source could have it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def main() -> None:
    """Write the pages, or check that they are up to date."""
    stale = []
    for language in LANGUAGES:
        path, text = FOLDER / f"{language}.md", handbook(language)
        if "--check" in sys.argv:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path.relative_to(ROOT).as_posix())
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.exit(f"{', '.join(stale)}: not what the programme says now; run: make docs")


if __name__ == "__main__":
    main()
