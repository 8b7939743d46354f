"""`voimavara init`: a workspace of one's own."""

from __future__ import annotations

from pathlib import Path

from voimavara.core.errors import relative_to
from voimavara.core.language import Language
from voimavara.core.message import Message
from voimavara.programme.scaffold import write_scaffold
from voimavara.tasks.answer import Table, quoted
from voimavara.tasks.templates import TEMPLATES, templates


def init(folder: Path, language: Language) -> Table:
    """The files written: a small programme that runs, and for each dataset a template with its mapping."""
    written = write_scaffold(folder, language)
    forms = templates(folder).rows
    shown = [path for path in written if not path.parent.name.startswith(".")]
    remarks = (
        Message.of(
            "{folder}/ has an Excel template for each of the {number} datasets, and its mapping.",
            folder=TEMPLATES,
            number=len(forms),
        ),
        Message("A template that is filled in goes into incoming/, under a name that its mapping reads."),
        Message("The mapping goes into sources/."),
        Message.of("Next: {command}", command=f"voimavara run {quoted(folder)}"),
    )
    return Table(("written",), [(relative_to(path, folder),) for path in shown], remarks)
