"""From what Vega draws to what a page may show: small, named, themed, without anything that looks outside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from voimavara.charts.theme import LIGHT

PLAIN_NUMBER = re.compile(r"-?\d+\.\d{2,}")
EMPTY = re.compile(r'<path class="(?:back|fore)ground"[^>]*/>')
NOISE = re.compile(
    r" (?:class|role|aria-[a-z]+|pointer-events|xmlns:xlink|version|stroke-miterlimit)"
    r'="[^"]*"'
)
WHITE_GROUND = re.compile(r'<rect width="\d+" height="\d+" fill="white"/>')
EMPTY_GROUP = re.compile(r"<g(?: transform=\"translate\(0,0\)\")?></g>")
CLIP = re.compile(r"clip\d+")
HATCHING = (
    '<defs><pattern id="HATCH" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)">'
    '<path d="M0 0V7" stroke="var(--chart-hatch)" stroke-width="1.5"/></pattern></defs>'
)
ID = "CHART"


def bare(svg: str) -> str:
    """Vega's drawing without what a page has no use for; ids are `CHART…`, set when it is shown."""
    svg = WHITE_GROUND.sub("", EMPTY.sub("", svg))
    svg = NOISE.sub("", svg)
    svg = PLAIN_NUMBER.sub(lambda match: f"{float(match[0]):.1f}".removesuffix(".0"), svg)
    for _ in range(4):
        svg = EMPTY_GROUP.sub("", svg)
    clips = list(dict.fromkeys(CLIP.findall(svg)))
    for number, clip in enumerate(clips):
        svg = re.sub(rf"\b{clip}\b", f"{ID}-clip{number}", svg)
    if "HATCH" in svg:
        opening = svg.index(">") + 1
        svg = (svg[:opening] + HATCHING + svg[opening:]).replace("HATCH", f"{ID}-hatch")
    return svg


def named(svg: str, identity: str, name: str, sentence: str, kind: str) -> str:
    """The drawing as a picture with a name and a description, its ids its own on the page."""
    head, _, rest = svg.partition(">")
    title = f'<title id="{identity}-name">{escape(name)}</title>'
    title += f'<desc id="{identity}-said">{escape(sentence)}</desc>'
    head += f' class={quoteattr(kind)} role="img"'
    head += f' aria-labelledby="{identity}-name" aria-describedby="{identity}-said"'
    return f"{head}>{title}{rest}".replace(f"{ID}-", f"{identity}-")


def spoken(svg: str, words: dict[str, str]) -> str:
    """The drawing with its texts in place of their tokens."""
    return re.sub(r"⟦\d+⟧", lambda match: escape(words[match[0]]), svg)


def hoverable(svg: str, names: Sequence[str]) -> str:
    """Each peer's thin line gets its name to be shown under the pointer, and a wider one to be hit."""
    rest = iter(names)

    def with_name(match: re.Match[str]) -> str:
        name = next(rest, None)
        if name is None:
            return match[0]
        hit = match[0].replace('stroke-width="1"', 'stroke-width="9" stroke-opacity="0"')
        return f'<g class="peer"><title>{escape(name)}</title>{match[0]}{hit}</g>'

    return re.sub(r'<path d="[^"]*" stroke="var\(--chart-peer\)"[^>]*/>', with_name, svg)


def alone(svg: str) -> str:
    """The drawing as a file: light colours in place of the page's properties, on a white ground."""
    ground = '<rect width="100%" height="100%" fill="#ffffff"/>'
    opening = svg.index(">") + 1
    svg = svg[:opening] + ground + svg[opening:]
    return re.sub(r"var\(--chart-([a-z0-9-]+)\)", lambda match: LIGHT[match[1]], svg)
