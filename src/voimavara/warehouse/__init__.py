"""Immutable loads in Delta tables, rows set aside, selection as of a date, lineage."""
