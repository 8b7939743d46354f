"""How long things last: lives and transitions between states."""
