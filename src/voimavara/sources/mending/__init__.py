"""Rows that were set aside: out to Excel, corrected there, and in again."""
