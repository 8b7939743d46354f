"""Heat, electricity and water of the city's buildings."""
