"""`voimavara init`: a workspace of one's own."""

from __future__ import annotations

from pathlib import Path

from voimavara.core.errors import relative_to
from voimavara.core.language import LANGUAGES, Language
from voimavara.programme.programme import Programme
from voimavara.programme.reading import read_programme
from voimavara.programme.scaffold import write_scaffold
from voimavara.sources.files.templates import template_mapping, write_template
from voimavara.tasks.answer import Table

TEMPLATES = "templates"


def init(folder: Path, language: Language) -> Table:
    """The files written: a small programme that runs, and for each dataset a template with its mapping."""
    written = write_scaffold(folder, language)
    programme = read_programme(folder)
    datasets = [name for name, contract in programme.contracts.items() if contract.is_read_from_files]
    for dataset in datasets:
        _write_template(programme, dataset, folder / TEMPLATES, language)
    shown = [path for path in written if not path.parent.name.startswith(".")]
    remarks = (
        f"{TEMPLATES}/ has an Excel template for each of {len(datasets)} datasets, and its mapping.",
        "A template that is filled in goes into incoming/, under a name that its mapping reads.",
        "The mapping goes into sources/.",
        f"Next: voimavara run {folder}",
    )
    return Table(("written",), [(relative_to(path, folder),) for path in shown], remarks)


def _write_template(programme: Programme, dataset: str, folder: Path, language: Language) -> None:
    contract = programme.contracts[dataset]
    languages = (language, *(other for other in LANGUAGES if other != language))
    write_template(contract, programme.vocabularies, folder / f"{dataset}.xlsx", languages)
    mapping = template_mapping(dataset, contract, programme.vocabularies, languages)
    (folder / f"{dataset}.yaml").write_text(mapping, encoding="utf-8")
