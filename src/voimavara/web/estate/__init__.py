"""The pages of the estate: in what condition it is, what lies ahead, which works are worth their money."""
