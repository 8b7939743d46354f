"""Condition and backlog of buildings, parts, streets and pipes."""
