"""Scenarios: what money, prices, climate and population make of the estate, run side by side."""
