"""What a snapshot of the estate holds."""
