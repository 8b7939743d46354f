"""What people write: the programme as YAML, read with file and line, checked all at once."""
