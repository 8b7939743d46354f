"""How space is used, what it costs for whom, how much is needed, and what could be given up."""
