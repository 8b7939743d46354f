"""Frozen figures, verdicts, programme and lineage; the only thing that pages read."""
