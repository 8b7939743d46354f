"""The estate on a day: what the registers hold, what follows from it, and the snapshot of it."""
