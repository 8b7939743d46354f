"""A chart inside a page: both its widths, of which the stylesheet shows the one that fits."""

from __future__ import annotations

from markupsafe import Markup

from voimavara.charts import Chart, Gallery
from voimavara.charts.chart import WIDTHS
from voimavara.core.language import Language


def picture(gallery: Gallery, chart: Chart, language: Language) -> Markup:
    """The SVG elements; their texts were escaped when they were put in."""
    drawn = "".join(gallery.on_page(chart, width, language) for width in WIDTHS)
    return Markup(drawn)  # noqa: S704 - made by charts.dressing, which escapes every text
