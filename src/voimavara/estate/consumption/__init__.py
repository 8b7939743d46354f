"""Heat, electricity and water: normalised for weather, per square metre, and what was abnormal."""
