"""The addresses of pages, in one language."""

from __future__ import annotations

from urllib.parse import quote

from voimavara.core.language import Language


class Links:
    """Where each page is; templates write no address themselves."""

    def __init__(self, language: Language) -> None:
        self.home = f"/{language}/"
        self.indicators = f"/{language}/indicators"
        self.means = f"/{language}/means"
        self.coverage = f"/{language}/coverage"
        self.data = f"/{language}/data"
        self.handbook = f"/{language}/handbook"
        self.accessibility = f"/{language}/accessibility"
        self.open_data = f"/{language}/open-data"
        self.estate = f"/{language}/estate"

    def indicator(self, indicator: str, part: str = "") -> str:
        """The page of an indicator, or a part of it: `rows`, `peers`, `figures.csv`."""
        return f"{self.indicators}/{quote(indicator)}" + (f"/{part}" if part else "")

    def goal(self, goal: str) -> str:
        """The page of a goal."""
        return f"{self.home}goals/{quote(goal)}"

    def estate_part(self, part: str) -> str:
        """A page or file of the estate: `futures`, `plan`, `plan.xlsx`."""
        return f"{self.estate}/{part}"

    def estate_object(self, thing: str) -> str:
        """The page of one building, street, green area or pipe."""
        return f"{self.estate}/objects/{quote(thing, safe='')}"

    def entry(self, kind: str, entry: str) -> str:
        """The page of one thing in the handbook."""
        return f"{self.handbook}/{quote(kind)}/{quote(entry)}"


def in_language(address: str, language: Language) -> str:
    """The address of the same page in another language.

    >>> in_language("/fi/means?state=done", "sv")
    '/sv/means?state=done'
    """
    _, _, rest = address.lstrip("/").partition("/")
    return f"/{language}/{rest}"
