"""`--help` in the reader's language: what click writes passes through here, text by text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from textwrap import shorten

import click

from voimavara.cli.spoken import Speaking
from voimavara.core.language import gettext

_CONTEXT = "help"  # of click's own words in the catalogue
_EXAMPLE = "Example:"
_SENTENCE_END = re.compile(r"(?<=\.)\s")
_DEFAULT = re.compile(
    r"(?P<help>.*?) {2}\[(?:default: (?P<default>[^;\]]+))?(?:; )?(?P<range>[^\]]*)\]", re.DOTALL
)


def _own(word: str) -> str:
    """One of click's own words."""
    return gettext(_speaking().language, word, _CONTEXT)


def _told(text: str) -> str:
    """A text of ours, paragraph by paragraph; each stands in the catalogue on one line."""
    language = _speaking().language
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return "\n\n".join(gettext(language, paragraph) for paragraph in paragraphs)


def _speaking() -> Speaking:
    context = click.get_current_context(silent=True)
    found = context.find_object(Speaking) if context else None
    return found or Speaking()


class Guide(click.HelpFormatter):
    """Writes click's help in the language of the command that runs."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how the command is written."""
        pieces = " ".join(_own(piece) for piece in args.split(" "))
        super().write_usage(prog, pieces, prefix or f"{_own('Usage:')} ")

    def write_heading(self, heading: str) -> None:
        """A heading."""
        super().write_heading(_own(heading))

    def write_text(self, text: str) -> None:
        """The command's description, or its examples, which stay as they are."""
        is_example = _EXAMPLE in text
        super().write_text(text.replace(_EXAMPLE, _own(_EXAMPLE)) if is_example else _told(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands, each with what it is for."""
        super().write_dl([(name, _option(text)) for name, text in rows], col_max, col_spacing)


def _option(text: str) -> str:
    """What an option is for, with its default and range."""
    found = _DEFAULT.fullmatch(text)
    if found is None:
        return _told(text)
    default = found["default"] and f"{_own('default')}: {found['default']}"
    told = "; ".join(part for part in (default, found["range"]) if part)
    return f"{_told(found['help'])}  [{told}]" if found["help"] else f"[{told}]"


class _Context(click.Context):
    formatter_class = Guide


class SpokenCommand(click.Command):
    """A command whose help is in the reader's language."""

    context_class = _Context

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of its help, for the list of commands."""
        described = _told((self.help or "").partition("\n\n")[0])
        return shorten(_SENTENCE_END.split(described)[0], limit, placeholder=" …")


class SpokenGroup(click.Group):
    """The command of commands, whose help is in the reader's language."""

    context_class = _Context


def command(epilog: str) -> Callable[[Callable[..., None]], SpokenCommand]:
    """Makes a command of a function, with its examples below its help."""
    return click.command(cls=SpokenCommand, epilog=epilog)
