"""Words every other part uses: periods, units, translated text, Missing, origins, errors."""
