"""Peer municipalities: dated sets, borders of a year, growth against the others' median."""
