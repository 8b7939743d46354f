"""What the city holds, from the datasets of the registers."""
