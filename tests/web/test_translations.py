"""Every text reads as if written in its language: nothing is left in another one."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable

import pytest
from django.test import Client

from voimavara.core.language import Language, gettext, ngettext

from .addresses import PAGES
from .messages import all_of
from .rich_snapshot import rich_snapshot, text

OTHERS: tuple[Language, ...] = ("fi", "sv")


@pytest.mark.parametrize("part", ["charts", "web"])
@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated(part: str, language: Language) -> None:
    same_in_both = {"{place} {value}", "{name}, %", "{name}: {value}."}
    same_in_both |= {"{name}: {first_period} {first}, {last_period} {last}."}
    same_in_swedish = {"Index {year}", "Index, {year} = 100", "Median {value}", "Version", "Period", "ex."}
    same_in_swedish |= {"{name}, index, {year} = 100", "version {version}"}
    for message in all_of(part):
        forms = (message,) if isinstance(message, str) else message
        if set(forms) <= same_in_both or (language == "sv" and set(forms) <= same_in_swedish):
            continue
        assert _translated(message, language) != list(forms), message


@pytest.mark.parametrize("part", ["charts", "web"])
@pytest.mark.parametrize("language", OTHERS)
def test_translations_have_the_same_places_for_values(part: str, language: Language) -> None:
    for message in all_of(part):
        forms = (message,) if isinstance(message, str) else message
        wanted = _fields(forms)
        for form in _translated(message, language):
            assert _fields([form]) <= wanted, form
        assert _fields(_translated(message, language)) == wanted, message


@pytest.mark.parametrize("language", OTHERS)
def test_pages_have_no_english_left(client: Client, language: Language) -> None:
    english = {
        form
        for message in all_of("web")
        for form in ((message,) if isinstance(message, str) else message)
        if len(form.split()) > 2 and "{" not in form and gettext(language, form) != form
    }
    for page in PAGES:
        seen = re.sub(r"<[^>]+>", " ", client.get(f"/{language}/{page}").text)
        assert not [form for form in english if form in seen], page


@pytest.mark.parametrize("language", OTHERS)
def test_finnish_and_swedish_write_a_hard_space_before_per_cent(client: Client, language: Language) -> None:
    for page in PAGES:
        seen = re.sub(r"<[^>]+>", "", client.get(f"/{language}/{page}").text)
        assert not re.search(r"\d ?%", seen), page


def test_a_lacking_translation_is_marked_not_mixed(site_of: Callable[..., Client]) -> None:
    lacking = text("Vain suomeksi").model_copy(update={"sv": "", "en": ""})
    page = site_of(rich_snapshot(principle=lacking)).get("/sv/").text
    assert "[fi] Vain suomeksi" in page


def _translated(message: str | tuple[str, str], language: Language) -> list[str]:
    if isinstance(message, str):
        return [gettext(language, message)]
    return [ngettext(language, *message, 1), ngettext(language, *message, 2)]


def _fields(forms: Iterable[str]) -> set[str | None]:
    return {field for form in forms for _, field, _, _ in string.Formatter().parse(form) if field}
