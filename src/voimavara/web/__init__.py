"""Pages and the read-only API over snapshots."""
