"""Vega-Lite specifications made from a snapshot, and their SVG."""
