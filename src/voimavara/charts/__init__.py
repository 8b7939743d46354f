"""Pictures of figures: Vega-Lite specifications, turned into SVG that has a name and a page's colours."""

from voimavara.charts.chart import Chart
from voimavara.charts.choosing import charts_of
from voimavara.charts.estate import (
    backlog_charts,
    condition_chart,
    need_chart,
    renewal_chart,
    years_until_settled,
)
from voimavara.charts.gallery import Gallery
from voimavara.charts.sparkline import Sparkline, sparkline

__all__ = [
    "Chart",
    "Gallery",
    "Sparkline",
    "backlog_charts",
    "charts_of",
    "condition_chart",
    "need_chart",
    "renewal_chart",
    "sparkline",
    "years_until_settled",
]
