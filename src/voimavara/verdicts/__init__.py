"""Kinds of target, cadence and lateness, judging, and the reasons people read."""
