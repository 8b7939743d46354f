"""Which language a command answers in: the one asked for, else the workspace's, else the system's."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from voimavara.core.language import LANGUAGES, Language
from voimavara.programme.folder import first_language

_OPTION = "--lang"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@dataclass
class Speaking:
    """The language in which the command that runs answers, and in which its errors are told."""

    language: Language = "en"


def language_for(folder: Path | None, environment: Mapping[str, str] = os.environ) -> Language:
    """The first language of the programme in the folder; without one, the system's; else English."""
    return (first_language(folder) if folder else None) or _of_system(environment)


def language_of_arguments(arguments: Sequence[str]) -> Language:
    """The language for arguments that have not been understood yet, so that this too can be told in it."""
    words = " ".join(arguments).replace("=", " ").split()
    after = dict(pairwise(words)).get(_OPTION)
    for language in LANGUAGES:
        if after == language:
            return language
    folders = (Path(each) for each in (*arguments, ".") if not each.startswith("-"))
    spoken = (first_language(folder) for folder in folders)
    return next((language for language in spoken if language), _of_system(os.environ))


def _of_system(environment: Mapping[str, str]) -> Language:
    told = next((text for name in _VARIABLES if (text := environment.get(name))), "")
    return next((language for language in LANGUAGES if told.lower().startswith(language)), "en")
