"""Readers of the systems a city has, one folder a kind."""
