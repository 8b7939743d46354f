"""Condition and backlog of what the city holds, added up and object by object."""
