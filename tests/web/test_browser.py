"""The pages in a real browser: accessible, on any screen, by keyboard, without a script, from one host."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .addresses import KINDS, LANGUAGES

pytestmark = pytest.mark.browser
PHONE, DESKTOP = 390, 1280
# Links inside sentences are exempt (WCAG 2.5.8).
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, select, input, summary')]
  .filter(e => e.offsetParent && !e.closest('.skip, .scroll, p, li:not(.tile), dd, svg'))
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([_, r]) => r.width < 24 || r.height < 24)
  .map(([html, r]) => `${html} ${r.width}x${r.height}`)"""
BARE_CHARTS = """() => [...document.querySelectorAll('svg[role=img]')].filter(svg => svg.checkVisibility())
  .filter(svg => !document.getElementById(svg.getAttribute('aria-labelledby'))?.textContent
    || !document.getElementById(svg.getAttribute('aria-describedby'))?.textContent)
  .map(svg => svg.outerHTML.slice(0, 120))"""

DIVIDED = """() => [...document.querySelectorAll('.unit, .figures b, .multiples b, .bars b')]
  .filter(e => e.getClientRects().length > 1).map(e => e.outerHTML)"""
FEWER_MARKS = "() => { const n = document.querySelectorAll('.map .mark').length; return 0 < n && n < 64 }"


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": DESKTOP, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_shuts_anybody_out(
    browser: Browser, site: str, language: str, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page, axe = context.new_page(), Axe()
    found: list[str] = []
    for address in KINDS:
        page.goto(f"{site}/{language}/{address}")
        for violation in axe.run(page).response["violations"]:
            found += [
                f"/{language}/{address}: {violation['id']}: {node['html']}" for node in violation["nodes"]
            ]
    context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, PHONE])
def test_nothing_scrolls_sideways_on_a_phone(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for language in LANGUAGES:
        for address in KINDS:
            page.goto(f"{site}/{language}/{address}")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(f"/{language}/{address}")
    assert not wide


def test_everything_comes_from_one_host_and_no_page_complains(page: Page, site: str) -> None:
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for address in KINDS:
        if not address.endswith("nope") and address != "nothing-here":
            page.goto(f"{site}/fi/{address}", wait_until="networkidle")
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site).netloc}
    assert not complaints


def test_every_chart_has_a_name_a_description_and_a_table(page: Page, site: str) -> None:
    charts = 0
    for width in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": 800})
        for address in KINDS:
            page.goto(f"{site}/sv/{address}")
            assert not page.evaluate(BARE_CHARTS), address
            seen = page.locator("svg[role=img]:visible").count()
            charts += seen
            if seen:
                assert page.locator("#table").locator("xpath=..").locator("table").count(), address
    assert charts >= 20


def test_no_number_and_no_unit_is_divided(page: Page, site: str) -> None:
    for width in (320, PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": 800})
        for address in ("", "indicators", *(one for one in KINDS if one.startswith("indicators/"))):
            page.goto(f"{site}/fi/{address}")
            assert not page.evaluate(DIVIDED), (address, width)


def test_on_a_phone_a_wide_table_is_read_row_by_row(page: Page, site: str) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    for address in ("coverage", "data", "indicators/system_adoption"):
        page.goto(f"{site}/fi/{address}")
        stacked = page.locator(".stack")
        assert stacked.count()
        assert stacked.first.evaluate(
            "table => table.closest('.scroll').scrollWidth <= table.closest('.scroll').clientWidth"
        )
        assert page.get_by_role("table").count() >= stacked.count()


def test_targets_are_large_enough_for_a_finger(page: Page, site: str) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    for address in KINDS:
        page.goto(f"{site}/fi/{address}")
        assert not page.evaluate(SMALL_TARGETS), address


def test_the_keyboard_reaches_the_content_and_shows_where_it_is(page: Page, site: str) -> None:
    page.goto(f"{site}/fi/indicators/net_cost_growth")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim().slice(0, 40)"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", reached[-1]
        if "Saavutettavuusseloste" in reached[-1]:
            break
    assert "Ketkä?" in reached
    assert "CSV" in reached
    assert any("Näin luku laskettiin" in one for one in reached)


def test_a_filter_needs_no_button_where_scripts_run(page: Page, site: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{site}/fi/means", wait_until="networkidle")
    page.select_option("select[name=state]", "done")
    page.wait_for_url("**state=done*")
    page.wait_for_function("document.querySelectorAll('.deed').length < 34")
    assert page.locator(".state").all_text_contents() == ["Valmis"] * page.locator(".deed").count()
    assert not complaints


def test_filters_and_pages_are_whole_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/means")
    page.select_option("select[name=state]", "done")
    page.get_by_role("button", name="Show").click()
    assert "state=done" in page.url
    assert page.locator(".deed").count() == page.locator(".state.done").count() > 0
    page.goto(f"{site}/en/indicators/property_cost_per_m2")
    page.locator("summary").first.click()
    assert page.get_by_role("rowheader", name="Rakennus 1, jonka").is_visible()
    context.close()


def test_a_peer_is_named_under_the_pointer(page: Page, site: str) -> None:
    page.goto(f"{site}/fi/indicators/net_cost_growth")
    peers = page.locator("svg.wide .peer")
    assert peers.count() == 38
    assert peers.first.locator("title").text_content().startswith("Kunta ")  # type: ignore[union-attr]


def test_the_map_shows_every_placed_object_and_follows_the_filter(page: Page, site: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{site}/fi/estate?kind=building", wait_until="networkidle")
    marks = page.locator(".map .mark")
    assert marks.count() == 64
    assert page.locator(".map .mark use[href='#g-poor']").count() > 0
    page.select_option("select[name=district]", "lusi")
    page.wait_for_url("**district=lusi*")
    page.wait_for_function(FEWER_MARKS)
    marks.first.dispatch_event("click")
    assert page.locator(".leaflet-popup-content a").get_attribute("href", timeout=5000) in {
        link.get_attribute("href") for link in page.locator("#found tbody th a").all()
    }
    assert not complaints


def test_without_scripts_the_map_is_a_picture_and_the_list_is_whole(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/estate")
    assert page.locator(".map .plane use").count() > 50
    page.select_option("select[name=kind]", "pipe")
    page.get_by_role("button", name="Show").click()
    assert "kind=pipe" in page.url
    page.get_by_role("link", name="Next").click()
    assert page.get_by_text("Page 2 of 10").is_visible()
    assert page.locator("#found tbody tr").count() == 40
    context.close()


def test_the_keyboard_moves_the_map_and_gets_past_it(page: Page, site: str) -> None:
    page.goto(f"{site}/fi/estate", wait_until="networkidle")
    page.locator(".map").focus()
    pane = page.locator(".leaflet-map-pane")
    before = pane.evaluate("pane => pane.getBoundingClientRect().left")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "left => document.querySelector('.leaflet-map-pane').getBoundingClientRect().left != left", arg=before
    )
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.map') === null"), (
        "the marks are no trap of 60 stops"
    )


def test_paper_gets_the_figures_and_no_menus(page: Page, site: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{site}/fi/indicators/net_cost_growth")
    assert not page.locator(".menu").is_visible()
    assert page.locator("#table").is_visible()
    assert page.locator("svg[role=img]:visible").count() >= 1
