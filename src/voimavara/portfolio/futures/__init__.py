"""The estate under each scenario, and over a thousand years."""
