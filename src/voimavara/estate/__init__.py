"""Functions over the city's property that are no aggregates; each writes a derived dataset."""
