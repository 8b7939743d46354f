"""How much space there is, is needed and is used, and what it costs."""
