"""From a workspace to everything that a snapshot is made from: what every command stands on."""
