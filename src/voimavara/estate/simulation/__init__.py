"""The estate's future: how it ages, what a policy does to it, and what keeps it for a thousand years."""
