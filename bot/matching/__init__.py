"""Which entry is meant."""
