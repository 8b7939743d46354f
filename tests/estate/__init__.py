"""Tests of estate."""
