"""Pictures of figures: Vega-Lite specifications, turned into SVG that has a name and a page's colours."""

from voimavara.charts.chart import Chart
from voimavara.charts.choosing import charts_of
from voimavara.charts.drawing import Gallery, draw_all
from voimavara.charts.sparkline import Sparkline, sparkline

__all__ = ["Chart", "Gallery", "Sparkline", "charts_of", "draw_all", "sparkline"]
