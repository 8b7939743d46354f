"""Text for cells of files that a spreadsheet may open."""

from __future__ import annotations

# A cell that starts with one of these would be taken for a formula, and run.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> harmless("=1+1"), harmless("Koulu")
    ("'=1+1", 'Koulu')
    """
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
