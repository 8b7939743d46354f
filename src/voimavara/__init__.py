"""Voimavara: the resource programme that a municipality can run."""
