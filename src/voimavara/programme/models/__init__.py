"""The programme's language as typed, frozen models; their docstrings are the editors' help."""
