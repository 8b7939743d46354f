"""Where a long Finnish word may be divided: browsers know it for Swedish and English, not all for Finnish."""

from __future__ import annotations

import re
from functools import lru_cache

from voimavara.core.language import Language

SOFT = "\u00ad"
JOINED = "\u2060"
_VOWEL, _CONSONANT = "[aeiouyäöå]", "[bcdfghjklmnpqrstvwxzšž]"
_LONG = re.compile(r"[^\W\d_]{18,}")
_BETWEEN = re.compile(f"(?<={_VOWEL}{_CONSONANT})(?={_CONSONANT}{_VOWEL})", re.IGNORECASE)
# Two consonants that begin a part of a compound or of a loanword together.
_TOGETHER = {"bl", "br", "dr", "fl", "fr", "gl", "gr", "kl", "kr", "pl", "pr", "tr"}
_SPAN = re.compile(r"(?<=\d)–(?=\d)")
_LEAST = 4  # so many letters stay on each side


@lru_cache(maxsize=4096)
def soften(text: str, language: Language) -> str:
    """The text with soft hyphens in its long words, where Finnish divides them for sure; periods stay whole.

    A word is divided between two consonants amid vowels, in compounds too: a part never begins with two of
    these. Words that fit into the narrowest column stay whole.

    >>> soften("Yksikkökustannukset ja korjausvelka", "fi").replace(SOFT, "-")
    'Yksik-kökus-tan-nukset ja korjausvelka'
    """
    text = _SPAN.sub(f"–{JOINED}", text)
    return _LONG.sub(lambda found: _divided(found[0]), text) if language == "fi" else text


def _divided(word: str) -> str:
    places = [
        match.start()
        for match in _BETWEEN.finditer(word)
        if _LEAST <= match.start() <= len(word) - _LEAST
        and word[match.start() - 1 : match.start() + 1].lower() not in _TOGETHER
    ]
    return SOFT.join(word[start:end] for start, end in zip([0, *places], [*places, None], strict=True))
