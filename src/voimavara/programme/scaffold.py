"""What `voimavara init` writes: a small programme of the city's own that passes the check and teaches."""

from __future__ import annotations

import json
import re
from pathlib import Path

from voimavara.core.errors import UserError
from voimavara.core.language import Language, gettext
from voimavara.programme.kinds import COVER
from voimavara.programme.schema import schema_line, write_schemas

BEGINNING = Path(__file__).parent / "beginning"
_CONTEXT = "beginning"  # of the messages in the catalogue
_COMMENT = re.compile(r"^( *)# (.+)$", re.MULTILINE)
_TEXT = re.compile(r'\{en: (?:"(?P<quoted>[^"]*)"|(?P<plain>[^}]*))\}')
_PLACE = re.compile(r"«([^»]+)»")


def write_scaffold(folder: Path, language: Language) -> tuple[Path, ...]:
    """The files written into the folder: a programme with texts and comments in the language, and its data.

    Raises UserError where a programme lies there already.
    """
    if (folder / f"{COVER}.yaml").exists():
        raise UserError(
            "{folder}: a programme is here already; name another folder, or move it away.", folder=folder
        )
    if folder.exists() and not folder.is_dir():
        raise UserError("{folder}: this is a file; name a folder.", folder=folder)
    written = []
    for template in sorted(BEGINNING.rglob("*.*")):
        path = folder / template.relative_to(BEGINNING)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_filled(template, language), encoding="utf-8")
        written.append(path)
    return (*written, *write_schemas(folder))


def _filled(template: Path, language: Language) -> str:
    text = template.read_text(encoding="utf-8")
    text = _PLACE.sub(lambda found: _word(found[1], language), text)
    if template.suffix != ".yaml":
        return text
    text = _COMMENT.sub(lambda found: f"{found[1]}# {gettext(language, found[2], _CONTEXT)}", text)
    text = _TEXT.sub(lambda found: _text(found["quoted"] or found["plain"], language), text)
    kind = COVER if template.parent == BEGINNING else template.parent.name
    return f"{schema_line(kind)}\n{text}"


def _word(word: str, language: Language) -> str:
    return language if word == "language" else gettext(language, word, _CONTEXT)


def _text(english: str, language: Language) -> str:
    """The text in the language, in quotes, for any may have a colon or comma in it."""
    return f"{{{language}: {json.dumps(gettext(language, english, _CONTEXT), ensure_ascii=False)}}}"
